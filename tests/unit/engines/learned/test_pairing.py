"""What the network is told of a pair: distance, and what the grammar makes of it."""

from communique.engines.learned.candidates import mentions_of
from communique.engines.learned.pairing import (
    KINDS,
    distance_table,
    kinds_of_mentions,
    kinds_of_places,
    kinds_of_times,
)
from communique.engines.learned.words import words_of
from communique.mentions.lines import Line, make_line
from communique.mentions.persons import People
from communique.spans import Span

FIRST = "Foreign Minister Ana Costa met Prime Minister Omar Said in Lisbon on Tuesday, 5 May 2020."
SECOND = "She had been in Rome on Monday."
TEXT = f"{FIRST} {SECOND}"


def _lines() -> list[Line]:
    split = len(FIRST)
    return [
        make_line(TEXT, 0, "body", 0, Span(0, split)),
        make_line(TEXT, 1, "body", 0, Span(split + 1, len(TEXT))),
    ]


def test_distances_tell_side_and_line() -> None:
    words = words_of(_lines())
    met, costa = words.texts.index("met"), words.texts.index("Costa")
    rome = words.texts.index("Rome")
    table = distance_table(words, [(met, met + 1)], [(costa, costa + 1), (rome, rome + 1)])
    back = distance_table(words, [(rome, rome + 1)], [(met, met + 1)])
    assert table.tolist() == [[3, 7]] and back.tolist() == [[12]]


def test_a_capacity_read_by_the_grammar_is_told() -> None:
    lines = _lines()
    mentions = mentions_of(lines, People(lines))
    kinds = dict(zip([m.party.name for m in mentions], kinds_of_mentions(mentions, lines),
                     strict=True))  # fmt: skip
    assert kinds["Ana Costa"] % 8 == 6 and kinds["Ana Costa"] // 8 == 4
    assert max(kinds.values()) < KINDS


def test_the_nearest_time_and_the_place_of_the_grammar_are_marked() -> None:
    lines = _lines()
    words = words_of(lines)
    met = words.texts.index("met")
    times = kinds_of_times(words, lines, [(met, met + 1)], [None])
    places = kinds_of_places(words, lines, [(met, met + 1)])
    assert (times[0] >= 8).tolist() == [True, False]
    chosen = lines[0].times[0].span
    said = kinds_of_times(words, lines, [(met, met + 1)], [chosen])
    assert (said[0] - times[0]).tolist() == [32, 0]
    assert (places[0] >= 8).tolist() == [True, False]
