"""Which lines of a page need a closer look, told for all lines at once from characters and words.

A line that is not named here has not what is asked; one that is may have it or not. What a line is
is judged by ``furniture``, ``dateline`` and ``written_dates``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from ahocorasick_rs import AhoCorasick, Implementation

from communique.lexicon.load import entries
from communique.page.characters import (
    CLOSES,
    COLON,
    DIGIT,
    FAR,
    IDEOGRAPH,
    LETTER,
    LOWER,
    ODD_SPACE,
    QUOTE,
    SPACE,
    STOP,
    UPPER,
    Flags,
    has_digit,
)
from communique.page.lines import Lines

_LONGEST_DATE_LINE = 24
_LONGEST_SIGN_OFF = 4
_DIGITS_OF_DATE = 4
_WORDS_OF_ITEM = 4
# The multiplication sign stands among the capitals that the form of a place allows.
_TIMES = 0xD7


@dataclass(frozen=True, slots=True)
class Sieve:
    """Which lines may be furniture by their shape, hold a date, begin with a dateline."""

    shaped: list[int]
    dated: list[bool]
    datelined: list[bool]


def sieve(lines: Lines) -> Sieve:
    """What the lines of a page, at least one, may be."""
    dated = _dated(lines)
    return Sieve(
        _shaped(lines, dated).nonzero()[0].tolist(),
        dated.tolist(),
        _datelined(lines, dated).tolist(),
    )


def _shaped(lines: Lines, dated: Flags) -> Flags:
    """The lines that may be furniture by their shape, whatever their words."""
    of = lines.characters
    words, counts, blanks = np.array(lines.words), of.counts, of.counts[SPACE]
    letters = counts[LOWER] + counts[UPPER] + counts[LETTER] + counts[IDEOGRAPH]
    may_be_menu = (of.parts > 0) & (blanks < _WORDS_OF_ITEM + (_WORDS_OF_ITEM + 1) * of.parts)
    may_be_address = (blanks == 0) & ((counts[STOP] > 0) | (of.flags & COLON > 0))
    may_sign_off = (counts[UPPER] == letters) & (words <= _LONGEST_SIGN_OFF)
    may_sign_off &= (blanks == 0) | (of.kinds[of.starts] > LETTER)
    found: Flags = (
        (of.flags & (FAR | ODD_SPACE) > 0)
        | (letters == 0)
        | ((words <= _LONGEST_DATE_LINE) & dated)
        | (of.points[of.starts] == ord("#"))
        | may_be_menu
        | may_be_address
        | may_sign_off
    )
    return found


def _dated(lines: Lines) -> Flags:
    """The lines that may hold a date, or say how long ago something was."""
    of = lines.characters
    found = has_digit(of)
    # A date without the name of a month has four digits at least.
    is_short = found & (of.counts[DIGIT] < _DIGITS_OF_DATE) & (of.flags & FAR == 0)
    short = is_short.nonzero()[0].tolist()
    if short:
        named = _of_one_month([lines.folded[no] for no in short])
        found[short] = False
        found[[short[place] for place in sorted(named)]] = True
    return found


def _of_one_month(texts: list[str]) -> set[int]:
    """Which of the texts, folded, hold the letters of a month's name or of "ago"."""
    together = "\n".join(texts)
    hits = _months().find_matches_as_indexes(together)
    return {together.count("\n", 0, start) for _, start, _ in hits}


@cache
def _months() -> AhoCorasick:
    names = [row["surface"] for row in entries("calendar_words") if row["kind"] == "month"]
    forms = sorted({name.casefold() for name in [*names, "ago"]})
    return AhoCorasick(forms, implementation=Implementation.DFA)


def _datelined(lines: Lines, dated: Flags) -> Flags:
    """The lines that may begin with a dateline."""
    of = lines.characters
    first, kind = of.points[of.starts], of.kinds[of.starts]
    opens = (kind == UPPER) | (first == ord("[")) | (first == _TIMES) | dated
    closes = (of.flags & (CLOSES | ODD_SPACE) > 0) | (of.counts[LOWER] == 0) | has_digit(of)
    found: Flags = opens & closes
    return found


def begin_with_mark(lines: Lines) -> list[int]:
    """The numbers of the lines that may begin with something else than a letter or a digit."""
    of = lines.characters
    first = of.kinds[of.starts]
    is_mark = (first > LETTER) | (of.points[of.starts] == ord("_"))
    found: list[int] = is_mark.nonzero()[0].tolist()
    return found


def begin_with_quote(lines: Lines) -> list[int]:
    """The numbers of the lines that begin with a quotation mark."""
    of = lines.characters
    found: list[int] = (of.kinds[of.starts] == QUOTE).nonzero()[0].tolist()
    return found
