"""Numbers about the words of a page's lines: how many, which kinds, which stand in other lines.

Words are told apart by numbers made of their letters, all at once. What the numbers say of a line
is ``line_shape``'s and ``body_model``'s business.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from communique.lexicon.load import entries
from communique.page.characters import (
    IDEOGRAPH,
    UPPER,
    Characters,
    Flags,
    Ints,
    Points,
    points_of,
)

Columns = dict[str, npt.NDArray[Any]]

FEWEST_FUNCTION_WORDS = 4
"""Function words of a line that is spoken."""

_FAR = 100
_CONTENT_LETTERS = 4
_TITLE_SHARE, _FEWEST_TITLE_WORDS = 0.6, 3
_PLANE = 0x10000
_MULTIPLIER = 0x9E3779B97F4A7C15 | 1
_MIXER = 0xD6E8FEB86659FD93
_FUNCTION_BITS = 13


def word_columns(characters: Characters) -> Columns:
    """Counts and shares of words: all, function words, capitals, those that stand elsewhere."""
    kinds = characters.kinds
    ideographs = characters.counts[IDEOGRAPH].astype(np.float32)
    count = len(ideographs)
    first, last = characters.firsts, characters.lasts
    places = first.searchsorted(characters.bounds)
    words = places[1:] - places[:-1]
    line = np.arange(count).repeat(words)
    numbers = _word_numbers(_lowered(characters.points), first, last)
    is_function = _is_function_word(numbers)
    total = np.maximum(words + ideographs / 2, 1)
    function = np.bincount(line, is_function, count) + ideographs / 6
    is_content = (last - first >= _CONTENT_LETTERS) & ~is_function
    spoken = function >= FEWEST_FUNCTION_WORDS
    return {
        "log_words": np.log1p(total),
        "function_share": function / total,
        "log_function": np.log1p(function),
        "capital_share": np.bincount(line, kinds[first] == UPPER, count) / total,
        **_shared(numbers[is_content], line[is_content], spoken),
    }


def _shared(numbers: Ints, line: Ints, spoken: Flags) -> Columns:
    """How many of a line's longer words stand in other lines, in sentences and in the first line.

    A line below that has most of the first line's words is a title; how far above the last one
    stands is told too.
    """
    count = len(spoken)
    content = np.maximum(np.bincount(line, minlength=count), 1)
    word, line = _once_a_line(numbers, line, count)
    is_spoken = spoken[line].astype(np.float32)
    lines_of, spoken_of = np.bincount(word), np.bincount(word, is_spoken)
    in_title = np.zeros(len(lines_of), np.float32)
    in_title[word[line == 0]] = 1
    distinct = np.maximum(np.bincount(line, minlength=count), 1)
    title = np.bincount(line, in_title[word], count)
    is_title = (title >= _FEWEST_TITLE_WORDS) & (title >= _TITLE_SHARE * distinct)
    is_title &= title >= _TITLE_SHARE * title[0]
    place = np.arange(count)
    last_title = np.maximum.accumulate(np.where(is_title, place, 0))
    return {
        "log_content": np.log1p(content),
        "shared_share": np.bincount(line, spoken_of[word] > is_spoken, count) / distinct,
        "commonness": np.bincount(line, np.log(lines_of)[word], count) / distinct,
        "title_share": title / distinct,
        "is_title": is_title,
        "since_title": np.log1p(np.minimum(place - last_title, _FAR)),
        "has_title_above": last_title > 0,
        "has_title_below": (last_title[-1] > 0) & (place < last_title[-1]),
    }


def _once_a_line(numbers: Ints, line: Ints, count: int) -> tuple[Ints, Ints]:
    """Each word of each line once, words numbered from 0; their highest bits are given up."""
    bits = count.bit_length()
    pairs = numbers << bits
    pairs |= line
    pairs.sort()
    if not len(pairs):
        return pairs, line
    is_new = np.ones(len(pairs), np.bool_)
    np.not_equal(pairs[1:], pairs[:-1], out=is_new[1:])
    pairs = pairs[is_new]
    words = pairs >> bits
    is_other = np.zeros(len(pairs), np.int64)
    np.not_equal(words[1:], words[:-1], out=is_other[1:], casting="unsafe")
    return is_other.cumsum(), pairs & ((1 << bits) - 1)


@cache
def _small_letters() -> Points:
    """The small letter of each character of the basic plane, itself where it has none.

    The capital dotted I alone would become two characters when lowered, and a final sigma is one.
    """
    letters = [chr(point).lower()[0] for point in range(_PLANE)]
    table = points_of("".join(letters)).copy()
    table[ord("\u03c2")] = ord("\u03c3")
    return table


def _lowered(points: Points) -> Points:
    """The code points of the small letters."""
    lowered = _small_letters().take(points, mode="clip")
    if points.dtype != np.uint16:
        return np.where(points < _PLANE, lowered, points)
    return lowered


@cache
def _powers(size: int) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
    """The powers of the multiplier modulo 2**64, and their inverses."""
    inverse = pow(_MULTIPLIER, -1, 1 << 64)
    ups, downs = (
        np.multiply.accumulate(np.append(np.uint64(1), np.full(size, factor, np.uint64)))
        for factor in (_MULTIPLIER, inverse)
    )
    return ups, downs


def _word_numbers(points: Points, starts: Ints, ends: Ints) -> Ints:
    """A number a word, the same for the same letters: a polynomial of its code points mod 2**64."""
    powers, inverses = _powers(1 << max(12, len(points).bit_length()))
    total = np.zeros(len(points) + 1, np.uint64)
    (points * powers[: len(points)]).cumsum(out=total[1:])
    numbers: Ints = ((total[ends] - total[starts]) * inverses[starts]).view(np.int64)
    return numbers


@cache
def _function_words() -> tuple[Ints, ...]:
    """The numbers of the function words by their highest bits; those with the same in one more."""
    words = [row["surface"] for row in entries("function_words")]
    ends = np.cumsum([len(word) + 1 for word in words]) - 1
    starts = ends - [len(word) for word in words]
    left = np.unique(_word_numbers(_lowered(points_of(" ".join(words))), starts, ends))
    tables = []
    while len(left):
        places, first = np.unique(_places_in_table(left), return_index=True)
        # Elsewhere a number that is sought in another place.
        table = np.full(1 << _FUNCTION_BITS, left[0])
        table[places] = left[first]
        tables.append(table)
        left = np.delete(left, first)
    return tuple(tables)


def _places_in_table(numbers: Ints) -> Ints:
    mixed = numbers.view(np.uint64) * np.uint64(_MIXER) >> np.uint64(64 - _FUNCTION_BITS)
    places: Ints = mixed.view(np.int64)
    return places


def _is_function_word(numbers: Ints) -> Flags:
    places = _places_in_table(numbers)
    found = np.zeros(len(numbers), np.bool_)
    for table in _function_words():
        found |= table.take(places) == numbers
    return found
