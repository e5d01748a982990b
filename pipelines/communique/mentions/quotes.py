"""Direct speech of five words or more: who said it and how.

A quotation mark opened in one paragraph may close in a later one. Scare quotes are no speech.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from communique.lexicon.load import entries
from communique.lexicon.match import Matcher
from communique.mentions.lines import Line
from communique.mentions.people import Party
from communique.mentions.persons import People
from communique.records import Channel
from communique.spans import Span

_QUOTED = re.compile(r'"([^"]{12,3000}?)"', re.DOTALL)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_FEWEST_WORDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One quoted sentence; ``span`` is of the words between the marks."""

    span: Span
    speaker: Party | None
    channel: Channel


@cache
def _sayings() -> Matcher:
    return Matcher(entries("speech_verbs"), fold_case=True)


@cache
def _channels() -> Matcher:
    return Matcher(entries("channels"), fold_case=True)


def find_quotes(
    text: str, body: Sequence[Span], lines: Sequence[Line], people: People
) -> list[Quote]:
    """The quoted sentences of the body in order, one entry each."""
    found: list[Quote] = []
    last: Party | None = None
    for block in body:
        for match in _QUOTED.finditer(text, block.start, block.end):
            inside = Span(*match.span(1))
            if len(inside.cut(text).split()) < _FEWEST_WORDS:
                continue
            around = [line for line in lines if _is_near(line, Span(*match.span()))]
            speaker = _speaker(around, Span(*match.span()), people) or last
            last = speaker
            channel = _channel(text, around)
            found.extend(
                Quote(span=span, speaker=speaker, channel=channel)
                for span in _sentences(text, inside)
            )
    return found


def _sentences(text: str, span: Span) -> list[Span]:
    """The sentences of a quotation that are long enough to stand alone; the rest is joined."""
    cuts = [m.end() for m in _SENTENCE_END.finditer(text, span.start, span.end)]
    ends = [m.start() for m in _SENTENCE_END.finditer(text, span.start, span.end)]
    spans = [Span(a, b) for a, b in zip([span.start, *cuts], [*ends, span.end], strict=True)]
    return [s for s in spans if len(s.cut(text).split()) >= _FEWEST_WORDS]


def _is_near(line: Line, quoted: Span) -> bool:
    return line.span.start < quoted.end + 2 and quoted.start < line.span.end + 2


def _speaker(around: Sequence[Line], quoted: Span, people: People) -> Party | None:
    """The named person nearest to a word of saying outside the quotation."""
    best: tuple[int, Party] | None = None
    for line in around:
        for hit in _sayings().find(line.text, line.span):
            if quoted.overlaps(hit.span):
                continue
            for party in line.parties:
                if people.person(party) is None or quoted.overlaps(party.span):
                    continue
                gap = min(
                    abs(party.span.end - hit.span.start), abs(party.span.start - hit.span.end)
                )
                if best is None or gap < best[0]:
                    best = (gap, party)
    return best[1] if best else None


def _channel(text: str, around: Sequence[Line]) -> Channel:
    for line in around:
        for hit in _channels().find(text, line.span):
            channel: Channel = hit.entry["channel"]  # type: ignore[assignment]
            return channel
    return "unknown"
