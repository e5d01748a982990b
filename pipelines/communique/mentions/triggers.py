"""Words that tell of a gathering, and what their neighbours say of its standing.

A trigger is a verb ("met with") or a noun ("summit") of a lexicon. Planned, called off, never
meant to be: cue words and tense decide. Who took part is the business of ``gatherings``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from communique.lexicon.load import entries
from communique.lexicon.match import Hit, Matcher
from communique.records import EventStatus
from communique.spans import Span

_NEAR = 45
_FAR = 90
_FARTHEST = 160
_SUPPOSED = re.compile(r"\W*(?:If\b.*?\b(?:had|were)\b|Had\b.*?,)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A verb (with a ``frame`` and a ``tense``) or a noun (``frame`` "noun") of gathering.

    ``event_type`` is a type of the contract, "talks" for a noun that leaves it open, or "".
    """

    span: Span
    surface: str
    frame: str
    tense: str
    event_type: str


@cache
def trigger_matcher() -> Matcher:
    """Verbs and nouns of gathering in any case; also the gate in front of everything."""

    def rows() -> Iterator[dict[str, str]]:
        for row in entries("meeting_verbs"):
            yield {**row, "word": "verb"}
        for row in entries("event_types"):
            yield {**row, "word": "noun", "frame": "noun", "tense": ""}

    return Matcher(rows(), fold_case=True)


@cache
def gate_matcher() -> Matcher:
    """Triggers that alone make an article worth reading: all but the light verbs."""
    rows = [
        row
        for name in ("meeting_verbs", "event_types")
        for row in entries(name)
        if row.get("frame") not in ("hold", "discuss", "sign", "address")
    ]
    return Matcher(rows, fold_case=True)


@cache
def signing_matcher() -> Matcher:
    """Verbs of signing: an article without any other trigger may tell of a signing alone."""
    rows = [row for row in entries("meeting_verbs") if row["frame"] == "sign"]
    return Matcher(rows, fold_case=True)


@cache
def _cues() -> Matcher:
    return Matcher(entries("status_cues"), fold_case=True)


def find_triggers(text: str, span: Span) -> list[Trigger]:
    """The triggers of a sentence in order, one reading a place."""
    chosen: dict[Span, Hit] = {}
    for hit in trigger_matcher().find(text, span):
        wanted = "verb" if _is_verb_here(text, hit.span) else "noun"
        if hit.span not in chosen or hit.entry["word"] == wanted:
            chosen[hit.span] = hit
    found = []
    for hit in chosen.values():
        if hit.entry["word"] == "verb" or not _is_part_of_verb(text, hit.span):
            found.append(
                Trigger(
                    span=hit.span,
                    surface=hit.entry["surface"],
                    frame=hit.entry["frame"],
                    tense=hit.entry["tense"],
                    event_type=hit.entry["event_type"],
                )
            )
    return found


def _is_verb_here(text: str, span: Span) -> bool:
    """Of "visit" and "tour": verbs after "to" or a helping verb, nouns elsewhere."""
    before = text[max(0, span.start - 8) : span.start].split()
    return bool(before) and before[-1].casefold() in _verb_helpers()


def _is_part_of_verb(text: str, span: Span) -> bool:
    return span.cut(text) == "call" and _is_verb_here(text, span)


@cache
def _verb_helpers() -> frozenset[str]:
    return frozenset(
        row["surface"] for row in entries("status_cues") if row["side"] in ("helper", "before")
    )


def is_supposed(text: str, sentence: Span) -> bool:
    """Whether the sentence is of what did not happen: "If A had met B, …", "Had A met B, …"."""
    return bool(_SUPPOSED.match(text, sentence.start, sentence.end))


def read_status(text: str, sentence: Span, trigger: Trigger) -> EventStatus | None:
    """What the sentence says of the gathering; None when it did not or might not happen.

    "held" also stands for nothing said: the caller corrects it by the day.
    """
    start, end = trigger.span.start, trigger.span.end
    before = Span(max(sentence.start, start - _NEAR), end)
    after = Span(end, min(sentence.end, end + _FAR))
    far = Span(max(sentence.start, start - _FAR), min(sentence.end, end + _FAR))
    all_of_it = Span(max(sentence.start, start - _FAR), min(sentence.end, end + _FARTHEST))
    called_off = _statuses(text, all_of_it, "any")
    said = {
        **_statuses(text, far, "any"),
        **_statuses(text, before, "before"),
        **_statuses(text, after, "after"),
    }
    for status in ("cancelled", "postponed"):
        if status in called_off:
            return status
    if "none" in said and ("planned" not in said or said["none"] > said["planned"]):
        return None
    if "planned" in said and trigger.tense != "past":
        return "planned"
    if "ongoing" in said or trigger.tense == "ing":
        return "ongoing" if "ongoing" in said else "held"
    return "held"


def status_words(text: str, sentence: Span, trigger: Trigger, status: str) -> Span:
    """The cue nearest to the trigger that says ``status``, else the trigger's own words."""
    start = max(sentence.start, trigger.span.start - _FAR)
    around = Span(start, min(sentence.end, trigger.span.end + _FARTHEST))
    cues = [hit.span for hit in _cues().find(text, around) if hit.entry["status"] == status]
    return min(
        cues,
        key=lambda cue: max(trigger.span.start - cue.end, cue.start - trigger.span.end),
        default=trigger.span,
    )


def _statuses(text: str, span: Span, side: str) -> dict[str, int]:
    """Status to the place of its last cue on this side."""
    return {
        hit.entry["status"]: hit.span.start
        for hit in _cues().find(text, span)
        if hit.entry["side"] == side
    }
