"""Delegations that a participant brings along."""

from datetime import date

from communique.engines.retinues import add_retinues
from communique.mentions.dates import Anchor
from communique.mentions.gathered import Attendance, Gathering
from communique.mentions.lines import make_line
from communique.mentions.merging import Merger
from communique.mentions.persons import People
from communique.spans import Span

DAY = date(2031, 5, 7)
TEXT = "Norwegian Minister Ida Berg visited Peru accompanied by a business delegation."


def read(text: str) -> Gathering:
    line = make_line(text, 0, "body", 0, Span(0, len(text)))
    merger = Merger(People([line]), Anchor(written_on=DAY, ingested_on=DAY))
    return merger.read([line])[0]


def retinue(text: str) -> Attendance | None:
    gathering = read(text)
    add_retinues(gathering)
    add_retinues(gathering)  # once more adds nothing
    found = [a for key, a in gathering.attendances.items() if key[0] == "retinue"]
    assert len(found) < 2
    return found[0] if found else None


def test_it_is_of_the_country_of_whoever_brings_it() -> None:
    found = retinue(TEXT)
    assert found is not None and found.land is not None and found.land.span is not None
    assert (found.party.role, found.land.country_code) == ("business delegation", "NO")
    assert found.land.span.cut(TEXT) == "Norwegian Minister Ida Berg"
    assert (found.participation, found.person) == ("attendee", None)


def test_of_what_is_to_come_it_is_invited_like_its_leader() -> None:
    gathering = read(TEXT.replace("visited", "will visit"))
    for attendance in gathering.attendances.values():
        attendance.confidence = 0.7
    add_retinues(gathering)
    found = gathering.attendances["retinue", str(TEXT.index("a business") + 3)]
    assert found.confidence == 0.7


def test_whose_leader_takes_no_part_is_not_there() -> None:
    gathering = read(TEXT)
    gathering.attendances.clear()
    add_retinues(gathering)
    assert gathering.attendances == {}
