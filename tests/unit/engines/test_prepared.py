"""What every engine starts from: the day of writing, as stated or as a post on the page tells."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from communique.article.article import Article
from communique.engines.prepared import prepared
from communique.engines.rules import RulesEngine

BODY = """Salt ministers open their meeting in Oslo

The finance ministers of Norway and Chile met in Oslo on Monday to discuss salt quotas, a matter \
that has kept both countries busy for years.

The talks go on behind closed doors in the old town hall, and nobody expects a result before the \
end of the week, officials of both ministries said.

Grand days: we met the salt ministers in the town hall.
— Ida Berg (@IdaBerg) {posted}

Quotas were last changed when the two countries fell out over herring, which took years to settle \
and cost both of them dearly in trade.

The ministers will sign a declaration when they are done, and they have agreed to keep the press \
out of the room until then.
"""


def test_an_undated_page_was_written_when_a_post_in_it_tells_of_a_gathering(
    article_of: Callable[[str], Article],
) -> None:
    article = article_of(BODY.format(posted="May 5, 2031"))
    assert article.row.published_day is None
    assert prepared(article).anchor.written_on == date(2031, 5, 5)
    (event, *_) = RulesEngine().read(article).event_mentions
    assert (event.start_date, event.date_rule) == (date(2031, 5, 5), "weekday_behind")


def test_a_post_without_a_year_dates_nothing(article_of: Callable[[str], Article]) -> None:
    assert prepared(article_of(BODY.format(posted="May 5"))).anchor.written_on is None


def test_a_post_from_after_the_landing_dates_nothing(article_of: Callable[[str], Article]) -> None:
    assert prepared(article_of(BODY.format(posted="May 5, 2099"))).anchor.written_on is None


def test_a_stated_day_outweighs_a_post(article_of: Callable[[str], Article]) -> None:
    text = BODY.format(posted="May 5, 2031").replace("\n\n", "\n\nPublished May 7, 2031\n\n", 1)
    assert prepared(article_of(text)).anchor.written_on == date(2031, 5, 7)
