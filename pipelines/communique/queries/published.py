"""Opening the published file and reading rows from it, read only; no question is asked here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

Row = Mapping[str, Any]


class PublishedError(RuntimeError):
    """The published file is missing, or cannot answer; the message says what to do."""


@contextmanager
def open_published(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection whose instants are in UTC.

    Raises PublishedError when there is no such file or DuckDB cannot open it.
    """
    if not path.is_file():
        raise PublishedError(
            f"{path}: nothing is published yet; make it with: communique run INPUT..."
        )
    try:
        con = duckdb.connect(str(path), read_only=True)
    except duckdb.Error as error:
        raise PublishedError(
            f"{path}: cannot be opened ({first_line(error)}); "
            "delete it and publish anew with: communique run"
        ) from error
    try:
        con.execute("set timezone = 'UTC'")
        yield con
    finally:
        con.close()


def seal(con: duckdb.DuckDBPyConnection) -> None:
    """Keep whatever is asked from now on from reading or writing any other file, for good.

    DuckDB's own switch still lets a statement write over the database's file and its log, so that
    the file system is closed as well; a query that would not fit into memory fails.
    """
    con.execute("set enable_external_access = false")
    con.execute("set disabled_filesystems = 'LocalFileSystem'")
    con.execute("set lock_configuration = true")


def first_line(error: duckdb.Error) -> str:
    """What DuckDB says, without its pointer into the statement."""
    return str(error).strip().splitlines()[0]


def fetch(
    con: duckdb.DuckDBPyConnection, sql: str, parameters: Sequence[object] | None = None
) -> list[Row]:
    """The rows of ``sql`` by column name; instants are aware (UTC). Raises ``duckdb.Error``."""
    con.execute(sql, parameters or [])
    names = [column[0] for column in con.description or ()]
    return [dict(zip(names, values, strict=True)) for values in con.fetchall()]


def tables_of(con: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """Every table and view of the file as schema.name."""
    sql = "select table_schema || '.' || table_name as name from information_schema.tables"
    return frozenset(row["name"] for row in fetch(con, sql))


def read_tables(con: duckdb.DuckDBPyConnection, names: Sequence[str]) -> dict[str, list[Row]]:
    """Whole tables by schema.name, in the file's own order; those that are missing are left out."""
    there = tables_of(con)
    return {name: fetch(con, f"select * from {name}") for name in names if name in there}
