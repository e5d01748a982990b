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

from communique.page.characters import (
    COMMA,
    DIGIT,
    IDEOGRAPH,
    LOWER,
    QUOTE,
    STOP,
    SYMBOL,
    UPPER,
    Characters,
    characters_of,
)
from communique.page.line_words import FEWEST_FUNCTION_WORDS, Columns, word_columns

Floats = npt.NDArray[np.float32]

_NEAR = (1, 3, 8, 20)
_BESIDE = (-3, -2, -1, 1, 2, 3)
_FAR = 100
_LONG, _LONGER = 70, 120
_AROUND = (
    "is_sentence", "is_spoken", "log_length", "function_share", "ends_well", "log_repeats",
    "capital_share", "shared_share", "title_share",
)  # fmt: skip
_PLACE_NAMES = (
    "since_spoken", "until_spoken", "mass_before", "log_mass", "log_place", "log_left", "place",
    "log_count",
)  # fmt: skip
_SPOKEN = np.log1p(FEWEST_FUNCTION_WORDS)


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
    own |= word_columns(characters)
    own["is_spoken"] = (own["log_function"] >= _SPOKEN) & own["ends_well"]
    own |= _order(texts, opens)
    names = (*own, *_window_names(), *_PLACE_NAMES)
    # Column by column in memory, as they are made.
    columns = np.empty((len(names), len(texts)), np.float32)
    for number, column in enumerate(own.values()):
        columns[number] = column
    _windows(own, columns[len(own) : -len(_PLACE_NAMES)])
    for number, place in enumerate(_places(own), start=len(names) - len(_PLACE_NAMES)):
        columns[number] = place
    return columns.T, names


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


def _order(texts: Sequence[str], opens: Sequence[bool]) -> Columns:
    """How often the line stands on the page, and the empty lines around it."""
    count = len(texts)
    times = Counter(texts)
    log_repeats = np.zeros(count)
    if len(times) < count:
        log_repeats = np.log(np.fromiter(map(times.__getitem__, texts), np.float64, count))
    before, after = np.frombuffer(bytes(opens), np.bool_), np.ones(count, np.bool_)
    after[:-1] = before[1:]
    return {"log_repeats": log_repeats, "opens": before, "closes": after}


def _places(own: Columns) -> Sequence[npt.NDArray[Any] | float]:
    """Where each line stands on the page; the columns of ``_PLACE_NAMES``, or their one value."""
    count = len(own["opens"])
    place = np.arange(count)
    spoken = own["is_spoken"]
    before = np.maximum.accumulate(np.where(spoken, place, -_FAR))
    after = np.minimum.accumulate(np.where(spoken, place, count + _FAR)[::-1])[::-1]
    mass = (own["is_sentence"] * own["length"].astype(np.float64)).cumsum()
    total = max(float(mass[-1]), 0.01)
    return (
        np.log1p(np.minimum(place - before, _FAR)),
        np.log1p(np.minimum(after - place, _FAR)),
        mass / total,
        float(np.log1p(total)),
        np.log1p(place),
        np.log1p(count - place),
        place / count,
        float(np.log(count)),
    )


def _windows(own: Columns, found: Floats) -> None:
    """Puts the six nearest lines and the means of growing windows into ``found``, a row a number.

    Of each window the mean of the lines on both sides, then of those before.
    """
    width, reach, count = len(_AROUND), _NEAR[-1], found.shape[1]
    values = np.zeros((width, count + 2 * reach + 1), np.float32)
    for number, name in enumerate(_AROUND):
        values[number, reach + 1 : reach + 1 + count] = own[name]
    for number, by in enumerate(_BESIDE):
        start = reach + 1 + by
        found[number * width : (number + 1) * width] = values[:, start : start + count]
    total = values.cumsum(axis=1, dtype=np.float64)
    here = total[:, reach : reach + count]
    sums = np.empty((2 * len(_NEAR), width, count))
    for number, radius in enumerate(_NEAR):
        low = total[:, reach - radius : reach - radius + count]
        high = total[:, reach + radius + 1 : reach + radius + 1 + count]
        np.subtract(high, low, out=sums[2 * number])
        np.subtract(here, low, out=sums[2 * number + 1])
    sums /= _sizes()
    found[len(_BESIDE) * width :] = sums.reshape(-1, count)


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
