"""The persons, countries and bodies of an answer as the grammar knows them: name, office, served.

The model says which words; what of them is title, role, country or body is read by ``mentions``,
so that an office means the same whichever engine found it.
"""

from __future__ import annotations

from collections.abc import Iterable

from communique.engines.llm.answer import ToldPerson
from communique.engines.llm.page import Page
from communique.mentions.offices import Office, Served, read_office, read_served
from communique.mentions.people import Party, PartyKind, find_parties
from communique.mentions.persons import Person
from communique.mentions.pieces import (
    BODY,
    COUNTRY,
    HONORIFIC,
    MODIFIER,
    ORGANIZATION,
    PLURAL_ROLE,
    PORTFOLIO,
    ROLE,
    Piece,
)
from communique.spans import Span

_NO_NAME = (ROLE, PLURAL_ROLE, PORTFOLIO, MODIFIER, HONORIFIC)
_LONGEST_NAME = 10


class Told:
    """The persons of one answer by number; ``home`` is the country the article is written from."""

    def __init__(self, page: Page, people: Iterable[ToldPerson], home: str) -> None:
        self._page = page
        self._home = home
        self.persons: dict[int, Person] = {}
        of_name: dict[str, Person] = {}
        for told in people:
            person = None if told.no in self.persons else self._person(told)
            if person:
                self.persons[told.no] = of_name.setdefault(person.name, person)

    def _person(self, told: ToldPerson) -> Person | None:
        found = self._page.find(told.name, "a person")
        if found is None:
            return None
        name = self._name(found)
        if name is None:
            words = self._page.words(found)
            self._page.note("llm_not_a_name", f"dropped a person: {words!r} is no name")
            return None
        role = self._page.find(told.role, "a role", near=name)
        party = self._party(name, role, self._page.find(told.affiliation, "an affiliation", name))
        return Person(len(self.persons), party, mentions=[party], home=self._home)

    def _name(self, span: Span) -> Span | None:
        """The name without the titles in front of it; None when nothing bears a capital."""
        pieces = self._page.pieces(span)
        while len(pieces) > 1 and pieces[0].code in (HONORIFIC, ROLE, MODIFIER):
            pieces = pieces[1:]
        is_name = any(p.text[0].isupper() and p.code not in _NO_NAME for p in pieces)
        if not is_name or len(pieces) > _LONGEST_NAME:
            return None
        return Span(pieces[0].span.start, span.end)

    def _party(self, name: Span, role: Span | None, affiliation: Span | None) -> Party:
        text, pieces = self._page.text, self._page.pieces(role) if role else []
        office = read_office(text, pieces) if role else Office(None, None)
        named = read_served(text, self._page.pieces(affiliation)) if affiliation else None
        role_span = office.role or (None if office.served else role)
        return Party(
            kind="person",
            span=name,
            first=0,
            last=0,
            name=self._page.words(name),
            role=self._page.words(role_span) if role_span else None,
            role_span=role_span,
            role_kind=office.kind,
            served=named or office.served,
            is_counterpart=any(piece.kind == "counterpart" for piece in pieces),
        )


def read_body(page: Page, span: Span, kind: PartyKind) -> Party | None:
    """The country or body that the words name, or None for a common noun ("officials")."""
    pieces = page.pieces(span)
    parties = [p for p in find_parties(page.text, pieces) if p.served and p.kind != "person"]
    served = parties[0].served if parties else _served(page, pieces)
    if served is None:
        return None
    return Party(kind=kind, span=span, first=0, last=0, served=served)


def _served(page: Page, pieces: list[Piece]) -> Served | None:
    known = any(piece.code in (COUNTRY, ORGANIZATION, BODY) for piece in pieces)
    is_name = bool(pieces) and pieces[0].text[0].isupper() and pieces[0].code not in _NO_NAME
    return read_served(page.text, pieces) if known or is_name else None
