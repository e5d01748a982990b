"""What kind each character of a page is, for all of them at once.

Letters, digits, spaces, marks, and how many of each a line has; judging the line is its callers'
business.
"""

from __future__ import annotations

from dataclasses import dataclass
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

Points = npt.NDArray[np.uint16] | npt.NDArray[np.uint32]
Kinds = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

# What single characters say of their line, one bit each: a character beyond the basic plane; white
# space that is no single blank; a mark that may part items; one that may close a dateline; a colon.
FAR, ODD_SPACE, PARTS, CLOSES, COLON = 1, 2, 4, 8, 64
_PARTS_AFTER_SPACE, _CLOSES_BEFORE_SPACE = 16, 32
_PART_MARKS, _PART_MARKS_AFTER_SPACE = "|\u2022\u00b7\u00bb\u203a\u2192>", '/":\u2013\u2014-'
_CLOSING_MARKS = "|/([:\u2013\u2014-"


@dataclass(frozen=True, slots=True)
class Characters:
    """The characters of a text of lines: code points, kinds, each line's bounds.

    ``bounds`` are the starts and where one line more would begin. ``counts`` has a row a kind and
    a column a line; line ends are in no line. ``flags`` says what marks each line holds, ``parts``
    how many of them may part items. ``firsts`` and ``lasts`` bound the runs of letters and digits.
    """

    points: Points
    kinds: Kinds
    starts: Ints
    ends: Ints
    bounds: Ints
    counts: Ints
    flags: Kinds
    parts: Ints
    firsts: Ints
    lasts: Ints


def characters_of(text: str) -> Characters:
    r"""The characters of ``text``, whose lines end in ``\n``."""
    points = points_of(text)
    kinds = kinds_of(points)
    bounds = line_bounds(points)
    starts, ends = bounds[:-1], bounds[1:] - 1
    flags = _flags(points)
    edges = _edges(kinds)
    return Characters(
        points=points,
        kinds=kinds,
        starts=starts,
        ends=ends,
        bounds=bounds,
        counts=_counted(kinds, bounds),
        flags=np.bitwise_or.reduceat(flags, starts),
        parts=_parts(flags, bounds),
        firsts=edges[::2],
        lasts=edges[1::2],
    )


def _edges(kinds: Kinds) -> Ints:
    """Where runs of letters and digits begin and where they are over, in turn."""
    is_letter = np.zeros(len(kinds) + 2, np.int8)
    np.less_equal(kinds, LETTER, out=is_letter[1:-1].view(np.bool_))
    found: Ints = (is_letter[1:] != is_letter[:-1]).nonzero()[0]
    return found


def _parts(flags: Kinds, bounds: Ints) -> Ints:
    """How many marks that may part items each line has."""
    total = (flags & PARTS).nonzero()[0].searchsorted(bounds)
    found: Ints = total[1:] - total[:-1]
    return found


def _flags(points: Points) -> Kinds:
    """What each character says of its line by the marks beside it; one more at the end, a 0."""
    flags = np.zeros(len(points) + 1, np.uint8)
    _flag_table().take(points, mode="clip", out=flags[:-1])
    blank = (points == ord(" ")).view(np.uint8)
    # A bit that counts only beside a blank is moved there to the bit that counts anywhere.
    flags[1:-1] |= flags[1:-1] >> 2 & PARTS & blank[:-1] << 2
    flags[1:-1] |= (blank[1:] & blank[:-1]) * np.uint8(ODD_SPACE | PARTS)
    flags[: len(points) - 1] |= flags[: len(points) - 1] >> 2 & CLOSES & blank[1:] << 3
    return flags


@cache
def _flag_table() -> Kinds:
    table = np.zeros(_TABLE, np.uint8)
    odd = [chr(point) for point in range(_TABLE) if chr(point).isspace() and point not in (10, 32)]
    for characters, bit in (
        (odd, ODD_SPACE | PARTS),
        (_PART_MARKS, PARTS),
        (_PART_MARKS_AFTER_SPACE, _PARTS_AFTER_SPACE),
        (_CLOSING_MARKS, CLOSES),
        (".", _CLOSES_BEFORE_SPACE),
        (":", COLON),
    ):
        table[[ord(c) for c in characters]] |= bit
    table[-1] = FAR
    return table


def _counted(kinds: Kinds, bounds: Ints) -> Ints:
    """How many characters of each kind each line has; one row a kind."""
    cells = (len(bounds) - 1) * COUNT_KINDS
    cell = np.arange(0, cells, COUNT_KINDS).repeat(bounds[1:] - bounds[:-1])
    cell = cell[: len(kinds)]
    cell += kinds
    counts = np.bincount(cell, minlength=cells).reshape(-1, COUNT_KINDS).T.copy()
    counts[SPACE, :-1] -= 1
    return counts


def has_digit(characters: Characters) -> Flags:
    """Which lines may hold a digit; characters beyond the basic plane may be one."""
    found: Flags = (characters.counts[DIGIT] > 0) | (characters.flags & FAR > 0)
    return found


def has_odd_space(characters: Characters) -> Flags:
    """Which lines may hold another white space than single blanks."""
    found: Flags = characters.flags & (FAR | ODD_SPACE) > 0
    return found


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
    near = text.encode("utf-16-le", "surrogatepass")
    if len(near) == 2 * len(text):
        return np.frombuffer(near, np.uint16)
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def kinds_of(points: Points) -> Kinds:
    """The kind of each character; beyond the basic plane there are ideographs and marks."""
    kinds = _table().take(points, mode="clip")
    if points.dtype != np.uint16:
        is_far = points >= _TABLE
        is_ideograph = (points >= _BEYOND[0]) & (points < _BEYOND[1])
        kinds[is_far] = np.where(is_ideograph[is_far], IDEOGRAPH, MARK)
    return kinds


def line_bounds(points: Points) -> Ints:
    r"""Where each line begins, and where one more would; a text has one more than ``\n``."""
    breaks = (points == ord("\n")).nonzero()[0]
    bounds = np.empty(len(breaks) + 2, np.int64)
    bounds[0], bounds[-1] = 0, len(points) + 1
    np.add(breaks, 1, out=bounds[1:-1])
    return bounds


def count_words(text: str) -> list[int]:
    """How many words each line of ``text`` has; two ideographs count as one.

    A word is a run of letters and digits; a stop, hyphen or apostrophe inside does not end it.
    """
    return words_of(characters_of(text))


def words_of(characters: Characters) -> list[int]:
    """How many words each line has, counted as ``count_words`` does."""
    points, bounds = characters.points, characters.bounds
    begins, ends = characters.firsts, characters.lasts
    # A single joint between two runs makes them one word.
    joint = points.take(ends[:-1])
    is_joined = (joint == ord(".")) | (joint == ord("'")) | (joint == ord("-"))
    is_joined &= begins[1:] - ends[:-1] == 1
    begun = begins.searchsorted(bounds)
    joined = (is_joined.nonzero()[0] + 1).searchsorted(begun)
    total = begun - joined
    counts: list[int] = (total[1:] - total[:-1] + characters.counts[IDEOGRAPH] // 2).tolist()
    return counts
