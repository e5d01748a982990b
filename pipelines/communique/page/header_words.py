"""Words of a page's header: labels of dates, desks, leads of bylines, mastheads, agencies.

Gives the rows by kind; what follows from a word is its reader's business.
"""

from __future__ import annotations

import re
from functools import cache

from communique.lexicon.load import entries


@cache
def header_words(kind: str) -> dict[str, str]:
    """Each form of the kind with its value, in lower case."""
    return {r["surface"]: r["value"] for r in entries("header_words") if r["kind"] == kind}


@cache
def header_pattern(kind: str) -> re.Pattern[str]:
    """Any form of the kind as whole words, longest first, in any case."""
    forms = sorted(header_words(kind), key=lambda f: (-len(f), f))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))})\b", re.IGNORECASE)


@cache
def agency_forms() -> frozenset[str]:
    """The names of wire agencies as written, from the lexicon ``agencies``."""
    return frozenset(row["surface"] for row in entries("agencies"))
