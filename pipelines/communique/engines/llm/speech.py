"""The quotations and sources of an answer, as far as they stand in the article."""

from __future__ import annotations

import re
from collections.abc import Iterable

from communique.engines.llm.answer import ToldQuote, ToldSource
from communique.engines.llm.page import Page
from communique.engines.llm.people import Told
from communique.mentions.citations import Citation
from communique.mentions.quotes import Quote
from communique.spans import Span

_MARK = '"'
_FEWEST_WORDS = 5
_PARAGRAPH = re.compile(r"\n\s*\n")


def read_quotes(page: Page, quotes: Iterable[ToldQuote], people: Told) -> list[Quote]:
    """The quotations that stand between quotation marks, in text order."""
    found: dict[Span, Quote] = {}
    for told in quotes:
        span = page.find(told.words, "a quotation")
        span = _without_marks(page.text, span) if span else None
        if span is None or len(span.cut(page.text).split()) < _FEWEST_WORDS:
            continue
        if not _is_quoted(page.text, span):
            shown = page.words(span)[:60]
            page.note("llm_not_quoted", f"dropped a quotation: {shown!r} is not in quotation marks")
            continue
        speaker = people.persons.get(told.speaker) if told.speaker is not None else None
        name = speaker.name if speaker else None
        found.setdefault(span, Quote(span=span, speaker=name, channel=told.channel))
    return [found[span] for span in sorted(found)]


def read_sources(page: Page, sources: Iterable[ToldSource]) -> list[Citation]:
    """The sources, in text order; one named twice is listed once."""
    found: dict[str, Citation] = {}
    for told in sources:
        span = page.find(told.words, "a source")
        if span:
            source = page.words(span)
            found.setdefault(source.casefold(), Citation(span=span, source=source, kind=told.kind))
    return sorted(found.values(), key=lambda citation: citation.span)


def _without_marks(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and (text[start] == _MARK or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] == _MARK or text[end - 1].isspace()):
        end -= 1
    return Span(start, end)


def _is_quoted(text: str, span: Span) -> bool:
    """Whether an odd number of marks stands before it in its paragraph, and none inside."""
    breaks = [m.end() for m in _PARAGRAPH.finditer(text, 0, span.start)]
    before = text[breaks[-1] if breaks else 0 : span.start]
    return before.count(_MARK) % 2 == 1 and _MARK not in span.cut(text)
