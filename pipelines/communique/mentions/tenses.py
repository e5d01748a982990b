"""The tense in which a sentence tells what happens at some words of time.

Helping verbs and forms of verbs beside the words decide, those of the same clause before those of
the rest of the sentence. What a tense makes of a weekday is the business of ``dates``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from communique.lexicon.load import entries
from communique.lexicon.match import Matcher
from communique.mentions.dates import Tense
from communique.spans import Span

_CLAUSE = re.compile(
    r"[,;:()]|\s[-\u2013\u2014]\s|\b(?:and|but|that|which|who|where|while|after|before)\b"
)
_CLOCK = re.compile(r"\b\d{1,2}[.:]\d\d\b|\b\d{1,2}\s*[ap]\.?m\b")
_REGULAR = re.compile(r"(?<![\w-])[a-z]{2,}(?:[^e]ed|eed)\b")
_HELPED = re.compile(r"\b(?:be|been|being|to|the|a|an|its|their|his|her|of)\s+(?:\w+ly\s+)?$")


@cache
def _cues() -> Matcher:
    return Matcher(entries("tense_cues"), fold_case=True)


def tense_at(text: str, at: Span, sentence: Span | None = None) -> Tense:
    """Whether what ``sentence`` tells of ``at`` lies behind, ahead, or is not said."""
    sentence = sentence or Span(0, len(text))
    found = [cue for cue in _found(text, sentence) if not cue[0].overlaps(at)]
    clause = _clause(text, at, sentence)
    for within in (clause, sentence):
        inside = [cue for cue in found if within.contains(cue[0])]
        if inside:
            return min(inside, key=lambda cue: (_gap(cue[0], at), cue[0]))[1]
    return "future" if _is_programme(text, at, sentence) else "unknown"


def _is_programme(text: str, at: Span, sentence: Span) -> bool:
    """Whether words without a verb announce: "Opening: Tuesday", "Friday, 10.30", "- Sunday"."""
    before, after = text[sentence.start : at.start], text[at.end : sentence.end]
    return not re.search(r"\w", before) or ":" in before or bool(_CLOCK.search(after))


def _found(text: str, sentence: Span) -> Iterator[tuple[Span, Tense]]:
    taken: list[Span] = []
    for hit in _cues().find(text, sentence):
        taken.append(hit.span)
        if hit.entry["tense"]:
            yield hit.span, hit.entry["tense"]  # type: ignore[misc]
    for match in _REGULAR.finditer(text, sentence.start, sentence.end):
        span = Span(*match.span())
        before = text[max(sentence.start, span.start - 20) : span.start]
        if not any(span.overlaps(other) for other in taken) and not _HELPED.search(before):
            yield span, "past"


def _clause(text: str, at: Span, sentence: Span) -> Span:
    cuts = [m.span() for m in _CLAUSE.finditer(text, sentence.start, sentence.end)]
    start = max([sentence.start, *(end for _, end in cuts if end <= at.start)])
    end = min([sentence.end, *(begin for begin, _ in cuts if begin >= at.end)])
    return Span(start, max(start, end))


def _gap(cue: Span, at: Span) -> int:
    return max(at.start - cue.end, cue.start - at.end, 0)
