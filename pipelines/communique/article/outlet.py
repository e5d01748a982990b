"""The publication, from the page's own words: masthead, desk, copyright, address, release label.

Each place where a name stands is a witness with a weight; the name with the most weight wins, and
nothing is invented: a page without a witness has no outlet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.article.agencies import agency_name, is_initials
from communique.article.outlet_witnesses import Witness, is_generic, listed_outlets, witnesses_of
from communique.article.places import Place, find_city, find_country
from communique.article.view import Found, View, ViewLine
from communique.page.header_words import header_words
from communique.page.markers import is_menu_word
from communique.spans import Span

_DOMAIN = re.compile(r"(?:@|https?://|www\.)(?:www\.)?(?P<name>[\w-]{3,40})\.[a-z]{2,}", re.I)
_THRESHOLD = 1.0
_MENU_WORDS = 4
_NO_MENU = {"agency_credit", "caption", "comment", "legal"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """The publication; country and zone from the list of outlets, or the city in its name."""

    name: str | None = None
    country_code: str | None = None
    time_zone: str | None = None
    evidence: tuple[Found, ...] = ()


def read_outlet(view: View) -> Outlet:
    """The outlet that the page names."""
    witnesses = _without_initials([w for w in witnesses_of(view) if _is_plausible(w.name)])
    weights: dict[str, float] = {}
    for witness in witnesses:
        key = _key(witness.name)
        weights[key] = weights.get(key, 0.0) + witness.weight
    for key in weights:
        weights[key] += _echo(view, key, witnesses) - _lent(key, witnesses)
    best = max(weights, key=lambda k: (weights[k], -_first(k, witnesses).span.start), default=None)
    if best is None or weights[best] < _THRESHOLD:
        return Outlet()
    chosen = _first(best, witnesses)
    country_code, time_zone = _seat(chosen.name)
    evidence = tuple(
        Found("outlet", chosen.name, w.rule, w.span) for w in witnesses if _key(w.name) == best
    )
    return Outlet(
        name=chosen.name, country_code=country_code, time_zone=time_zone, evidence=evidence
    )


def _without_initials(witnesses: list[Witness]) -> list[Witness]:
    """The witnesses without those whose name is only the initials of another's: "HC", "HC News"."""
    names = [w.name for w in witnesses if " " in w.name]
    return [w for w in witnesses if not any(_is_short_for(w.name, n) for n in names)]


def _is_short_for(short: str, name: str) -> bool:
    words = [w for w in short.split() if not is_generic(w.casefold())]
    return short != name and len(words) == 1 and is_initials(words[0], name)


def _key(name: str) -> str:
    words = re.findall(r"\w+", name.casefold())
    return "".join(w for w in words if w != "the")


def _first(key: str, witnesses: list[Witness]) -> Witness:
    """The witness whose writing of the name is taken: a listed one, else the first not shouted."""
    own = [w for w in witnesses if _key(w.name) == key]
    return min(own, key=lambda w: (w.rule != "listed_outlet", w.name.isupper(), w.span.start))


def _echo(view: View, key: str, witnesses: list[Witness]) -> float:
    """Weight for a name that stands again elsewhere on the page, or is its address's name."""
    own = {w.span for w in witnesses if _key(w.name) == key}
    is_common = key in header_words("masthead")
    own_names = {w.name for w in witnesses if _key(w.name) == key and not is_common}
    weight = 0.0
    for line in view.lines:
        span = line.line.origin(Span(0, len(line.text)))
        if any(span.contains(o) for o in own):
            continue
        domain = _DOMAIN.search(line.text)
        if domain and _key(domain["name"]).replace("-", "") == key:
            weight += 1.5
        elif (len(key) >= 8 and key in _key(line.text)) or _is_named_in_menu(line, own_names):
            weight += 0.75
    return min(weight, 3.0)


def _is_named_in_menu(line: ViewLine, names: set[str]) -> bool:
    """Whether a short line at the end of the page offers something of a short name: "X on Y"."""
    words = line.text.split()
    is_offer = line.region == "tail" and 1 < len(words) <= _MENU_WORDS
    return is_offer and line.role not in _NO_MENU and bool(names.intersection(words))


def _lent(key: str, witnesses: list[Witness]) -> float:
    """What an agency's name loses when only a copyright or a list gives it, no masthead."""
    own = [w for w in witnesses if _key(w.name) == key]
    is_agency = any(agency_name(re.sub(r"^[Tt]he\s+", "", w.name).split(",")[0]) for w in own)
    return 1.25 if is_agency and all(w.rule != "masthead" for w in own) else 0.0


def _is_plausible(name: str) -> bool:
    folded = name.casefold()
    if not 2 < len(name) < 160 or is_menu_word(folded) or "?" in name:
        return False
    if listed_outlets().get(name):
        return True
    if folded.isdigit() or all(
        is_generic(w) or find_country(w) for w in re.findall(r"\w+", folded)
    ):
        return False
    return find_city(name) is None and find_country(name) is None


def _seat(name: str) -> tuple[str | None, str | None]:
    row = listed_outlets().get(name) or next(
        (h.entry for h in listed_outlets().find(name) if len(h.span) == len(name)), None
    )
    if row is not None:
        return row.get("country_code") or None, row.get("time_zone") or None
    city = _city_in(name)
    return (city.country_code, city.time_zone) if city else (None, None)


def _city_in(name: str) -> Place | None:
    words = re.findall(r"[\w'-]+", name)
    for length in (2, 1):
        for i in range(len(words) - length + 1):
            form = " ".join(words[i : i + length])
            city = find_city(form)
            # "la Repubblica" is not of Los Angeles.
            if city is not None and len(words) > length and min(len(form), len(city.name)) >= 4:
                return city
    return None
