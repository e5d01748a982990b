"""The published rows, laid out article by article; how they are compared lies elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

Row = Mapping[str, Any]
Tables = Mapping[str, Sequence[Row]]

SCORED_TABLES = (
    "staging.articles",
    "staging.event_mentions",
    "staging.attendee_mentions",
    "staging.quotes",
    "staging.citations",
    "staging.blocks",
    "marts.event_reports",
    "marts.attendees",
    "marts.disagreements",
)
"""The tables a scoring reads, as schema.name; one that is missing counts as empty."""


@dataclass(frozen=True, slots=True)
class Told:
    """One gathering as one article tells it, with its participants."""

    row: Row
    attendees: tuple[Row, ...]

    @property
    def event_mention_id(self) -> str:
        """Its key."""
        return str(self.row["event_mention_id"])


@dataclass(frozen=True, slots=True)
class Reading:
    """All rows of one article; ``header`` is empty when the article was not found."""

    header: Row
    body: tuple[tuple[int, int], ...] = ()
    events: tuple[Told, ...] = ()
    attendees: tuple[Row, ...] = ()
    quotes: tuple[Row, ...] = ()
    citations: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Merged:
    """What all articles together say: event by mention, people by event, differences by event."""

    event_of_mention: Mapping[str, str]
    people_of_event: Mapping[str, Sequence[Row]]
    attributes_disputed: Mapping[str, Sequence[str]]


def gold_id_of(document_uri: object) -> str:
    """The id under which a document is labelled: its file name without ``.txt``."""
    return PurePath(str(document_uri)).name.removesuffix(".txt")


def readings_by_gold_id(tables: Tables) -> dict[str, Reading]:
    """Each article's rows under the id of its file; of two files of one name the later row wins."""
    by_article = {
        name: _grouped(tables.get(name, ()), "article_id")
        for name in SCORED_TABLES
        if name.startswith("staging.") and name != "staging.articles"
    }
    return {
        gold_id_of(header["document_uri"]): _reading(header, by_article)
        for header in tables.get("staging.articles", ())
    }


def merged(tables: Tables) -> Merged:
    """The marts as a scoring needs them."""
    people = [a for a in tables.get("marts.attendees", ()) if a.get("kind") == "person"]
    disputes: dict[str, list[str]] = defaultdict(list)
    for row in tables.get("marts.disagreements", ()):
        disputes[str(row["event_id"])].append(str(row.get("attribute")))
    return Merged(
        event_of_mention={
            str(r["event_mention_id"]): str(r["event_id"])
            for r in tables.get("marts.event_reports", ())
        },
        people_of_event=_grouped(people, "event_id"),
        attributes_disputed=disputes,
    )


def _reading(header: Row, by_article: Mapping[str, Mapping[str, Sequence[Row]]]) -> Reading:
    def mine(table: str) -> tuple[Row, ...]:
        return tuple(by_article[f"staging.{table}"].get(str(header["article_id"]), ()))

    attendees = _grouped(mine("attendee_mentions"), "event_mention_id")
    return Reading(
        header=header,
        body=tuple(
            (b["span_start"], b["span_end"]) for b in mine("blocks") if b["block_role"] == "body"
        ),
        events=tuple(
            Told(e, tuple(attendees.get(str(e["event_mention_id"]), ())))
            for e in mine("event_mentions")
        ),
        attendees=mine("attendee_mentions"),
        quotes=mine("quotes"),
        citations=mine("citations"),
    )


def _grouped(rows: Sequence[Row], column: str) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[str(row[column])].append(row)
    return groups
