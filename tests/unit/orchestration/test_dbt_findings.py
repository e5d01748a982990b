from __future__ import annotations

import duckdb

from communique.orchestration.dbt_findings import SHOWN, findings


def told(sql: str, status: str = "fail") -> str | None:
    with duckdb.connect(":memory:") as con:
        return findings(con, [{"unique_id": "t", "status": status, "compiled_code": sql}]).get("t")


def test_a_test_that_words_its_rows_is_told_in_its_words() -> None:
    assert (
        told("select 1 as level, 'Summit: 90 reports' as finding", "warn") == "Summit: 90 reports"
    )


def test_other_rows_are_told_by_their_values_without_line_ends() -> None:
    assert told("select 'e1' as event_id, null as city, E'a\\nb' as words") == (
        "event_id e1, words a b"
    )


def test_the_first_rows_are_told_and_that_there_are_more() -> None:
    words = told("select 'row ' || n as finding from range(9) as r (n)")
    assert words is not None
    assert words.split("; ") == [*(f"row {n}" for n in range(SHOWN)), "and more"]


def test_what_passed_is_not_asked_and_what_was_not_built_says_nothing() -> None:
    assert told("select 1 as n", "pass") is None
    assert told("select * from not_there") == ""
