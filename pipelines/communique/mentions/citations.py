"""Whom the article says its information comes from: "according to …", "a release said"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from communique.lexicon.load import entries
from communique.lexicon.match import Hit, Matcher
from communique.mentions.lines import Line
from communique.mentions.persons import People
from communique.records import CitedKind
from communique.spans import Span

_NOUN_PHRASE = "tNCDPYOXVBMRGHspwoa'"
_REACH = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A source as written, with its kind."""

    span: Span
    source: str
    kind: CitedKind


@cache
def _attributions() -> Matcher:
    return Matcher(entries("attributions"), fold_case=True)


@cache
def _source_words() -> Matcher:
    return Matcher(entries("source_words"), fold_case=True)


def find_citations(lines: Sequence[Line], people: People) -> list[Citation]:
    """The sources of the lines in order; a source named twice is listed once."""
    found: dict[frozenset[str], Citation] = {}
    for line in lines:
        for hit in _attributions().find(line.text, line.span):
            span = _after(line, hit) if hit.entry["side"] == "after" else _before(line, hit)
            for citation in _citation(line, span, people):
                key = _key(citation.source)
                if not any(key <= known for known in found):
                    found[key] = citation
    return sorted(found.values(), key=lambda c: c.span)


def _key(source: str) -> frozenset[str]:
    """The words that count: "the ministry" is the Ministry of Trade named before."""
    return frozenset(word for word in source.casefold().split() if word not in _articles())


@cache
def _articles() -> frozenset[str]:
    return frozenset(row["surface"] for row in entries("small_words") if row["code"] == "t")


def _after(line: Line, hit: Hit) -> Span | None:
    start = end = line.piece_at(hit.span.end)
    while end < len(line.codes) and line.codes[end] in _NOUN_PHRASE and end - start < _REACH:
        end += 1
    return _span(line, start, end)


def _before(line: Line, hit: Hit) -> Span | None:
    end = start = line.piece_at(hit.span.start)
    while start > 0 and line.codes[start - 1] in _NOUN_PHRASE and end - start < _REACH:
        start -= 1
    return _span(line, start, end)


def _span(line: Line, start: int, end: int) -> Span | None:
    while end > start and line.codes[end - 1] in "wtaop'M" and not _is_source(line, end - 1):
        end -= 1
    while start < end and line.codes[start] in "aowp":
        if _is_source(line, start):
            break
        start += 1
    if start >= end:
        return None
    return Span(line.pieces[start].span.start, line.pieces[end - 1].span.end)


def _is_source(line: Line, at: int) -> bool:
    return bool(_source_words().find(line.text, line.pieces[at].span))


def _citation(line: Line, span: Span | None, people: People) -> Iterator[Citation]:
    """A source needs a word of source or a body's name; a named person is a speaker instead."""
    if span is None:
        return
    for party in line.parties:
        if party.span.overlaps(span) and people.person(party):
            return
    hits = _source_words().find(line.text, span)
    is_body = any(p.code in "OB" and span.contains(p.span) for p in line.pieces)
    if not hits and not is_body:
        return
    kind: CitedKind = hits[-1].entry["kind"] if hits else "government"  # type: ignore[assignment]
    yield Citation(span=span, source=" ".join(span.cut(line.text).split()), kind=kind)
