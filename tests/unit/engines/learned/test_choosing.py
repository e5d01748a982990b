"""One day of many for a gathering, and what it says of the status."""

from __future__ import annotations

from datetime import date

import numpy as np
from tests.unit.lines import lines_of

from communique.engines.learned.candidates import places_of
from communique.engines.learned.choosing import (
    choose_day,
    choose_place,
    settle_by_day,
    types_called,
)
from communique.engines.learned.numbers import Candidates
from communique.mentions.dates import Anchor
from communique.mentions.gathered import Day
from communique.spans import Span

ANCHOR = Anchor(written_on=date(2031, 5, 7), ingested_on=date(2031, 5, 9))


def _candidates(*sentences: str) -> Candidates:
    lines = lines_of(*sentences)
    times = [(line.no, words) for line in lines for words in line.times]
    return Candidates(lines=lines, mentions=[], times=times, places=[])


def _day(candidates: Candidates, no: int, status: str = "held") -> Day | None:
    odds = np.zeros(len(candidates.times), np.float32)
    odds[no] = 0.9
    return choose_day(odds, candidates, status, ANCHOR, 0.5)  # type: ignore[arg-type]


def test_the_same_evening_is_that_of_the_day_told_before() -> None:
    told = _candidates("They met in Oslo on 2 May 2031.", "The same evening they dined in Moss.")
    day = _day(told, 1)
    assert day is not None and day.resolved.start == date(2031, 5, 2)
    chain = _candidates(
        "They met in Oslo on 2 May 2031.",
        "The next day they sailed to Moss.",
        "The same evening they dined, she said on Tuesday.",
    )
    day = _day(chain, 2)
    assert day is not None and day.resolved.start == date(2031, 5, 3)
    alone = _candidates("The same evening they dined in Moss.")
    assert _day(alone, 0) is None


def test_what_begins_after_the_writing_was_not_held() -> None:
    for words in ("They met on 9 June 2031.", "They met in June 2031."):
        day = _day(_candidates(words), 0)
        assert settle_by_day("held", day, ANCHOR) == "planned"
    this_month = _day(_candidates("They met in May 2031."), 0)
    assert settle_by_day("held", this_month, ANCHOR) == "held"
    assert settle_by_day("planned", this_month, ANCHOR) == "planned"


def _called(sentence: str, telling: str) -> set[str]:
    (line,) = lines_of(sentence)
    start = sentence.index(telling)
    return types_called(line, Span(start, start + len(telling)))


def test_a_name_in_capitals_says_the_type() -> None:
    met = "Ministers met at the Baltic Salt Conference in Oslo."
    assert _called(met, "met at the Baltic Salt Conference") == {"conference"}
    assert _called(met, "met") == set(), "the name is none of the words of telling"
    plain = met.replace("Baltic Salt Conference", "big salt conference")
    assert _called(plain, "met at the big salt conference") == set()
    assert _called("Conference of Ministers opens", "Conference") == set(), "a first word alone"


def test_what_was_called_off_was_meant_for_the_nearest_such_day() -> None:
    # written on a Wednesday
    for weekday, wanted in (("Monday", 5), ("Tuesday", 6), ("Thursday", 8), ("Friday", 9)):
        told = _candidates(f"Norway called off the talks with Chile on {weekday}.")
        day = _day(told, 0, "cancelled")
        assert day is not None and day.resolved.start == date(2031, 5, wanted), weekday
    told = _candidates("Norway will meet Chile on Monday.")
    day = _day(told, 0, "planned")
    assert day is not None and day.resolved.start == date(2031, 5, 12)


def test_a_year_gives_way_to_a_day_that_is_as_likely_as_not() -> None:
    told = _candidates("They met on Monday to honour those who fought in 1971.")
    for of_day, wanted in ((0.6, date(2031, 5, 5)), (0.4, date(1971, 1, 1))):
        odds = np.array([of_day, 0.9], np.float32)
        day = choose_day(odds, told, "held", ANCHOR, 0.3)
        assert day is not None and day.resolved.start == wanted
    only = _candidates("They met in 1971.")
    day = _day(only, 0)
    assert day is not None and day.resolved.start == date(1971, 1, 1)


def test_a_place_that_no_word_says_to_be_one_must_be_likelier() -> None:
    lines = lines_of("Chile wanted ships, and they met in Peru.")
    places = places_of(lines)
    told = Candidates(lines=lines, mentions=[], times=[], places=places)
    codes = [(piece.entry or {})["country_code"] for _, piece in places]
    assert codes == ["CL", "PE"]
    for odds, wanted in (((0.7, 0.6), "PE"), ((0.9, 0.6), "CL"), ((0.7, 0.4), None)):
        place = choose_place(np.array(odds, np.float32), told, 0.5, 0.8)
        assert (place.country_code if place else None) == wanted
