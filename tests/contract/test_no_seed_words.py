"""No lexicon knows the words of one article: what stands in a first article alone is no rule."""

from __future__ import annotations

import csv
import json
import re
from functools import cache
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
CORPUS = REPOSITORY.parent / "shared" / "corpus"
FEWEST_WORDS = 3
DUMPS = REPOSITORY.parent / "shared" / "data" / "pages"
# Lists of what exists, complete whether or not a text names it: places, bodies, offices as states
# and bodies entitle them, the names of papers and agencies.
GAZETTEERS = ("agencies", "cities", "countries", "demonyms", "organizations", "outlets", "roles")
LEXICONS = [
    path
    for path in sorted((REPOSITORY / "data/lexicons").glob("*.csv"))
    if path.stem not in GAZETTEERS
]


@cache
def words_of(*folders: str) -> str:
    """The texts of the folders on one line, lower case, single spaces around every word."""
    texts = [
        p.read_text("utf-8") for name in folders for p in sorted((CORPUS / name).glob("*.txt"))
    ]
    return _spaced(" ".join(texts))


@cache
def words_of_dumps() -> str:
    """The texts of real pages with all their furniture, the same way."""
    lines = [line for p in sorted(DUMPS.glob("textdump_*.jsonl")) for line in p.open("rb")]
    return _spaced(" ".join(json.loads(line)["text"] for line in lines))


def _spaced(text: str) -> str:
    return " " + " ".join(re.findall(r"[^\W_]+", text.casefold())) + " "


@pytest.mark.skipif(not list((CORPUS / "seeds").glob("*.txt")), reason="no texts on this machine")
@pytest.mark.parametrize("lexicon", LEXICONS, ids=[path.stem for path in LEXICONS])
def test_no_row_stands_in_a_first_article_and_nowhere_else(lexicon: Path) -> None:
    others = sorted(p.name for p in CORPUS.iterdir() if p.is_dir() and p.name != "seeds")
    with lexicon.open(encoding="utf-8", newline="") as handle:
        surfaces = {row[0] for row in csv.reader(handle)}
    known = [
        surface
        for surface in sorted(surfaces)
        if len(_spaced(surface).split()) >= FEWEST_WORDS
        and _spaced(surface) in words_of("seeds")
        and _spaced(surface) not in words_of(*others)
        and _spaced(surface) not in words_of_dumps()
    ]
    assert known == []
