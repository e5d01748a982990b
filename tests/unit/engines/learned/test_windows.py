"""Windows of word pieces: whole lines, context in front, each word answered for once."""

from pathlib import Path

import numpy as np
import pytest
from tests.unit.lines import lines_of

from communique.engines.learned.windows import LONGEST, windows_of
from communique.engines.learned.wordpieces import WordPieces
from communique.engines.learned.words import Words, words_of

PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "word", "."]


@pytest.fixture
def vocabulary(tmp_path: Path) -> WordPieces:
    path = tmp_path / "vocab.txt"
    path.write_text("\n".join(PIECES) + "\n", encoding="utf-8")
    return WordPieces(path)


def _words(*sizes: int) -> Words:
    """Lines of as many words as ``sizes`` says, each with a full stop."""
    return words_of(lines_of(*(" ".join(["word"] * size) + "." for size in sizes)))


def test_a_short_article_is_one_window(vocabulary: WordPieces) -> None:
    words = _words(3, 2)
    (window,) = windows_of(words, vocabulary)
    assert window.ids.tolist() == [2, 5, 5, 5, 6, 5, 5, 6, 3]
    assert window.words.tolist() == list(range(7)) and window.own.all()
    assert window.heads.tolist() == list(range(1, 8))


def test_every_word_of_a_long_article_has_one_window_that_answers(vocabulary: WordPieces) -> None:
    words = _words(*[100] * 14)
    windows = windows_of(words, vocabulary)
    assert len(windows) > 2 and all(len(w.ids) <= LONGEST + 2 for w in windows)
    answered = np.concatenate([w.words[w.own > 0] for w in windows])
    assert sorted(answered.tolist()) == list(range(len(words.texts)))


def test_later_windows_open_with_the_first_line_and_the_last_before_them(
    vocabulary: WordPieces,
) -> None:
    words = _words(*[40] * 20)
    second = windows_of(words, vocabulary)[1]
    context = set(words.line[second.words[second.own == 0]].tolist())
    first_own = int(words.line[second.words[second.own > 0]].min())
    assert context == {0, first_own - 2, first_own - 1}


def test_only_the_chosen_lines_are_read(vocabulary: WordPieces) -> None:
    words = _words(2, 2, 2)
    (window,) = windows_of(words, vocabulary, [0, 2])
    assert set(words.line[window.words].tolist()) == {0, 2}


def test_a_line_longer_than_a_window_is_cut_off(vocabulary: WordPieces) -> None:
    (window,) = windows_of(_words(900), vocabulary)
    assert len(window.ids) == LONGEST + 2


def test_no_line_gives_no_window(vocabulary: WordPieces) -> None:
    assert windows_of(words_of([]), vocabulary) == []
