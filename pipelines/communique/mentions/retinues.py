"""Delegations that somebody brings along: "visited Peru accompanied by a business delegation".

Only what one sentence says; whether the one who brings them takes part, and for which country, is
not decided here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.mentions.lines import Line
from communique.mentions.people import Party
from communique.mentions.phrase_words import phrase_words
from communique.mentions.proposals import Proposal
from communique.spans import Span

_LEADERS = ("person", "pronoun", "office")
_PARTED = 12
_REACH = 6
_WORDS = 4


@dataclass(frozen=True, slots=True)
class Retinue:
    """A delegation, who brings it, and the words that say so."""

    party: Party
    leader: Party
    cue: Span


def find_retinues(proposal: Proposal) -> list[Retinue]:
    """Those of the sentence that tells of a gathering, in text order."""
    return list(_retinues(proposal.line))


def _retinues(line: Line) -> Iterator[Retinue]:
    for party in line.parties:
        if party.kind not in ("group", "delegation") or not _is_retinue(party):
            continue
        cue = _cue(line, party)
        before = [p for p in line.parties if cue and p.span.end <= cue.start and p.kind in _LEADERS]
        if cue and before and not _is_open(line, cue, before):
            yield Retinue(party, before[-1], cue)


def _is_open(line: Line, cue: Span, before: Sequence[Party]) -> bool:
    """Whether a comma leaves open which of several persons it is: "A met B, accompanied by"."""
    at = line.piece_at(cue.start)
    return line.codes[at - 1 : at] == "," and sum(p.kind == "person" for p in before) > 1


def _is_retinue(party: Party) -> bool:
    """Whether its last word is "delegation": "officials" and "ministers" are rather met."""
    words = (party.role or "").casefold().split()
    return bool(words) and words[-1] in phrase_words("retinue")


def _cue(line: Line, party: Party) -> Span | None:
    """The words before the party that say that it is brought, with no other party between."""
    known = phrase_words("brings")
    others = (p.last for p in line.parties if p.last <= party.first and p.kind != "office")
    first = max(others, default=0)  # "at the head of" looks like an office
    for end in range(party.first, max(first, party.first - _REACH), -1):
        for start in range(max(first, end - _WORDS), end):
            span = Span(line.pieces[start].span.start, line.pieces[end - 1].span.end)
            words = " ".join(span.cut(line.text).casefold().split())
            if words in known:
                return span
            if words in phrase_words("by_whom"):
                return _parted(line, start)
    return None


def _parted(line: Line, by: int) -> Span | None:
    """The words that a journey parts: "accompanied on this visit to Peru by"."""
    for at in range(by - 1, max(-1, by - _PARTED), -1):
        is_named = any(p.last == at + 1 and p.kind == "person" for p in line.parties)
        if line.codes[at] in ",;" or is_named:
            return None
        if line.pieces[at].text.casefold() in phrase_words("brings_by"):
            return Span(line.pieces[at].span.start, line.pieces[by].span.end)
    return None
