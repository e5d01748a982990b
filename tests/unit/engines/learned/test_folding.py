"""Which gatherings are parts of another: engagements of a visit, one alone, sides told twice."""

from dataclasses import replace
from datetime import date

import pytest

from communique.engines.describing import Description
from communique.engines.learned.folding import Told, folded, without_doubles
from communique.mentions.dates import Resolved
from communique.mentions.gathered import Attendance, Day, Gathering
from communique.mentions.lines import Line, make_line
from communique.mentions.persons import People
from communique.mentions.places import Place
from communique.mentions.proposals import Part, Proposal
from communique.mentions.times import find_times
from communique.mentions.triggers import Trigger
from communique.records import EventStatus, EventType
from communique.spans import Span

TEXT = (
    "Norwegian Minister Ida Berg, Chilean Minister Luis Soto, Chile and the Chilean delegation came"
    " to Lima on Monday and to Cusco on Tuesday. The head of the Chilean Ministry of Salt "
    "stayed, as did the president of the Chilean Senate."
)
LINE: Line = make_line(TEXT, 0, "body", 0, Span(0, len(TEXT)))
PEOPLE = People([LINE])
BERG, SOTO, CHILE, DELEGATION = "Ida Berg", "Luis Soto", "Chile and", "the Chilean delegation"
LIMA = Place(span=Span(0, 4), city="Lima", country_code="PE", time_zone=None)
CUSCO = replace(LIMA, city="Cusco")


def _attendance(words: str) -> Attendance:
    start = TEXT.index(words)
    (party,) = [p for p in LINE.parties if p.span.start <= start < p.span.end]
    part = Part(party=party, participation="attendee", line_no=0, cue=None, is_at_home=False)
    return Attendance(party, PEOPLE.person(party), [part], confidence=0.8)


def _day(no: int) -> Day:
    words = find_times(TEXT, LINE.span)[0]
    start = date(2031, 5, no)
    resolved = Resolved(start=start, end=None, precision="day", edtf=start.isoformat(), rule="")
    return Day(words=words, resolved=resolved, line=LINE)


def _told(
    event_type: EventType, *who: str, day: int = 0, place: Place | None = None,
    status: EventStatus = "held",
) -> Told:  # fmt: skip
    attendances = {("x", name): _attendance(name) for name in who}
    description = Description(
        span=Span(0, 9), event_type=event_type, status=status, salience="background",
        day=_day(day) if day else None, place=place, venue=None, name=None, topics=(),
        confidence=0.5,
    )  # fmt: skip
    return Told(Gathering([], [], attendances), description, 0.5)


def _people(told: Told) -> set[str]:
    return {name for _, name in told.gathering.attendances}


@pytest.mark.parametrize("part", ["bilateral_meeting", "press_conference", "visit", "negotiation"])
def test_what_a_visit_is_made_of_is_no_gathering_of_its_own(part: EventType) -> None:
    visit = _told("visit", BERG, CHILE, DELEGATION, day=5, place=LIMA)
    (one,) = folded([_told(part, BERG, SOTO), visit])
    assert one.description == visit.description
    assert _people(one) == {BERG, SOTO, CHILE, DELEGATION}


@pytest.mark.parametrize(
    "part",
    [
        _told("bilateral_meeting", BERG, SOTO, day=6),
        _told("bilateral_meeting", BERG, SOTO, place=CUSCO),
        _told("bilateral_meeting", BERG, SOTO, status="planned"),
        _told("bilateral_meeting", SOTO),
        _told("conference", BERG, SOTO),
        _told("call", BERG, SOTO),
    ],
)
def test_its_own_day_place_status_people_or_kind_keep_it_apart(part: Told) -> None:
    visit = _told("visit", BERG, CHILE, day=5, place=LIMA)
    assert folded([visit, part]) == [visit, part]


def test_one_alone_joins_the_same_gathering_told_in_full() -> None:
    full, alone = _told("ministerial", BERG, SOTO, day=5), _told("ministerial", SOTO)
    assert folded([full, alone])[0].gathering.attendances.keys() == {("x", BERG), ("x", SOTO)}
    other = _told("summit", SOTO)
    assert folded([full, other]) == [full, other]


def test_the_same_people_told_again_without_a_day_of_their_own_meet_once() -> None:
    full = _told("ministerial", BERG, SOTO, CHILE, day=5, place=LIMA)
    (one,) = folded([full, _told("ministerial", BERG, SOTO)])
    assert one.description == full.description
    assert _people(one) == {BERG, SOTO, CHILE}
    (same,) = folded([full, _told("ministerial", BERG, SOTO, CHILE, day=5, place=LIMA)])
    assert _people(same) == {BERG, SOTO, CHILE}


@pytest.mark.parametrize(
    "other",
    [
        _told("ministerial", BERG, SOTO, day=6),
        _told("ministerial", BERG, SOTO, place=CUSCO),
        _told("ministerial", BERG, DELEGATION),
        _told("ministerial", BERG, SOTO, status="planned"),
    ],
)
def test_another_day_place_company_or_status_is_another_gathering(other: Told) -> None:
    full = _told("ministerial", BERG, SOTO, CHILE, day=5, place=LIMA)
    assert folded([full, other]) == [full, other]


