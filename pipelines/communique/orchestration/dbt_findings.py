"""What dbt's tests found, in words: the first rows of each test that did not pass.

A test that has a column ``finding`` words its rows itself. Article text is foreign: it is shortened
and loses its line ends here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb

SHOWN = 5
_LENGTH = 200
_NOT_PASSED = ("fail", "warn")


def findings(
    con: duckdb.DuckDBPyConnection, results: Sequence[Mapping[str, Any]]
) -> dict[str, str]:
    """The findings of each test that did not pass, by its ``unique_id``, parted by semicolons.

    ``results`` are those of dbt's ``run_results.json``; ``con`` uses the warehouse that was tested.
    """
    return {
        result["unique_id"]: _told(con, result["compiled_code"])
        for result in results
        if result["status"] in _NOT_PASSED and result.get("compiled_code")
    }


def _told(con: duckdb.DuckDBPyConnection, sql: str) -> str:
    try:
        cursor = con.execute(f"select * from (\n{sql}\n) limit {SHOWN + 1}")
    except duckdb.Error:
        # What the test stands on was not built.
        return ""
    names = [column[0] for column in cursor.description]
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    told = [_row(row) for row in rows[:SHOWN]]
    return "; ".join([*told, *(["and more"] if len(rows) > SHOWN else [])])


def _row(row: Mapping[str, Any]) -> str:
    if row.get("finding"):
        return _short(row["finding"])
    values = ", ".join(f"{name} {value}" for name, value in row.items() if value is not None)
    return _short(values)


def _short(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= _LENGTH else text[: _LENGTH - 1] + "…"
