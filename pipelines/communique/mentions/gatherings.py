"""Who gathered with whom, sentence by sentence: a trigger and its participants.

A proposal is one sentence's telling; ``merging`` makes one gathering of many tellings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from communique.lexicon.load import entries
from communique.lexicon.match import Hit, Matcher
from communique.mentions.helping_words import is_denied, is_passive, is_to_come
from communique.mentions.lines import Line
from communique.mentions.people import Party
from communique.mentions.phrase_words import phrase_words
from communique.mentions.proposals import Part, Proposal, around_noun, parts_of, proposal_of
from communique.mentions.spoken import GOVERNS, by_audience
from communique.mentions.triggers import Trigger, find_triggers, is_supposed, read_status
from communique.records import EventStatus, Participation
from communique.spans import Span

_NOUN_REACH = 9
_BY_REACH = 12
_NEST_REACH = 120
_HOLDING: dict[str, Participation] = {
    "attend": "attendee", "address": "speaker", "convene": "host", "chair": "chair",
    "hold": "attendee", "sign": "attendee", "call_on": "attendee",
}  # fmt: skip
_SAID = ("convene", "chair")
_MEETING = ("meet", "receive", "call_on", "phone", "discuss")
_SIGNING = ("person", "delegation", "office")


def find_proposals(line: Line) -> list[Proposal]:
    """The gatherings that a sentence tells of, in text order; those denied or supposed are none."""
    if is_supposed(line.text, line.span):
        return []
    spoken = [p for a in line.audiences if (p := by_audience(line, a))]
    triggers = [
        t for t in find_triggers(line.text, line.span)
        if not any(t.span.overlaps(p.span) for p in spoken)
    ]  # fmt: skip
    nouns = [t for t in triggers if t.frame == "noun"]
    verbs = [t for t in triggers if t.frame != "noun"]
    bound: set[Span] = set()
    found: list[Proposal] = [*spoken]
    for verb in verbs:
        noun = _noun_of(line, verb, nouns, triggers)
        proposal = _by_verb(line, verb, noun)
        if proposal:
            found.append(proposal)
            if noun:
                bound.add(noun.span)
    for noun in nouns:
        if noun.span not in bound:
            proposal = _by_noun(line, noun)
            if proposal:
                found.append(proposal)
    return _nested(line, sorted(found, key=lambda p: p.span))


@cache
def nesting_cues() -> Matcher:
    """Words that place one gathering inside another: "on the sidelines of"."""
    return Matcher(entries("nesting_cues"), fold_case=True)


def nest_reach(cue: Hit) -> int:
    """Characters from a nesting cue to the words of the larger gathering, at most."""
    return int(cue.entry["reach"] or _NEST_REACH)


def _nested(line: Line, proposals: list[Proposal]) -> list[Proposal]:
    """Ties what took place "on the sidelines of" a gathering to it; its people were there too,
    unless it is a visit.
    """
    for cue in nesting_cues().find(line.text, line.span):
        after = [p for p in proposals if 0 <= p.span.start - cue.span.end <= nest_reach(cue)]
        inner = [p for p in proposals if p.parts and p not in after[:1]]
        if not after or not inner or after[0].noun is None:
            continue
        is_visit = after[0].event_type == "visit"
        parts = after[0].parts if is_visit else _as_attendees(inner[0].parts)
        outer = replace(after[0], is_around=True, parts=parts)
        tied = {p.span: replace(p, around=outer.span) for p in inner}
        return [outer if p is after[0] else tied.get(p.span, p) for p in proposals]
    return proposals


def _as_attendees(parts: Iterable[Part]) -> tuple[Part, ...]:
    return tuple(replace(part, participation="attendee", is_at_home=False) for part in parts)


def _noun_of(
    line: Line, verb: Trigger, nouns: Iterable[Trigger], triggers: list[Trigger]
) -> Trigger | None:
    """The noun that a holding verb governs: the next one, with no other verb between."""
    if verb.frame not in ("attend", "address", "convene", "chair", "hold", "receive", "call_on"):
        return None
    at = line.piece_at(verb.span.end)
    for trigger in triggers:
        if trigger.span.start < verb.span.end:
            continue
        if trigger.frame != "noun" or line.piece_at(trigger.span.start) - at > _NOUN_REACH:
            return None
        between = line.codes[at : line.piece_at(trigger.span.start)]
        return None if ";" in between or "x" in between else trigger
    return None


def _by_verb(line: Line, verb: Trigger, noun: Trigger | None) -> Proposal | None:
    status = read_status(line.text, line.span, verb)
    if status is None or (verb.frame == "hold" and noun is None):
        return None
    if verb.tense == "base" and status == "held" and verb.frame in ("receive", "visit"):
        return None  # nouns, where no helping verb stands before: "talk show host"
    start, end = line.piece_at(verb.span.start), line.piece_at(verb.span.end)
    subject = line.subject(start)
    if verb.frame == "receive":
        return _by_receiving(line, verb, noun, status, subject)
    cue = verb.span if verb.frame in _SAID else None
    objects = [] if noun else line.chain_right(end)
    if not _fits(verb, noun, subject, objects, line, end):
        return None
    first: Participation = _HOLDING.get(verb.frame, "attendee")
    second: Participation = "host" if verb.frame == "call_on" else "attendee"
    if noun and noun.event_type in ("press_conference", "hearing") and verb.frame == "hold":
        first = "speaker"
    parts = [*parts_of(subject, first, line, cue=cue)]
    if verb.frame != "visit":
        parts += parts_of(objects, second, line, is_at_home=True)
    if noun:
        parts += around_noun(line, noun)
    return proposal_of(line, verb, noun, status, parts)


def _by_receiving(
    line: Line, verb: Trigger, noun: Trigger | None, status: EventStatus, subject: list[Party]
) -> Proposal | None:
    """Who received whom: the verb says both capacities."""
    start, end = line.piece_at(verb.span.start), line.piece_at(verb.span.end)
    hosts, guests = subject, line.chain_right(end)
    if verb.tense == "past" and is_passive(line, start):
        if is_denied(line, start) or not _is_head(line, subject):
            return None
        hosts, guests = _receivers(line, end), subject
        told = read_status(line.text, line.span, replace(verb, tense="base"))
        status = told if told and is_to_come(line, start) else status
    if not _fits(verb, noun, hosts, guests, line, end):
        return None
    parts = [
        *parts_of(hosts, "host", line, is_at_home=True, cue=verb.span),
        *parts_of(guests, "attendee", line, cue=verb.span),
        *(around_noun(line, noun) if noun else ()),
    ]
    return proposal_of(line, verb, noun, status, parts)


def _is_head(line: Line, guests: Sequence[Party]) -> bool:
    """Whether the guests are what was received, not part of it: "the plan by A was welcomed"."""
    if not guests:
        return False
    before = line.codes[: guests[0].first].rstrip("tThHM")
    return before[-1:] not in GOVERNS and line.codes[guests[-1].last : guests[-1].last + 1] != "s"


def _receivers(line: Line, at: int) -> list[Party]:
    """The parties behind the "by" that follows piece ``at`` in the same clause."""
    for no in range(at, min(at + _BY_REACH, len(line.pieces))):
        if line.codes[no] in ",;":
            break
        if line.pieces[no].text.casefold() in phrase_words("by_whom"):
            return [party for party in line.chain_right(no + 1) if party.kind != "pronoun"]
    return []


def _fits(
    verb: Trigger, noun: Trigger | None, subject: list[Party], objects: list[Party],
    line: Line, end: int,
) -> bool:  # fmt: skip
    """Whether the verb has the sides that make it a gathering."""
    if verb.frame in _MEETING and noun is None:
        return _fits_meeting(verb, subject, objects, line)
    if verb.frame == "visit":
        after = line.codes[end : end + 3]
        return bool(subject) and any(code in "CY" for code in after)
    if verb.frame == "gather":
        return any(party.kind in ("group", "delegation") or len(subject) > 1 for party in subject)
    if verb.frame in ("attend", "address", "chair"):
        return noun is not None
    if verb.frame == "sign":  # one alone signs a bill into law
        return len({p.span for p in (*subject, *objects) if p.kind in _SIGNING}) > 1
    return bool(objects or noun)


def _fits_meeting(verb: Trigger, subject: list[Party], objects: list[Party], line: Line) -> bool:
    """Two sides; for "receive" the other is no body, "call on" is not followed by "to do"."""
    if verb.frame == "discuss":
        return len(subject) >= 2
    if verb.frame in ("receive", "call_on"):
        last = objects[-1].last if objects else len(line.pieces)
        urged = verb.frame == "call_on" and any(
            piece.kind == "motion" for piece in line.pieces[last : last + 1]
        )
        return bool(subject) and not urged and any(p.kind != "organization" for p in objects)
    is_two = bool(subject and objects) or len(subject) >= 2
    return is_two or (verb.frame == "meet" and any(p.kind != "group" for p in objects))


def _by_noun(line: Line, noun: Trigger) -> Proposal | None:
    status = read_status(line.text, line.span, noun)
    if status is None:
        return None
    start = line.piece_at(noun.span.start)
    parts = around_noun(line, noun)
    if start and line.codes[start - 1] == "s":
        owners = [p for p in line.parties if p.last in (start - 1, start)]
        parts += parts_of(owners, "attendee", line)
    return proposal_of(line, noun, noun, status, parts)
