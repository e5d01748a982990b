"""Of which country an officer is whose own words name none: by office, by name, by who is met.

What a person's own words say is read in ``mentions`` and never changed here; nor is a country taken
from what two talk about.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

from communique.engines.describing import Description
from communique.lexicon.load import entries
from communique.mentions.gathered import Attendance, Gathering, Land
from communique.mentions.people import name_key
from communique.mentions.persons import NATIONAL, Person

TWO_SIDED = ("bilateral_meeting", "call", "visit")
_POSTS = {
    "head_of_state": "head", "head_of_government": "head", "royal": "head",
    "minister": "minister", "deputy_minister": "minister",
}  # fmt: skip
Settle = Callable[[Gathering, Description], None]
"""Gives the participants of a described gathering the country that is still open."""


class Countries:
    """What settles the countries of one article's participants.

    ``home`` is the country that the article is written from, '' when it does not say;
    ``written_on`` the day of writing.
    """

    def __init__(self, home: str, written_on: date | None) -> None:
        self._home, self._written_on = home, written_on

    def settle(self, gathering: Gathering, told: Description) -> None:
        """Gives an officer the country of the office or the name, else of two who meet the one
        that is left.
        """
        self.know(gathering)
        self.guess(gathering, told)

    def know(self, gathering: Gathering) -> None:
        """Gives persons the country of their office or of their well-known name."""
        for attendance in gathering.attendances.values():
            if attendance.person and not attendance.land and not attendance.person.country_code:
                attendance.land = known_land(attendance.person, self._written_on)

    def guess(self, gathering: Gathering, told: Description) -> None:
        """Gives an officer whom one other meets abroad the country that is left."""
        _settle_abroad(gathering, told, self._home)


def known_land(person: Person, written_on: date | None) -> Land | None:
    """The country of an office that one country alone has, or of a well-known office holder."""
    office = person.office_party
    role = (office.role or "").casefold() if office else ""
    code = next((code for words, code in _offices() if _begins(role, words)), "")
    if code and office:
        return Land(code, office.role_span)
    if office and office.role_kind not in NATIONAL:
        return None
    post = _POSTS.get(office.role_kind, "") if office else "head"
    code = _holder_of(person.name, post, written_on)
    return Land(code, person.named.span) if code else None


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
        for word in {*words, f"-{last}"}:
            found.setdefault(word, []).append(held)
    return {word: tuple(held) for word, held in found.items()}


def _holder_of(name: str, post: str, written_on: date | None) -> str:
    """The country of the only one so called. Of a surname alone the post must be the same and be
    held in the year of writing.
    """
    words = frozenset(name_key(name).split())
    year = written_on.year if written_on else None
    if len(words) > 1:
        held = [h for word in words for h in _holders().get(word, ()) if h[0] <= words]
        codes = {code for _, code, _, since, _ in held if year is None or since <= year}
    else:
        held = [h for word in words for h in _holders().get(f"-{word}", ())]
        codes = {
            code for _, code, holds, since, until in held
            if year and holds == post and since <= year <= until
        }  # fmt: skip
    return codes.pop() if len(codes) == 1 else ""


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
