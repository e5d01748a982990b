"""Who takes part, by the network's numbers: once more elsewhere, bare names, said capacities."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import numpy as np
import pytest
from tests.unit.lines import lines_of

from communique.engines.learned.attending import Attending
from communique.engines.learned.numbers import Candidates, Numbers, Readings, candidates_of
from communique.engines.learned.tellings import Telling
from communique.engines.learned.thresholds import Thresholds
from communique.engines.learned.words import words_of
from communique.mentions.persons import People
from communique.spans import Span

CAPACITIES = ("none", "host", "chair", "speaker", "attendee", "invited", "absent")
FIRST = "Norwegian Minister Ida Berg met Chilean Minister Luis Soto in Oslo."
SECOND = "Peruvian Minister Ana Paz and Swedish Minister Eva Lind talked in Lima."
LIMITS = Thresholds(person=0.5, side=0.5, again=0.75, untitled=0.9, name=0.5)
"""Likelihoods of taking part, by surname, of a first and a second telling."""
Odds = Mapping[str, tuple[float, float]]


class Sure(Readings):
    """Sure that every name is one."""

    def __init__(self, named: float = 1.0) -> None:
        self._named = named

    def named(self, span: Span) -> float:
        return self._named


def numbers_of(candidates: Candidates, tellings: tuple[Telling, ...], odds: Odds) -> Numbers:
    parts = np.zeros((len(tellings), len(candidates.mentions), len(CAPACITIES)), np.float32)
    for no, mention in enumerate(candidates.mentions):
        name = (mention.party.name or "nobody").split()[-1]
        for row in range(len(tellings)):
            taking = odds.get(name, (0.0, 0.0))[row]
            parts[row, no, 0], parts[row, no, CAPACITIES.index("attendee")] = 1 - taking, taking
    nothing = np.zeros((len(tellings), 0), np.float32)
    return Numbers(tellings, nothing, parts, nothing, nothing)


def taking_part(odds: Odds, which: int, *sentences: str, named: float = 1.0) -> set[str]:
    """Who takes part in the gathering told first (0) or second (1)."""
    lines = lines_of(*(sentences or (FIRST, SECOND)))
    words, people = words_of(lines), People(lines)
    candidates = candidates_of(lines, people)
    tellings = tuple(Telling(first, first + 1, 1.0) for first, _ in words.bounds[:2])
    numbers = numbers_of(candidates, tellings, odds)
    attending = Attending(numbers, Sure(named), candidates, words, CAPACITIES, LIMITS)
    found = attending.of(numbers.of([which]), [None])
    return {cast(str, a.party.name) for a in found.values()}


@pytest.mark.parametrize(
    ("berg", "is_there"),
    [((0.95, 0.7), False), ((0.95, 0.8), True), ((0.6, 0.7), True)],
)
def test_who_is_surer_elsewhere_must_be_likelier(berg: tuple[float, float], is_there: bool) -> None:
    odds = {"Berg": berg, "Soto": (0.95, 0.1), "Paz": (0.1, 0.95), "Lind": (0.1, 0.95)}
    assert ("Ida Berg" in taking_part(odds, 1)) is is_there


def test_where_a_gathering_is_told_its_own_names_need_no_more() -> None:
    odds = {"Berg": (0.6, 0.95), "Soto": (0.9, 0.1), "Paz": (0.1, 0.9), "Lind": (0.1, 0.9)}
    assert taking_part(odds, 0) == {"Ida Berg", "Luis Soto"}


def test_two_are_always_left() -> None:
    odds = {"Berg": (0.95, 0.7), "Soto": (0.95, 0.6), "Paz": (0.1, 0.95), "Lind": (0.1, 0.1)}
    assert taking_part(odds, 1) == {"Ida Berg", "Ana Paz"}
    alone = {"Berg": (0.95, 0.7), "Soto": (0.95, 0.6)}
    assert taking_part(alone, 1) == {"Ida Berg", "Luis Soto"}


def test_a_side_does_not_vouch_for_a_name_of_one_word() -> None:
    bare = "Minister Ida Berg met the Norwegian Troika in Oslo."
    odds = {"Berg": (0.9, 0.0), "Troika": (0.8, 0.0)}
    assert taking_part(odds, 0, bare, SECOND) == {"Ida Berg"}
    surer = {**odds, "Troika": (0.95, 0.0)}
    assert taking_part(surer, 0, bare, SECOND) == {"Ida Berg", "Troika"}
    assert taking_part(surer, 0, bare, SECOND, named=0.2) == {"Ida Berg"}


def test_who_is_named_where_it_is_told_is_near_by_any_of_the_mentions() -> None:
    odds = {"Berg": (0.95, 0.7), "Soto": (0.95, 0.1), "Paz": (0.1, 0.95), "Lind": (0.1, 0.95)}
    told = SECOND.replace("talked", "talked with Berg")
    assert "Ida Berg" in taking_part(odds, 1, FIRST, told)
