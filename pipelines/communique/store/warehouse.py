"""Reading DuckDB files of the house: opening them read-only, listing and counting what they hold.

Nothing here writes; the warehouse is dbt's, the published file ``published``'s.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

_TABLES = """
    select schema_name, name, comment from (
        select database_name, schema_name, table_name as name, comment
        from duckdb_tables() where not internal
        union all
        select database_name, schema_name, view_name, comment
        from duckdb_views() where not internal
    ) where database_name = current_database() order by all
"""
_COLUMNS = """
    select schema_name, table_name, column_name, comment from duckdb_columns()
    where database_name = current_database() and not internal
    order by schema_name, table_name, column_index
"""


class WarehouseClosedError(RuntimeError):
    """A database file is missing or cannot be opened now; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A table or view with its comment, and its columns' comments in the columns' order."""

    schema: str
    name: str
    comment: str | None
    column_comments: dict[str, str | None]

    @property
    def full_name(self) -> str:
        """``schema.table`` as people write it."""
        return f"{self.schema}.{self.name}"

    @property
    def sql_name(self) -> str:
        """The same, quoted for SQL."""
        return f"{quote_name(self.schema)}.{quote_name(self.name)}"


@contextmanager
def open_read_only(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that uses the file at ``path``, attached read-only under its own name.

    The name matters: views of the warehouse look for each other under it. Instants are in UTC.
    Raises WarehouseClosedError when there is no such file, or another program holds it.
    """
    if not path.is_file():
        raise WarehouseClosedError(f"there is no {path.parent.name}/{path.name} yet")
    con = duckdb.connect(":memory:")
    try:
        con.execute("set timezone = 'UTC'")
        try:
            con.execute(f"attach {quote_text(str(path))} as {quote_name(path.stem)} (read_only)")
        except duckdb.IOException as error:
            said = str(error).strip().splitlines()[0]
            raise WarehouseClosedError(
                f"{path.parent.name}/{path.name} cannot be opened ({said}); close what holds it"
            ) from error
        con.execute(f"use {quote_name(path.stem)}")
        yield con
    finally:
        con.close()


def relations(con: duckdb.DuckDBPyConnection) -> tuple[Relation, ...]:
    """Every table and view of the database in use, in order of name."""
    columns: dict[tuple[str, str], dict[str, str | None]] = {}
    for schema, name, column, comment in con.execute(_COLUMNS).fetchall():
        columns.setdefault((schema, name), {})[column] = comment
    return tuple(
        Relation(schema, name, comment, columns.get((schema, name), {}))
        for schema, name, comment in con.execute(_TABLES).fetchall()
    )


def count_rows(path: Path) -> dict[str, int]:
    """Rows of each table and view of a file by ``schema.table``."""
    with open_read_only(path) as con:
        return {
            r.full_name: con.execute(f"select count(*) from {r.sql_name}").fetchall()[0][0]
            for r in relations(con)
        }


def columns_of(path: Path) -> dict[str, frozenset[str]]:
    """Columns of each table and view of a file by ``schema.table``."""
    with open_read_only(path) as con:
        return {r.full_name: frozenset(r.column_comments) for r in relations(con)}


def quote_name(name: str) -> str:
    """A name as SQL takes any name."""
    return '"' + name.replace('"', '""') + '"'


def quote_text(text: str) -> str:
    """A text as SQL takes any text."""
    return "'" + text.replace("'", "''") + "'"
