"""Words of a page's header: labels of dates, desks, leads of bylines, mastheads, agencies.

Gives the rows by kind; what follows from a word is its reader's business.
"""

from __future__ import annotations

import re
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation

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


def holds(kind: str, text: str) -> bool:
    """Whether a form of the kind stands in ``text`` as whole words, in any case."""
    # Beyond ASCII a pattern takes letters for the same that are not when lowered.
    if text.isascii() and not _letters(kind).find_matches_as_indexes(text.lower()):
        return False
    return header_pattern(kind).search(text) is not None


@cache
def _letters(kind: str) -> AhoCorasick:
    """Finds the letters of the kind's forms, inside words too."""
    forms = [form.lower() for form in header_words(kind)]
    return AhoCorasick(forms, implementation=Implementation.DFA)


@cache
def agency_forms() -> frozenset[str]:
    """The names of wire agencies as written, from the lexicon ``agencies``."""
    return frozenset(row["surface"] for row in entries("agencies"))
