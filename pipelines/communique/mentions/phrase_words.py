"""Small words that shape a phrase, by what they do there; no phrase is read here."""

from __future__ import annotations

from functools import cache

from communique.lexicon.load import entries


@cache
def phrase_words(kind: str) -> frozenset[str]:
    """The words of a kind of the lexicon ``phrase_words``, in small letters."""
    return frozenset(row["surface"] for row in entries("phrase_words") if row["kind"] == kind)
