"""Who is host where place and countries rule one of two sides out."""

from dataclasses import replace
from datetime import date

import pytest

from communique.engines.describing import Description, describe
from communique.engines.hosting import at_the_hosts, settle_hosts, settle_speakers
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


RECEIVED = "Norwegian Minister Ida Berg received Chilean Minister Luis Soto on Monday."


def described(text: str, home: str, *, place: Place | None) -> tuple[Gathering, Description]:
    line = make_line(text, 0, "body", 0, Span(0, len(text)))
    anchor = Anchor(written_on=WRITTEN_ON, ingested_on=WRITTEN_ON)
    (one,) = Merger(People([line]), anchor).read([line])
    told = replace(describe(one, [line], 0, WRITTEN_ON), place=place)
    return one, at_the_hosts(one, told, home)


def named(country_code: str, city: str | None = None) -> Place:
    return Place(span=Span(0, 4), city=city, country_code=country_code, time_zone=None)


def country_and_city(text: str, home: str, place: Place | None) -> tuple[str | None, str | None]:
    _, told = described(text, home, place=place)
    return (told.place.country_code, told.place.city) if told.place else (None, None)


@pytest.mark.parametrize(
    ("home", "place", "wanted"),
    [
        ("", named("CL"), ("NO", None)),  # the guest's country is no place
        ("NO", named("CL", "Santiago"), ("CL", "Santiago")),  # a city may be one all the same
        ("NO", None, ("NO", None)),
        ("SE", None, (None, None)),
        ("NO", named("PE", "Lima"), ("PE", "Lima")),
        ("CL", named("NO", "Oslo"), ("NO", "Oslo")),
    ],
)
def test_a_reception_is_where_the_hosts_are(
    home: str, place: Place | None, wanted: tuple[str | None, str | None]
) -> None:
    assert country_and_city(RECEIVED, home, place) == wanted


def test_the_words_of_such_a_country_are_those_of_the_host() -> None:
    _, told = described(RECEIVED, "NO", place=None)
    assert told.place is not None
    assert told.place.span.cut(RECEIVED) == "Norwegian"


def test_a_plain_meeting_and_a_coming_reception_have_no_place_by_this() -> None:
    for text in (RECEIVED.replace("received", "met"), RECEIVED.replace("received", "will receive")):
        assert country_and_city(text, "NO", None) == (None, None)


def test_who_is_said_to_have_received_stays_host_whatever_the_place() -> None:
    one, told = described(RECEIVED, "", place=None)
    settle_hosts(one, replace(told, place=named("CL", "Santiago")))
    assert capacities(one) == {"Berg": "host", "Soto": "attendee"}


@pytest.mark.parametrize(
    ("event_type", "capacity"),
    [("bilateral_meeting", "attendee"), ("signing", "attendee"), ("conference", "speaker")],
)
def test_nobody_gives_a_speech_where_sides_meet_or_sign(
    event_type: EventType, capacity: Participation
) -> None:
    one, told = read(Berg="speaker", Soto="chair")
    settle_speakers(one, replace(told, event_type=event_type))
    assert capacities(one)["Berg"] == capacity
    assert capacities(one)["Soto"] == ("chair" if capacity == "speaker" else "attendee")


def test_who_will_travel_to_a_gathering_abroad_is_not_its_host() -> None:
    one, told = read(Berg="host", Soto="host")
    settle_hosts(one, replace(told, event_type="conference", status="planned"))
    assert capacities(one) == {"Berg": "attendee", "Soto": "host"}
