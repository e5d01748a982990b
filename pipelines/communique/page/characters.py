"""What kind each character of a page is, for all of them at once.

Letters, digits, spaces, marks; counting them by line and judging the line is its callers' business.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

LOWER, UPPER, DIGIT, LETTER, SPACE, COMMA, STOP, QUOTE, SYMBOL, IDEOGRAPH, MARK = range(11)
COUNT_KINDS = 11

_TABLE = 0x10000
_COMMAS, _STOPS = ",;\u060c\u3001\uff0c\uff1b", ".!?\u2026\u3002\uff01\uff1f\u061f\u0964\uff0e"
_QUOTES, _SYMBOLS = (
    "\"'\u201c\u201d\u201e\u300c\u300d\u300e\u300f",
    "|\u00a9>\u2022\u00b7\u2192*#=+<",
)
_IDEOGRAPHS = ((0x3040, 0x3100), (0x3400, 0xA000), (0xAC00, 0xD7B0))
_BEYOND = (0x20000, 0x40000)

Points = npt.NDArray[np.uint32]
Kinds = npt.NDArray[np.uint8]


@cache
def _table() -> Kinds:
    """The kind of each character of the basic plane."""
    table = np.array([_kind(chr(point)) for point in range(_TABLE)], np.uint8)
    for start, end in _IDEOGRAPHS:
        table[start:end] = IDEOGRAPH
    for characters, kind in (
        (_COMMAS, COMMA),
        (_STOPS, STOP),
        (_QUOTES, QUOTE),
        (_SYMBOLS, SYMBOL),
    ):
        table[[ord(c) for c in characters]] = kind
    return table


def _kind(character: str) -> int:
    if character.isalpha():
        return LOWER if character.islower() else UPPER if not _is_caseless(character) else LETTER
    if character.isalnum() or character == "_":
        return DIGIT
    return SPACE if character.isspace() else MARK


def _is_caseless(character: str) -> bool:
    return not (character.isupper() or character.istitle())


def points_of(text: str) -> Points:
    """The code points of ``text``, lone surrogates among them."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def kinds_of(points: Points) -> Kinds:
    """The kind of each character; beyond the basic plane there are ideographs and marks."""
    kinds = _table()[np.minimum(points, _TABLE - 1)]
    if len(points) and points.max() >= _TABLE:
        is_far = points >= _TABLE
        is_ideograph = (points >= _BEYOND[0]) & (points < _BEYOND[1])
        kinds[is_far] = np.where(is_ideograph[is_far], IDEOGRAPH, MARK)
    return kinds


def line_bounds(points: Points) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    r"""Where each line begins and ends; a text has one line more than it has ``\n``."""
    breaks = np.flatnonzero(points == ord("\n"))
    return np.concatenate([[0], breaks + 1]), np.append(breaks, len(points))


def count_words(text: str) -> list[int]:
    """How many words each line of ``text`` has; two ideographs count as one.

    A word is a run of letters and digits; a stop, hyphen or apostrophe inside does not end it.
    """
    points = points_of(text)
    kinds = kinds_of(points)
    starts, _ = line_bounds(points)
    in_word = kinds <= LETTER
    before = np.concatenate([[False], in_word[:-1]]) if len(points) else in_word
    joint = (points == ord(".")) | (points == ord("'")) | (points == ord("-"))
    two_before = np.concatenate([[False, False], in_word[:-2]])[: len(points)]
    joint_before = np.concatenate([[False], joint[:-1]])[: len(points)]
    begins = in_word & ~before & ~(joint_before & two_before)
    total = np.concatenate([[0], np.cumsum(begins)])
    ideographs = np.concatenate([[0], np.cumsum(kinds == IDEOGRAPH)])
    bounds = np.append(starts, len(points))
    counts: list[int] = (np.diff(total[bounds]) + np.diff(ideographs[bounds]) // 2).tolist()
    return counts
