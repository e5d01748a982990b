"""Measures of parts that every engine stands on: the gate before reading, and weekday words.

Gate: of the labelled gatherings whose label names its words (``trigger``), how many stand in a
sentence that is read. ``gate_recall`` asks what is read of the whole article, ``trigger_words``
whether the sentence itself has a word of gathering.

Weekdays: real sentences whose day is known, with the date taken out and the weekday left; how many
are resolved to that day is ``benchmarks/weekdays.py``'s to say.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))
import weekdays

from communique.article.article import Article, Sentence
from communique.article.assemble import assemble
from communique.documents.document import Rejection
from communique.documents.readers import read_document
from communique.engines.prepared import worth_reading
from communique.mentions.triggers import trigger_matcher
from communique.scoring.gold import GoldArticle, GoldEvent
from communique.scoring.rereading import LANDED
from communique.spans import Span


def gate_measures(gold: Iterable[GoldArticle]) -> dict[str, float]:
    """The two recalls of the gate, 0 to 1; empty when no label names its words."""
    read = worded = count = 0
    for label in gold:
        article = _article(label)
        chosen = [sentence.span for sentence in worth_reading(article)] if article else []
        for event in label.events:
            held = _sentences(article, event) if article else []
            count += bool(event.trigger)
            read += any(sentence.span in chosen for sentence in held)
            worded += any(trigger_matcher().find(label.text, s.span) for s in held)
    return {"gate_recall": read / count, "trigger_words": worded / count} if count else {}


def _article(label: GoldArticle) -> Article | None:
    data = label.text.encode("utf-8")
    document = read_document(data, f"raw/{label.gold_id}.txt", LANDED)
    article = document if isinstance(document, Rejection) else assemble(document, "gate")
    return None if isinstance(article, Rejection) else article


def _sentences(article: Article, event: GoldEvent) -> list[Sentence]:
    """The sentences that hold the label's words, wherever on the page they stand."""
    if not event.trigger:
        return []
    starts = [at for at in range(len(article.text)) if article.text.startswith(event.trigger, at)]
    spans = [Span(at, at + len(event.trigger)) for at in starts]
    return [s for s in article.sentences if any(s.span.overlaps(span) for span in spans)]


def weekday_measures() -> dict[str, float]:
    """The share of sentences whose weekday is resolved to the known day, and of the unseen half."""
    halves = weekdays.halves()
    return {
        "weekdays_resolved": weekdays.accuracy(case for half in halves.values() for case in half),
        "weekdays_resolved_unseen": weekdays.accuracy(halves["not looked at"]),
    }
