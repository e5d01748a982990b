"""Cuts an article's words into windows that the network can take, as word pieces with features.

A window holds whole lines; those after the first open with the headline and the lines just before
them as context. Which reading of a word counts is decided by ``Window.own``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from communique.engines.learned.wordpieces import WordPieces
from communique.engines.learned.words import FEATURES, Ints, Words

LONGEST = 510
"""Word pieces a window holds at most, without the two marks at its ends."""
_CONTEXT_LINES = 2


@dataclass(frozen=True, slots=True)
class Window:
    """Word pieces ``ids`` with ``features`` (a row each); ``words`` and ``heads`` tell where the
    words stand: word number ``words[i]`` begins at piece ``heads[i]``. ``own`` marks the words
    that this window answers for.
    """

    ids: Ints
    features: Ints
    words: Ints
    heads: Ints
    own: Ints


def windows_of(
    words: Words, vocabulary: WordPieces, chosen: Sequence[int] | None = None
) -> list[Window]:
    """The windows that cover the lines ``chosen`` (all when None), in order."""
    pieces = [_pieces(words, vocabulary, no) for no in range(len(words.bounds))]
    todo = list(range(len(pieces))) if chosen is None else sorted(chosen)
    windows: list[Window] = []
    at = 0
    while at < len(todo):
        context = _context(pieces, todo[:at])
        taken: list[int] = []
        room = LONGEST - sum(len(pieces[no][0]) for no in context)
        while at < len(todo) and (len(pieces[todo[at]][0]) <= room or not taken):
            taken.append(todo[at])
            room -= len(pieces[todo[at]][0])
            at += 1
        windows.append(_window(words, pieces, context, taken, vocabulary))
    return windows


def _context(pieces: Sequence[tuple[Ints, Ints]], done: Sequence[int]) -> list[int]:
    """The first line and the last lines done, if they leave most of the window free."""
    if not done:
        return []
    lines = sorted({done[0], *done[-_CONTEXT_LINES:]})
    return lines if sum(len(pieces[no][0]) for no in lines) <= LONGEST // 3 else []


def _pieces(words: Words, vocabulary: WordPieces, no: int) -> tuple[Ints, Ints]:
    """Word pieces of a line and, for each, the number of its word."""
    first, last = words.bounds[no]
    ids: list[int] = []
    numbers: list[int] = []
    for no in range(first, last):
        pieces = vocabulary.of(words.texts[no])
        ids.extend(pieces)
        numbers.extend([no] * len(pieces))
    return np.array(ids, np.int64), np.array(numbers, np.int64)


def _window(
    words: Words, pieces: Sequence[tuple[Ints, Ints]], context: Sequence[int],
    taken: Sequence[int], vocabulary: WordPieces,
) -> Window:  # fmt: skip
    order = [*context, *taken]
    ids = np.concatenate([pieces[no][0] for no in order])[:LONGEST]
    numbers = np.concatenate([pieces[no][1] for no in order])[:LONGEST]
    features = np.zeros((len(ids) + 2, len(FEATURES)), np.int64)
    features[1:-1] = words.features[numbers]
    held, heads = np.unique(numbers, return_index=True)
    owned = np.isin(words.line[held], np.array(taken, np.int64))
    return Window(
        ids=np.concatenate([[vocabulary.first], ids, [vocabulary.last]]).astype(np.int64),
        features=features, words=held, heads=heads + 1, own=owned.astype(np.int64),
    )  # fmt: skip
