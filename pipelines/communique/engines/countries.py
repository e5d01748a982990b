"""Of which country an officer is whose own words name none: by office, by name, by who is met.

What a person's own words say is read in ``mentions`` and never changed here; nor is a country taken
from what two talk about.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date
from functools import cache

from communique.engines.describing import Description
from communique.lexicon.load import entries
from communique.mentions.gathered import Attendance, Gathering, Land
from communique.mentions.lines import Line
from communique.mentions.people import name_key
from communique.mentions.persons import NATIONAL, Person
from communique.mentions.pieces import CITY, COUNTRY, DEMONYM

TWO_SIDED = ("bilateral_meeting", "call", "visit")
_POSTS = {
    "head_of_state": "head", "head_of_government": "head", "royal": "head",
    "minister": "minister", "deputy_minister": "minister",
}  # fmt: skip
_SHORTEST = 2
"""Letters that a surname has more than: "Yi" and "Jr" are none by themselves."""
Settle = Callable[[Gathering, Description], None]
"""Gives the participants of a described gathering the country that is still open."""


class Countries:
    """What settles the countries of one article's participants.

    ``home`` is the country that the article is written from, '' when it does not say;
    ``written_on`` the day of writing; ``named`` the countries that the article names, of which a
    well-known name must say one.
    """

    def __init__(self, home: str, written_on: date | None, named: Collection[str] = ()) -> None:
        self._home, self._written_on = home, written_on
        self._named = {*named, home}

    def settle(self, gathering: Gathering, told: Description) -> None:
        """Gives a person the country of the office or the name, else of two who meet an officer
        the one that is left.
        """
        self.know(gathering)
        self.guess(gathering, told)

    def know(self, gathering: Gathering) -> None:
        """Gives persons the country of their office or of their well-known name."""
        for attendance in gathering.attendances.values():
            if attendance.person and not attendance.land and not attendance.person.country_code:
                attendance.land = known_land(attendance.person, self._written_on, self._named)

    def guess(self, gathering: Gathering, told: Description) -> None:
        """Gives an officer whom one other meets abroad the country that is left."""
        _settle_abroad(gathering, told, self._home)


def named_in(lines: Iterable[Line]) -> frozenset[str]:
    """The codes of the countries that the lines name: themselves, their people, their cities."""
    return frozenset(
        piece.entry["country_code"]
        for line in lines
        for piece in line.pieces
        if piece.code in (COUNTRY, DEMONYM, CITY) and piece.entry
    )


def known_land(person: Person, written_on: date | None, named: Collection[str]) -> Land | None:
    """The country of an office that one country alone has, or of a well-known office holder.

    Only a full name with the post, in the years in which it was held, does without being of the
    ``named``.
    """
    office = person.office_party
    role = (office.role or "").casefold() if office else ""
    code = next((code for words, code in _offices() if _begins(role, words)), "")
    if code and office:
        return Land(code, office.role_span) if code in named else None
    if office and office.role_kind not in NATIONAL:
        return None
    post = _POSTS.get(office.role_kind, "") if office else "head"
    code, is_sure = _holder_of(person.name, post, written_on)
    is_sure = is_sure and office is not None
    return Land(code, person.named.span) if code and (is_sure or code in named) else None


def _begins(role: str, words: str) -> bool:
    return role == words or role.startswith((f"{words} ", f"{words},"))


@cache
def _offices() -> tuple[tuple[str, str], ...]:
    return tuple((r["surface"].casefold(), r["country_code"]) for r in entries("office_countries"))


@cache
def _holders() -> dict[str, tuple[tuple[frozenset[str], str, str, int, int], ...]]:
    """By each word of a name: its words, country, post, first and last year."""
    found: dict[str, list[tuple[frozenset[str], str, str, int, int]]] = {}
    for row in entries("office_holders"):
        words = name_key(row["surface"]).split()
        until = int(row["until"] or date.max.year)
        last = name_key(row["surface"].split()[-1])
        held = (frozenset(words), row["country_code"], row["post"], int(row["since"]), until)
        for word in {*words, f"-{last}"} if len(last) > _SHORTEST else words:
            found.setdefault(word, []).append(held)
    return {word: tuple(held) for word, held in found.items()}


def _holder_of(name: str, post: str, written_on: date | None) -> tuple[str, bool]:
    """The country of the only one so called, or '', and whether it is the full name of who holds
    the post in the year of writing. A surname alone must be that of holders of one country, of whom
    one holds the post then.
    """
    words = frozenset(name_key(name).split())
    year = written_on.year if written_on else None
    is_full = len(words) > 1
    if is_full:
        held = [h for word in words for h in _holders().get(word, ()) if h[0] <= words]
        is_held = any(year is None or since <= year for *_, since, _ in held)
    else:
        held = [h for word in words for h in _holders().get(f"-{word}", ())]
        is_held = False
    is_sure = year is not None and any(
        holds == post and since <= year <= until for *_, holds, since, until in held
    )
    codes = {code for _, code, *_ in held}
    if len(codes) != 1 or not (is_held or is_sure):
        return "", False
    return codes.pop(), is_full and is_sure


def _settle_abroad(gathering: Gathering, told: Description, home: str) -> None:
    """Gives an officer whom one other meets abroad the country that is left: that of the place or
    the ``home``.
    """
    every = list(gathering.attendances.values())
    open_ = [a for a in every if _is_open(a)]
    foreign = (told.place.country_code if told.place else None) or ""
    if told.event_type not in TWO_SIDED or len(every) != 2 or foreign in ("", home) or not home:
        return
    hosts = [a for a in every if a.participation == "host"]
    if told.event_type == "visit" and not hosts:  # two who travel together
        return
    if len(open_) == 1:
        (other,) = (a for a in every if a not in open_)
        left = {home: foreign, foreign: home}.get(stated(other))
        open_[0].land = Land(left, None) if left else None
    elif len(hosts) == 1:
        for attendance in open_:
            attendance.land = Land(foreign if attendance in hosts else home, None)


def _is_open(attendance: Attendance) -> bool:
    """Whether it is a national officer of whom nothing says the country."""
    person = attendance.person
    if person is None or attendance.land or person.country_code:
        return False
    office, served = person.office_party, person.served_party
    if office is None or office.role_kind not in NATIONAL:
        return False
    return served is None or served is office


def stated(attendance: Attendance) -> str:
    """The code of the country that a participant's own words or its land say, else ''."""
    if attendance.land:
        return attendance.land.country_code
    if attendance.person:
        return attendance.person.country_code
    served = attendance.party.served
    return served.country_code if served else ""
