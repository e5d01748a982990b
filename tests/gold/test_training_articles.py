"""The articles for training: labelled in full, quoting back, apart from those that are scored."""

from __future__ import annotations

import json
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
TRAINING, GOLD = REPOSITORY / "data" / "training", REPOSITORY / "data" / "gold"
LABELS = {p.stem: json.loads(p.read_text("utf-8")) for p in sorted(TRAINING.rglob("*.json"))}
TEXTS = {p.stem: p.read_text("utf-8") for p in sorted(TRAINING.rglob("*.txt"))}


def test_every_article_has_its_label() -> None:
    assert LABELS and sorted(LABELS) == sorted(TEXTS)
    assert len(LABELS) == len(list(TRAINING.rglob("*.json"))), "two articles bear one name"


def test_no_article_stands_among_those_that_are_scored() -> None:
    assert not set(TEXTS) & {p.stem for p in GOLD.glob("*.txt")}
    scored = {p.read_text("utf-8") for p in GOLD.glob("*.txt")}
    assert not scored & set(TEXTS.values())


def test_the_words_that_a_label_points_to_stand_in_the_text() -> None:
    wrong = []
    for name, label in LABELS.items():
        for event in label["events"]:
            told = [event["trigger"], *(a["evidence"] for a in event["attendees"])]
            told += [a["name"] for a in event["attendees"] if a["kind"] == "person" and a["name"]]
            wrong += [(name, words) for words in told if not words or words not in TEXTS[name]]
    assert wrong == []


def test_some_articles_tell_of_no_gathering() -> None:
    silent = sum(not label["events"] for label in LABELS.values())
    assert 0.1 <= silent / len(LABELS) <= 0.5
