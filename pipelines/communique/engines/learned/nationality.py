"""Of which country a person is when no words of the person's own say so: the likeliest one named.

Where the countries of the article stand to the person, what office and capacity it has, who else
takes part and what the rules would answer become signs; a small network weighs them. What own
words, an office or a well-known name say stays as it is.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from communique.engines.attendees import country_of
from communique.engines.countries import TWO_SIDED, Countries, named_in, stated
from communique.engines.describing import Description
from communique.engines.learned.candidates import Named, lands_of
from communique.engines.learned.network import COUNTRIES, WEIGHTS, Floats, softmax
from communique.mentions.gathered import Attendance, Gathering, Land
from communique.mentions.lines import Line
from communique.mentions.people import Party
from communique.mentions.persons import People, Person
from communique.mentions.pieces import CITY
from communique.records import EventType

_HEADS = ("headline", "subhead")
_LINKED = frozenset(",a;tw")
_LONGEST_LINK = 4
_BACK = 2
_MOST_WORDS = 6
_SOLE = ("head_of_state", "head_of_government")
_ALONE: tuple[EventType, ...] = ("bilateral_meeting", "call")
Signs = dict[str, float]


@dataclass(frozen=True, slots=True)
class Choice:
    """The countries that a person may be of, '' for none, and the signs of each."""

    codes: tuple[str, ...]
    signs: tuple[Signs, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """Countries by where they stand to the mentions of one person."""

    left: Mapping[str, float]
    """The last named before a mention in its sentence, by nearness from 0 to 1."""
    right: Mapping[str, float]
    """The first named behind."""
    same: Mapping[str, int]
    """How often each is named in the sentences of the mentions."""
    inside: frozenset[str]
    """In the words of the mention itself."""
    chained: frozenset[str]
    """Of whom is named right before, linked by a comma or "and"."""
    before: frozenset[str]
    """Of whom is named before in the sentence otherwise."""
    last: frozenset[str]
    """The last in the sentences before, where its own names none."""


class Places:
    """The countries that an article names, and where its persons are mentioned."""

    def __init__(self, lines: Sequence[Line], people: People, home: str) -> None:
        self.lines, self.people, self.home = lines, people, home
        self.named = lands_of(lines)
        self.in_line: dict[int, list[Named]] = defaultdict(list)
        for one in self.named:
            self.in_line[one.at].append(one)
        self.count = Counter(one.country_code for one in self.named if one.code != CITY)
        self.ranked = [code for code, _ in self.count.most_common()]
        self.in_heads = {n.country_code for n in self.named if lines[n.at].role in _HEADS}
        self.mentions: dict[int, list[tuple[int, Party]]] = defaultdict(list)
        self.persons: dict[int, Person] = {}
        for at, line in enumerate(lines):
            for party in line.parties:
                person = people.person(party)
                if person:
                    self.mentions[person.no].append((at, party))
                    self.persons[person.no] = person
        self.served = Counter(p.country_code for p in self.persons.values() if p.country_code)
        self.first = min((told[0][0] for told in self.mentions.values()), default=0)

    def around(self, person: Person) -> Around:
        """What stands around all mentions of a person."""
        left: dict[str, float] = {}
        right: dict[str, float] = {}
        same: Counter[str] = Counter()
        inside: set[str] = set()
        chained: set[str] = set()
        before: set[str] = set()
        last: set[str] = set()
        for at, party in self.mentions[person.no]:
            line, named = self.lines[at], self.in_line.get(at, [])
            same.update(n.country_code for n in named)
            inside.update(n.country_code for n in named if n.span.overlaps(party.span))
            for one in [n for n in named if n.span.end <= party.span.start][-1:]:
                gap = line.piece_at(party.span.start) - line.piece_at(one.span.start)
                left[one.country_code] = max(left.get(one.country_code, 0.0), 1 / (1 + gap))
            for one in [n for n in named if n.span.start >= party.span.end][:1]:
                gap = line.piece_at(one.span.start) - line.piece_at(party.span.end - 1)
                right[one.country_code] = max(right.get(one.country_code, 0.0), 1 / (1 + gap))
            code, is_linked = self._of_neighbour(line, party)
            if code:
                (chained if is_linked else before).add(code)
            if not named:
                told = (self.in_line[no][-1] for no in range(at - 1, max(-1, at - 1 - _BACK), -1)
                        if self.in_line.get(no))  # fmt: skip
                last.update(n.country_code for n in [next(told, None)] if n)
        sets = (frozenset(codes) for codes in (inside, chained, before, last))
        return Around(left, right, same, *sets)

    def _of_neighbour(self, line: Line, party: Party) -> tuple[str, bool]:
        """The country of whom the sentence names before, and whether a mere link parts them."""
        told = [p for p in line.parties if p.span.end <= party.span.start]
        if not told:
            return "", False
        person, served = self.people.person(told[-1]), told[-1].served
        code = person.country_code if person else (served.country_code if served else "")
        between = line.codes[told[-1].last : party.first]
        return code, set(between) <= _LINKED and len(between) <= _LONGEST_LINK

    def words_of(self, person: Person, code: str) -> Named | None:
        """The words that name a country nearest to a mention of the person, rather before it; none
        that are of another person's office.
        """
        told = [n for n in self.named if n.country_code == code and not self._is_others(n, person)]
        nearest = [
            (abs(n.at - at), n.span > party.span, abs(n.span.start - party.span.start), n)
            for at, party in self.mentions[person.no]
            for n in told
        ]
        return min(nearest, key=lambda one: one[:3])[3] if nearest else None

    def _is_others(self, one: Named, person: Person) -> bool:
        around = (p for p in self.lines[one.at].parties if p.span.overlaps(one.span))
        return any(self.people.person(p) not in (None, person) for p in around)


def choice(
    places: Places, gathering: Gathering, told: Description, attendance: Attendance
) -> Choice:
    """The countries that a participating person may be of, with their signs."""
    person = attendance.person
    if person is None:
        raise ValueError("only a person has a nationality to choose")
    there = (told.place.country_code if told.place else None) or ""
    codes = dict.fromkeys(["", *(n.country_code for n in places.named)])
    codes.update(dict.fromkeys(code for code in (places.home, there) if code))
    others = [a for a in gathering.attendances.values() if a is not attendance]
    facts = _facts(places, told, attendance, person, others)
    around = places.around(person)
    sides = Counter(stated(a) for a in others if stated(a))
    same_role = _of_same_role(places, person)
    now = country_of(attendance, there)
    found = []
    for code in codes:
        where = _where(code, places.home, there)
        signs: Signs = {f"{fact}:{where}": 1.0 for fact in facts}
        if code == now:
            signs |= {"now": 1.0, f"now:{where}": 1.0}
        if code:
            signs |= _named(places, around, code, where, told, attendance)
            signs |= _beside(code, where, told, others, sides, same_role)
        else:
            signs |= {f"no {name}": 1.0 for name, told_of in (
                ("same", around.same), ("chained", around.chained), ("left", around.left),
            ) if not told_of}  # fmt: skip
        found.append(signs)
    return Choice(tuple(codes), tuple(found))


def _where(code: str, home: str, there: str) -> str:
    """How a country stands to the article: where it is written, where the gathering is, neither."""
    if not code:
        return "none"
    if code == home:
        return "here" if home == there else "home"
    return "there" if code == there else "other"


def _facts(
    places: Places, told: Description, attendance: Attendance, person: Person,
    others: Sequence[Attendance],
) -> list[str]:  # fmt: skip
    """What is known of the person whatever the country."""
    office, served = person.office_party, person.served_party
    kind, role = (office.role_kind, office.role or "") if office else ("", "")
    kind = "ambassador" if role.casefold() == "ambassador" else kind
    mentions = places.mentions[person.no]
    is_two = told.event_type in TWO_SIDED
    alike = [p for p in places.persons.values() if p is not person and _role(p) == _role(person)]
    of_role = [p for p in alike if not p.country_code] if office else []
    beside = {a.person.no for a in others if a.person}
    by = "no" if served is None else "office" if served is office else "other"
    listed = bool(served and served.served and served.served.is_listed)
    in_head = any(places.lines[at].role in _HEADS for at, _ in mentions)
    words = re.findall(r"[a-z]+", role.lower())[:_MOST_WORDS]
    return [
        "any", f"kind={kind}", f"part={attendance.participation}", f"type={told.event_type}",
        f"part={attendance.participation} two={is_two}",
        f"met={any(part.is_at_home for part in attendance.parts)}",
        f"home={bool(places.home)}", f"place={bool(told.place and told.place.country_code)}",
        f"served={by} listed={listed}", f"office={office is not None}", f"head={in_head}",
        f"mentions={min(len(mentions), 3)}", f"others={min(len(others), 4)}",
        f"pair={any(p.no in beside for p in of_role)}", f"alike={min(len(of_role), 2)}",
        f"first={bool(mentions) and mentions[0][0] == places.first}",
        *(f"word={word}" for word in dict.fromkeys(words)),
    ]  # fmt: skip


def _named(
    places: Places, around: Around, code: str, where: str, told: Description,
    attendance: Attendance,
) -> Signs:  # fmt: skip
    """How the article names a country, and where it stands to the person."""
    signs: Signs = {
        "left": around.left.get(code, 0.0), "right": around.right.get(code, 0.0),
        "same": min(around.same.get(code, 0), 3) / 3,
        "share": places.count[code] / max(1, places.count.total()),
        "served": min(places.served[code], 3) / 3,
        f"unserved={not places.served[code]}:{where}": 1.0,
    }  # fmt: skip
    if code in around.left and around.left[code] == max(around.left.values()):
        signs["nearest left"] = 1.0
    for name, codes in (
        ("inside", around.inside), ("chained", around.chained), ("before", around.before),
        ("last", around.last), ("heads", places.in_heads),
    ):  # fmt: skip
        if code in codes:
            signs |= {name: 1.0, f"{name}:{where}": 1.0}
        elif codes:
            signs[f"not {name}"] = 1.0
    if places.ranked[:1] == [code]:
        signs |= {"most": 1.0, f"most:{where}": 1.0}
    if [c for c in places.ranked if c != places.home][:1] == [code]:
        is_host, is_two = attendance.participation == "host", told.event_type in TWO_SIDED
        signs |= {"most foreign": 1.0, f"most foreign two={is_two} host={is_host}": 1.0}
    return signs


def _beside(
    code: str, where: str, told: Description, others: Sequence[Attendance],
    sides: Mapping[str, int], same_role: frozenset[str],
) -> Signs:  # fmt: skip
    """Whether others who take part, or others of the same office, are of the country."""
    signs: Signs = {}
    few = min(len(others), 3)
    if code in same_role:
        signs |= {"same office": 1.0, f"same office:{where}": 1.0}
    if code in sides:
        signs[f"side two={told.event_type in TWO_SIDED} others={few}"] = 1.0
        signs[f"side alone={told.event_type in _ALONE}:{where}"] = 1.0
        signs[f"side others={few}:{where}"] = 1.0
    elif len(others) == 1 and sides:
        signs[f"no side:{where}"] = 1.0
    return signs


def _role(person: Person) -> str:
    office = person.office_party
    return (office.role or "").casefold() if office else ""


def _of_same_role(places: Places, person: Person) -> frozenset[str]:
    """The countries of the others of an office that a country has but one of."""
    office = person.office_party
    if office is None or not (office.role_kind in _SOLE or "minister" in _role(person)):
        return frozenset()
    return frozenset(
        p.country_code for p in places.persons.values()
        if p is not person and p.country_code and _role(p) == _role(person)
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Weights:
    """One hidden layer over the signs, one output: how likely a country is."""

    names: Mapping[str, int]
    hidden: Floats
    hidden_bias: Floats
    out: Floats

    def shares(self, one: Choice) -> Floats:
        """How likely each country is; they add up to one."""
        rows = np.zeros((len(one.codes), len(self.names)), np.float32)
        for no, signs in enumerate(one.signs):
            for name, value in signs.items():
                at = self.names.get(name)
                if at is not None:
                    rows[no, at] = value
        layer = np.maximum(rows @ self.hidden + self.hidden_bias, 0)
        return softmax(layer @ self.out)


def save(
    folder: Path, names: Sequence[str], hidden: Floats, hidden_bias: Floats, out: Floats
) -> None:
    """Writes the weights, the large ones in half precision."""
    np.savez_compressed(
        folder / COUNTRIES, names=np.array(names), hidden=hidden.astype(np.float16),
        hidden_bias=hidden_bias.astype(np.float32), out=out.astype(np.float32),
    )  # fmt: skip


@cache
def weights(folder: Path = WEIGHTS) -> Weights:
    """The weights of a folder, read once a process."""
    with np.load(folder / COUNTRIES, allow_pickle=False) as stored:
        names: npt.NDArray[np.str_] = stored["names"]
        return Weights(
            names={str(name): at for at, name in enumerate(names)},
            hidden=stored["hidden"].astype(np.float32),
            hidden_bias=stored["hidden_bias"].astype(np.float32),
            out=stored["out"].astype(np.float32),
        )


class Nationality:
    """Settles the countries of one article's participants; ``least`` is how likely one must be."""

    def __init__(
        self, lines: Sequence[Line], people: People, home: str, written_on: date | None,
        folder: Path, least: float,
    ) -> None:  # fmt: skip
        self._countries = Countries(home, written_on, named_in(lines))
        self._places = Places(lines, people, home)
        self._folder, self._least = folder, least

    def settle(self, gathering: Gathering, told: Description) -> None:
        """Gives each person whose country is open the likeliest one, or none if that is likelier;
        where nothing is likely enough the rules' answer stays.
        """
        chosen = [(a, one, weights(self._folder).shares(one))
                  for a, one in self.choices(gathering, told)]  # fmt: skip
        for attendance, one, shares in chosen:
            at = int(shares.argmax())
            if shares[at] >= self._least and attendance.person:
                words = self._places.words_of(attendance.person, one.codes[at])
                attendance.land = Land(one.codes[at], words.span if words else None)

    def choices(
        self, gathering: Gathering, told: Description
    ) -> list[tuple[Attendance, Choice]]:  # fmt: skip
        """What there is to choose among, for each person whose country is open."""
        self._countries.know(gathering)
        open_ = [a for a in gathering.attendances.values() if _is_open(a)]
        self._countries.guess(gathering, told)
        return [(a, choice(self._places, gathering, told, a)) for a in open_]


def _is_open(attendance: Attendance) -> bool:
    """Whether it is a person of whom neither own words nor those of the principal say a country,
    and who serves no body that is of none.
    """
    person, principal = attendance.person, attendance.stands_in_for
    if person is None or stated(attendance) or (principal and principal.country_code):
        return False
    served = person.served_party.served if person.served_party else None
    return not (served and served.is_listed)
