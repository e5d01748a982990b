"""Opens a lexicon by name, from the wheel or from data/lexicons; the only opener.

A lexicon is a CSV file: one entry a line, first column ``surface``, UTF-8, LF, sorted. What the
words mean to a reader is the reader's business; nothing here interprets a column.
"""

from __future__ import annotations

import csv
import hashlib
from functools import cache
from pathlib import Path

_PACKAGED = Path(__file__).resolve().parents[1] / "_data" / "lexicons"
_REPOSITORY = Path(__file__).resolve().parents[3] / "data" / "lexicons"


def lexicon_dir() -> Path:
    """The folder of lexicons: the wheel's own, else the repository's.

    Raises FileNotFoundError, saying what to do, when there is neither.
    """
    for folder in (_PACKAGED, _REPOSITORY):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(
        f"no lexicons in {_PACKAGED} or {_REPOSITORY}: install the wheel or run from a checkout"
    )


@cache
def entries(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``<name>.csv`` in file order, one dict per row, empty cells as ''.

    Raises FileNotFoundError, naming the lexicons there are, for an unknown name, and ValueError
    for a row with more or fewer cells than the head.
    """
    path = lexicon_dir() / f"{name}.csv"
    if not path.is_file():
        known = ", ".join(sorted(p.stem for p in lexicon_dir().glob("*.csv")))
        raise FileNotFoundError(f"no lexicon {name!r}; there are: {known}")
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle, strict=True))
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            raise ValueError(f"{path.name}, line {number}: count of cells differs from the head")
    return tuple(rows)


@cache
def lexicons_digest() -> str:
    """sha256 over the names and bytes of all lexicons; part of the parser version."""
    total = hashlib.sha256()
    for path in sorted(lexicon_dir().glob("*.csv")):
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()
