from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import polars as pl
import pytest

from communique.records import DeliveryRow, ParseNoteRow, key_of_table, type_of_table
from communique.store.schema import faults, table_schema, to_frame

NOTE = ParseNoteRow(
    parse_note_id="note_1",
    document_id="d",
    document_uri="raw/a.txt",
    severity="info",
    code="no_time",
    message="no time",
    span_start=None,
    span_end=3,
    parser_version="1",
)


@pytest.mark.parametrize("table", type_of_table)
def test_every_table_has_a_schema_that_holds_its_key(table: str) -> None:
    assert set(key_of_table[table]) <= set(table_schema(table).names())
    assert to_frame(table, ()).schema == table_schema(table)


def test_instants_are_microseconds_in_utc_and_hashes_are_signed_64_bit() -> None:
    assert table_schema("deliveries")["delivered_at"] == pl.Datetime("us", "UTC")
    assert table_schema("articles")["shingles"] == pl.List(pl.Int64)


def test_rows_stand_in_order_of_their_key() -> None:
    rows = [replace(NOTE, parse_note_id=f"note_{n}") for n in (3, 1, 2)]
    assert to_frame("parse_notes", rows)["parse_note_id"].to_list() == [
        "note_1",
        "note_2",
        "note_3",
    ]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"severity": "loud"}, "parse_notes.severity is 'loud', not one of"),
        ({"code": None}, "parse_notes.code is null"),
        ({"span_start": True}, "parse_notes.span_start is bool, not int"),
        ({"span_start": 1.0}, "parse_notes.span_start is float, not int"),
    ],
)
def test_a_row_that_breaks_its_record_is_told(change: dict[str, object], fault: str) -> None:
    found = list(faults("parse_notes", [replace(NOTE, **change)]))
    assert [f.startswith(fault) for f in found] == [True]


def test_a_row_that_keeps_to_its_record_has_no_fault() -> None:
    assert list(faults("parse_notes", [NOTE])) == []


def test_an_instant_without_a_zone_is_a_fault() -> None:
    row = DeliveryRow(
        delivery_id="x", document_id="d", document_uri="u", byte_length=1,
        delivered_at=datetime(2026, 1, 1),
    )  # fmt: skip
    assert list(faults("deliveries", [row])) == ["deliveries.delivered_at has no time zone"]
    aware = replace(row, delivered_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert list(faults("deliveries", [aware])) == []
