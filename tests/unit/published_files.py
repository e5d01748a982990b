"""Published files made by hand: every public table, with the rows that a test gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from communique.store.public_tables import PUBLIC_COLUMNS

Rows = Sequence[Mapping[str, object]]

TYPES = {
    "start_date": "date", "end_date": "date", "topics": "varchar[]", "host_names": "varchar[]",
    "count_reports": "bigint", "count_independent_reports": "bigint", "span_start": "bigint",
    "span_end": "bigint", "is_chosen": "boolean", "is_disputed": "boolean",
}  # fmt: skip
MORE = {
    "marts.event_id_aliases": ("old_event_id", "event_id"),
    "marts.withdrawn_documents": ("document", "document_id"),
}
"""Tables beyond the contract, made where a test gives them rows."""


def write_published(path: Path, tables: Mapping[str, Rows]) -> Path:
    """A file with ``tables`` by ``schema.table``; what a row leaves out is null."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with duckdb.connect(str(path)) as con:
        con.execute("create schema staging; create schema marts")
        for full_name, names in {**PUBLIC_COLUMNS, **MORE}.items():
            if full_name in MORE and full_name not in tables:
                continue
            columns = ", ".join(f"{name} {TYPES.get(name, 'varchar')}" for name in names)
            con.execute(f"create table {full_name} ({columns})")
            for row in tables.get(full_name, ()):
                marks = ", ".join("?" for _ in row)
                sql = f"insert into {full_name} ({', '.join(row)}) values ({marks})"
                con.execute(sql, list(row.values()))
    return path


def gathering(
    event_id: str, *mentions: str, name: str = "Salt talks", **values: object
) -> dict[str, Rows]:
    """One event told by ``mentions``, each ``mention@article:start-end``, its words there."""
    told = [_mention(mention) for mention in mentions]
    event = {
        "event_id": event_id, "event_name": name, "event_type": "ministerial",
        "event_status": "held", "start_date": "2031-05-05", "date_edtf": "2031-05-05",
        "city": "Oslo", "country_code": "NO", "topics": ["salt"], "count_reports": len(told),
        **values,
    }  # fmt: skip
    return {
        "marts.events": [event],
        "marts.event_reports": [
            {"event_id": event_id, "event_mention_id": m["event_mention_id"],
             "article_id": m["article_id"]}
            for m in told
        ],
        "staging.event_mentions": told,
    }  # fmt: skip


def _mention(mention: str) -> dict[str, object]:
    key, _, rest = mention.partition("@")
    article, _, span = rest.partition(":")
    start, _, end = (span or "0-10").partition("-")
    return {"event_mention_id": key, "article_id": article, "span_start": int(start),
            "span_end": int(end), "salience": "main"}  # fmt: skip


def person(
    attendance_id: str, event_id: str, name: str, *, person_id: str = "", **values: object
) -> dict[str, Rows]:
    """One participant of an event."""
    row = {
        "attendance_id": attendance_id, "event_id": event_id, "kind": "person", "name": name,
        "person_id": person_id or f"per_{name}", "role": "Minister", "country_code": "NO",
        "participation": "attendee", "count_reports": 1, **values,
    }  # fmt: skip
    return {"marts.attendees": [row]}


def together(*parts: Mapping[str, Rows]) -> dict[str, Rows]:
    """The rows of all parts."""
    tables: dict[str, list[Mapping[str, object]]] = {}
    for part in parts:
        for table, rows in part.items():
            tables.setdefault(table, []).extend(rows)
    return dict(tables)
