"""Which lines of a page need a closer look, told for all lines at once from characters and words.

A line that is not named here has not what is asked; one that is may have it or not. What a line is
is judged by ``furniture``, ``dateline`` and ``written_dates``.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from communique.page.characters import (
    CLOSES,
    DIGIT,
    FAR,
    IDEOGRAPH,
    LETTER,
    LOWER,
    ODD_SPACE,
    QUOTE,
    SPACE,
    UPPER,
    has_digit,
)
from communique.page.lines import Lines

_Flags = npt.NDArray[np.bool_]

_LONGEST_DATE_LINE = 24
_LONGEST_SIGN_OFF = 4
_WORDS_OF_ITEM = 4


def may_have_shape(lines: Lines) -> _Flags:
    """The lines that may be furniture by their shape, whatever their words."""
    of = lines.characters
    words = np.array(lines.words)
    counts, length = of.counts, of.ends - of.starts
    letters = counts[LOWER] + counts[UPPER] + counts[LETTER] + counts[IDEOGRAPH]
    blanks = counts[SPACE]
    may_be_menu = (of.parts > 0) & (blanks < _WORDS_OF_ITEM + (_WORDS_OF_ITEM + 1) * of.parts)
    found: _Flags = (
        (of.flags & (FAR | ODD_SPACE) > 0)
        | (letters == 0)
        | ((counts[DIGIT] > 0) & (words <= _LONGEST_DATE_LINE))
        | ((blanks == 0) & (letters < length))
        | ((counts[LOWER] == 0) & (words <= _LONGEST_SIGN_OFF))
        | (of.points[of.starts] == ord("#"))
        | may_be_menu
    )
    return found


def may_be_dated(lines: Lines) -> _Flags:
    """The lines that may hold a date."""
    return has_digit(lines.characters)


def may_be_datelined(lines: Lines) -> _Flags:
    """The lines that may begin with a dateline."""
    of = lines.characters
    first, kind = of.points[of.starts], of.kinds[of.starts]
    has_number = has_digit(of)
    opens = (kind == UPPER) | (first == ord("[")) | (first == 0xD7) | has_number
    closes = (of.flags & (CLOSES | ODD_SPACE) > 0) | (of.counts[LOWER] == 0) | has_number
    found: _Flags = opens & closes
    return found


def may_be_quoted(lines: Lines) -> _Flags:
    """The lines that begin with a quotation mark."""
    found: _Flags = lines.characters.kinds[lines.characters.starts] == QUOTE
    return found
