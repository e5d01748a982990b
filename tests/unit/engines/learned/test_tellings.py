"""From shares of words to names and tellings: where runs begin, end and are parted."""

import numpy as np

from communique.engines.learned.network import States
from communique.engines.learned.tellings import find_names, find_tellings
from communique.engines.learned.words import Words, words_of
from communique.mentions.lines import make_line
from communique.spans import Span

TEXT = "Ana Costa met Omar Said today. Both left."
LINES = [make_line(TEXT, 0, "body", 0, Span(0, 30)), make_line(TEXT, 1, "body", 0, Span(31, 41))]
_SURE = 8.0


def _states(words: Words, begins: list[int], inside: list[int], tags: dict[int, int]) -> States:
    count = len(words.texts)
    triggers, kinds = np.zeros((count, 3), np.float32), np.zeros((count, 7), np.float32)
    triggers[:, 0] = kinds[:, 0] = _SURE
    for at in begins:
        triggers[at, 1] = 2 * _SURE
    for at in inside:
        triggers[at, 2] = 2 * _SURE
    for at, tag in tags.items():
        kinds[at, tag] = 2 * _SURE
    return States(np.zeros((count, 4), np.float32), triggers, kinds)


def test_a_run_of_marked_words_is_one_telling() -> None:
    words = words_of(LINES)
    found = find_tellings(words, _states(words, [2], [3, 4], {}), 0.5)
    assert [(t.first, t.last) for t in found] == [(2, 5)]
    assert found[0].odds > 0.99


def test_a_new_first_word_opens_a_new_telling() -> None:
    words = words_of(LINES)
    found = find_tellings(words, _states(words, [2, 5], [3, 6], {}), 0.5)
    assert [(t.first, t.last) for t in found] == [(2, 4), (5, 7)]


def test_names_alone_tell_nothing() -> None:
    words = words_of(LINES)
    assert find_tellings(words, _states(words, [0], [1], {}), 0.5) == []


def test_function_words_alone_tell_nothing() -> None:
    text = "Ana Costa left when Omar Said came."
    words = words_of([make_line(text, 0, "body", 0, Span(0, len(text)))])
    assert find_tellings(words, _states(words, [3], [], {}), 0.5) == []
    assert find_tellings(words, _states(words, [6], [], {}), 0.5) != []


def test_a_telling_never_crosses_a_line() -> None:
    words = words_of(LINES)
    last = words.bounds[0][1]
    marked = range(last - 2, last + 2)
    found = find_tellings(words, _states(words, [], [*marked], {}), 0.5)
    assert [(t.first, t.last) for t in found] == [(last - 2, last), (last, last + 2)]


def test_names_are_read_with_their_kind() -> None:
    words = words_of(LINES)
    found = find_names(words, _states(words, [], [], {0: 1, 1: 2, 3: 3, 4: 4}), 0.5)
    assert [(n.kind, n.span.cut(TEXT)) for n in found] == [
        ("person", "Ana Costa"),
        ("delegation", "Omar Said"),
    ]


def test_unlikely_words_tell_nothing() -> None:
    words = words_of(LINES)
    states = _states(words, [], [], {})
    assert find_tellings(words, states, 0.5) == [] and find_names(words, states, 0.5) == []
