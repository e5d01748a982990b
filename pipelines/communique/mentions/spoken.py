"""Who spoke before a gathering, where words of saying tell it: "told a news conference".

Which words those are is the business of ``audiences``, all other tellings that of ``gatherings``.
"""

from __future__ import annotations

from dataclasses import replace

from communique.mentions.audiences import Audience, behind
from communique.mentions.helping_words import is_doubted
from communique.mentions.lines import Line
from communique.mentions.people import Party
from communique.mentions.phrase_words import phrase_words
from communique.mentions.proposals import Proposal, around_noun, parts_of, proposal_of
from communique.mentions.triggers import Trigger

GOVERNS = tuple("fowWxFQ")
"""Codes of words that make of a party part of something else: "the plan by A"."""


def by_audience(line: Line, audience: Audience) -> Proposal | None:
    """Who told a gathering something spoke there; what is told says nothing of its standing."""
    start = line.piece_at(audience.verb.start)
    speakers = _speakers(line, start)
    if not speakers or is_doubted(line, speakers[0].first):
        return None
    trigger = Trigger(
        span=audience.verb, surface=audience.verb.cut(line.text), frame="address", tense="past",
        event_type=audience.event_type,
    )  # fmt: skip
    noun = replace(trigger, span=audience.noun, surface=audience.noun.cut(line.text), frame="noun")
    parts = parts_of(speakers, "speaker", line, cue=audience.verb)
    if audience.body:
        parts += parts_of([p for p in line.parties if p.span == audience.body], "attendee", line)
    else:
        parts += [p for p in around_noun(line, noun) if p.party.kind != "pronoun"]
    told = proposal_of(line, trigger, noun, "held", parts)
    said = behind(line.text, told.span.end, line.span.end)
    return replace(told, behind=said, is_known=audience.is_known)


def _speakers(line: Line, at: int) -> list[Party]:
    """The party right before the words of saying at piece ``at``, and those joined to it by "and";
    not one that something else is of ("a spokesman for A").
    """
    while at and line.pieces[at - 1].text.casefold() in phrase_words("before_verb"):
        at -= 1
    by_last = {party.last: party for party in line.parties if party.kind != "group"}
    party = by_last.get(at) or by_last.get(at - 1)
    if party is None or (party.last < at and not _ends_in_office(line, party)):
        return []
    found = [party]
    while line.codes[party.first - 1 : party.first] == "a" and party.first - 1 in by_last:
        party = by_last[party.first - 1]
        found.insert(0, party)
    is_of_another = party.first in by_last or line.codes[: party.first][-1:] in (*GOVERNS, "s")
    return [] if is_of_another else found


def _ends_in_office(line: Line, party: Party) -> bool:
    """Whether an office in commas stands between a name and the words of saying."""
    is_behind = (
        party.role_span is not None
        and party.name is not None
        and (
            party.role_span.start
            > party.span.start + line.text[party.span.start :].find(party.name)
        )
    )
    return is_behind and line.codes[party.last : party.last + 1] == ","
