"""The two articles that the project began with, kept outside the repository."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.article.article import Article
from communique.engines.rules import RulesEngine
from communique.mentions.people import name_key

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "corpus" / "seeds"
LABELS = sorted(SEEDS.glob("*.json"))


@pytest.mark.skipif(not LABELS, reason="the seed articles are not on this machine")
@pytest.mark.parametrize("label", LABELS, ids=[path.stem for path in LABELS])
def test_a_seed_article_is_read_in_full(label: Path, article_of: Callable[[str], Article]) -> None:
    gold = json.loads(label.read_text(encoding="utf-8"))
    article = article_of(label.with_suffix(".txt").read_text(encoding="utf-8"))
    reading = RulesEngine().read(article)
    (event,) = reading.event_mentions
    (wanted,) = gold["events"]
    assert event.event_type == wanted["type"] and event.event_status == wanted["status"]
    told = {
        (name_key(row.name) if row.name else row.country_code, row.country_code, row.participation)
        for row in reading.attendee_mentions
    }
    assert told == {
        (name_key(a["name"]) if a["name"] else a["country"], a["country"], a["participation"])
        for a in wanted["attendees"]
    }
