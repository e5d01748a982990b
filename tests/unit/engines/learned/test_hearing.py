"""What is sure where somebody is said to have spoken before a gathering."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import cast

import numpy as np
import pytest
from tests.unit.lines import lines_of

from communique.engines.learned import hearing
from communique.engines.learned.engine import LearnedEngine
from communique.engines.learned.hearing import parted, settled, with_spoken
from communique.engines.learned.network import Floats
from communique.engines.learned.numbers import Candidates, Numbers, candidates_of
from communique.engines.learned.tellings import Telling
from communique.engines.learned.words import words_of
from communique.mentions.gathered import Gathering
from communique.mentions.persons import People
from communique.parse import parse_bytes
from communique.spans import Span

TOLD = "Norwegian Minister Ida Berg told a news conference that Chilean Minister Luis Soto had won."
BEFORE = "Swedish Minister Eva Lind and Peru were named."
LEAST = 0.8
WHEN = datetime(2031, 3, 6, tzinfo=UTC)


def _numbers(tellings: tuple[Telling, ...], parts: Floats, candidates: Candidates) -> Numbers:
    """All times and places as likely as not."""
    times, places = (
        np.full((len(tellings), len(some)), 0.5, np.float32)
        for some in (candidates.times, candidates.places)
    )
    return Numbers(tellings, np.zeros((len(tellings), 0), np.float32), parts, times, places)


def _taking(*sentences: str, odds: float) -> dict[str, float]:
    """How likely each takes part in what is told last, by name; all are at ``odds`` first."""
    lines = lines_of(*sentences)
    words = words_of(lines)
    tellings = tuple(with_spoken([], words, lines, LEAST))
    candidates = candidates_of(lines, People(lines))
    parts = np.zeros((len(tellings), len(candidates.mentions), 7), np.float32)
    parts[:, :, 0], parts[:, :, 3] = 1 - odds, odds
    numbers = _numbers(tellings, parts, candidates)
    found = settled(numbers, candidates, words, LEAST).parts
    assert np.allclose(found.sum(-1), 1)
    return {
        m.party.name or m.party.span.cut(lines[0].text): round(float(1 - found[0, no, 0]), 3)
        for no, m in enumerate(candidates.mentions)
    }


def test_a_telling_that_the_network_overlooks_is_put_in() -> None:
    lines = lines_of(BEFORE, TOLD)
    words = words_of(lines)
    (telling,) = with_spoken([], words, lines, LEAST)
    assert words.span(telling.first, telling.last).cut(lines[0].text) == "told a news conference"
    assert (telling.odds, telling.spoken) == (LEAST, "press_conference")


@pytest.mark.parametrize(("odds", "kept"), [(0.3, LEAST), (0.95, 0.95)])
def test_one_that_it_sees_keeps_its_words_and_is_no_less_likely(odds: float, kept: float) -> None:
    lines = lines_of(TOLD)
    words = words_of(lines)
    first, last = words.within(Span(TOLD.index("news"), TOLD.index("that")))
    other = Telling(last + 2, last + 4, 0.4)
    found = with_spoken([Telling(first, last, odds), other], words, lines, LEAST)
    assert found == [Telling(first, last, kept, "press_conference"), other]


def test_the_speaker_is_likely_and_whom_the_words_tell_of_is_not_there() -> None:
    assert _taking(TOLD, odds=0.1) == {"Ida Berg": LEAST, "Luis Soto": 0.0}
    assert _taking(TOLD, odds=0.9) == {"Ida Berg": 0.9, "Luis Soto": 0.0}


def test_countries_are_at_no_press_conference_but_may_be_at_a_meeting() -> None:
    others = {"Eva Lind": 0.9, "Ida Berg": 0.9, "Luis Soto": 0.0}
    assert _taking(BEFORE, TOLD, odds=0.9) == {**others, "Peru": 0.0}
    meeting = TOLD.replace("a news conference", "a meeting")
    assert _taking(BEFORE, meeting, odds=0.9) == {**others, "Peru": 0.9}


def test_days_and_places_of_what_was_said_are_not_its_own() -> None:
    lines = lines_of(
        "Norwegian Minister Ida Berg told a news conference in Oslo on Monday that Chile had met"
        " Peru in Lima on Friday."
    )
    words, candidates = words_of(lines), candidates_of(lines, People(lines))
    tellings = tuple(with_spoken([], words, lines, LEAST))
    parts = np.full((1, len(candidates.mentions), 7), 1 / 7, np.float32)
    found = settled(_numbers(tellings, parts, candidates), candidates, words, LEAST)
    text = lines[0].text
    times = {
        t.span.cut(text): float(found.times[0, no]) for no, (_, t) in enumerate(candidates.times)
    }
    places = {
        p.span.cut(text): float(found.places[0, no]) for no, (_, p) in enumerate(candidates.places)
    }
    assert times == {"Monday": 0.5, "Friday": 0.0}
    assert (places["Oslo"], places["Lima"]) == (0.5, 0.0)


def test_a_press_conference_is_no_other_telling_unless_the_rules_say_so() -> None:
    one, other = cast(Gathering, object()), cast(Gathering, object())
    spoken, plain = Telling(0, 2, 0.8, "press_conference"), Telling(5, 6, 0.9)
    assert parted([spoken, plain], [one, other]).tolist() == [[0, -1], [-1, 0]]
    assert parted([spoken, plain], [one, one]).tolist() == [[0, 0], [0, 0]]
    assert parted([spoken, spoken], [one, one]).tolist() == [[0, 1], [1, 0]]
    assert parted([spoken, spoken], [None, None]).tolist() == [[0, -1], [-1, 0]]
    hearing = Telling(5, 6, 0.8, "hearing")
    assert parted([spoken, hearing], [one, one]).tolist() == [[0, 0], [0, 0]]
    meeting = Telling(0, 2, 0.8, "other_meeting")
    assert parted([meeting, plain], [one, other]).tolist() == [[0, 0], [0, 0]]


def test_a_sentence_of_many_such_words_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = lines_of("Norwegian Minister Ida Berg told the Senate Finance Committee and " * 50)
    words, candidates = words_of(lines), candidates_of(lines, People(lines))
    tellings = tuple(with_spoken([], words, lines, LEAST))
    assert len(tellings) == 50
    parts = np.full((50, len(candidates.mentions), 7), 1 / 7, np.float32)
    read = list[int]()
    monkeypatch.setattr(hearing, "find_proposals", lambda line: read.append(line.no) or [])
    settled(_numbers(tellings, parts, candidates), candidates, words, LEAST)
    assert read == [0]


def test_an_article_of_one_such_sentence_is_read() -> None:
    page = (
        "Salt prices rise\n\nOSLO, March 5, 2031 - Prices would stay high until the harbour is"
        " repaired, Norwegian Trade Minister Ida Berg told the Senate Finance Committee on Tuesday."
        "\n\nThe price of salt rose by two per cent in February, the statistics office said.\n"
    )
    parsed = parse_bytes(page.encode(), "page.txt", WHEN, LearnedEngine())
    (event,) = parsed.event_mentions
    assert (event.event_type, event.event_status) == ("hearing", "held")
    told = {(a.name or a.affiliation, a.participation) for a in parsed.attendee_mentions}
    assert told == {("Ida Berg", "speaker"), ("Senate Finance Committee", "attendee")}
