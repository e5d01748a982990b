"""What the rules read beside the network: a day's words, a capacity, what is part of what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from tests.unit.lines import lines_of

from communique.engines.learned import seconding
from communique.engines.learned.seconding import (
    Opinion,
    described,
    said_days,
    said_part,
    tie_as_said,
)
from communique.mentions.dates import Anchor
from communique.mentions.gathered import Gathering, Key
from communique.mentions.lines import Line
from communique.mentions.merging import Merger
from communique.mentions.persons import People
from communique.records import Participation
from communique.spans import Span

ANCHOR = Anchor(written_on=date(2031, 5, 7), ingested_on=date(2031, 5, 9))
MET = "Norwegian Foreign Minister Ida Berg met Chilean President Luis Soto in Oslo on Monday."
ALSO_MET = "Berg also met Peruvian President Marta Quispe."
SIDELINES = (
    "On the sidelines of the Ocean Summit in Lima, Norwegian Foreign Minister Ida Berg met "
    "Chilean President Luis Soto on Monday."
)
SUMMIT = (
    "Norwegian Foreign Minister Ida Berg chaired a summit in Oslo on Monday.",
    "Participants in the summit included Chilean President Luis Soto and Peruvian President "
    "Marta Quispe.",
    "Finance Minister Rui Pinto of Portugal did not attend.",
)
CALL = "Peruvian President Marta Quispe phoned Portuguese Prime Minister Ana Sousa on Tuesday."
ADDRESSED = "The summit was addressed by Chilean President Luis Soto."


def _read(*sentences: str) -> list[Gathering]:
    lines = lines_of(*sentences)
    return Merger(People(lines), ANCHOR).read(lines)


def _days_said(
    told: Sequence[Opinion], lines: Sequence[Line], anchor: Anchor = ANCHOR
) -> list[Span | None]:
    return said_days(told, described(told, lines, anchor))


def _key(gathering: Gathering, name: str) -> Key:
    (key,) = [k for k, a in gathering.attendances.items() if a.person and a.person.name == name]
    return key


def _said(told: Sequence[Opinion], key: Key) -> Participation | None:
    part = said_part(told, key)
    return part.participation if part else None


def _day_words(*sentences: str) -> str | None:
    lines = lines_of(*sentences)
    (opinion,) = Merger(People(lines), ANCHOR).read(lines)
    (span,) = _days_said([opinion], lines)
    return span.cut(lines[0].text) if span else None


def test_the_words_of_the_day_are_those_that_the_rules_choose() -> None:
    assert _day_words(MET) == "Monday"
    in_may = MET.replace("on Monday", "in May 2031")
    assert _day_words(in_may) == "May 2031"
    assert _day_words(in_may, "The talks began on Tuesday.") == "Tuesday"


def test_no_opinion_and_no_day_have_no_words() -> None:
    assert _days_said([None], lines_of(MET)) == [None]
    assert _day_words(MET.replace(" on Monday", "")) is None


def test_what_many_tellings_are_of_is_described_once(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = lines_of(MET)
    (opinion,) = Merger(People(lines), ANCHOR).read(lines)
    times = list[int]()
    real = seconding.describe
    monkeypatch.setattr(seconding, "describe", lambda *told: times.append(1) or real(*told))
    days = _days_said([opinion, None, opinion, opinion], lines)
    assert len(times) == 1
    assert days == [opinion.days[0].words.span, None, *[opinion.days[0].words.span] * 2]


def test_a_day_behind_the_writing_is_not_that_of_what_is_to_come() -> None:
    lines = lines_of(
        "Norwegian Foreign Minister Ida Berg will meet Luis Soto of Chile in May 2031."
    )
    (opinion,) = Merger(People(lines), ANCHOR).read(lines)
    later = Anchor(written_on=date(2031, 6, 3), ingested_on=date(2031, 6, 9))
    assert _days_said([opinion], lines) == [opinion.days[0].words.span]
    assert _days_said([None, opinion], lines, later) == [None, None]


@pytest.mark.parametrize(
    ("name", "capacity"),
    [("Ida Berg", "chair"), ("Luis Soto", "attendee"), ("Rui Pinto", "absent")],
)
def test_a_capacity_is_said_by_a_cue_or_by_being_a_telling_one(
    name: str, capacity: Participation
) -> None:
    (summit,) = _read(*SUMMIT)
    assert _said([summit], _key(summit, name)) == capacity


def test_of_several_capacities_the_most_telling_is_said() -> None:
    (summit,) = _read(*SUMMIT, ADDRESSED)
    soto = _key(summit, "Luis Soto")
    assert {part.participation for part in summit.attendances[soto].parts} == {
        "attendee", "speaker",
    }  # fmt: skip
    assert _said([summit], soto) == "speaker"


def test_a_capacity_is_that_of_the_most_telling_opinion_in_whatever_order() -> None:
    (listed,), (addressed,) = _read(*SUMMIT), _read(*SUMMIT, ADDRESSED)
    soto = _key(listed, "Luis Soto")
    assert soto == _key(addressed, "Luis Soto")
    told: list[Opinion] = [None, listed, addressed, listed, None]
    assert _said(told, soto) == _said(told[::-1], soto) == "speaker"


def test_a_plain_meeting_says_no_capacity_and_of_others_nothing_is_said() -> None:
    (met,) = _read(MET)
    assert _said([met], _key(met, "Ida Berg")) is None
    assert _said([met], ("person", "99")) is None
    assert _said([None], _key(met, "Ida Berg")) is None
    assert _said([], _key(met, "Ida Berg")) is None


def _copy(gathering: Gathering, *names: str) -> Gathering:
    """As the network puts it together: with ``names`` alone, and part of nothing yet."""
    own = {key: gathering.attendances[key] for key in (_key(gathering, name) for name in names)}
    return Gathering(list(gathering.proposals), [], own)


def _tied(
    gatherings: Sequence[Gathering], opined: Sequence[Sequence[Opinion]]
) -> list[Gathering | None]:
    tie_as_said(gatherings, opined)
    return [gathering.part_of for gathering in gatherings]


def test_what_the_rules_read_as_part_of_another_is_part_of_what_that_became() -> None:
    summit, meeting = _read(SIDELINES)
    assert meeting.part_of is summit
    inner = _copy(meeting, "Ida Berg", "Luis Soto")
    outer = _copy(summit, "Ida Berg")
    decoy = _copy(meeting, "Ida Berg", "Luis Soto")
    for order in ([inner, outer, decoy], [decoy, outer, inner]):
        said: dict[int, list[Opinion]]
        said = {id(inner): [None, meeting], id(outer): [summit], id(decoy): [None]}
        _tied(order, [said[id(gathering)] for gathering in order])
        assert inner.part_of is outer
        assert outer.part_of is None and decoy.part_of is None
        inner.part_of = None


def test_without_its_own_opinion_the_outer_one_is_known_by_most_of_its_people() -> None:
    summit, meeting = _read(SIDELINES)
    inner = _copy(meeting, "Ida Berg")
    full, half = _copy(summit, "Ida Berg", "Luis Soto"), _copy(summit, "Luis Soto")
    assert _tied([full, inner, half], [[None], [meeting], []]) == [None, full, None]
    inner.part_of = None
    assert _tied([half, inner, full], [[None], [meeting], []]) == [None, full, None]


def test_a_crowd_of_others_is_not_the_outer_one() -> None:
    summit, meeting, others = _read(SIDELINES, CALL)
    inner, outer = _copy(meeting, "Luis Soto"), _copy(summit, "Ida Berg")
    crowd = _copy(others, "Ana Sousa", "Marta Quispe")
    assert _tied([inner, outer, crowd], [[meeting], [], [others]]) == [outer, None, None]


def test_one_without_its_opinion_or_people_is_not_the_outer_one() -> None:
    summit, meeting = _read(SIDELINES)
    inner, nobody = _copy(meeting, "Ida Berg"), _copy(summit)
    assert _tied([nobody, inner], [[], [meeting]]) == [None, None]
    assert _tied([inner], [[meeting]]) == [None]


def test_both_read_as_one_are_not_part_of_each_other() -> None:
    summit, meeting = _read(SIDELINES)
    joined, other = _copy(summit, "Ida Berg", "Luis Soto"), _copy(summit, "Ida Berg")
    assert _tied([joined, other], [[meeting, summit], [summit]]) == [None, None]


def test_what_is_known_already_stays_and_nothing_is_part_of_its_own_part() -> None:
    summit, meeting = _read(SIDELINES)
    inner, outer = _copy(meeting, "Ida Berg"), _copy(summit, "Ida Berg")
    visit = _copy(summit, "Luis Soto")
    inner.part_of = visit
    assert _tied([inner, outer, visit], [[meeting], [summit], []]) == [visit, None, None]
    inner.part_of, outer.part_of = None, inner
    assert _tied([inner, outer], [[meeting], [summit]]) == [None, inner]


def test_where_the_rules_tie_nothing_nothing_is_tied() -> None:
    one, other = _read(MET, ALSO_MET)
    both = [_copy(one, "Ida Berg", "Luis Soto"), _copy(other, "Ida Berg")]
    assert _tied(both, [[one], [other]]) == [None, None]
    assert _tied(both, [[None], []]) == [None, None]
