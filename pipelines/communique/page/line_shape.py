"""Numbers that say what each line of a page looks like, for the classifier of body lines.

Shape, words and surroundings only, all lines of a page at once. What the numbers mean is what
``body_model`` has learnt; what a marker says is ``roles``' business.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from communique.lexicon.load import entries
from communique.page.characters import (
    COMMA,
    COUNT_KINDS,
    DIGIT,
    IDEOGRAPH,
    LETTER,
    LOWER,
    QUOTE,
    STOP,
    SYMBOL,
    UPPER,
    Kinds,
    Points,
    kinds_of,
    line_bounds,
    points_of,
)

Floats = npt.NDArray[np.float32]
Columns = dict[str, npt.NDArray[Any]]
Ints = npt.NDArray[np.int64]

_NEAR = (1, 3, 8, 20)
_BESIDE = 3
_FAR = 100
_LONG, _LONGER = 70, 120
_CONTENT_LETTERS = 4
_FEWEST_FUNCTION_WORDS = 4
_TITLE_SHARE, _FEWEST_TITLE_WORDS = 0.6, 3
_AROUND = (
    "is_sentence", "is_spoken", "log_length", "function_share", "ends_well", "log_repeats",
    "capital_share", "shared_share", "title_share",
)  # fmt: skip
_MULTIPLIER = 0x9E3779B97F4A7C15 | 1


def line_shapes(texts: Sequence[str], opens: Sequence[bool]) -> tuple[Floats, tuple[str, ...]]:
    """One row a line: its own shape, words shared with the page, and what surrounds it.

    ``texts`` are stripped, hold no line end and are at least one; ``opens`` says which lines
    follow an empty one. Beside the numbers stand the names of their columns.
    """
    text = "\n".join(texts)
    points = points_of(text)
    kinds = kinds_of(points)
    starts, ends = line_bounds(points)
    counts = _counted(kinds, starts, ends)
    own = _marks(points, kinds, counts, starts, ends)
    own |= _words(text, kinds, counts[IDEOGRAPH], starts)
    own["is_spoken"] = (own["log_function"] >= np.log1p(_FEWEST_FUNCTION_WORDS)) & own["ends_well"]
    own |= _order(texts, opens)
    own |= _around(own)
    return np.stack(list(own.values()), axis=1, dtype=np.float32), tuple(own)


def _counted(kinds: Kinds, starts: Ints, ends: Ints) -> Floats:
    """How many characters of each kind each line has; one row a kind."""
    line = np.repeat(np.arange(len(starts)), ends - starts + 1)[: len(kinds)]
    flat = np.bincount(line * COUNT_KINDS + kinds, minlength=len(starts) * COUNT_KINDS)
    return flat.reshape(len(starts), COUNT_KINDS).T.astype(np.float32)


def _marks(points: Points, kinds: Kinds, counts: Floats, starts: Ints, ends: Ints) -> Columns:
    """Length, first and last character, and shares of kinds of characters."""
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


def _words(text: str, kinds: Kinds, ideographs: Floats, starts: Ints) -> Columns:
    """Counts and shares of words: all, function words, capitals, those that stand elsewhere."""
    count = len(starts)
    is_letter = np.concatenate([[0], (kinds <= LETTER).view(np.int8), [0]])
    edges = np.diff(is_letter)
    first, last = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    line = np.searchsorted(starts, first, side="right") - 1
    numbers = _word_numbers(points_of(_lower(text)), first, last)
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
    _, word = np.unique(numbers, return_inverse=True)
    pairs = np.unique(word.astype(np.int64) * count + line)
    word, line = pairs // count, pairs % count
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
        "commonness": np.bincount(line, np.log(lines_of[word]), count) / distinct,
        "title_share": title / distinct,
        "is_title": is_title,
        "since_title": np.log1p(np.minimum(place - last_title, _FAR)),
        "has_title_above": last_title > 0,
        "has_title_below": (last_title[-1] > 0) & (place < last_title[-1]),
    }


def _order(texts: Sequence[str], opens: Sequence[bool]) -> Columns:
    """How often the line stands on the page, and the empty lines around it."""
    times: dict[str, int] = {}
    for line in texts:
        times[line] = times.get(line, 0) + 1
    after = [*opens[1:], True]
    return {
        "log_repeats": np.log([times[line] for line in texts]),
        "opens": np.array(opens),
        "closes": np.array(after),
    }


def _around(own: Columns) -> Columns:
    """The neighbours' shapes, means of growing windows, and where the line stands on the page."""
    count = len(own["opens"])
    place = np.arange(count)
    found = _windows(np.stack([own[name] for name in _AROUND], dtype=np.float32), place)
    spoken = own["is_spoken"].astype(bool)
    before = np.maximum.accumulate(np.where(spoken, place, -_FAR))
    after = np.minimum.accumulate(np.where(spoken, place, count + _FAR)[::-1])[::-1]
    mass = np.cumsum(own["is_sentence"] * own["length"].astype(np.float64))
    total = max(float(mass[-1]), 0.01)
    return found | {
        "since_spoken": np.log1p(np.minimum(place - before, _FAR)),
        "until_spoken": np.log1p(np.minimum(after - place, _FAR)),
        "mass_before": mass / total,
        "log_mass": np.full(count, np.log1p(total)),
        "log_place": np.log1p(place),
        "log_left": np.log1p(count - place),
        "place": place / count,
        "log_count": np.full(count, np.log(count)),
    }


def _windows(values: Floats, place: Ints) -> Columns:
    """Means of the lines on both sides and of those before, and the six nearest lines."""
    count = len(place)
    total = np.zeros((len(values), count + 1))
    np.cumsum(values, axis=1, out=total[:, 1:])
    padded = np.zeros((len(values), count + 2 * _BESIDE), np.float32)
    padded[:, _BESIDE : _BESIDE + count] = values
    found: Columns = {}
    for by in (-3, -2, -1, 1, 2, 3):
        found |= _named(f"{by:+d}", padded[:, _BESIDE + by : _BESIDE + by + count])
    for radius in _NEAR:
        low, high = np.maximum(place - radius, 0), np.minimum(place + radius + 1, count)
        before = total[:, place] - total[:, low]
        found |= _named(f" within {radius}", (total[:, high] - total[:, low]) / (2 * radius + 1))
        found |= _named(f" before {radius}", before / radius)
    return found


def _named(what: str, rows: npt.NDArray[Any]) -> Columns:
    return {f"{name}{what}": row for name, row in zip(_AROUND, rows, strict=True)}


def _lower(text: str) -> str:
    # The capital dotted I alone becomes two characters when lowered.
    return text.replace("\u0130", "i").lower()


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
def _function_words() -> Ints:
    words = [_lower(row["surface"]) for row in entries("function_words")]
    ends = np.cumsum([len(word) + 1 for word in words]) - 1
    starts = ends - [len(word) for word in words]
    return np.unique(_word_numbers(points_of(" ".join(words)), starts, ends))


def _is_function_word(numbers: Ints) -> npt.NDArray[np.bool_]:
    known = _function_words()
    nearest = np.minimum(np.searchsorted(known, numbers), len(known) - 1)
    found: npt.NDArray[np.bool_] = known[nearest] == numbers
    return found
