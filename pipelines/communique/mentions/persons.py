"""Who is who inside one article: later mentions by surname, office or pronoun find their person.

First name, initial and office must agree before two mentions become one; nothing is known of
other articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from communique.mentions.holders import (
    has_name_beside,
    is_of_a_part,
    is_of_many,
    leads_a_ministry,
    minister_of,
)
from communique.mentions.lines import Line
from communique.mentions.offices import Served
from communique.mentions.people import Party, name_key
from communique.mentions.phrase_words import phrase_words


@dataclass(slots=True)
class Person:
    """Everything an article's mentions of one person say, the best party of each attribute."""

    no: int
    named: Party
    mentions: list[Party] = field(default_factory=list)
    home: str = ""

    @property
    def name(self) -> str:
        """Fullest form in the text, without title."""
        return self.named.name or ""

    @property
    def office_party(self) -> Party | None:
        """The mention with the fullest role; "counterpart" only when there is no other."""
        with_role = [party for party in self.mentions if party.role]
        return max(with_role, key=_weight_of_role, default=None)

    @property
    def served_party(self) -> Party | None:
        """The mention that says whom the person serves: a country's name wins over a demonym."""
        office = self.office_party
        with_served = [party for party in self.mentions if party.served]
        return max(
            with_served,
            key=lambda party: (_weight_of_served(party.served), party is office),
            default=None,
        )

    @property
    def country_code(self) -> str:
        """Of whom the person serves, '' when the article does not say."""
        served = self.served_party
        return served.served.country_code if served and served.served else ""

    def country_at(self, place_code: str, *, is_guest: bool) -> str:
        """As ``country_code``; a national office that names no country serves its own.

        That is the country the article is written from, and for those whom somebody met
        elsewhere the country of the place. So do ambassadors who are not met but meet; special
        envoys are of bodies as often.
        """
        office, served = self.office_party, self.served_party
        if self.country_code or office is None:
            return self.country_code
        if served and served.served and served is not office and served.served.is_listed:
            return ""
        if (office.role or "").casefold() == _OF_A_STATE and not served:
            return self.home if is_guest else ""
        if office.role_kind not in NATIONAL:
            return ""
        return self.home if is_guest else place_code or self.home


NATIONAL = (
    "head_of_state", "head_of_government", "minister", "deputy_minister", "legislator", "royal",
)  # fmt: skip
_OF_A_STATE = "ambassador"


def _weight_of_role(party: Party) -> tuple[bool, int, int]:
    role = party.role or ""
    return (not party.is_counterpart, len(role), -party.span.start)


def _weight_of_served(served: Served | None) -> int:
    if served is None:
        return 0
    return 1 + bool(served.country_code) + served.is_country


