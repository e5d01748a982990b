"""Labelled HTML pages outside the repository, and the metric of the article-extraction benchmark.

Body: 4-grams of words, counted; precision and recall averaged over pages, F1 of the averages.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from communique.article.article import Article
from communique.article.assemble import assemble
from communique.documents.document import Document
from communique.documents.readers import read_document

PAGES = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "pages"
READ_ON = datetime(2026, 11, 20, tzinfo=UTC)
_WORD = re.compile(r"\w+")
_BODY = ("body", "subhead")


def aeb_pages() -> Iterator[tuple[str, bytes, str]]:
    """Key, HTML and true body of each page of the article-extraction benchmark."""
    truth = json.loads((PAGES / "aeb" / "ground-truth.json").read_text(encoding="utf-8"))
    for key, labels in sorted(truth.items()):
        data = gzip.decompress((PAGES / "aeb" / "html" / f"{key}.html.gz").read_bytes())
        yield key, data, labels["articleBody"]


def htmldate_pages() -> Iterator[tuple[str, bytes, str]]:
    """File, HTML and true day of each page of the date benchmark."""
    for labels in json.loads((PAGES / "htmldate" / "eval.json").read_text("utf-8")).values():
        path = PAGES / "htmldate" / "html" / f"{labels['file']}.gz"
        yield labels["file"], gzip.decompress(path.read_bytes()), labels["date"]


def body_of(data: bytes) -> str:
    """The body as the reader marks it; nothing for a rejected page."""
    document = read_document(data, "raw/page.html", READ_ON)
    if not isinstance(document, Document):
        return ""
    return "\n".join(m.span.cut(document.text) for m in document.marks if m.role in _BODY)


def published_day_of(data: bytes) -> str | None:
    """The published day of a page's article in ISO 8601, or None."""
    document = read_document(data, "raw/page.html", READ_ON)
    article = assemble(document, "measured") if isinstance(document, Document) else None
    day = article.row.published_day if isinstance(article, Article) else None
    return day.isoformat() if day else None


def body_f1(predicted: Mapping[str, str], truth: Mapping[str, str]) -> float:
    """F1 of mean precision and mean recall of 4-grams over the pages of ``truth``."""
    pairs = [_precision_recall(predicted[key], truth[key]) for key in truth]
    precision = sum(p for p, _ in pairs) / len(pairs)
    recall = sum(r for _, r in pairs) / len(pairs)
    return 2 * precision * recall / (precision + recall)


def _precision_recall(predicted: str, true: str) -> tuple[float, float]:
    found, wanted = _shingles(predicted), _shingles(true)
    common = sum((found & wanted).values())
    if found == wanted:
        return 1.0, 1.0
    return (common / found.total() if common else 0.0), (common / wanted.total() if common else 0.0)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)) if words)
