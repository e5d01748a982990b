"""The persons, countries and bodies of an answer as the grammar knows them: name, office, served.

The model says which words; what of them is title, role, country or body is read by ``mentions``,
so that an office means the same whichever engine found it.
"""

from __future__ import annotations

from collections.abc import Iterable
from string import ascii_uppercase

from communique.engines.llm.answer import ToldPerson
from communique.engines.llm.page import Page
from communique.mentions.offices import Office, Served, read_office, read_served
from communique.mentions.people import Party, PartyKind, find_parties, singular_role
from communique.mentions.persons import Person
from communique.mentions.pieces import (
    HONORIFIC,
    MODIFIER,
    PLURAL_ROLE,
    PORTFOLIO,
    ROLE,
    Piece,
)
from communique.spans import Span

_NO_NAME = (ROLE, PLURAL_ROLE, PORTFOLIO, MODIFIER, HONORIFIC)
_CAPITALS = tuple(code for code in ascii_uppercase if code not in _NO_NAME)
_LONGEST_NAME = 10
_ARTICLE = "t"


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
        served = self._served(told, name)
        party = self._party(name, role, served)
        return Person(len(self.persons), party, mentions=[party], home=self._home)

    def _name(self, span: Span) -> Span | None:
        """The name without the titles in front of it; None when nothing bears a capital."""
        pieces = self._page.pieces(span)
        while len(pieces) > 1 and pieces[0].code in (HONORIFIC, ROLE, MODIFIER):
            pieces = pieces[1:]
        # Codes of names, places and bodies are capitals, those of small words are not.
        is_name = any(p.text[0].isupper() and p.code in _CAPITALS for p in pieces)
        if not is_name or len(pieces) > _LONGEST_NAME:
            return None
        return Span(pieces[0].span.start, span.end)

    def _served(self, told: ToldPerson, name: Span) -> Served | None:
        """Whom the person stands for; a country told apart gives the code that a body lacks."""
        body = self._read_served(self._page.find(told.affiliation, "an affiliation", name))
        country = self._read_served(self._page.find(told.country, "a person's country", name))
        if country is None or not country.country_code or (body and body.country_code):
            return body
        if body is None or self._page.line_at(body.span) is not self._page.line_at(country.span):
            return country
        return Served(body.span.cover(country.span), body.text, country.country_code, False)

    def _read_served(self, span: Span | None) -> Served | None:
        return read_served(self._page.text, self._page.pieces(span)) if span else None

    def _party(self, name: Span, role: Span | None, named: Served | None) -> Party:
        text, pieces = self._page.text, self._page.pieces(role) if role else []
        office = read_office(text, pieces) if role else Office(None, None)
        role_span = office.role or (None if office.served else role)
        return Party(
            kind="person",
            span=name,
            first=0,
            last=0,
            name=self._page.words(name),
            role=self._role(role_span) if role_span else None,
            role_span=role_span,
            role_kind=office.kind,
            served=named or office.served,
            is_counterpart=any(piece.kind == "counterpart" for piece in pieces),
        )

    def _role(self, span: Span) -> str | None:
        """The office as one person holds it, where the article gives it to several."""
        is_shared = any(piece.code == PLURAL_ROLE for piece in self._page.pieces(span)[-1:])
        words = self._page.words(span)
        return singular_role(words) if is_shared else words


def read_body(page: Page, span: Span, kind: PartyKind) -> Party | None:
    """The country or body that the words name, or None for a common noun ("officials").

    Words that are a name are taken whole; else the country or body among them.
    """
    pieces = page.pieces(span)
    served = read_served(page.text, pieces) if _is_proper(pieces) else None
    if served is None:
        parties = find_parties(page.text, pieces)
        served = next((p.served for p in parties if p.served and p.kind != "person"), None)
    if served is None:
        return None
    return Party(kind=kind, span=span, first=0, last=0, served=served)


def _is_proper(pieces: list[Piece]) -> bool:
    """A capital at either end, and no office there: "Swiss officials", "Foreign Minister"."""
    words = [piece for piece in pieces if piece.text[0].isalpha() and piece.code != _ARTICLE]
    ends = words[:1] + words[-1:]
    return bool(ends) and all(
        piece.text[0].isupper() and piece.code not in (ROLE, PLURAL_ROLE) for piece in ends
    )
