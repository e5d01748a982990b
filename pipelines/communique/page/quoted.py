"""Pull quotes: a line in quotation marks whose words stand again inside a paragraph of the page.

Only the repetition is looked at; who spoke is the engines' business.
"""

from __future__ import annotations

import re

from communique.page.furniture import Look
from communique.page.lines import Line

_QUOTED = re.compile(r"""^["'](?P<words>[^"]{15,}?)["']?(?:\s*(?:--?|\u2013|—)\s*.{2,60})?["']?$""")
_LETTERS = re.compile(r"[^\W_]+")


def pull_quotes(lines: tuple[Line, ...]) -> dict[int, Look]:
    """The pull quotes among ``lines``, by line number."""
    candidates = [
        (line.no, match["words"])
        for line in lines
        if line.text[0] in "\"'" and (match := _QUOTED.match(line.text))
    ]
    if not candidates:
        return {}
    folded = {line.no: " ".join(_LETTERS.findall(line.text.casefold())) for line in lines}
    return {
        no: Look("pull_quote", "repetition: quoted again in a paragraph")
        for no, words in candidates
        if _stands_elsewhere(words, no, folded)
    }


def _stands_elsewhere(words: str, no: int, folded: dict[int, str]) -> bool:
    wanted = " ".join(_LETTERS.findall(words.casefold()))
    longer = len(wanted) + 10
    return bool(wanted) and any(
        wanted in text for other, text in folded.items() if other != no and len(text) > longer
    )
