"""Half-open character ranges over a document's text: cut, shift, contain, quote back.

Offsets count Unicode code points of the document's text, 0-based, end-exclusive, which is what
Python indexing and DuckDB's ``substring`` use. Nothing here knows what a span says; byte offsets
(Polars) are converted where they arise and never get this far.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import cast


@dataclass(frozen=True, slots=True, order=True, init=False)
class Span:
    """A half-open range ``[start, end)`` of code points; ``0 <= start <= end``.

    Raises ValueError for a range that runs backwards or begins before the text.
    """

    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        if not 0 <= start <= end:
            raise ValueError(f"not a span: [{start}, {end})")
        _set_start(self, start)
        _set_end(self, end)

    def __len__(self) -> int:
        return self.end - self.start

    def cut(self, text: str) -> str:
        """The characters of ``text`` under the span."""
        return text[self.start : self.end]

    def shift(self, by: int) -> Span:
        """The same span in a text that begins ``by`` characters earlier."""
        return Span(self.start + by, self.end + by)

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def cover(self, other: Span) -> Span:
        """The smallest span that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


# What writes a frozen span's two places; a page has some hundred spans.
_set_start = cast(Callable[[Span, int], None], Span.__dict__["start"].__set__)
_set_end = cast(Callable[[Span, int], None], Span.__dict__["end"].__set__)


def strip(text: str, span: Span) -> Span:
    """The span without white space at either end; empty at its start when nothing is left."""
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def lines(text: str, span: Span | None = None) -> Iterator[Span]:
    r"""Each line's span without its line end; a text that ends in ``\n`` has no empty last line."""
    span = Span(0, len(text)) if span is None else span
    start = span.start
    while start < span.end:
        end = text.find("\n", start, span.end)
        if end < 0:
            end = span.end
        yield Span(start, end)
        start = end + 1


def quotes_back(text: str, start: int, end: int, surface: str) -> bool:
    """Whether the characters at ``[start, end)`` are exactly ``surface``."""
    return 0 <= start <= end <= len(text) and text[start:end] == surface


def without_overlaps(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, dropping each that overlaps an earlier or longer one at its start."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
