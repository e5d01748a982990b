"""The published file: a copy of the marts and of what each document says, swapped in at one stroke.

The warehouse is only read here; dbt alone writes it. Who holds the old published file open keeps
reading it, and never blocks the swap.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from communique.records import key_of_table, type_of_table
from communique.store.files import whole_file
from communique.store.public_tables import missing_parts
from communique.store.schema import table_columns

_PREFIX = "stg_"
_HOUSE_COLUMNS = ("batch",)
"""Columns of the stores that say nothing about a document and stay at home."""

_TABLES = """
    select schema_name, name, comment from (
        select database_name, schema_name, table_name as name, comment
        from duckdb_tables() where not internal
        union all
        select database_name, schema_name, view_name, comment
        from duckdb_views() where not internal
    ) where database_name = ? order by all
"""
_COLUMNS = """
    select schema_name || '.' || table_name, column_name, comment from duckdb_columns()
    where database_name = ? and not internal order by table_oid, column_index
"""


class NotPublishedError(RuntimeError):
    """The warehouse is not fit to be published; the published file is as it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """Rows of each table of the published file, and of the file it replaced (empty if none)."""

    rows: Mapping[str, int]
    rows_before: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Copy:
    """One relation to copy: where from, where to, and its words."""

    source: str
    target: str
    comment: str | None
    column_comments: Mapping[str, str | None]


def publish(warehouse: Path, target: Path) -> Published:
    """Copy marts and staging of ``warehouse`` into a new file and put it in place of ``target``.

    Raises NotPublishedError, and leaves ``target`` as it was, when the warehouse is missing, is
    held by another program, or lacks a table or column of the contract.
    """
    before = count_rows(target) if target.is_file() else {}
    with whole_file(target, mode=0o444) as temporary:
        _write_copy(warehouse, temporary)
        rows = count_rows(temporary)
        # A log left beside the old file would be played into the new one.
        target.with_name(f"{target.name}.wal").unlink(missing_ok=True)
    return Published(rows=rows, rows_before=before)


def _write_copy(warehouse: Path, path: Path) -> None:
    with _attached(warehouse) as con:
        copies = list(_copies(con))
        missing = list(missing_parts({c.target: frozenset(c.column_comments) for c in copies}))
        if missing:
            raise NotPublishedError(
                f"not published: the warehouse lacks {', '.join(missing)}; "
                "run the whole job, or put the model right, and publish again"
            )
        con.execute(f"attach {_text(str(path))} as target")
        for schema in ("staging", "marts"):
            con.execute(f"create schema target.{schema}")
        for copy in copies:
            _copy(con, copy)
        con.execute("checkpoint target")
        con.execute("detach target")


@contextmanager
def _attached(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with the warehouse attached, read only, under the name dbt gives it."""
    if not warehouse.is_file():
        raise NotPublishedError(
            "not published: there is no warehouse yet; run the whole job, which builds it"
        )
    con = duckdb.connect(":memory:")
    try:
        con.execute("set timezone = 'UTC'")
        try:
            con.execute(f"attach {_text(str(warehouse))} as {_name(warehouse.stem)} (read_only)")
        except duckdb.IOException as error:
            raise NotPublishedError(
                "not published: the warehouse cannot be opened "
                f"({str(error).strip().splitlines()[0]}); close what holds it and run again"
            ) from error
        con.execute(f"use {_name(warehouse.stem)}")
        yield con
    finally:
        con.close()


def _copies(con: duckdb.DuckDBPyConnection) -> Iterator[_Copy]:
    """Marts under their own names, ``stg_`` relations under the contract's."""
    database = con.execute("select current_database()").fetchall()[0][0]
    columns: dict[str, dict[str, str | None]] = {}
    for relation, column, comment in con.execute(_COLUMNS, [database]).fetchall():
        columns.setdefault(relation, {})[column] = comment
    for schema, name, comment in con.execute(_TABLES, [database]).fetchall():
        source = f"{schema}.{name}"
        if schema == "marts":
            yield _Copy(source, source, comment, columns[source])
        elif schema == "staging" and name.removeprefix(_PREFIX) in type_of_table:
            table = name.removeprefix(_PREFIX)
            words = {c.name: c.meaning for c in table_columns(table)}
            kept = {c: words.get(c) for c in columns[source] if c not in _HOUSE_COLUMNS}
            record = inspect.getdoc(type_of_table[table])
            yield _Copy(source, f"staging.{table}", record, kept)


def _copy(con: duckdb.DuckDBPyConnection, copy: _Copy) -> None:
    schema, table = copy.target.split(".")
    names = list(copy.column_comments)
    order = key_of_table[table] if schema == "staging" else names
    target = f"target.{schema}.{_name(table)}"
    con.execute(
        f"create table {target} as select {', '.join(map(_name, names))} "
        f"from {copy.source} order by {', '.join(map(_name, order))}"
    )
    if copy.comment:
        con.execute(f"comment on table {target} is {_text(copy.comment)}")
    for name, comment in copy.column_comments.items():
        if comment:
            con.execute(f"comment on column {target}.{_name(name)} is {_text(comment)}")


def count_rows(path: Path) -> dict[str, int]:
    """Rows of each table and view of a DuckDB file by ``schema.table``."""
    con = duckdb.connect(str(path), read_only=True)
    try:
        database = con.execute("select current_database()").fetchall()[0][0]
        relations = [f"{s}.{_name(n)}" for s, n, _ in con.execute(_TABLES, [database]).fetchall()]
        return {
            relation.replace('"', ""): con.execute(f"select count(*) from {relation}").fetchall()[
                0
            ][0]
            for relation in relations
        }
    finally:
        con.close()


def columns_of(path: Path) -> dict[str, frozenset[str]]:
    """Columns of each table and view of a DuckDB file by ``schema.table``."""
    con = duckdb.connect(str(path), read_only=True)
    try:
        database = con.execute("select current_database()").fetchall()[0][0]
        found: dict[str, set[str]] = {}
        for relation, column, _ in con.execute(_COLUMNS, [database]).fetchall():
            found.setdefault(relation, set()).add(column)
        return {relation: frozenset(names) for relation, names in found.items()}
    finally:
        con.close()


def shrunk(published: Published, *, by_more_than: float = 0.1) -> tuple[tuple[str, int, int], ...]:
    """Marts that lost more than that share of their rows: table, rows before, rows now."""
    return tuple(
        (table, before, published.rows.get(table, 0))
        for table, before in sorted(published.rows_before.items())
        if table.startswith("marts.") and published.rows.get(table, 0) < before * (1 - by_more_than)
    )


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
