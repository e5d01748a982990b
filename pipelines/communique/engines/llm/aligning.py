"""Finds the words of an answer in the block where they are said to stand, or does not.

Exactly as written first; then without regard to case, accents, kinds of dash and quotation mark
and runs of white space; then, where the package rapidfuzz is installed, nearly so (95 of 100) for
longer words. What stands in another block, or inside a longer word, is not found. The value is
always what the article has, never what the model wrote.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, NamedTuple

from communique.lexicon.normal import plain_text
from communique.spans import Span, strip

NEARLY = 95.0
"""How alike, of 100, words must be that are not the same."""

_SHORTEST_NEARLY = 12
_WORD = re.compile(r"\w")


def is_fuzzy() -> bool:
    """Whether words that are only nearly the same can be found: whether rapidfuzz is installed."""
    return find_spec("rapidfuzz") is not None


class Folded(NamedTuple):
    """A text without case, accents and runs of white space, and where each character came from."""

    text: str
    origins: tuple[int, ...]


def fold(text: str) -> Folded:
    """Folds character by character, so that every offset leads back."""
    folded: list[str] = []
    origins: list[int] = []
    for at, character in enumerate(text):
        if character.isspace():
            if folded and folded[-1] != " ":
                folded.append(" ")
                origins.append(at)
            continue
        is_dash = unicodedata.category(character) == "Pd"
        for part in "-" if is_dash else unicodedata.normalize("NFKD", character).casefold():
            if not unicodedata.combining(part):
                folded.append(part)
                origins.append(at)
    return Folded("".join(folded), tuple(origins))


class Aligner:
    """The blocks of one article as a model was shown them; ``text`` is the normalised text."""

    def __init__(self, text: str, blocks: Mapping[int, Span]) -> None:
        self._text = text
        self._blocks = dict(blocks)
        self._folded: dict[int, Folded] = {}

    def find(self, block: int, words: str, near: int | None = None) -> Span | None:
        """Where ``words`` stand in ``block``: of several places that nearest to ``near``.

        None when they do not stand there, or are no words at all.
        """
        where, wanted = self._blocks.get(block), plain_text(words).strip()
        if where is None or not _WORD.search(wanted):
            return None
        at = where.start if near is None else near
        for spans in (self._exact, self._alike, self._nearly):
            found = [span for span in spans(block, where, wanted) if self._is_whole(span)]
            if found:
                return min(found, key=lambda span: (_gap(span, at), span.start))
        return None

    def _exact(self, block: int, where: Span, wanted: str) -> list[Span]:
        part = where.cut(self._text)
        return [Span(m, m + len(wanted)).shift(where.start) for m in _places(part, wanted)]

    def _alike(self, block: int, where: Span, wanted: str) -> list[Span]:
        folded, needle = self._fold(block, where), fold(wanted).text.strip()
        if not needle:
            return []
        return [
            self._unfold(folded, where, m, m + len(needle)) for m in _places(folded.text, needle)
        ]

    def _nearly(self, block: int, where: Span, wanted: str) -> list[Span]:
        folded, needle = self._fold(block, where), fold(wanted).text.strip()
        fuzz = _fuzz()
        if fuzz is None or len(needle) < _SHORTEST_NEARLY or len(needle) > len(folded.text):
            return []
        best = fuzz.partial_ratio_alignment(needle, folded.text, score_cutoff=NEARLY)
        if best is None:
            return []
        start, end = _whole_words(folded.text, best.dest_start, best.dest_end)
        if fuzz.ratio(needle, folded.text[start:end]) < NEARLY:
            return []
        return [self._unfold(folded, where, start, end)]

    def _fold(self, block: int, where: Span) -> Folded:
        if block not in self._folded:
            self._folded[block] = fold(where.cut(self._text))
        return self._folded[block]

    def _unfold(self, folded: Folded, where: Span, start: int, end: int) -> Span:
        """The span of the text that gave the folded characters; marks that combine go along."""
        first = where.start + folded.origins[start]
        last = where.start + folded.origins[end - 1] + 1
        while last < where.end and unicodedata.combining(self._text[last]):
            last += 1
        return strip(self._text, Span(first, last))

    def _is_whole(self, span: Span) -> bool:
        text, start, end = self._text, span.start, span.end
        before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
        after = end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
        return len(span) > 0 and not (before or after)


@cache
def _fuzz() -> Any:
    return import_module("rapidfuzz.fuzz") if is_fuzzy() else None


def _places(text: str, wanted: str) -> list[int]:
    found, at = [], text.find(wanted)
    while at >= 0:
        found.append(at)
        at = text.find(wanted, at + 1)
    return found


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not text[start].isalnum():
        start += 1
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return start, end


def _gap(span: Span, at: int) -> int:
    return max(span.start - at, at - span.end, 0)
