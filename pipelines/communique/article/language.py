"""The language of the body, told apart among those that news pages of the world are written in.

The model is py3langid's (a naive Bayes over byte n-grams, offline); it is loaded once a process.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from communique.article.view import Stated

SUPPORTED = "en"
"""The language that the engines read."""

_AMONG = (
    "ar", "az", "bg", "bn", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he",
    "hi", "hr", "hu", "hy", "id", "it", "ja", "ka", "kk", "ko", "ky", "lt", "lv", "mk", "mn",
    "ne", "nl", "no", "pl", "ps", "pt", "ro", "ru", "si", "sk", "sl", "sq", "sr", "sv", "sw",
    "ta", "th", "tr", "uk", "ur", "vi", "zh",
)  # fmt: skip
_SHORTEST = 20
_SAMPLE = 4_000


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(_AMONG))
    return identifier


def read_language(body: str) -> str | None:
    """ISO 639-1 code of the language of ``body``; None when it is too short to tell."""
    sample = body[:_SAMPLE].strip()
    if len(sample) < _SHORTEST:
        return None
    return str(_identifier().classify(sample)[0])


def stated_language(stated: Iterable[Stated]) -> str | None:
    """The language that the page's metadata names, for a body too short to tell: ``en-GB``."""
    for one in stated:
        code = one.value.strip().replace("_", "-").partition("-")[0].lower()
        if code in _AMONG:
            return code
    return None
