"""Pull quotes: a line in quotation marks whose words stand again inside a paragraph of the page.

Only the repetition is looked at; who spoke is the engines' business.
"""

from __future__ import annotations

import re

import numpy as np

from communique.page.furniture import Look
from communique.page.lines import Lines
from communique.page.sieve import may_be_quoted

_QUOTED = re.compile(r"""^["'](?P<words>[^"]{15,}?)["']?(?:\s*(?:--?|\u2013|—)\s*.{2,60})?["']?$""")
_LETTERS = re.compile(r"[^\W_]+")


def pull_quotes(lines: Lines) -> dict[int, Look]:
    """The pull quotes among ``lines``, by line number."""
    if not len(lines):
        return {}
    candidates = [
        (no, match["words"])
        for no in np.flatnonzero(may_be_quoted(lines)).tolist()
        if (match := _QUOTED.match(lines.texts[no]))
    ]
    return {
        no: Look("pull_quote", "repetition: quoted again in a paragraph")
        for no, words in candidates
        if _stands_elsewhere(words, no, lines.texts)
    }


def _stands_elsewhere(words: str, no: int, texts: list[str]) -> bool:
    wanted = _LETTERS.findall(words.casefold())
    if not wanted:
        return False
    together, rarest = " ".join(wanted), max(wanted, key=len)
    longer = len(together) + 10
    for other, text in enumerate(texts):
        # Folding lengthens a letter to three at most.
        if other == no or 3 * len(text) <= longer or rarest not in (folded := text.casefold()):
            continue
        found = " ".join(_LETTERS.findall(folded))
        if len(found) > longer and together in found:
            return True
    return False
