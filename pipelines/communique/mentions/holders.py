"""Which named person holds an office that is told without a name, by the office alone.

What stands in commas beside a name is the business of ``persons``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Protocol, TypeVar

from communique.lexicon.load import entries
from communique.mentions.lines import Line
from communique.mentions.people import Party, name_key
from communique.mentions.phrase_words import phrase_words

LEADING = ("minister", "head_of_state", "head_of_government")
"""Kinds of office, one of which leads a ministry in any country."""
_JOINED = re.compile(r"[,(]?[)]?")
_SHORTEST = 4


class Holder(Protocol):
    """Somebody of whom an article tells offices."""

    mentions: list[Party]

    @property
    def country_code(self) -> str:
        """Of whom the person serves, '' when the article does not say."""


Known = TypeVar("Known", bound=Holder)


def is_of_many(party: Party, line: Line) -> bool:
    """Whether an office is anybody's who holds one like it: "an Irish foreign minister"."""
    own = line.pieces[max(0, party.first - 1) : party.first + 1]
    return any(piece.text.casefold() in phrase_words("of_many") for piece in own)


def has_name_beside(party: Party, line: Line) -> bool:
    """Whether a name stands next to an office, with no more than a comma or brackets between."""
    others = [other for other in line.parties if other.kind == "person"]
    between = [
        line.codes[one.last : two.first]
        for other in others
        for one, two in ((other, party), (party, other))
        if one.last <= two.first
    ]
    return any(_JOINED.fullmatch(codes) for codes in between)


def leads_a_ministry(party: Party) -> bool:
    """Whether an office is the lead of a ministry: "head of the Federal Department of Justice"."""
    if (party.role or "").casefold() not in phrase_words("leads") or party.served is None:
        return False
    name = party.served.text.casefold()
    return name in _ministries() or any(
        re.search(rf"\b{re.escape(kind)} (?:of|for) ", name) for kind in phrase_words("ministry")
    )


def is_of_a_part(party: Party, line: Line) -> bool:
    """Whether what is behind makes it a part's: "head of the Ministry of Trade press office"."""
    behind = [piece.text.casefold() for piece in line.pieces[party.last : party.last + 1]]
    is_name = line.codes[party.last : party.last + 1] in ("s", "N", "B", "X")
    return is_name or bool(set(behind) & phrase_words("unit"))


@cache
def _ministries() -> frozenset[str]:
    rows = entries("organizations")
    return frozenset(row["surface"].casefold() for row in rows if row["kind"] == "ministry")


def minister_of(party: Party, persons: Sequence[Known], home: str) -> Known | None:
    """The only one of ``persons`` who can lead the ministry that ``party`` leads.

    Known to be of its country, with the same field of government or none told; a minister or, in
    the countries where they lead ministries, the president. Without a country it is the country
    ``home`` that the article is written from.
    """
    code = (party.served.country_code if party.served else "") or home
    field = _words([party.served.text if party.served else ""])
    able = [
        person for person in persons
        if code and any(m.role_kind in LEADING for m in person.mentions)
        and _country_of(person) in ("", code)
    ]  # fmt: skip
    fitting = [p for p in able if _country_of(p) and not _is_of_other_field(p, field)]
    return fitting[0] if len(fitting) == len(able) == 1 else None


def _country_of(person: Holder) -> str:
    """What the article says, or an office that one country alone has; '' for neither."""
    roles = ((m.role or "").casefold() for m in person.mentions)
    return person.country_code or next((_only_in()[r] for r in roles if r in _only_in()), "")


@cache
def _only_in() -> dict[str, str]:
    return {row["surface"].casefold(): row["country_code"] for row in entries("office_countries")}


def _is_of_other_field(person: Holder, field: set[str]) -> bool:
    told = _words(m.role or "" for m in person.mentions if m.role_kind in LEADING)
    told -= _without_field()
    return bool(told) and not told & field


@cache
def _without_field() -> frozenset[str]:
    """Words of office that name no field of government, of hundreds of rows: cut once."""
    roles = [row["surface"] for row in entries("roles") if " " not in row["surface"]]
    return frozenset(_words([*roles, *_only_in()]))


def _words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in name_key(text).split() if len(word) >= _SHORTEST}
