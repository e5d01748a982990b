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
    folded = {line.no: " ".join(_LETTERS.findall(line.text.casefold())) for line in lines}
    found = {}
    for line in lines:
        match = _QUOTED.match(line.text)
        if match and _stands_elsewhere(match["words"], line.no, folded):
            found[line.no] = Look("pull_quote", "repetition: quoted again in a paragraph")
    return found


def _stands_elsewhere(words: str, no: int, folded: dict[int, str]) -> bool:
    wanted = " ".join(_LETTERS.findall(words.casefold()))
    longer = len(wanted) + 10
    return bool(wanted) and any(
        wanted in text for other, text in folded.items() if other != no and len(text) > longer
    )
