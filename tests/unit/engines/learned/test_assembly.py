"""What the rules choose stands in for the network's choice only where the network believes it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from communique.engines.describing import Description
from communique.engines.learned.assembly import Assembly, Second
from communique.engines.learned.network import Floats, Network, States
from communique.engines.learned.tellings import Telling
from communique.engines.learned.thresholds import Thresholds
from communique.engines.learned.words import Ints, words_of
from communique.mentions.dates import Anchor
from communique.mentions.gathered import Day
from communique.mentions.lines import make_line
from communique.mentions.persons import People
from communique.mentions.places import Place
from communique.spans import Span

ANCHOR = Anchor(written_on=date(2031, 5, 7), ingested_on=date(2031, 5, 9))
MET = "Norwegian Foreign Minister Ida Berg met Chilean President Luis Soto in Oslo on Monday."
CARD = {
    "parts": ["none", "host", "chair", "speaker", "attendee", "invited", "absent"],
    "statuses": ["held", "planned"],
    "types": ["bilateral_meeting", "visit"],
}
LIMITS = Thresholds(believed=0.5, time=0.9, timed=0.0, place=0.9, placed=0.0)


class Sure(Network):
    """Sure that all attend a meeting that was held; of times and places it says what it is told."""

    def __init__(self, odds: Mapping[str, Sequence[float]]) -> None:
        self.card = CARD
        self._odds = odds

    def classes(self, events: Floats, traits: Floats) -> tuple[Floats, Floats, Floats]:
        first = np.array([[9.0, 0.0]] * len(events), np.float32)
        return first, first, first

    def pairs(self, head: str, left: Floats, right: Floats, distance: Ints, kind: Ints) -> Floats:
        classes = len(CARD["parts"]) if head == "parts" else 2
        logits = np.zeros((len(left), len(right), classes), np.float32)
        if head == "parts":
            logits[:, :, CARD["parts"].index("attendee")] = 9.0
        elif head in self._odds:
            logits[:, :, 1] = [math.log(odds / (1 - odds)) for odds in self._odds[head]]
        return logits


def _assembly(
    text: str = MET,
    limits: Thresholds = LIMITS,
    times: Sequence[float] = (0.01,),
    places: Sequence[float] = (0.01,),
) -> Assembly:
    lines = [make_line(text, 0, "body", 0, Span(0, len(text)))]
    words = words_of(lines)
    nothing = np.zeros((len(words.texts), 4), np.float32)
    states = States(nothing, nothing[:, :3], np.zeros((len(words.texts), 7), np.float32))
    network = Sure({"times": times, "places": places})
    return Assembly(network, words, states, lines, People(lines), ANCHOR, limits)


def _read(time: float, place: float, text: str = MET, limits: Thresholds = LIMITS) -> Description:
    """The one gathering of ``text``; the odds are those of its day and of each of its places."""
    at = words_of([make_line(text, 0, "body", 0, Span(0, len(text)))]).texts.index("met")
    (told,) = _assembly(text, limits, [time], [place]).gatherings([Telling(at, at + 1, 0.99)])
    return told.description


def _day(description: Description) -> date | None:
    return description.day.resolved.start if description.day else None


def _city(description: Description) -> str | None:
    return description.place.city if description.place else None


@pytest.mark.parametrize(
    ("odds", "day", "city"),
    [
        ((0.6, 0.6), date(2031, 5, 5), "Oslo"),
        ((0.4, 0.6), None, "Oslo"),
        ((0.6, 0.4), date(2031, 5, 5), None),
        ((0.4, 0.4), None, None),
        ((0.5, 0.5), date(2031, 5, 5), "Oslo"),
    ],
)
def test_day_and_place_of_the_rules_are_each_kept_from_the_limit_on(
    odds: tuple[float, float], day: date | None, city: str | None
) -> None:
    found = _read(*odds)
    assert (_day(found), _city(found)) == (day, city)


def test_without_a_limit_the_rules_always_stand_in() -> None:
    found = _read(0.01, 0.01, limits=replace(LIMITS, believed=0.0))
    assert (_day(found), _city(found)) == (date(2031, 5, 5), "Oslo")


def test_what_is_not_believed_lends_the_network_no_weight_either() -> None:
    agreeing = replace(LIMITS, timed=9.0, placed=9.0)
    found = _read(0.4, 0.4, limits=agreeing)
    assert (_day(found), _city(found)) == (None, None)
    found = _read(0.4, 0.4, limits=replace(agreeing, believed=0.3))
    assert (_day(found), _city(found)) == (date(2031, 5, 5), "Oslo")


def test_a_likely_day_and_place_of_the_network_need_no_belief_in_the_rules() -> None:
    found = _read(0.95, 0.95, limits=replace(LIMITS, believed=0.99))
    assert (_day(found), _city(found)) == (date(2031, 5, 5), "Oslo")


@pytest.mark.parametrize(
    ("words", "city"), [("the Norwegian capital", "Oslo"), ("Lillevik", "Lillevik")]
)
def test_a_place_that_the_network_was_not_asked_about_is_kept(words: str, city: str) -> None:
    found = _read(0.4, 0.01, text=MET.replace("Oslo", words))
    assert (_day(found), _city(found)) == (None, city)


def _rules_choice() -> tuple[Day, Place]:
    known = _read(0.6, 0.6)
    assert known.day is not None and known.place is not None
    return known.day, known.place


def _odds(*odds: float) -> Floats:
    return np.array(odds, np.float32)


def test_a_day_that_the_network_was_not_asked_about_is_kept() -> None:
    day, _ = _rules_choice()
    unseen = replace(day, words=replace(day.words, span=Span(0, 9)))
    believed = _assembly()._believed(Second(unseen, None), _odds(0.01), _odds(0.01, 0.01, 0.01))
    assert believed == Second(unseen, None)


@pytest.mark.parametrize(("places", "is_kept"), [((0.1, 0.1, 0.9), True), ((0.9, 0.9, 0.1), False)])
def test_a_place_is_weighed_by_its_own_words(places: Sequence[float], is_kept: bool) -> None:
    day, place = _rules_choice()  # Oslo is the last of "Norwegian", "Chilean" and "Oslo"
    believed = _assembly()._believed(Second(day, place), _odds(0.6), _odds(*places))
    assert believed == Second(day, place if is_kept else None)


@pytest.mark.parametrize(("times", "is_kept"), [((0.1, 0.9), True), ((0.9, 0.1), False)])
def test_a_day_is_weighed_by_its_own_words(times: Sequence[float], is_kept: bool) -> None:
    day, place = _rules_choice()
    assembly = _assembly(MET[:-1] + " and will meet again on Friday.")
    friday = assembly._candidates.times[1][1]
    late = replace(day, words=friday)
    places = _odds(0.6, 0.6, 0.6)
    early = assembly._believed(Second(day, place), _odds(*times[::-1]), places)
    assert early == Second(day if is_kept else None, place)
    assert assembly._believed(Second(late, place), _odds(*times), places) == Second(
        late if is_kept else None, place
    )


def test_where_the_rules_choose_nothing_nothing_is_dropped() -> None:
    none = Second(None, None)
    assert _assembly()._believed(none, _odds(0.01), _odds(0.01, 0.01, 0.01)) == none
