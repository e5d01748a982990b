"""What the helping words right before a verb make of it: a passive, a denial, a doubt.

Standing words further off ("planned", "cancelled") are the business of ``triggers``.
"""

from __future__ import annotations

from communique.mentions.lines import Line
from communique.mentions.phrase_words import phrase_words

_BE_REACH = 2
_DOUBT_REACH = 4


def is_passive(line: Line, at: int) -> bool:
    """Whether a form of "be" stands before the verb at piece ``at``: "was warmly received by"."""
    return _has(line, at, "to_be", _BE_REACH)


def is_to_come(line: Line, at: int) -> bool:
    """Whether "be" alone stands before the verb: "will be received", "is to be received"."""
    return _has(line, at, "to_come", _BE_REACH)


def is_denied(line: Line, at: int) -> bool:
    """Whether the verb at piece ``at`` is denied: "was not received"."""
    return _has(line, at, "denies", _BE_REACH)


def is_doubted(line: Line, at: int) -> bool:
    """Whether what begins at piece ``at`` is not told as done: "denied that A", "if A told"."""
    return _has(line, at, "doubts", _DOUBT_REACH)


def _has(line: Line, at: int, kind: str, reach: int) -> bool:
    """Whether one of the last words before the verb is of a kind, in its own clause."""
    for piece in reversed(line.pieces[max(0, at - reach) : at]):
        if piece.text.casefold() in phrase_words(kind):
            return True
        if not any(map(str.isalnum, piece.text)):
            return False
    return False
