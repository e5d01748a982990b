"""Pull quotes: a line in quotation marks whose words stand again inside a paragraph of the page.

Only the repetition is looked at; who spoke is the engines' business.
"""

from __future__ import annotations

import re
from itertools import islice

from communique.page.furniture import Look
from communique.page.lines import Lines
from communique.page.sieve import begin_with_quote

_QUOTED = re.compile(r"""^["'](?P<words>[^"]{15,}?)["']?(?:\s*(?:--?|\u2013|—)\s*.{2,60})?["']?$""")
_MAY_BE_SIGNED = re.compile("[-\u2013\u2014]")
# A page with more lines in quotation marks is a list of quotes; each is sought in all lines.
_MOST = 50
_LETTERS = re.compile(r"[^\W_]+")


def pull_quotes(lines: Lines) -> dict[int, Look]:
    """The pull quotes among ``lines``, by line number; of a page's first 50 quoted lines."""
    quoted = ((no, _quoted(lines.texts[no])) for no in begin_with_quote(lines))
    candidates = list(islice(((no, words) for no, words in quoted if words), _MOST))
    together = "\n".join(lines.folded) if candidates else ""
    return {
        no: Look("pull_quote", "repetition: quoted again in a paragraph")
        for no, words in candidates
        if _stands_elsewhere(words, no, lines, together)
    }


def _quoted(text: str) -> str | None:
    """The words between the quotation marks when little else than a name stands in the line."""
    inner = text.find('"', 1)
    if 0 <= inner < len(text) - 2 and not _MAY_BE_SIGNED.search(text, 1):
        # The words would go on after the mark.
        return None
    match = _QUOTED.match(text)
    return match and match["words"]


def _stands_elsewhere(words: str, no: int, lines: Lines, folded_lines: str) -> bool:
    wanted = _LETTERS.findall(words.casefold())
    if not wanted:
        return False
    together = " ".join(wanted)
    longer = len(together) + 10
    # Numbers are no longer what they were in the folded lines.
    plain = [word for word in wanted if word.isalpha()]
    rarest = max(plain, key=len, default="")
    if rarest and folded_lines.count(rarest) == lines.folded[no].count(rarest):
        return False
    for other, folded in enumerate(lines.folded):
        if rarest not in folded or other == no or not all(map(folded.__contains__, plain)):
            continue
        found = " ".join(_LETTERS.findall(lines.small[other]))
        if len(found) > longer and together in found:
            return True
    return False
