"""A text as matching wants it, with the way back to the text as it was written.

Zero-width characters and soft hyphens fall away; no-break spaces, hyphens and typographic quotes
become plain. Letters, case and accents stay: what is folded further is folded by the comparer.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from communique.lexicon.load import entries
from communique.spans import Span


@dataclass(frozen=True, slots=True)
class Normal:
    """A normalised text; from normal offset ``cuts[i]`` on, ``shifts[i]`` leads to the original.

    Shifts grow where characters fell away and shrink where one character became several.
    """

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


@cache
def _moving() -> re.Pattern[str]:
    """Finds any character of the lexicon that moves what follows."""
    moving = [c for c, plain in _replacements().items() if len(plain) != 1]
    return re.compile(f"[{re.escape(''.join(moving))}]")


def plain_text(text: str) -> str:
    """``text`` with each character of the lexicon ``plain_characters`` replaced or dropped."""
    if text.isascii():
        return text
    # One after the other: to look for three dozen characters is quicker than to look at each.
    for character, plain in _replacements().items():
        text = text.replace(character, plain)
    return text


def normalise(text: str) -> Normal:
    """The plain text of ``text``, with the way back."""
    plain = plain_text(text)
    cuts, shifts = [0], [0]
    if plain is not text:
        for match in _moving().finditer(text):
            replacement = _replacements()[match[0]]
            normal = match.start() - shifts[-1]
            for count in range(1, len(replacement)):
                _cut(cuts, shifts, normal + count, match.start())
            _cut(cuts, shifts, normal + len(replacement), match.end())
    return Normal(plain, tuple(cuts), tuple(shifts))


def _cut(cuts: list[int], shifts: list[int], normal: int, original: int) -> None:
    """Notes that ``normal`` leads to ``original``, if that is not what the last shift says."""
    shift = original - normal
    if shift == shifts[-1]:
        return
    if cuts[-1] == normal:
        shifts[-1] = shift
    else:
        cuts.append(normal)
        shifts.append(shift)
