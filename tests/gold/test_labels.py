"""The labelled articles of the repository: whole, quoting back, in closed lists, as described."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_args

import pytest

from communique import records
from communique.lexicon.load import entries
from communique.scoring import load_gold

REPOSITORY = Path(__file__).resolve().parents[2]
FOLDER = REPOSITORY / "data" / "gold"
README = (FOLDER / "README.md").read_text(encoding="utf-8")
LABELS = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))}
TEXTS = {path.stem: path.read_bytes().decode("utf-8") for path in sorted(FOLDER.glob("*.txt"))}
EVENTS = [(gold_id, event) for gold_id, label in LABELS.items() for event in label["events"]]
ATTENDEES = [(gold_id, who) for gold_id, event in EVENTS for who in event["attendees"]]
CLOSED: dict[str, Any] = {
    "salience": records.Salience,
    "type": records.EventType,
    "status": records.EventStatus,
    "date_precision": records.DatePrecision,
}


def test_every_page_has_its_label_and_every_label_its_page() -> None:
    assert list(LABELS) == list(TEXTS)
    assert [label["id"] for label in LABELS.values()] == list(LABELS)
    assert len(load_gold(FOLDER)) == len(LABELS)


def test_pages_are_plain_text_with_line_feeds() -> None:
    assert [i for i, text in TEXTS.items() if re.search(r"[\r\x00\ufeff]", text)] == []


def test_the_words_that_a_label_points_to_stand_in_the_page() -> None:
    pointed = [(gold_id, event["trigger"]) for gold_id, event in EVENTS]
    pointed += [(gold_id, who["evidence"]) for gold_id, who in ATTENDEES]
    pointed += [(gold_id, who["name"]) for gold_id, who in ATTENDEES if who["kind"] == "person"]
    assert [(i, words) for i, words in pointed if words and words not in TEXTS[i]] == []
    assert all(event["trigger"] for _, event in EVENTS)
    assert all(who["evidence"] for _, who in ATTENDEES)


@pytest.mark.parametrize("field", CLOSED)
def test_values_of_a_gathering_are_of_the_contract(field: str) -> None:
    assert {event[field] for _, event in EVENTS} <= {*get_args(CLOSED[field])}


def test_values_of_a_participant_are_of_the_contract() -> None:
    assert {who["kind"] for _, who in ATTENDEES} <= {*get_args(records.AttendeeKind)}
    assert {who["participation"] for _, who in ATTENDEES} <= {*get_args(records.Participation)}


def test_countries_are_codes_that_the_lexicon_knows() -> None:
    known = {row["country_code"] for row in entries("countries")} | {None, "EU"}
    told = {event["country"] for _, event in EVENTS} | {who["country"] for _, who in ATTENDEES}
    assert told - known == set()


def test_days_are_days_and_a_gathering_without_one_says_so() -> None:
    for gold_id, event in EVENTS:
        days = [date.fromisoformat(event[key]) for key in ("start", "end") if event[key]]
        assert days == sorted(days), gold_id
        assert (event["start"] is None) == (event["date_precision"] == "unknown"), gold_id
    for gold_id, label in LABELS.items():
        if len(label["published"] or "") >= len("2026-01-13"):
            assert datetime.fromisoformat(label["published"]), gold_id


def test_no_gathering_stands_twice_in_one_page() -> None:
    told = Counter((gold_id, event["key"]) for gold_id, event in EVENTS)
    assert [key for key, count in told.items() if count > 1] == []


def test_the_readme_counts_what_is_there() -> None:
    kinds = Counter(who["kind"] for _, who in ATTENDEES)
    salience = Counter(event["salience"] for _, event in EVENTS)
    groups = Counter(label["event_group"] for label in LABELS.values())
    shared = [count for count in groups.values() if count > 1]
    outlets = {label["outlet"] for label in LABELS.values()}
    for told in (
        f"| pages | {len(LABELS)}:",
        f"| {sum(not label['events'] for label in LABELS.values())} |",
        f"| outlets | {len(outlets)},",
        f"{sum(not label['published'] for label in LABELS.values())} pages without a date",
        f"| {len(EVENTS)}: {salience['main']} main, {salience['background']} told of in passing",
        f"| {len(ATTENDEES)}: {kinds['person']} persons, {kinds['delegation']} delegations, "
        f"{kinds['organization']} bodies",
        f"| {sum(len(label['quotes']) for label in LABELS.values())}, "
        f"{sum(len(label['cited_sources']) for label in LABELS.values())} |",
        f"| {sum(shared)} pages, {len(shared)} events |",
    ):
        assert told in README


def test_every_field_is_described() -> None:
    fields = {key for label in LABELS.values() for key in label} - {"id"}
    fields |= {key for _, event in EVENTS for key in event} - {"attendees"}
    fields |= {key for _, who in ATTENDEES for key in who}
    assert {field for field in fields if f"`{field}`" not in README} <= {"event_group", "key"}
    assert "`event_group`" in README


def test_the_labelled_articles_are_no_part_of_the_installed_package() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    packed = [*wheel["packages"], *wheel.get("force-include", {})]
    assert not [path for path in packed if "data/gold".startswith(path) or "gold" in path]
