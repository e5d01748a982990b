"""The grammar's numbers of a gathering: words, participants, day, place in the text."""

from datetime import date

import pytest

from communique.engines.learned.traits import (
    DAYS,
    SIZE,
    Standing,
    day_relation,
    paragraph_of,
    standing,
    traits,
)
from communique.mentions.dates import Anchor
from communique.mentions.gathered import Gathering
from communique.mentions.gatherings import find_proposals
from communique.mentions.lines import Line, make_line
from communique.spans import Span

PLACE = Standing(first=0, is_foremost=True, heading=0.5, gatherings=1)
TEXT = "The summit will be held on 5 May 2020."
MET = "President Ana Costa met President Omar Said in Lisbon."


def _line(text: str = TEXT, role: str = "body", paragraph: int = 0) -> Line:
    return make_line(text, 0, role, paragraph, Span(0, len(text)))  # type: ignore[arg-type]


def test_there_are_as_many_numbers_as_the_network_expects() -> None:
    found = traits(_line(), Span(4, 10), [], 0, 0, PLACE, None)
    assert found.shape == (SIZE,) and found.min() >= 0 and found.max() <= 1


def test_words_of_status_and_type_show() -> None:
    planned = traits(_line(), Span(4, 10), [], 0, 0, PLACE, None)
    held = traits(_line("The summit was held in May."), Span(4, 10), [], 0, 0, PLACE, None)
    assert planned.tolist() != held.tolist()


def test_the_standing_in_the_article_and_what_the_rules_read_show() -> None:
    line = _line()
    (proposal,) = find_proposals(make_line(MET, 0, "body", 0, Span(0, len(MET))))
    read = traits(line, Span(4, 10), [], 0, 0, PLACE, Gathering([proposal], []))
    late = Standing(first=3, is_foremost=False, heading=0.0, gatherings=4)
    plain = traits(line, Span(4, 10), [], 0, 0, PLACE, None)
    assert plain.tolist() != read.tolist()
    assert plain.tolist() != traits(line, Span(4, 10), [], 0, 0, late, None).tolist()


def test_a_gathering_stands_where_it_is_first_told_and_by_whom_the_headline_names() -> None:
    lines = [_line(role="headline"), _line(paragraph=3), _line(paragraph=5)]
    ana, omar, rui = (("person", name) for name in ("ana", "omar", "rui"))
    assert standing(lines, [2, 1], [1, 2], {ana, omar}, {ana, rui}, 2) == Standing(
        first=0, is_foremost=True, heading=0.5, gatherings=2
    )
    assert not standing(lines, [2], [1, 2], set(), {ana}, 2).is_foremost


@pytest.mark.parametrize(
    ("written_on", "wanted"),
    [(date(2020, 5, 5), "same"), (date(2020, 5, 6), "before"), (date(2020, 5, 4), "after")],
)
def test_a_day_lies_before_on_or_after_the_writing(written_on: date, wanted: str) -> None:
    anchor = Anchor(written_on=written_on, ingested_on=written_on)
    assert DAYS[day_relation(_line().times[0], anchor)] == wanted


def test_without_a_day_of_writing_nothing_is_said_of_a_day() -> None:
    anchor = Anchor(written_on=None, ingested_on=date(2026, 1, 1))
    assert DAYS[day_relation(_line().times[0], anchor)] == "none"


def test_paragraphs_of_the_body_count_from_nought() -> None:
    lines = [_line(role="headline"), _line(paragraph=3), _line(paragraph=5)]
    assert [paragraph_of(lines, at) for at in range(3)] == [-1, 0, 1]
