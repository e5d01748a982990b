"""Words to word pieces: the longest piece first, small letters, no accents."""

from pathlib import Path

import pytest

from communique.engines.learned.wordpieces import WordPieces

PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "meet", "##ing", "##s", "sao", ","]


@pytest.fixture
def vocabulary(tmp_path: Path) -> WordPieces:
    path = tmp_path / "vocab.txt"
    path.write_text("\n".join(PIECES) + "\n", encoding="utf-8")
    return WordPieces(path)


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("meet", ["meet"]),
        ("Meetings", ["meet", "##ing", "##s"]),
        ("São", ["sao"]),
        (",", [","]),
        ("talks", ["[UNK]"]),
        ("meetx", ["[UNK]"]),
        ("m" * 101, ["[UNK]"]),
    ],
)
def test_a_word_is_cut_into_its_longest_pieces(
    vocabulary: WordPieces, word: str, pieces: list[str]
) -> None:
    assert [PIECES[no] for no in vocabulary.of(word)] == pieces
    assert [PIECES[no] for no in vocabulary.of(word)] == pieces, "a second time, from memory"
