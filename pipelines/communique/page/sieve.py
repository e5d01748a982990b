"""Which lines of a page need a closer look, told for all lines at once from characters and words.

A line that is not named here has not what is asked; one that is may have it or not. What a line is
is judged by ``furniture``, ``dateline`` and ``written_dates``.
"""

from __future__ import annotations

import re
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
# The first form that is sought beside the months.
_AGO = 0
# Characters of a folded text from a month to the number after it, and to the one before it:
# "may. #", "#th of, may".
_UP_TO_DAY, _SINCE_DAY = 3, 9
_IN_NUMBERS = re.compile(r"[./-]\d\d?[./-]\d|\u5e74")
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
    numbered: list[int] = (found & (of.flags & FAR == 0)).nonzero()[0].tolist()
    if numbered:
        found[numbered] = False
        found[_beside_months(numbered, lines.folded)] = True
        # A date without the name of a month has four digits at least.
        is_told = found | (of.counts[DIGIT] < _DIGITS_OF_DATE) | (of.flags & FAR > 0)
        found[_of_numbers((~is_told).nonzero()[0].tolist(), lines.texts)] = True
    return found


def _beside_months(numbers: list[int], folded: list[str]) -> list[int]:
    """Which of the lines have the letters of a month beside a number, or "ago"."""
    together = "\n".join([folded[no] for no in numbers])
    hits = _months().find_matches_as_indexes(together, overlapping=True)
    return [
        numbers[together.count("\n", 0, start)]
        for form, start, end in hits
        if form == _AGO
        or "#" in together[end : end + _UP_TO_DAY]
        or "#" in together[max(0, start - _SINCE_DAY) : start]
    ]


def _of_numbers(numbers: list[int], texts: list[str]) -> list[int]:
    """Which of the lines hold what may be a date in numbers alone."""
    together = "\n".join([texts[no] for no in numbers])
    hits = _IN_NUMBERS.finditer(together)
    return [numbers[together.count("\n", 0, hit.start())] for hit in hits]


@cache
def _months() -> AhoCorasick:
    """Finds the form ``_AGO`` and the names of months, folded."""
    names = [row["surface"] for row in entries("calendar_words") if row["kind"] == "month"]
    forms = [" ago", *sorted({name.casefold() for name in names})]
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
