"""What two copies of a text share: hashes of the body's runs of five folded words.

Comparing documents needs all of them and is done in the warehouse.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

LENGTH = 5
_WORD = re.compile(r"[^\W_]+")


def folded_words(text: str) -> list[str]:
    """The words of ``text`` in lower case, without accents or marks."""
    letters = text.casefold()
    if not letters.isascii():
        plain = unicodedata.normalize("NFKD", letters)
        letters = "".join(c for c in plain if not unicodedata.combining(c))
    return _WORD.findall(letters.replace("'", "").replace("\u2019", ""))


def shingles(text: str) -> tuple[int, ...]:
    """The distinct hashes (signed 64 bit, BLAKE2b) of runs of five words, in rising order.

    A text of fewer words has one run, all of it; a text without words has none.
    """
    words = folded_words(text)
    runs = {
        " ".join(words[i : i + LENGTH]) for i in range(max(1, len(words) - LENGTH + 1)) if words
    }
    return tuple(sorted(_hash(run) for run in runs))


def _hash(run: str) -> int:
    digest = hashlib.blake2b(run.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
