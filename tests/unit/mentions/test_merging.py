from datetime import date

import pytest
from tests.unit.lines import lines_of

from communique.mentions.dates import Anchor
from communique.mentions.gathered import Gathering
from communique.mentions.lines import make_line
from communique.mentions.merging import Merger, looks_ahead_to, looks_back_from
from communique.mentions.persons import People
from communique.spans import Span

ANCHOR = Anchor(written_on=date(2031, 5, 7), ingested_on=date(2031, 5, 9))
MET = "Norwegian Foreign Minister Ida Berg met Chilean President Luis Soto in Oslo on Monday."


def read(*sentences: str) -> list[Gathering]:
    lines = lines_of(*sentences)
    return Merger(People(lines), ANCHOR).read(lines)


def names(gathering: Gathering) -> dict[str, str]:
    return {a.person.name: a.participation for a in gathering.attendances.values() if a.person}


def test_the_talks_of_a_later_sentence_are_the_meeting_of_the_first() -> None:
    (one,) = read(MET, "The talks lasted two hours.")
    assert len(one.proposals) == 2
    assert one.event_type == "bilateral_meeting"


def test_meetings_on_two_days_are_two() -> None:
    again = "Berg will meet Soto again in Lima on Friday."
    assert [g.status for g in read(MET, again)] == ["held", "planned"]


def test_meetings_of_two_pairs_are_two() -> None:
    other = "Berg also met Peruvian President Marta Quispe."
    assert len(read(MET, other)) == 2


def test_a_country_with_a_person_there_has_no_delegation() -> None:
    (one,) = read(MET, "Norwegian officials attended the meeting.")
    assert {a.party.kind for a in one.attendances.values()} == {"person"}


def test_a_principal_is_absent_and_the_stand_in_attends() -> None:
    (one,) = read(
        "Norwegian Foreign Minister Ida Berg hosted a summit in Oslo on Monday.",
        "Prime Minister Ana Sousa of Portugal was represented by Foreign Minister Rui Pinto.",
    )
    assert names(one) == {"Ida Berg": "host", "Ana Sousa": "absent", "Rui Pinto": "attendee"}
    (stand_in,) = [a for a in one.attendances.values() if a.stands_in_for]
    assert stand_in.stands_in_for is not None
    assert stand_in.stands_in_for.name == "Ana Sousa"


def test_a_meeting_on_the_sidelines_is_part_of_the_summit() -> None:
    summit, meeting = read(
        "On the sidelines of the Ocean Summit in Lima, Norwegian Foreign Minister Ida Berg met "
        "Chilean President Luis Soto on Monday."
    )
    assert (summit.event_type, meeting.event_type) == ("summit", "bilateral_meeting")
    assert meeting.part_of is summit and summit.part_of is None
    assert names(summit).keys() == names(meeting).keys()


def test_one_country_alone_meets_with_nobody() -> None:
    assert read("Norway will attend the summit.") == []


def test_a_weekday_that_is_left_open_lies_ahead_of_what_is_planned() -> None:
    (one,) = read(
        "On Tuesday, before Berg travels south, the Norwegian Foreign Minister Ida Berg will pay"
        " a courtesy visit to Chilean President Luis Soto."
    )
    assert [(d.resolved.start, d.resolved.rule) for d in one.days] == [
        (date(2031, 5, 13), "weekday_ahead")
    ]


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("It was the first meeting since Berg took office in November.", "since"),
        ("Berg has wanted talks ever since the G7 gathered in Canada in June.", "since"),
        ("Berg has been in Lima since last Monday.", None),
        ("Since Berg took office, the two met in Lima in June.", None),
        ("Berg met Soto in Lima in June.", None),
    ],
)
def test_a_time_behind_since_and_a_clause_is_of_earlier_things(
    text: str, opens: str | None
) -> None:
    line = make_line(text, 0, "body", 0, Span(0, len(text)))
    since = looks_back_from(line, line.times[-1])
    assert since == (text.index(opens) if opens else None)


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("Berg reached Lima on Sunday ahead of the summit.", "ahead of the summit."),
        ("On Sunday ahead of the summit, Berg met Soto.", "ahead of the summit"),
        ("Berg met Soto on Sunday in Lima.", None),
    ],
)
def test_what_a_day_stands_before_ends_at_the_comma(text: str, ahead: str | None) -> None:
    line = make_line(text, 0, "body", 0, Span(0, len(text)))
    found = looks_ahead_to(line, line.times[0])
    assert (found.cut(text) if found else None) == ahead
