"""Plurals of office: what one of "foreign ministers" is, what sort of gathering they make.

Who they are is the business of ``people`` and ``respective``.
"""

from __future__ import annotations

import re
from functools import cache

from communique.lexicon.load import entries

_FIELD = re.compile(" (?:of|for) ")


def singular_role(role: str | None) -> str | None:
    """A plural role as one person holds it: "foreign minister" of "foreign ministers"."""
    if role is None:
        return None
    head, of, field = _of_what(role)
    if of and role.casefold() not in _plurals():
        return f"{singular_role(head)}{of}{field}"
    words = role.split()
    whole, last = _plurals().get(role.casefold()), _plurals().get(words[-1].casefold())
    if whole:
        words = [whole["singular"]]
    elif last:
        words[-1] = last["singular"]
    first = role.split()[-1 if last and not whole else 0]
    words[-1] = words[-1][0].upper() + words[-1][1:] if first[0].isupper() else words[-1]
    return " ".join(words)


def _of_what(role: str) -> tuple[str, str, str]:
    """The office, the first "of" or "for" and what follows: "ministers", " for ", "trade"."""
    found = _FIELD.search(role)
    if found is None:
        return role, "", ""
    return role[: found.start()], found.group(), role[found.end() :]


@cache
def _plurals() -> dict[str, dict[str, str]]:
    return {row["surface"]: row for row in entries("group_words")}


def type_of_group(role: str | None) -> str:
    """The type of gathering that a plural of office makes ("ministers": ministerial), or ''."""
    folded = (role or "").casefold()
    rows = (_plurals().get(folded), _plurals().get((folded.split() or [""])[-1]))
    return next((row["event_type"] for row in rows if row), "")
