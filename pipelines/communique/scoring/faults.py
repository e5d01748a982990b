"""Faults in words: what was missed, false or wrong, and the sentence of the article it is in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from communique.article.sentences import split_sentences
from communique.scoring.cases import Case
from communique.scoring.figures import faults_of
from communique.scoring.gold import GoldArticle
from communique.spans import Span

_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: its field, article and words; ``sentence`` is empty where no place is known."""

    field: str
    gold_id: str
    told: str
    sentence: str


def faults(gold: Sequence[GoldArticle], cases: Iterable[Case]) -> Iterator[Fault]:
    """Each fault of the cases, in their order, with its sentence."""
    text_of = {article.gold_id: article.text for article in gold}
    for case in faults_of(cases):
        span = _place(text_of[case.gold_id], case)
        sentence = _sentence(text_of[case.gold_id], span) if span else ""
        yield Fault(case.field, case.gold_id, _told(case), sentence)


def _told(case: Case) -> str:
    if case.outcome == "wrong" or case.field not in _THINGS:
        about = "" if case.about == case.gold_id else f"{case.about}: "
        return f"{about}{case.found!r} for {case.wanted!r}"
    return f"{'missed' if case.outcome == 'missed' else 'false'}: {case.about}"


_THINGS = ("events_main", "events_background", "attendees", "quotes", "cited_sources")


def _place(text: str, case: Case) -> Span | None:
    """Where the row stands, else the first of the label's words that the text has."""
    row = case.row or {}
    start, end = row.get("span_start"), row.get("span_end")
    if start is not None and end is not None:
        return Span(start, end)
    for phrase in case.phrases:
        words = re.findall(r"\w+", phrase or "")
        found = re.search(r"\W+".join(words), text) if words else None
        if found:
            return Span(found.start(), found.end())
    return None


def _sentence(text: str, span: Span) -> str:
    """The sentence that holds the beginning of the span, on one line, long ones cut."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", start)
    line = text[start : len(text) if end < 0 else end]
    at = span.start - start
    held = [s.cut(line) for s in split_sentences(line) if s.start <= at < s.end]
    told = " ".join((held[0] if held else line).split())
    return told if len(told) <= _LONGEST else f"{told[:_LONGEST]} …"
