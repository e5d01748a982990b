"""Words to the encoder's word pieces: longest match first over its vocabulary (WordPiece).

Small letters without accents, as the uncased encoders of the BERT family were trained; Schuster &
Nakajima 2012, Devlin et al. 2019. Thirty lines stand here in place of a tokenizer library and the
download client that it brings along.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

_LONGEST = 100


class WordPieces:
    """A vocabulary of pieces, one a line of ``vocab.txt``; a piece's number is its line's."""

    def __init__(self, path: Path) -> None:
        lines = path.read_text(encoding="utf-8").splitlines()
        self._numbers = {piece: no for no, piece in enumerate(lines)}
        self.first, self.last = self._numbers["[CLS]"], self._numbers["[SEP]"]
        self.unknown, self.hidden = self._numbers["[UNK]"], self._numbers["[MASK]"]
        self._known: dict[str, tuple[int, ...]] = {}

    def of(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's pieces; one "unknown" where the vocabulary lacks a part."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._cut(_plain(word))
        return found

    def _cut(self, word: str) -> tuple[int, ...]:
        if not word or len(word) > _LONGEST:
            return (self.unknown,)
        found: list[int] = []
        start = 0
        while start < len(word):
            mark = "##" if start else ""
            end = len(word)
            while end > start and mark + word[start:end] not in self._numbers:
                end -= 1
            if end == start:
                return (self.unknown,)
            found.append(self._numbers[mark + word[start:end]])
            start = end
        return tuple(found)


def _plain(word: str) -> str:
    parted = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in parted if unicodedata.category(c) != "Mn")
