"""Whom a mention in one article means: the full name of a surname, the holder of an office, "she".

Follows the text: who spoke last is who "he" and "the source" are. Nothing is known of sexes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from communique.mentions.lines import Line
from communique.mentions.people import Party, name_key
from communique.mentions.persons import People
from communique.mentions.speaking import (
    Mention,
    choose_subject,
    find_mentions,
    find_verbs,
    is_apposition,
    is_subject,
    source_kind,
)
from communique.spans import Span

_PARAGRAPHS_BACK = 6
_DOCUMENTS = ("release", "social_post")
_BODIES = ("organization", "delegation", "source")
_NEAR = 60
_BESIDE = re.compile(r"\s*(?:,\s*(?:who\s+\w+\s+)?)?([^,.;]*)")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whoever speaks: a full name, or a body or source as written; None for a bare document."""

    name: str | None
    is_person: bool = False


class Voices:
    """The mentions of one article's body and whom they mean; ``quoted`` is no one's mention."""

    def __init__(self, lines: Sequence[Line], people: People, quoted: Sequence[Span]) -> None:
        self._people = people
        self._quoted = quoted
        named = [people.person(p) for line in lines for p in line.parties if p.kind == "person"]
        self._full = sorted({person.name for person in named if person and " " in person.name})
        self.lines = [line for line in lines if line.role == "body"]
        self.mentions = [find_mentions(line, self.is_quoted, self._is_known) for line in self.lines]
        self.heard: list[Speaker | None] = []
        self.topics: list[Speaker | None] = []
        for at in range(len(self.lines)):
            self.heard.append(self._saying_of(at))
            self.topics.append(self._topic_of(at))

    def is_quoted(self, span: Span) -> bool:
        """Whether the words stand between quotation marks."""
        return any(quoted.contains(span) for quoted in self._quoted)

    def resolve(self, at: int, mention: Mention) -> Speaker | None:
        """Whom ``mention`` of line ``at`` means; None when the text does not say."""
        if mention.kind == "pronoun":
            return self._of_pronoun(at, mention)
        if mention.kind == "person" and mention.party:
            return Speaker(self._name(mention.party), is_person=True)
        if mention.kind == "office" and mention.party:
            return self._of_office(at, mention)
        if mention.kind == "it":
            return self._of_it(at, mention)
        if source_kind(mention.words) in _DOCUMENTS:
            return self._of_document(at, mention)
        return self._of_body(at, mention)

    def right_of(self, at: int, end: int, within: Span) -> Speaker | None:
        """Whoever follows a verb of saying that ends at ``end``: "said Chancellor Berg"."""
        line = self.lines[at]
        right = [m for m in self.mentions[at] if m.span.start >= end and within.contains(m.span)]
        if not right or len(line.text[end : right[0].span.start].split()) > 2:
            return None
        one = right[0]
        for other in right[1:]:  # a body in front of a name is part of the title
            if one.kind == "person" or line.text[one.span.end : other.span.start].strip():
                break
            one = other
        return self.resolve(at, one)

    def just_before(self, at: int) -> Speaker | None:
        """Who spoke in the last sentence of the paragraph above line ``at``."""
        first = next((i for i in range(at) if self._is_beside(i, at)), at)
        return self.heard[first - 1] if first else None

    def _is_beside(self, one: int, other: int) -> bool:
        return self.lines[one].paragraph_no == self.lines[other].paragraph_no

    def above(self, at: int) -> Speaker | None:
        """Who spoke, else who acted, before line ``at`` in its paragraph."""
        same = [i for i in range(at) if self._is_beside(i, at)]
        told = (heard[i] for heard in (self.heard, self.topics) for i in reversed(same))
        return next((speaker for speaker in told if speaker), None)

    def _saying_of(self, at: int) -> Speaker | None:
        """The subject of the line's last verb of saying outside quotations."""
        line = self.lines[at]
        found: Speaker | None = None
        for verb in find_verbs(line, line.span, self.is_quoted):
            left = [m for m in self.mentions[at] if m.span < verb.span]
            if left:
                found = self.resolve(at, choose_subject(line, left)) or found
            else:
                found = self.right_of(at, verb.span.end, line.span) or found
        return found

    def _topic_of(self, at: int) -> Speaker | None:
        line = self.lines[at]
        subjects = (
            m for m in self.mentions[at] if is_subject(line, m) and not is_apposition(line, m)
        )
        first = next((m for m in subjects if m.kind in ("person", "pronoun", "office")), None)
        return self.resolve(at, first) if first else None

    def _is_known(self, party: Party) -> bool:
        return self._people.person(party) is not None or self._longer(party) is not None

    def _name(self, party: Party) -> str | None:
        person = self._people.person(party)
        return person.name if person else self._longer(party) or party.name

    def _longer(self, party: Party) -> str | None:
        """The one name of the article that holds the words of this one."""
        words = set(name_key(party.name or "").split())
        fitting = [name for name in self._full if words <= set(name_key(name).split())]
        return fitting[0] if len(fitting) == 1 else None

    def _of_pronoun(self, at: int, pronoun: Mention) -> Speaker | None:
        """Whom the line names first, else who spoke or acted last in the paragraphs above."""
        before = [m for m in self.mentions[at] if m.kind == "person" and m.span < pronoun.span]
        word = pronoun.words.casefold()
        if word == "who":
            return self.resolve(at, before[-1]) if before else None
        if word not in ("he", "she", "him", "her"):
            return self._last_body(at)
        subjects = [m for m in before if is_subject(self.lines[at], m)]
        if subjects:
            return self.resolve(at, subjects[0])
        told = (
            heard[i]
            for lines in self._paragraphs_above(at)
            for heard in (self.heard, self.topics)
            for i in lines
        )
        named = (self.resolve(i, m) for i, m in self._backwards(at, pronoun.span))
        return next((s for s in chain(told, named) if s and s.is_person), None)

    def _paragraphs_above(self, at: int) -> Iterator[list[int]]:
        """Numbers of the lines before ``at``, paragraph by paragraph, the nearest first."""
        paragraphs: dict[int, list[int]] = {}
        for i in range(at - 1, -1, -1):
            paragraphs.setdefault(self.lines[i].paragraph_no, []).append(i)
        return iter(list(paragraphs.values())[:_PARAGRAPHS_BACK])

    def _of_it(self, at: int, it: Mention) -> Speaker | None:
        """It added: the first body of the sentence, else the body that spoke last."""
        before = (m for m in self.mentions[at] if m.span < it.span and m.kind in _BODIES)
        first = next(before, None)
        return self.resolve(at, first) if first else self._last_body(at)

    def _last_body(self, at: int) -> Speaker:
        """They added: the body that spoke last."""
        last = next((speaker for speaker in reversed(self.heard[:at]) if speaker), None)
        return Speaker(last.name if last and not last.is_person else None)

    def _of_document(self, at: int, document: Mention) -> Speaker | None:
        """The post read: of whom the words before say that he posted it."""
        if document.is_new:
            return Speaker(None)
        word = document.words.split()[-1]
        for i in (at, at - 1) if at else (at,):
            mentions = [m for m in self.mentions[i] if i < at or m.span < document.span]
            told = next((m for m in mentions if m.words.split()[-1] == word), None)
            left = [m for m in mentions if told and m.span < told.span]
            if left:
                return self.resolve(i, choose_subject(self.lines[i], left))
        return Speaker(None)

    def _of_body(self, at: int, mention: Mention) -> Speaker:
        """A body or source by the fullest words before: "the official" of "a US official"."""
        words = set(mention.words.casefold().split())
        if mention.party and _is_country(mention.party) and not self._says(at, mention):
            return Speaker(None)
        if mention.is_new:
            return Speaker(mention.words)
        earlier = [m for i in range(at) for m in self.mentions[i] if m.kind == mention.kind]
        fuller = [m.words for m in earlier if words < set(m.words.casefold().split())]
        return Speaker(fuller[-1] if fuller else mention.words)

    def _says(self, at: int, mention: Mention) -> bool:
        """Whether a verb of saying stands right beside: "Norway said", "said Norway"."""
        verbs = [
            verb.span for verb in find_verbs(self.lines[at], self.lines[at].span, self.is_quoted)
        ]
        return any(
            0 <= gap <= 1
            for verb in verbs
            for gap in (verb.start - mention.span.end, mention.span.start - verb.end)
        )

    def _of_office(self, at: int, mention: Mention) -> Speaker | None:
        party = mention.party
        person = self._people.person(party) if party else None
        if person or party is None:
            return Speaker(person.name if person else None, is_person=True)
        earlier = [] if mention.is_new else list(self._backwards(at, mention.span))
        for fits in (self._holds_there, self._serves_so, self._holds, self._may_hold):
            for i, other in earlier:
                if other.party and fits(self.lines[i], other.party, party):
                    return Speaker(self._name(other.party), is_person=True)
        last = None if mention.is_new else self.above(at)
        if last and last.is_person:
            return last
        return Speaker(mention.words if mention.is_new or party.served else None)

    def _backwards(self, at: int, before: Span) -> Iterator[tuple[int, Mention]]:
        for i in range(at, -1, -1):
            for mention in reversed(self.mentions[i]):
                if mention.kind == "person" and mention.span < before:
                    yield i, mention

    def _holds(self, line: Line, party: Party, office: Party) -> bool:
        """Whether the office stands beside the name, and of no other country."""
        head = (office.role or "").casefold().split()[-1:]
        start, end = max(line.span.start, party.span.start - _NEAR), party.span.end
        before = re.split("[,.;]", line.text[start : party.span.start])[-1]
        after = _BESIDE.match(line.text, end, min(end + _NEAR, line.span.end))
        beside = f"{before} {party.role or ''} {after[1] if after else ''}".casefold()
        is_beside = bool(head) and head[0] in re.findall(r"[^\W_]+", beside)
        return is_beside and len(self._countries(party, office)) < 2

    def _holds_there(self, line: Line, party: Party, office: Party) -> bool:
        """As ``_holds``, and both say of which country."""
        is_there = self._countries(party) == self._countries(office) != set()
        return is_there and self._holds(line, party, office)

    def _serves_so(self, _: Line, party: Party, office: Party) -> bool:
        """Whether it is an office of that kind and of the same country, both said."""
        is_there = self._countries(party) == self._countries(office) != set()
        return is_there and _is_kind(party, office)

    def _may_hold(self, _: Line, party: Party, office: Party) -> bool:
        """Whether it is an office of that kind and of no other country."""
        return len(self._countries(party, office)) < 2 and _is_kind(party, office)

    def _countries(self, *parties: Party) -> set[str]:
        codes = {p.served.country_code for p in parties if p.served}
        persons = [self._people.person(p) for p in parties]
        return {code for code in (*codes, *(p.country_code for p in persons if p)) if code}


def _is_country(party: Party) -> bool:
    """Whether it is a bare country, which speaks only where the verb stands beside it: of 858
    labelled quotations none is a country's.
    """
    return party.role is None and party.served is not None and party.served.is_country


def _is_kind(party: Party, office: Party) -> bool:
    return bool(office.role_kind) and party.role_kind == office.role_kind
