"""Who is host where place and countries rule one of two sides out."""

from dataclasses import replace
from datetime import date

import pytest

from communique.engines.describing import Description, describe
from communique.engines.hosting import settle_hosts
from communique.mentions.dates import Anchor
from communique.mentions.gathered import Gathering
from communique.mentions.lines import make_line
from communique.mentions.merging import Merger
from communique.mentions.persons import People
from communique.mentions.places import Place
from communique.records import EventType, Participation
from communique.spans import Span

WRITTEN_ON = date(2031, 5, 7)
TEXT = "Norwegian Minister Ida Berg met Chilean Minister Luis Soto in Santiago on Monday."
AT_THE_EMBASSY = TEXT.replace("Minister Ida", "Ambassador Ida")
OF_THREE = TEXT.replace("met Chilean", "met Peruvian Minister Ana Paz and Chilean")
LIMA = Place(span=Span(0, 4), city="Lima", country_code="PE", time_zone=None)


def read(text: str = TEXT, **capacities: Participation) -> tuple[Gathering, Description]:
    line = make_line(text, 0, "body", 0, Span(0, len(text)))
    anchor = Anchor(written_on=WRITTEN_ON, ingested_on=WRITTEN_ON)
    (one,) = Merger(People([line]), anchor).read([line])
    for attendance in one.attendances.values():
        surname = (attendance.person.name if attendance.person else "").split()[-1]
        attendance.parts = [
            replace(part, participation=capacities.get(surname, "attendee"))
            for part in attendance.parts
        ]
    return one, describe(one, [line], 0, WRITTEN_ON)


def capacities(gathering: Gathering) -> dict[str, Participation]:
    return {
        a.person.name.split()[-1]: a.participation
        for a in gathering.attendances.values()
        if a.person
    }


def test_a_guest_who_was_read_as_host_changes_places_with_the_one_at_home() -> None:
    one, told = read(Berg="host")
    settle_hosts(one, told)
    assert capacities(one) == {"Berg": "attendee", "Soto": "host"}


def test_of_two_hosts_the_one_at_home_stays() -> None:
    one, told = read(Berg="host", Soto="host")
    settle_hosts(one, told)
    assert capacities(one) == {"Berg": "attendee", "Soto": "host"}


def test_without_a_stranger_as_host_nothing_is_changed() -> None:
    one, told = read()
    settle_hosts(one, told)
    assert capacities(one) == {"Berg": "attendee", "Soto": "attendee"}


def test_who_speaks_at_home_does_not_become_host() -> None:
    one, told = read(Berg="host", Soto="speaker")
    settle_hosts(one, told)
    assert capacities(one) == {"Berg": "attendee", "Soto": "speaker"}


@pytest.mark.parametrize("event_type", ["conference", "ministerial", "other_meeting", "call"])
def test_others_than_two_sided_gatherings_may_be_held_abroad(event_type: EventType) -> None:
    one, told = read(Berg="host")
    settle_hosts(one, replace(told, event_type=event_type))
    assert capacities(one)["Berg"] == "host"


def test_where_nobody_is_at_home_the_place_may_be_wrong() -> None:
    one, told = read(Berg="host")
    settle_hosts(one, replace(told, place=LIMA))
    assert capacities(one)["Berg"] == "host"
    settle_hosts(one, replace(told, place=None))
    assert capacities(one)["Berg"] == "host"


@pytest.mark.parametrize("text", [AT_THE_EMBASSY, OF_THREE])
def test_an_ambassador_and_a_third_country_may_be_hosts_abroad(text: str) -> None:
    one, told = read(text, Berg="host")
    settle_hosts(one, replace(told, event_type="bilateral_meeting"))
    assert capacities(one)["Berg"] == "host"