class People:
    """The persons of an article, and the way from a party to its person.

    ``home`` is the country that the article is written from, '' when it does not say.
    """

    def __init__(self, lines: Sequence[Line], home: str = "") -> None:
        self.home = home
        parties = [p for line in lines for p in line.parties if p.kind == "person"]
        bold = {p.span for line in lines if line.role == "headline" for p in line.parties}
        self._persons: list[Person] = []
        self._of_span: dict[tuple[int, int], Person] = {}
        self._by_word: dict[str, dict[int, Person]] = {}
        full = [p for p in parties if " " in (p.name or "")]
        for party in sorted(full, key=lambda p: (p.span in bold, p.span)):
            known = self._same_full_name(party)
            if known or party.span not in bold or party.role:  # headlines are full of capitals
                self._add(party, known)
        for party in (p for p in parties if " " not in (p.name or "")):
            person = self._same_surname(party)
            if person or party.role or party.served:
                self._add(party, person)
        self._resolve_others(lines)

    def person(self, party: Party) -> Person | None:
        """Whom a party names, or None for countries, bodies and names that nothing vouches for."""
        return self._of_span.get((party.span.start, party.span.end))

    def _add(self, party: Party, person: Person | None) -> None:
        if person is None:
            person = Person(len(self._persons), party, home=self.home)
            self._persons.append(person)
        elif _fullness(party) > _fullness(person.named):
            person.named = party
        person.mentions.append(party)
        for word in name_key(person.name).split():
            self._by_word.setdefault(word, {})[person.no] = person
        self._of_span[party.span.start, party.span.end] = person

    def _same_full_name(self, party: Party) -> Person | None:
        words = set(name_key(party.name or "").split())
        for person in self._called(words):
            known = set(name_key(person.name).split())
            shared = words & known
            if len(shared) >= 2 and shared in (words, known):
                return person
        return None

    def _same_surname(self, party: Party) -> Person | None:
        words = set(name_key(party.name or "").split())  # "Osei-Darko" is two
        fitting = [p for p in self._called(words) if words <= _surnames(p) and _agree(party, p)]
        return fitting[0] if len(fitting) == 1 else None

    def _called(self, words: Iterable[str]) -> list[Person]:
        """The persons with one of these words in their name, in the order of their first."""
        found = {no: person for word in words for no, person in self._by_word.get(word, {}).items()}
        return [found[no] for no in sorted(found)]

    def _resolve_others(self, lines: Iterable[Line]) -> None:
        """Pronouns go to the last subject, an office without a name to its only holder so far."""
        last: Person | None = None
        for line in lines:
            subject: Person | None = None
            befores, afters = (None, *line.parties), (*line.parties[1:], None)
            for before, party, after in zip(befores, line.parties, afters, strict=False):
                person = self.person(party)
                if party.kind == "pronoun":
                    person = subject or last
                elif party.kind == "office":
                    person = self._further_office(before, party, line)
                    person = person or self._opening_office(party, after, line)
                    if person is None and not is_of_many(party, line):
                        person = self._holder(party) or self._minister(party, line)
                if person:
                    self._of_span[party.span.start, party.span.end] = person
                    if person.office_party or person.served_party:
                        subject = subject or person
            last = subject or last

    def _further_office(self, before: Party | None, party: Party, line: Line) -> Person | None:
        """The person of whom an office behind the name tells more: "Minister Ana Costa, head of the
        delegation,". Beside a national office a body without a country adds nothing.
        """
        person = self.person(before) if before and before.kind in ("person", "office") else None
        if person is None or before is None or not _is_apposed(before, party, line):
            return None
        if not all(_serve_the_same(party, mention) for mention in person.mentions):
            return None
        if before.role_kind not in NATIONAL or (party.served and party.served.country_code):
            person.mentions.append(party)
        return person

    def _opening_office(self, party: Party, after: Party | None, line: Line) -> Person | None:
        """The person whom an office in front tells of, name and title standing in commas: "The head
        of the delegation, Minister Ana Costa, met".
        """
        if after is None or after.kind != "person" or not (after.role and party.served):
            return None
        between = line.codes[party.last : after.first]
        if line.codes[party.first] != "t" or between != "," or not _goes_on(line, after.last):
            return None
        if party.role_kind in NATIONAL and after.role_kind in NATIONAL:
            return None
        person = self.person(after)
        fits = person and all(_serve_the_same(party, mention) for mention in person.mentions)
        return person if fits else None

    def _holder(self, party: Party) -> Person | None:
        words = _content(party.role)
        fitting = [
            person
            for person in self._persons
            if words
            and any(
                words <= _content(m.role) and _serve_the_same(party, m) for m in person.mentions
            )
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _minister(self, party: Party, line: Line) -> Person | None:
        """Who leads the ministry that "the head of the Ministry of Trade" leads.

        Nobody where a name stands beside it or its minister is named in the sentence: they are two.
        """
        if not leads_a_ministry(party) or is_of_a_part(party, line):
            return None
        if has_name_beside(party, line):
            return None
        here = {id(self.person(other)) for other in line.parties if other.kind == "person"}
        person = minister_of(party, self._persons, self.home)
        return None if id(person) in here else person


def _goes_on(line: Line, at: int) -> bool:
    """Whether a comma and a verb stand at piece ``at``: ", met", ", is being welcomed"."""
    behind = line.pieces[at : at + 2]
    return line.codes[at : at + 2] == ",w" or (
        len(behind) == 2 and behind[0].text == "," and behind[1].text in phrase_words("to_be")
    )


def _is_apposed(before: Party, party: Party, line: Line) -> bool:
    """Whether an office stands in commas behind a name that has its own in front.

    With an article, a country or an "and" it may be the next in a list, so that only a verb shows
    where it ends.
    """
    words = " ".join(piece.text.casefold() for piece in line.pieces[before.last : party.first])
    if before.kind == "person" and words[:2] == ", " and words[2:] in phrase_words("in_office"):
        return True
    between = "a" if before.kind == "office" else ","  # ", head of the one and chair of the other"
    if not before.role or line.codes[before.last : party.first] != between:
        return False
    if any(piece.kind == "counterpart" for piece in line.pieces[party.first : party.last]):
        return False
    behind, own = line.codes[party.last : party.last + 2], line.codes[party.first : party.last]
    if own[0] == "h":
        return False
    if own[0] in "tCD" or "s" in own or "a" in own:
        return behind == ",w"
    goes_on = behind[:1] == "a" and any(
        further.first == party.last + 1 and further.kind == "office" for further in line.parties
    )
    return goes_on or behind[:1] in ("", ",", ";", ".", "(", ")", "w")


def _content(role: str | None) -> set[str]:
    return {word for word in name_key(role or "").split() if len(word) > 3}


def _fullness(party: Party) -> tuple[int, bool, int]:
    name = party.name or ""
    return (len(name.split()), not name.isupper(), len(name))


def _surnames(person: Person) -> set[str]:
    words = name_key(person.name.split()[-1]).split() + name_key(person.name.split()[0]).split()
    tail = name_key(" ".join(person.name.split()[-2:])).split()
    return {*words, *tail}


def _agree(party: Party, person: Person) -> bool:
    """A surname with another country, or with an office the person never holds, is another's."""
    return all(_serve_the_same(party, mention) for mention in person.mentions)


def _serve_the_same(one: Party, other: Party) -> bool:
    codes = {p.served.country_code for p in (one, other) if p.served and p.served.country_code}
    return len(codes) < 2
