"""Who is host where place and countries rule one of two sides out."""

from dataclasses import replace
from datetime import date

import pytest
from tests.unit.lines import lines_of

from communique.engines.countries import stated
from communique.engines.describing import Description, describe
from communique.engines.hosting import (
    at_the_hearers,
    at_the_hosts,
    settle_hosts,
    settle_speakers,
)
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


HEARD = "Norwegian Minister Ida Berg told the Senate Finance Committee that Chile had won."
COMMITTEE = "Senate Finance Committee"


def heard(
    *sentences: str, place: Place | None = None, event_type: EventType = "hearing"
) -> tuple[str | None, str | None, str | None]:
    """The country of what is told last, the words that say it, and the country of who heard."""
    lines = lines_of(*sentences, together=True)
    anchor = Anchor(written_on=WRITTEN_ON, ingested_on=WRITTEN_ON)
    one = Merger(People(lines), anchor).read(lines)[-1]
    plain = replace(describe(one, lines, 0, WRITTEN_ON), place=place, event_type=event_type)
    told = at_the_hearers(one, plain).place
    bodies = [a for a in one.attendances.values() if a.party.kind == "organization"]
    return (
        told.country_code if told else None,
        told.span.cut(lines[0].text) if told else None,
        stated(bodies[0]) if bodies else None,
    )


def test_lawmakers_hear_the_ministers_of_their_own_country() -> None:
    assert heard(HEARD) == ("NO", "Norwegian", "NO")
    assert heard(HEARD, place=LIMA)[0] == "PE", "a place that is told stays"
    assert heard(HEARD, event_type="conference") == (None, None, "NO")


@pytest.mark.parametrize(
    "speaker",
    ["Ida Berg", "Norwegian activist Ida Berg", "Norwegian Ambassador Ida Berg",
     "Norwegian King Olav Berg", "Ukrainian President Ida Berg", "Brightwater CEO Ida Berg"],
)  # fmt: skip
def test_guests_may_be_heard_anywhere(speaker: str) -> None:
    told = heard(HEARD.replace("Norwegian Minister Ida Berg", speaker))
    assert told == (None, None, "")


@pytest.mark.parametrize(
    "speaker", ["Bank of Japan Governor Ken Ito", "Japanese Finance Minister Ken Ito"]
)
def test_who_is_of_a_body_of_state_is_heard_at_home(speaker: str) -> None:
    assert heard(HEARD.replace("Norwegian Minister Ida Berg", speaker))[::2] == ("JP", "JP")


def test_of_speakers_of_two_countries_it_is_open_who_is_at_home() -> None:
    both = HEARD.replace(" told", " and Chilean Minister Luis Soto told")
    assert heard(both) == (None, None, "")


def test_who_only_attends_says_nothing_of_the_place() -> None:
    with_soto = HEARD.replace("that Chile had won", "alongside Chilean Minister Luis Soto")
    assert heard(with_soto)[0] == "NO"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Canadian Senate finance committee", ("CA", "Canadian Senate finance committee", "CA")),
        ("UK salt inquiry", ("GB", "UK salt inquiry", None)),
        ("House committee on Russia", ("NO", "Norwegian", "NO")),  # what it is about
        ("European Parliament finance committee", (None, None, "")),
    ],
)
def test_a_country_in_the_name_wins(name: str, wanted: tuple[str | None, ...]) -> None:
    assert heard(HEARD.replace(COMMITTEE, name)) == wanted


def test_a_committee_is_known_beside_its_country_and_when_it_hears_again() -> None:
    canada = HEARD.replace(COMMITTEE, "Canadian Senate finance committee")
    assert heard("Canada opened the hearing.", canada)[::2] == ("CA", "CA")
    again = f"Chilean Minister Luis Soto told the House Budget Committee on Friday. {HEARD}"
    assert heard(HEARD, again.split(". ")[0] + ".")[::2] == ("CL", "CL")


def test_a_hearing_that_no_words_of_saying_tell_of_is_left_as_it_is() -> None:
    lines = lines_of("Norwegian Minister Ida Berg addressed a hearing of the Harbour Board.")
    anchor = Anchor(written_on=WRITTEN_ON, ingested_on=WRITTEN_ON)
    (one,) = Merger(People(lines), anchor).read(lines)
    told = replace(describe(one, lines, 0, WRITTEN_ON), event_type="hearing", place=None)
    assert "speaker" in {a.participation for a in one.attendances.values()}
    assert at_the_hearers(one, told) is told


def test_a_news_conference_is_no_hearing() -> None:
    assert heard(HEARD.replace("the Senate Finance Committee", "a news conference"))[0] is None
