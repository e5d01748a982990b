"""Lists and remarks of attendance: "participants included …", "… did not attend", "chaired by …".

They tell of participants of a gathering that is told elsewhere; which one, ``merging`` decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from communique.lexicon.load import entries
from communique.lexicon.match import Hit, Matcher
from communique.mentions.lines import Line
from communique.mentions.people import Party
from communique.mentions.phrase_words import phrase_words
from communique.mentions.proposals import Part
from communique.mentions.triggers import is_supposed
from communique.records import Participation
from communique.spans import Span

_ROLL_CALL = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Who took part in what capacity; ``principal`` is whom the parts stand in for."""

    line: Line
    parts: tuple[Part, ...]
    is_list: bool
    principal: Party | None = None
    cue: Span | None = None


@cache
def _relations() -> Matcher:
    return Matcher(entries("relations"), fold_case=True)


def is_list(line: Line) -> bool:
    """Whether the sentence is a list of titled names parted by semicolons."""
    titled = [p for p in line.parties if p.kind == "person" and (p.role or p.served)]
    return line.codes.count(";") >= 2 and len(titled) >= 2


def find_remarks(line: Line, *, follows_list: bool) -> list[Remark]:
    """The remarks of a sentence; one without any goes on with a list when ``follows_list``."""
    if is_supposed(line.text, line.span):
        return []
    hits = _relations().find(line.text, line.span)
    remarks = [remark for hit in hits if (remark := _remark(line, hit)).parts]
    named = [p for p in line.parties if p.kind == "person" and (p.role or p.served)]
    if not remarks and (len(named) >= _ROLL_CALL or (follows_list and is_list(line))):
        return [_made(line, named, "attendee")]
    return remarks


def _remark(line: Line, hit: Hit) -> Remark:
    start, end = line.piece_at(hit.span.start), line.piece_at(hit.span.end)
    participation: Participation = hit.entry["participation"]  # type: ignore[assignment]
    if hit.entry["represents"]:
        return _standing_in(line, hit, start, end)
    if hit.entry["side"] == "after":
        parties = _of_opening(line, hit, start, end) or line.chain_right(end, 6)
        if is_list(line):
            parties = [p for p in line.parties if p.first >= end and p.kind == "person"]
    else:
        parties = line.subject(start)
        if is_list(line):
            parties = [p for p in line.parties if p.last <= start and p.kind == "person"]
    return _made(line, parties, participation, cue=hit.span)


def _of_opening(line: Line, hit: Hit, start: int, end: int) -> list[Party]:
    """Whom a phrase before the sentence's subject names: "At the invitation of A, B came"."""
    is_phrase = hit.entry["surface"] in phrase_words("opens")
    if not is_phrase or any(party.last <= start for party in line.parties):
        return []
    return [p for p in line.chain_right(end, 6) if "," not in line.codes[end : p.first]]


def _standing_in(line: Line, hit: Hit, start: int, end: int) -> Remark:
    """Who came for whom: "X was represented by Y", "Y stood in for X".

    A country or body is represented by whoever comes for it, so only a person is stood in for.
    """
    subject, others = line.subject(start), _others(line, hit, end)
    if hit.entry["represents"] == "object":
        principals, parties = others[:1], subject[-1:]
    else:
        near = line.chain_left(start)
        principals, parties = (near[-1:] or subject[:1]), others
    principal = next((p for p in principals if p.kind in ("person", "office", "pronoun")), None)
    if principal is None and hit.entry["represents"] == "object":
        parties = []
    if principal is not None and not parties and hit.entry["surface"].endswith((" at", " in")):
        return _made(line, principals, "attendee", cue=hit.span)  # "was represented at the talks"
    return _made(line, parties, "attendee", principal, cue=hit.span)


def _others(line: Line, hit: Hit, end: int) -> list[Party]:
    """The parties after the cue, or after the "by" that a cue ending in "at" or "in" leaves open.

    The cue may reach into the words of the first one's office: "sent his deputy, Y".
    """
    if hit.entry["surface"].endswith((" at", " in")):
        by = (i for i, p in enumerate(line.pieces[end:], end) if p.text == "by")
        at = next(by, None)
        return line.chain_right(at + 1) if at is not None else []
    inside = (p.first for p in line.parties if p.first < end < p.last)
    return line.chain_right(next(inside, end))


def _made(
    line: Line,
    parties: list[Party],
    participation: Participation,
    principal: Party | None = None,
    cue: Span | None = None,
) -> Remark:
    parts = tuple(
        Part(party=p, participation=participation, line_no=line.no, cue=cue)
        for p in parties
        if p is not principal
    )
    return Remark(line=line, parts=parts, is_list=is_list(line), principal=principal, cue=cue)
