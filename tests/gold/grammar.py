"""Measures of parts that every engine stands on: the gate before reading, and weekday words.

Gate: of the labelled gatherings whose label names its words (``trigger``), how many stand in a
sentence that is read. ``gate_recall`` asks what is read of the whole article, ``trigger_words``
whether the sentence itself has a word of gathering.

Weekdays: real sentences whose day is known, with the date taken out and the weekday left; how many
are resolved to that day.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from communique.article.article import Article, Sentence
from communique.article.assemble import assemble
from communique.documents.document import Rejection
from communique.documents.readers import read_document
from communique.engines.rules import worth_reading
from communique.mentions.dates import Anchor, Tense, resolve
from communique.mentions.times import TimeWords, find_times
from communique.mentions.triggers import find_triggers, read_status, trigger_matcher
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


def weekday_measures(path: Path) -> dict[str, float]:
    """The share of sentences whose weekday is resolved to the known day."""
    cases = [json.loads(line) for line in path.open(encoding="utf-8")]
    right = sum(_day(case) == date.fromisoformat(case["gold"]) for case in cases)
    return {"weekdays_resolved": right / len(cases)}


def _day(case: dict[str, str]) -> date | None:
    """The day of the weekday word, from the sentence and the day of publication alone."""
    text, written_on = case["masked"], date.fromisoformat(case["pubdate"])
    for words in find_times(text):
        if words.weekday is not None and case["weekday"] in words.span.cut(text):
            anchor = Anchor(written_on=written_on, ingested_on=written_on)
            resolved = resolve(words, anchor, _tense(text, words))
            return resolved.start if resolved else None
    return None


def _tense(text: str, words: TimeWords) -> Tense:
    """What the word of gathering nearest to the words of time says, as in a reading."""
    sentence = Span(0, len(text))
    triggers = find_triggers(text, sentence)
    if not triggers:
        return "unknown"
    trigger = min(triggers, key=lambda t: abs(t.span.start - words.span.start))
    status = read_status(text, sentence, trigger)
    if status == "planned":
        return "future"
    return "past" if status == "held" and trigger.tense == "past" else "unknown"
