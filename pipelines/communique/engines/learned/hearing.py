"""What is sure because somebody is said to have spoken there: "told a news conference".

The words of saying settle that there was a gathering, who spoke, and that whoever is named behind
them is spoken of. Which words they are is the business of ``mentions.audiences``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from communique.engines.learned.candidates import Mention
from communique.engines.learned.network import Floats
from communique.engines.learned.numbers import Candidates, Numbers
from communique.engines.learned.seconding import Opinion
from communique.engines.learned.tellings import Telling
from communique.engines.learned.words import Words
from communique.mentions.audiences import OWN, Behind
from communique.mentions.gatherings import find_proposals
from communique.mentions.lines import Line
from communique.mentions.proposals import Proposal
from communique.spans import Span


def spoken_in(line: Line) -> list[Proposal]:
    """The gatherings that a line says somebody told something."""
    if not line.audiences:
        return []
    return [proposal for proposal in find_proposals(line) if proposal.is_spoken]


def with_spoken(
    tellings: Sequence[Telling], words: Words, lines: Sequence[Line], least: float
) -> list[Telling]:
    """The tellings, in text order, with what lines say of people who spoke before a gathering: each
    at least ``least`` likely.
    """
    found = list(tellings)
    for line in lines:
        for proposal in spoken_in(line):
            first, last = words.within(proposal.span)
            known = [t for t in found if t.first < last and first < t.last]
            odds = max([least, *(t.odds for t in known)])
            one = replace(known[0], odds=odds) if known else Telling(first, last, odds)
            found = [t for t in found if t not in known]
            found.append(replace(one, spoken=proposal.event_type))
    return sorted(found, key=lambda t: (t.first, t.last))


def settled(numbers: Numbers, candidates: Candidates, words: Words, least: float) -> Numbers:
    """The numbers with speakers and audience at least ``least`` likely at what they are said to
    have spoken before. Those named behind the words of saying are at nothing there, and its times
    and places are of something else; at a press conference or hearing nor is a country or body
    named elsewhere.
    """
    found = replace(
        numbers,
        parts=numbers.parts.copy(), times=numbers.times.copy(), places=numbers.places.copy(),
    )  # fmt: skip
    told = _told(numbers.tellings, candidates.lines, words)
    times = [time.span for _, time in candidates.times]
    places = [piece.span for _, piece in candidates.places]
    for row, own in enumerate(told):
        if own is None or own.behind is None:
            continue
        _settle_parts(found.parts[row], own, own.behind, candidates.mentions, least)
        _settle_spans(found.times[row], own, own.behind, times)
        _settle_spans(found.places[row], own, own.behind, places)
    return found


def _settle_parts(
    parts: Floats, own: Proposal, behind: Behind, mentions: Sequence[Mention], least: float
) -> None:
    spans = {part.party.span: part.participation for part in own.parts}
    told = {m.key: spans[m.party.span] for m in mentions if m.party.span in spans}
    heard = told.keys() if "speaker" in told.values() else set()  # "he", whoever that is
    for no, mention in enumerate(mentions):
        span = mention.party.span
        is_behind = own.line.span.contains(span) and behind.is_told_of(span)
        is_side = mention.person is None and mention.party.kind != "person"
        if mention.key in heard:
            parts[no] = _at_least(least, parts[no])
        elif is_behind or (is_side and own.event_type in OWN):
            parts[no] = np.eye(parts.shape[1])[0]


def _settle_spans(shares: Floats, own: Proposal, behind: Behind, spans: Sequence[Span]) -> None:
    """Days and places of other sentences are of what a hearing was about."""
    for no, span in enumerate(spans):
        is_here = own.line.span.contains(span)
        if behind.is_of_speech(span) if is_here else own.event_type == "hearing":
            shares[no] = 0.0


def _told(
    tellings: Sequence[Telling], lines: Sequence[Line], words: Words
) -> list[Proposal | None]:
    """What the words of each telling say that somebody told something, None for the others."""
    at = [int(words.line[telling.first]) if telling.spoken else None for telling in tellings]
    spoken = {no: spoken_in(lines[no]) for no in dict.fromkeys(at) if no is not None}
    found: list[Proposal | None] = []
    for no, telling in zip(at, tellings, strict=True):
        span = words.span(telling.first, telling.last)
        own = spoken[no] if no is not None else []
        found.append(next((p for p in own if p.span.overlaps(span)), None))
    return found


def _at_least(likely: float, shares: Floats) -> Floats:
    """Shares of capacities, "none" first, with the others together at least so ``likely``."""
    if 1 - shares[0] >= likely:
        return shares
    raised = shares * (likely / (1 - shares[0]))
    raised[0] = 1 - likely
    return np.asarray(raised)


def parted(tellings: Sequence[Telling], opinions: Sequence[Opinion]) -> Floats:
    """-1 where one telling is of a press conference or hearing that somebody spoke before and the
    rules do not take the other for the same, 1 where they do, else 0; (tellings, tellings).
    """
    own = np.array([t.spoken in OWN for t in tellings])
    is_same = np.array([[a is not None and a is b for b in opinions] for a in opinions])
    kinds = np.array([t.spoken for t in tellings])
    is_one = own[:, None] & is_same & (kinds[:, None] == kinds[None])
    found = is_one * 1.0 - (own[:, None] | own[None]) * ~is_same
    np.fill_diagonal(found, 0.0)
    return np.asarray(found, np.float32)
