"""Pages whose body is known: text dumps with labelled lines, and articles with a labelled body.

Reads and scores them; what is learnt from them is ``body_lines``' business. The score is that of
the article-extraction benchmark (4-gram shingles, each page weighing the same):
https://github.com/scrapinghub/article-extraction-benchmark.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from communique.page.lines import Line, page_lines
from communique.spans import Span

_WORD = re.compile(r"\w+")
_SHINGLE = 4
# A dump and a body that share less than this were taken from different states of the page.
_LEAST_OVERLAP = 0.8
_BESIDE = 2


@dataclass(frozen=True)
class LabelledPage:
    """A page's text and the body's text; ``is_body`` says of a line whether the labels have it."""

    name: str
    source: str
    text: str
    body: str
    is_body: tuple[bool, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 of shingles, every page weighing the same."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def text_dumps(path: Path) -> Iterator[LabelledPage]:
    """The pages of a file of text dumps, without those whose labels belong to another state."""
    with path.open(encoding="utf-8") as handle:
        for record in map(json.loads, handle):
            if float(record["gold"].get("pair_overlap", 1)) > _LEAST_OVERLAP:
                yield _dump(record, path.stem.removeprefix("textdump_"))


def _dump(record: dict[str, Any], source: str) -> LabelledPage:
    text, labels = record["text"], "".join(record["line_labels"])
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    plain = [number for number, label in enumerate(labels) if label == "B"]
    lines = page_lines(text)
    return LabelledPage(
        name=record["id"],
        source=source,
        text=text,
        body="\n".join(record["gold"]["body"]),
        is_body=tuple(
            _is_labelled(labels, plain, bisect_right(starts, line.span.start) - 1) for line in lines
        ),
        lines=lines,
    )


def _is_labelled(labels: str, plain: list[int], number: int) -> bool:
    """Whether the line is body, or a short line ("b") between or right beside such lines."""
    if labels[number] == "B":
        return True
    near = bool(plain) and plain[0] - _BESIDE <= number <= plain[-1] + _BESIDE
    return labels[number] == "b" and near


def articles(folder: Path) -> Iterator[LabelledPage]:
    """The pages of a folder of ``<id>.txt`` with ``<id>.json`` that give first and last words."""
    for path in sorted(folder.glob("*.json")):
        label = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        body = _between(text, label["body_starts"] or "", label["body_ends"] or "")
        if body is None:
            continue
        lines = page_lines(text)
        yield LabelledPage(
            name=path.stem,
            source=folder.name,
            text=text,
            body=body.cut(text),
            is_body=tuple(_mostly_in(line.span, body) for line in lines),
            lines=lines,
        )


def _between(text: str, first: str, last: str) -> Span | None:
    """From the first place of the first words to one character past the last of the last ones."""
    starts, ends = _places(text, first), _places(text, last)
    if not (starts and ends) or starts[0].start() >= ends[-1].end():
        return None
    return Span(starts[0].start(), min(len(text), ends[-1].end() + 1))


def _places(text: str, words: str) -> list[re.Match[str]]:
    found = _WORD.findall(words)
    return list(re.finditer(r"\W+".join(found), text)) if found else []


def _mostly_in(span: Span, body: Span) -> bool:
    return min(span.end, body.end) - max(span.start, body.start) > len(span) / 2


def score(pairs: Iterable[tuple[str, str]]) -> Score:
    """How well found bodies match the true ones; each pair is found, true."""
    right = extra = missed = 0.0
    for found, true in pairs:
        ours, wanted = _shingles(found), _shingles(true)
        same = (ours & wanted).total()
        total = ours.total() + wanted.total() - same or 1
        right += same / total
        extra += (ours.total() - same) / total
        missed += (wanted.total() - same) / total
    return Score(right / (right + extra or 1), right / (right + missed or 1))


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    if len(words) < _SHINGLE:
        return Counter([tuple(words)] if words else [])
    return Counter(zip(*(words[n:] for n in range(_SHINGLE)), strict=False))
