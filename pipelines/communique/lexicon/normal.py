"""A text as matching wants it, with the way back to the text as it was written.

Zero-width characters and soft hyphens fall away; no-break spaces, hyphens and typographic quotes
become plain. Letters, case and accents stay: what is folded further is folded by the comparer.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from communique.lexicon.load import entries
from communique.spans import Span


@dataclass(frozen=True, slots=True)
class Normal:
    """A normalised text; ``cuts[i]`` is the normal offset after which ``shifts[i]`` is added."""

    text: str
    cuts: tuple[int, ...]
    shifts: tuple[int, ...]

    def origin(self, offset: int) -> int:
        """The offset in the original text of the character at ``offset`` of the normal one."""
        return offset + self.shifts[bisect_right(self.cuts, offset) - 1]

    def original(self, span: Span) -> Span:
        """The span of the original text that gave the characters of ``span``."""
        if not len(span):
            return Span(self.origin(span.start), self.origin(span.start))
        return Span(self.origin(span.start), self.origin(span.end - 1) + 1)

    def normal(self, span: Span) -> Span:
        """The span of the normal text that came from ``span`` of the original."""
        return Span(self._arrived(span.start), self._arrived(span.end))

    def _arrived(self, offset: int) -> int:
        low, high = 0, len(self.text)
        while low < high:
            middle = (low + high) // 2
            if self.origin(middle) < offset:
                low = middle + 1
            else:
                high = middle
        return low


@cache
def _replacements() -> dict[str, str]:
    return {chr(int(row["surface"], 16)): row["plain"] for row in entries("plain_characters")}


def normalise(text: str) -> Normal:
    """``text`` with each character of the lexicon ``plain_characters`` replaced or dropped."""
    replacements = _replacements()
    if not any(character in text for character in replacements):
        return Normal(text, (0,), (0,))
    kept: list[str] = []
    cuts, shifts = [0], [0]
    dropped = 0
    for character in text:
        plain = replacements.get(character, character)
        if plain:
            kept.append(plain)
        else:
            dropped += 1
            if cuts[-1] == len(kept):
                shifts[-1] = dropped
            else:
                cuts.append(len(kept))
                shifts.append(dropped)
    return Normal("".join(kept), tuple(cuts), tuple(shifts))