def _summit(*who: str, **said: object) -> Told:
    return _told("summit", *who, day=5, place=LIMA, **said)  # type: ignore[arg-type]


def test_a_summit_told_twice_with_others_each_time_is_one() -> None:
    (one,) = folded([_summit(BERG, CHILE), _summit(SOTO, DELEGATION)])
    assert _people(one) == {BERG, SOTO, CHILE, DELEGATION}


@pytest.mark.parametrize(
    "other",
    [
        _told("summit", SOTO, DELEGATION, day=6, place=LIMA),
        _told("summit", SOTO, DELEGATION, day=5, place=CUSCO),
        _told("summit", SOTO, DELEGATION, day=5, place=replace(LIMA, city=None)),
        _told("ministerial", SOTO, DELEGATION, day=5, place=LIMA),
        _summit(SOTO, DELEGATION, status="cancelled"),
    ],
)
def test_a_summit_of_another_day_city_kind_or_status_is_another(other: Told) -> None:
    assert folded([_summit(BERG, CHILE), other]) == [_summit(BERG, CHILE), other]


def test_two_bilateral_meetings_of_one_day_and_city_are_two() -> None:
    two = [_told("bilateral_meeting", who, day=5, place=LIMA) for who in (BERG, SOTO)]
    assert folded(two) == two


def test_summits_of_other_names_are_two() -> None:
    at = Span(0, 9)
    trigger = Trigger(span=at, surface="summit", frame="noun", tense="", event_type="summit")
    proposal = Proposal(
        line=LINE, trigger=trigger, noun=None, event_type="summit", status="held", parts=(), span=at
    )
    named = []
    for word, told in (("Norwegian", _summit(BERG)), ("Chilean", _summit(SOTO))):
        start = TEXT.index(word)
        description = replace(told.description, name=Span(start, start + len(word)))
        gathering = replace(told.gathering, proposals=[proposal])
        named.append(replace(told, gathering=gathering, description=description))
    assert folded(named) == named
    (one,) = folded([named[0], replace(named[1], description=_summit(SOTO).description)])
    assert _people(one) == {BERG, SOTO}


def test_one_alone_told_twice_is_left_as_told() -> None:
    twice = [_told("other_meeting", BERG, day=5), _told("other_meeting", BERG, day=5)]
    assert folded(twice) == twice


def test_parts_of_parts_end_in_one() -> None:
    visits = [_told("visit", BERG), _told("visit", BERG, SOTO), _told("visit", SOTO, CHILE)]
    (one,) = folded(visits)
    assert _people(one) == {BERG, SOTO, CHILE}


def test_the_surer_of_two_tellings_of_a_participant_stays() -> None:
    sure, unsure = _told("visit", BERG, SOTO), _told("bilateral_meeting", BERG)
    unsure.gathering.attendances["x", BERG].confidence = 0.9
    (one,) = folded([sure, unsure])
    assert one.gathering.attendances["x", BERG].confidence == 0.9


def test_a_country_beside_its_minister_is_told_twice_and_its_delegation_is_not() -> None:
    told = _told("summit", BERG, SOTO, CHILE, DELEGATION)
    assert _people(without_doubles(told)) == {BERG, SOTO, DELEGATION}
    abroad = _told("summit", BERG, CHILE)
    assert without_doubles(abroad) is abroad


def test_the_lead_of_a_ministry_beside_its_countrys_minister_is_told_twice() -> None:
    head, senate = "The head of the Chilean", "the president of the Chilean"
    assert _people(without_doubles(_told("summit", BERG, SOTO, head))) == {BERG, SOTO}
    for told in (_told("summit", BERG, head), _told("summit", BERG, SOTO, senate)):
        assert without_doubles(told) is told


def test_the_fuller_telling_takes_the_day_and_place_of_the_other() -> None:
    dated = _told("visit", BERG, SOTO, day=5, place=LIMA)
    fuller = _told("visit", BERG, SOTO, CHILE, DELEGATION)
    (one,) = folded([dated, fuller])
    assert (one.description.day, one.description.place) == (dated.description.day, LIMA)


def test_a_stand_in_stays_one() -> None:
    visit, talks = _told("visit", BERG, SOTO), _told("bilateral_meeting", BERG)
    visit.gathering.attendances["x", BERG].stands_in_for = PEOPLE.person(_attendance(SOTO).party)
    talks.gathering.attendances["x", BERG].confidence = 0.9
    (one,) = folded([visit, talks])
    stands_in_for = one.gathering.attendances["x", BERG].stands_in_for
    assert stands_in_for is not None and stands_in_for.name == SOTO


def test_what_only_the_part_is_told_with_is_kept() -> None:
    full, part = _told("ministerial", BERG, SOTO, CHILE, day=5), _told("ministerial", BERG, SOTO)
    venue = replace(part, description=replace(part.description, venue=Span(3, 7), name=Span(0, 9)))
    (one,) = folded([full, venue])
    assert (one.description.venue, one.description.name) == (Span(3, 7), Span(0, 9))
