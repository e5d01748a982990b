from datetime import date

from communique.mentions.dates import Anchor
from communique.mentions.posts import find_posts
from communique.spans import Span

ANCHOR = Anchor(written_on=date(2031, 5, 7), ingested_on=date(2031, 5, 9))


def read(text: str) -> list[tuple[str, date, bool]]:
    posts = find_posts(text, [Span(0, len(text))], ANCHOR)
    return [(post.span.cut(text), post.day, post.tells) for post in posts]


def test_a_post_bears_the_day_under_it() -> None:
    text = "Met finance ministers today. - Ida Berg (@IdaBerg) May 5, 2031"
    assert read(text) == [("May 5, 2031", date(2031, 5, 5), True)]


def test_a_post_about_nothing_of_the_kind_tells_of_no_gathering() -> None:
    assert read("Lovely herring. - Ida Berg (@IdaBerg) May 5, 2031")[0][2] is False


def test_a_handle_without_a_full_date_dates_no_post() -> None:
    assert read("as Ida Berg (@IdaBerg) wrote on Monday") == []
