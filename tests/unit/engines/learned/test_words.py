"""The words that the network sees: their places in the text and what the grammar says of them."""

from communique.engines.learned.words import FEATURES, SIZES, words_of
from communique.mentions.lines import make_line
from communique.spans import Span

TEXT = "Foreign Minister Ana Costa met Oman's envoy on Tuesday. They spoke again."
LINES = [make_line(TEXT, 0, "body", 0, Span(0, 55)), make_line(TEXT, 1, "body", 0, Span(56, 73))]


def test_words_and_marks_stand_where_the_text_has_them() -> None:
    words = words_of(LINES)
    cut = [TEXT[s:e] for s, e in zip(words.starts, words.ends, strict=True)]
    assert tuple(cut) == words.texts
    assert words.bounds == ((0, 12), (12, 16))
    assert words.line.tolist() == [0] * 12 + [1] * 4


def test_the_grammar_marks_name_trigger_and_time() -> None:
    words = words_of(LINES)
    column = {name: words.features[:, no].tolist() for no, name in enumerate(FEATURES)}
    name = words.texts.index("Ana")
    assert column["party"][name] == column["party"][name + 1] != column["party"][name - 1]
    assert column["trigger"][words.texts.index("met")] > 0
    assert column["time"][words.texts.index("Tuesday")] > 0
    assert column["shape"][words.texts.index("met")] == 1


def test_every_number_fits_its_table() -> None:
    table = words_of(LINES).features
    for no, name in enumerate(FEATURES):
        assert table[:, no].min() >= 0 and table[:, no].max() < SIZES[name]


def test_a_span_touches_the_words_it_overlaps() -> None:
    words = words_of(LINES)
    start = TEXT.index("Ana")
    first, last = words.within(Span(start, start + len("Ana Costa")))
    assert words.texts[first:last] == ("Ana", "Costa")
    assert words.span(first, last).cut(TEXT) == "Ana Costa"


def test_no_lines_give_no_words() -> None:
    words = words_of([])
    assert words.texts == () and words.features.shape == (0, len(FEATURES))
