"""The words of office: what of "European Commissioner for Trade" is role, what is whom it serves.

Patterns run over the piece codes of ``pieces``. Who holds the office is the business of ``people``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from communique.lexicon.load import entries
from communique.mentions.pieces import (
    BODY,
    CITY,
    COUNTRY,
    DEMONYM,
    MODIFIER,
    NAME,
    ORGANIZATION,
    POSSESSIVE,
    ROLE,
    THING,
    VENUE,
    Piece,
)
from communique.spans import Span

BODY_PHRASE = r"(?:[NCDPYOXVM]*B(?:[of]t?(?:[NPCYODXBM](?!R))+(?:a[NPX]+)?)*)"
SERVED = rf"(?:{BODY_PHRASE}|[OCDY])"
_BEFORE_HEAD = r"[NMPDCOYBXVs]"
_UNIT = rf"(?:{BODY_PHRASE}|(?:[MPXDCOYB]s?|N+(?=[PBX]))+|N{{1,3}}(?=[,;).x]|$))"
_FIELDS = r"[NPX]{1,3}(?:,[NPX]{1,3})*,?a(?:[NPX]{0,2}[PX]|N)(?=[,;.]|$)"
_MORE = r"(?:(?:,|,?at?)(?:[MPX]|N(?=[PX]))+(?!R|N))"
ONE_OFFICE = rf"(?:{_BEFORE_HEAD}*R+{_MORE}*(?:(?:ft?{_FIELDS}|[of]t?{_UNIT}{_MORE}*))*Q?)"
"""A single office with what it is of and for."""
OFFICE = rf"(?>[th]?{ONE_OFFICE}(?:at?{ONE_OFFICE})*(?:C(?=[,;.]|$))?)"
"""One office or several joined by "and", with what they are of and for; never a bare name."""

_SERVED_CODES = (COUNTRY, DEMONYM, ORGANIZATION, CITY)


@dataclass(frozen=True, slots=True)
class Served:
    """A country or body as written, with its country's code ('' when it has none)."""

    span: Span
    text: str
    country_code: str
    is_country: bool
    is_listed: bool = False
    """Whether the lexicon of organizations has a name in it."""


@dataclass(frozen=True, slots=True)
class Office:
    """A role with whom it serves; either may be missing. ``kind`` is the lexicon's, or ''."""

    role: Span | None
    served: Served | None
    kind: str = ""


def read_served(text: str, pieces: Sequence[Piece]) -> Served | None:
    """The country or body that ``pieces`` name, or None; a body's country is that in its name."""
    named = [piece for piece in pieces if piece.code not in ("t", POSSESSIVE)]
    if not named:
        return None
    span = Span(named[0].span.start, named[-1].span.end)
    code = next((c for c in map(_country_code, named) if c), "")
    is_country = len(named) == 1 and named[0].code in (COUNTRY, DEMONYM)
    is_listed = any(piece.code == ORGANIZATION for piece in named)
    return Served(span, span.cut(text), code, is_country, is_listed)


def _country_code(piece: Piece) -> str:
    if piece.code not in _SERVED_CODES or piece.entry is None:
        return ""
    if piece.entry.get("kind") == "company":
        return ""
    return piece.entry["country_code"]


def read_office(text: str, pieces: Sequence[Piece]) -> Office:
    """Parts an office's pieces into role and served; without a head there is no role.

    Whom it serves stands after "of" or in front of the role; the country's name after "of" wins.
    """
    pieces = [piece for piece in pieces if piece.code not in ("t", "h")]
    codes = "".join(piece.code for piece in pieces)
    head = codes.find(ROLE)
    front = _front(codes, pieces, head)
    back_start, back_end = _back(codes, pieces, head)
    served = read_served(text, pieces[back_start + 1 : back_end]) if back_end else None
    if served is None or (not served.country_code and front):
        served = read_served(text, pieces[:front]) or served
    role_pieces = pieces[front : _role_end(codes, back_start, back_end)]
    while role_pieces and _is_of_then(role_pieces[0]):
        role_pieces = role_pieces[1:]
    while role_pieces and role_pieces[-1].code in "of,a;":
        role_pieces = role_pieces[:-1]
    if not role_pieces:
        return Office(None, served)
    if served is None and role_pieces[0].code == ROLE:
        served = _served_by_role(role_pieces[0])
    kind = (pieces[head].entry or {}).get("kind", "") if head >= 0 else ""
    return Office(Span(role_pieces[0].span.start, role_pieces[-1].span.end), served, kind)


def _is_of_then(piece: Piece) -> bool:
    """Whether a word only says that the office was held when it happened: "then President"."""
    return piece.code == MODIFIER and (piece.entry or {}).get("effect") == "then"


def _served_by_role(piece: Piece) -> Served | None:
    """Offices whose body their own words name: "European Commissioner"."""
    row = _bodies_of_roles().get(piece.text.casefold())
    return Served(piece.span, row["affiliation"], row["country_code"], False) if row else None


@cache
def _bodies_of_roles() -> dict[str, dict[str, str]]:
    return {row["surface"].casefold(): row for row in entries("role_bodies")}


def _role_end(codes: str, back_start: int, back_end: int) -> int:
    if not back_end or codes[back_end : back_end + 1] == "f":  # "of the EU for Foreign Affairs"
        return len(codes)
    return back_start + (codes[back_start] == ROLE)


def _front(codes: str, pieces: Sequence[Piece], head: int) -> int:
    """How many pieces before the first head name whom the office serves."""
    before = codes[:head]
    if BODY in before:
        return before.rfind(BODY) + 1
    front = 0
    while front < head and before[front] in (*_SERVED_CODES, POSSESSIVE):
        front += 1
    is_name = NAME in before and set(before) <= {NAME, THING, VENUE}  # "Control Data chairman"
    if not front and is_name and _is_of_a_body(pieces[head]):
        return head
    return front


def _is_of_a_body(piece: Piece) -> bool:
    """Offices that companies have too: there the unknown name in front is the company's."""
    return piece.entry is not None and piece.entry.get("kind") in ("executive", "official")


def _back(codes: str, pieces: Sequence[Piece], head: int) -> tuple[int, int]:
    """Where "of <country or body>" begins and ends after the head; (0, 0) when it is not there."""
    if head < len(codes) - 1 and codes[-1] == COUNTRY and codes[-2] == ROLE:
        return len(codes) - 2, len(codes)
    is_company = head >= 0 and pieces[head].kind == "executive"
    for at in range(head + 1, len(codes)):
        if codes[at] not in "of":
            continue
        end = at + 1
        while end < len(codes) and codes[end] not in ",a;RQ" + "f" * (codes[at] == "o"):
            end += 1
        inside = codes[at + 1 : end]
        if inside and set(inside) & {*_SERVED_CODES, BODY} and not _has_portfolio_first(inside):
            return at, end
        if is_company and set(inside) == {NAME}:  # "CEO of Brightwater"
            return at, end
    return 0, 0


def _has_portfolio_first(inside: str) -> bool:
    return inside[0] in "PX" and BODY not in inside and "o" in inside
