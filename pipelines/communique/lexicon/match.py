"""Finds a lexicon's surface forms in a text, longest first, with spans.

Whole words only: a form that begins or ends in a letter or digit does not match inside a longer
word, where letters, digits, underscores and the marks that combine with them make a word. Which
forms matter, and what a hit means, is the caller's business.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from communique.spans import Span


@dataclass(frozen=True, slots=True)
class Hit:
    """A surface form found: where, the form as the row has it, and the lexicon's row."""

    span: Span
    surface: str
    entry: Mapping[str, str]


class Matcher:
    """All surface forms of a lexicon in one automaton; build it once, it is read-only.

    With ``fold_case`` forms match in any case. Rows with the same form are all reported, in
    lexicon order. Pickles by rebuilding.
    """

    def __init__(self, rows: Iterable[Mapping[str, str]], *, fold_case: bool = False) -> None:
        self._rows = tuple(rows)
        self._fold_case = fold_case
        self._by_form: dict[str, list[Mapping[str, str]]] = {}
        for row in self._rows:
            self._by_form.setdefault(self._fold(row["surface"]), []).append(row)
        self._forms = tuple(self._by_form)
        self._automaton = AhoCorasick(self._forms, matchkind=MatchKind.Standard)

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (self._rows, self._fold_case))

    def _fold(self, text: str) -> str:
        # Letter by letter, for two reasons: a letter that becomes two when lowered would move
        # every offset after it, and a sigma is lowered by what stands beside it.
        if not self._fold_case:
            return text
        if text.isascii():
            return text.lower()
        return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)

    def find(self, text: str, span: Span | None = None) -> list[Hit]:
        """Hits in text order inside ``span``; of overlapping ones the longest, then the first.

        Words are whole words of ``text``: one that the span cuts in two is not found.
        """
        span = Span(0, len(text)) if span is None else span
        part = self._fold(span.cut(text))
        found = [
            (start + span.start, end + span.start, index)
            for index, start, end in self._automaton.find_matches_as_indexes(part, overlapping=True)
            if _is_whole(text, start + span.start, end + span.start)
        ]
        if not found:
            return []
        return [
            Hit(Span(start, end), row["surface"], row)
            for start, end, index in _longest_first(found)
            for row in self._by_form[self._forms[index]]
        ]

    def starts(self, text: str) -> list[int]:
        """Where letters of forms begin in ``text``, inside words too, without overlaps: a sieve."""
        return [start for _, start, _ in self._automaton.find_matches_as_indexes(self._fold(text))]

    def get(self, surface: str) -> Mapping[str, str] | None:
        """The first row whose form is exactly ``surface``, or None."""
        rows = self._by_form.get(self._fold(surface))
        return rows[0] if rows else None


def _rebuild(rows: tuple[Mapping[str, str], ...], fold_case: bool) -> Matcher:
    return Matcher(rows, fold_case=fold_case)


def _longest_first(found: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Of overlapping ranges the longest, then the first; in text order."""
    taken: list[tuple[int, int, int]] = []
    for candidate in sorted(found, key=lambda f: (f[0] - f[1], f[0])):
        start, end, _ = candidate
        place = bisect_left(taken, candidate)
        is_free_before = place == 0 or taken[place - 1][1] <= start
        if is_free_before and (place == len(taken) or end <= taken[place][0]):
            taken.insert(place, candidate)
    return taken


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_" or unicodedata.category(character)[0] == "M"


def _is_whole(text: str, start: int, end: int) -> bool:
    before = start > 0 and _is_word(text[start - 1]) and _is_word(text[start])
    after = end < len(text) and _is_word(text[end]) and _is_word(text[end - 1])
    return not (before or after)
