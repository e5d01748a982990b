from datetime import date

import pytest

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


@pytest.mark.parametrize(
    "text",
    [
        "Ida Berg\n@IdaBerg\nI met the salt ministers in Oslo.\n10:42 AM · May 5, 2031",
        "Ida Berg\n@IdaBerg\nWe hosted a summit of mayors.\n22:05 · 5 May 2031 · 4,120 Views",
        "Ida Berg @IdaBerg · May 5, 2031\nGreat talks with Luis Soto today.",
        "We met the herring fleet. — Ida Berg (@IdaBerg) May 5, 2031",
        "Ida Berg posted on X on 5 May 2031 that she had met the salt ministers.",
    ],
)
def test_the_usual_forms_of_a_dated_post_are_read(text: str) -> None:
    assert [(day, tells) for _, day, tells in read(text)] == [(date(2031, 5, 5), True)]


def test_what_a_post_looks_forward_to_is_not_told() -> None:
    text = "I look forward to hosting a summit of mayors. - Ida Berg (@IdaBerg) May 5, 2031"
    assert read(text)[0][2] is False


def test_an_address_of_mail_is_no_handle() -> None:
    assert read("Write to desk@example.org May 5, 2031") == []
