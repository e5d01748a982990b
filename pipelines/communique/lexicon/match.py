"""Finds a lexicon's surface forms in a text, longest first, with spans.

Whole words only: a form that begins or ends in a letter or digit does not match inside a longer
word. Which forms matter, and what a hit means, is the caller's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from communique.spans import Span


@dataclass(frozen=True, slots=True)
class Hit:
    """A surface form found: where, the form as the lexicon has it, and the lexicon's row."""

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
        # lower() may change the length ("İ"); offsets must not move, so such characters stay.
        if not self._fold_case:
            return text
        lowered = text.lower()
        if len(lowered) == len(text):
            return lowered
        return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)

    def find(self, text: str, span: Span | None = None) -> list[Hit]:
        """Hits in text order inside ``span``; of overlapping ones the longest, then the first."""
        span = span or Span(0, len(text))
        part = self._fold(span.cut(text))
        found = [
            (start, end, index)
            for index, start, end in self._automaton.find_matches_as_indexes(part, overlapping=True)
            if _is_whole(part, start, end)
        ]
        found.sort(key=lambda f: (f[0] - f[1], f[0]))
        taken: list[tuple[int, int, int]] = []
        for start, end, index in found:
            if all(end <= s or start >= e for s, e, _ in taken):
                taken.append((start, end, index))
        return [
            Hit(Span(start, end).shift(span.start), self._forms[index], row)
            for start, end, index in sorted(taken)
            for row in self._by_form[self._forms[index]]
        ]

    def get(self, surface: str) -> Mapping[str, str] | None:
        """The first row whose form is exactly ``surface``, or None."""
        rows = self._by_form.get(self._fold(surface))
        return rows[0] if rows else None


def _rebuild(rows: tuple[Mapping[str, str], ...], fold_case: bool) -> Matcher:
    return Matcher(rows, fold_case=fold_case)


def _is_whole(text: str, start: int, end: int) -> bool:
    before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    after = end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
    return not (before or after)
