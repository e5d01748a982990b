"""What one sentence tells of a gathering: its trigger, its participants, its type and standing.

How it is read off the grammar is the business of ``gatherings`` and ``spoken``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from communique.mentions.audiences import Behind
from communique.mentions.lines import Line
from communique.mentions.people import Party, type_of_group
from communique.mentions.triggers import Trigger
from communique.records import EventStatus, Participation
from communique.spans import Span

_COMMON = ("talks", "other_meeting", "bilateral_meeting")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A party in its capacity, as one sentence tells it; ``cue`` is the words that say so.

    ``is_at_home`` marks whom others met or called on, and who received them.
    """

    party: Party
    participation: Participation
    line_no: int
    is_at_home: bool = False
    cue: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One sentence's telling of a gathering; ``noun`` is None when only a verb tells it.

    ``around`` is the span of the larger gathering on whose sidelines it took place, and
    ``is_around`` marks that larger one. ``behind`` is what follows words of saying that tell it,
    None where others do; ``is_known`` marks that the words point back to one already told.
    """

    line: Line
    trigger: Trigger
    noun: Trigger | None
    event_type: str
    status: EventStatus
    parts: tuple[Part, ...]
    span: Span
    around: Span | None = None
    is_around: bool = False
    behind: Behind | None = None
    is_known: bool = False

    @property
    def is_spoken(self) -> bool:
        """Whether somebody is said to have spoken before it."""
        return self.behind is not None


def proposal_of(
    line: Line, trigger: Trigger, noun: Trigger | None, status: EventStatus, parts: list[Part]
) -> Proposal:
    """The telling with each party once and the type that its words and parties say."""
    event_type = _event_type(trigger, noun, parts)
    span = trigger.span.cover(noun.span) if noun else trigger.span
    return Proposal(line=line, trigger=trigger, noun=noun, event_type=event_type,
                    status=status, parts=tuple(_unique(parts)), span=span)  # fmt: skip


def parts_of(
    parties: Iterable[Party], participation: Participation, line: Line, *,
    is_at_home: bool = False, cue: Span | None = None,
) -> list[Part]:  # fmt: skip
    """The parties of a line as parts, all in one capacity."""
    return [
        Part(party=p, participation=participation, line_no=line.no, is_at_home=is_at_home, cue=cue)
        for p in parties
    ]


def around_noun(line: Line, noun: Trigger) -> list[Part]:
    """Participants told after the noun: "between A and B", "with A", "of foreign ministers"."""
    at = line.piece_at(noun.span.end)
    reach = 0
    while at < len(line.codes) and reach < 7 and line.codes[at] in "wtTfxYC,XDNPu":
        at, reach = at + 1, reach + 1
        if line.codes[at - 1 : at] == "W":
            break
    direct = line.piece_at(noun.span.end)
    for start in (direct, at):
        if line.codes[start : start + 1] in ("W", "o") and line.codes[start : start + 1]:
            return parts_of(line.chain_right(start + 1), "attendee", line, is_at_home=True)
    return []


def _event_type(trigger: Trigger, noun: Trigger | None, parts: list[Part]) -> str:
    named = noun.event_type if noun else trigger.event_type
    if "call" in (trigger.event_type, named):
        return "call"
    if trigger.frame in ("convene", "receive", "gather") and is_common(named or "other_meeting"):
        groups = (type_of_group(p.party.role) for p in parts if p.party.kind == "group")
        return next((group for group in groups if group), named or "other_meeting")
    return named or "other_meeting"


def _unique(parts: Iterable[Part]) -> Iterator[Part]:
    seen: set[Span] = set()
    for part in parts:
        if part.party.span not in seen:
            seen.add(part.party.span)
            yield part


def is_common(event_type: str) -> bool:
    """Types that words like "meeting" and "talks" leave open: their participants decide."""
    return event_type in _COMMON
