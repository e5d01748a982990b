"""What a gathering was about: the noun phrases after "to discuss", "on" and "focused on"."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from communique.lexicon.load import entries
from communique.lexicon.match import Matcher
from communique.mentions.lines import Line
from communique.spans import Span

_MOST_TOPICS = 4
_LONGEST = 5


@cache
def _cues() -> Matcher:
    return Matcher(entries("topic_cues"), fold_case=True)


def find_topics(lines: Iterable[Line]) -> list[Span]:
    """Up to four phrases, in text order, no two alike."""
    found: dict[str, Span] = {}
    for line in lines:
        for hit in _cues().find(line.text, line.span):
            for span in _phrases(line, line.piece_at(hit.span.end)):
                found.setdefault(span.cut(line.text).casefold(), span)
    return list(found.values())[:_MOST_TOPICS]


def _phrases(line: Line, at: int) -> Iterable[Span]:
    """The words up to the next comma, "and" or preposition, and likewise after a comma or "and"."""
    while at < len(line.codes):
        while at < len(line.codes) and line.codes[at] in "thM":
            at += 1
        start = at
        while at < len(line.codes) and line.codes[at] in "wNPXBCD-" and at - start < _LONGEST:
            at += 1
        if at == start:
            return
        yield Span(line.pieces[start].span.start, line.pieces[at - 1].span.end)
        if at >= len(line.codes) or line.codes[at] not in ",a":
            return
        while at < len(line.codes) and line.codes[at] in ",a":
            at += 1
