from __future__ import annotations

from datetime import date

import dagster as dg

from communique.orchestration.metadata import CELL_LENGTH, PREVIEW_ROWS, preview


def test_a_preview_is_a_typed_table_of_short_cells() -> None:
    rows = [
        {"n": n, "is": True, "when": date(2026, 1, 2), "none": None, "list": ["a", "b"],
         "text": "<b>bold</b>\n| x |" + "y" * 200}
        for n in range(PREVIEW_ROWS + 3)
    ]  # fmt: skip
    table = preview(rows, list(rows[0]))
    assert isinstance(table, dg.TableMetadataValue)
    assert len(table.records) == PREVIEW_ROWS
    first = table.records[0].data
    assert (first["n"], first["is"], first["when"]) == (0, True, "2026-01-02")
    assert (first["none"], first["list"]) == ("", "a, b")
    assert len(str(first["text"])) == CELL_LENGTH
    assert "\n" not in str(first["text"])
    assert [c.type for c in table.schema.columns] == [
        "int", "bool", "string", "string", "string", "string",
    ]  # fmt: skip


def test_a_preview_of_nothing_still_names_the_columns() -> None:
    table = preview([], ["a", "b"])
    assert [c.name for c in table.schema.columns] == ["a", "b"]
