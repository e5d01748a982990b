"""Numbers that say what each line of a page looks like, for the classifier of body lines.

Shape, words and surroundings only, all lines of a page at once. What the numbers mean is what
``body_model`` has learnt; what a marker says is ``roles``' business.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from communique.lexicon.load import entries
from communique.page.characters import (
    COMMA,
    DIGIT,
    IDEOGRAPH,
    LETTER,
    LOWER,
    QUOTE,
    STOP,
    SYMBOL,
    UPPER,
    Characters,
    Ints,
    Points,
    characters_of,
    points_of,
)

Floats = npt.NDArray[np.float32]
Columns = dict[str, npt.NDArray[Any]]

_NEAR = (1, 3, 8, 20)
_BESIDE = (-3, -2, -1, 1, 2, 3)
_FAR = 100
_LONG, _LONGER = 70, 120
_CONTENT_LETTERS = 4
_FEWEST_FUNCTION_WORDS = 4
_TITLE_SHARE, _FEWEST_TITLE_WORDS = 0.6, 3
_AROUND = (
    "is_sentence", "is_spoken", "log_length", "function_share", "ends_well", "log_repeats",
    "capital_share", "shared_share", "title_share",
)  # fmt: skip
_PLACE_NAMES = (
    "since_spoken", "until_spoken", "mass_before", "log_mass", "log_place", "log_left", "place",
    "log_count",
)  # fmt: skip
_SPOKEN = np.log1p(_FEWEST_FUNCTION_WORDS)
_PLANE = 0x10000
_MULTIPLIER = 0x9E3779B97F4A7C15 | 1
_MIXER = 0xD6E8FEB86659FD93
_FUNCTION_BITS = 13


def line_shapes(texts: Sequence[str], opens: Sequence[bool]) -> tuple[Floats, tuple[str, ...]]:
    """One row a line: its own shape, words shared with the page, and what surrounds it.

    ``texts`` are stripped, hold no line end and are at least one; ``opens`` says which lines
    follow an empty one. Beside the numbers stand the names of their columns.
    """
    return shapes_of(characters_of("\n".join(texts)), texts, opens)


def shapes_of(
    characters: Characters, texts: Sequence[str], opens: Sequence[bool]
) -> tuple[Floats, tuple[str, ...]]:
    """The same as ``line_shapes`` where the characters of the joined texts are known."""
    own = _marks(characters)
    own |= _words(characters)
    own["is_spoken"] = (own["log_function"] >= _SPOKEN) & own["ends_well"]
    own |= _order(texts, opens)
    names = (*own, *_window_names(), *_PLACE_NAMES)
    shapes = np.empty((len(texts), len(names)), np.float32)
    for number, column in enumerate(own.values()):
        shapes[:, number] = column
    _windows(own, shapes[:, len(own) : -len(_PLACE_NAMES)])
    for number, column in enumerate(_places(own), start=len(names) - len(_PLACE_NAMES)):
        shapes[:, number] = column
    return shapes, names


def _marks(characters: Characters) -> Columns:
    """Length, first and last character, and shares of kinds of characters."""
    points, kinds = characters.points, characters.kinds
    starts, ends = characters.starts, characters.ends
    counts = characters.counts.astype(np.float32)
    plain = (ends - starts).astype(np.float32)
    length = plain + counts[IDEOGRAPH]
    first, last, final = kinds[starts], kinds[ends - 1], points[ends - 1]
    before = np.maximum(ends - 2, starts)
    ends_well = (last == STOP) | ((last == QUOTE) & (kinds[before] == STOP))
    letters = np.maximum(counts[LOWER] + counts[UPPER], 1)
    return {
        "log_length": np.log1p(length),
        "length": np.minimum(length, 400) / 100,
        "is_long": length >= _LONG,
        "is_longer": length >= _LONGER,
        "ends_well": ends_well,
        "is_sentence": (length >= _LONG) & ends_well,
        "ends_in_quote": last == QUOTE,
        "ends_in_colon": final == ord(":"),
        "ends_in_dots": (final == ord("…")) | ((final == ord(".")) & (points[before] == final)),
        "commas": np.minimum(counts[COMMA], 5),
        "stops": np.minimum(counts[STOP], 6),
        "has_quote": counts[QUOTE] > 0,
        "digit_share": counts[DIGIT] / plain,
        "upper_share": counts[UPPER] / letters,
        "symbol_share": counts[SYMBOL] / plain * 5,
        "has_symbol": counts[SYMBOL] > 0,
        "begins_lower": first == LOWER,
        "begins_digit": first == DIGIT,
        "begins_symbol": first == SYMBOL,
        "has_ideograph": counts[IDEOGRAPH] > 0,
    }


def _words(characters: Characters) -> Columns:
    """Counts and shares of words: all, function words, capitals, those that stand elsewhere."""
    kinds = characters.kinds
    ideographs = characters.counts[IDEOGRAPH].astype(np.float32)
    count = len(ideographs)
    is_letter = np.zeros(len(kinds) + 2, np.int8)
    np.less_equal(kinds, LETTER, out=is_letter[1:-1].view(np.bool_))
    edges = (is_letter[1:] != is_letter[:-1]).nonzero()[0]
    first, last = edges[::2], edges[1::2]
    places = first.searchsorted(characters.bounds)
    line = np.arange(count).repeat(places[1:] - places[:-1])
    numbers = _word_numbers(_lowered(characters.points), first, last)
    is_function = _is_function_word(numbers)
    total = np.maximum(np.bincount(line, minlength=count) + ideographs / 2, 1)
    function = np.bincount(line, is_function, count) + ideographs / 6
    is_content = (last - first >= _CONTENT_LETTERS) & ~is_function
    spoken = function >= _FEWEST_FUNCTION_WORDS
    return {
        "log_words": np.log1p(total),
        "function_share": function / total,
        "log_function": np.log1p(function),
        "capital_share": np.bincount(line, kinds[first] == UPPER, count) / total,
        **_shared(numbers[is_content], line[is_content], spoken),
    }


def _shared(numbers: Ints, line: Ints, spoken: npt.NDArray[np.bool_]) -> Columns:
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
    pairs = np.sort(numbers << bits | line)
    if not len(pairs):
        return pairs, line
    is_new = np.ones(len(pairs), np.bool_)
    np.not_equal(pairs[1:], pairs[:-1], out=is_new[1:])
    pairs = pairs[is_new]
    words = pairs >> bits
    is_other = np.zeros(len(pairs), np.int64)
    np.not_equal(words[1:], words[:-1], out=is_other[1:], casting="unsafe")
    return np.cumsum(is_other), pairs & ((1 << bits) - 1)


def _order(texts: Sequence[str], opens: Sequence[bool]) -> Columns:
    """How often the line stands on the page, and the empty lines around it."""
    times = Counter(texts)
    before, after = np.array(opens), np.ones(len(opens), np.bool_)
    after[:-1] = before[1:]
    return {
        "log_repeats": np.log(list(map(times.__getitem__, texts))),
        "opens": before,
        "closes": after,
    }


def _places(own: Columns) -> Sequence[npt.NDArray[Any]]:
    """Where each line stands on the page; the columns of ``_PLACE_NAMES``."""
    count = len(own["opens"])
    place = np.arange(count)
    spoken = own["is_spoken"]
    before = np.maximum.accumulate(np.where(spoken, place, -_FAR))
    after = np.minimum.accumulate(np.where(spoken, place, count + _FAR)[::-1])[::-1]
    mass = np.cumsum(own["is_sentence"] * own["length"].astype(np.float64))
    total = max(float(mass[-1]), 0.01)
    return (
        np.log1p(np.minimum(place - before, _FAR)),
        np.log1p(np.minimum(after - place, _FAR)),
        mass / total,
        np.full(count, np.log1p(total)),
        np.log1p(place),
        np.log1p(count - place),
        place / count,
        np.full(count, np.log(count)),
    )


def _windows(own: Columns, found: Floats) -> None:
    """Puts the six nearest lines and the means of growing windows into ``found``.

    Of each window the mean of the lines on both sides, then of those before.
    """
    count, width, reach = len(found), len(_AROUND), _NEAR[-1]
    values = np.zeros((count + 2 * reach + 1, width), np.float32)
    for number, name in enumerate(_AROUND):
        values[reach + 1 : reach + 1 + count, number] = own[name]
    beside = _BESIDE[-1] * width
    for start, by in ((0, _BESIDE[0]), (beside, 1)):
        # The lines before one lie side by side, and so do those after it.
        offset = (reach + 1 + by) * values.strides[0]
        near: Floats = np.ndarray((count, beside), np.float32, values, offset, values.strides)
        found[:, start : start + beside] = near
    total = np.cumsum(values, axis=0, dtype=np.float64)
    here = total[reach : reach + count]
    sums = np.empty((2 * len(_NEAR), count, width))
    for number, radius in enumerate(_NEAR):
        low = total[reach - radius : reach - radius + count]
        high = total[reach + radius + 1 : reach + radius + 1 + count]
        np.subtract(high, low, out=sums[2 * number])
        np.subtract(here, low, out=sums[2 * number + 1])
    sums /= _sizes()
    means = found[:, 2 * beside :].reshape(count, len(sums), width)
    means[:] = sums.transpose(1, 0, 2)


@cache
def _sizes() -> npt.NDArray[np.float64]:
    """How many lines each window has: that on both sides, then that before."""
    sizes = [size for radius in _NEAR for size in (2 * radius + 1, radius)]
    return np.array(sizes, np.float64)[:, None, None]


@cache
def _window_names() -> tuple[str, ...]:
    kinds = [f"{by:+d}" for by in _BESIDE]
    kinds += [f" {side} {radius}" for radius in _NEAR for side in ("within", "before")]
    return tuple(f"{name}{kind}" for kind in kinds for name in _AROUND)


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
    np.cumsum(points * powers[: len(points)], out=total[1:])
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


def _is_function_word(numbers: Ints) -> npt.NDArray[np.bool_]:
    places = _places_in_table(numbers)
    found = np.zeros(len(numbers), np.bool_)
    for table in _function_words():
        found |= table.take(places) == numbers
    return found
