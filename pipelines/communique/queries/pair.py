"""Two published files opened side by side, read only; what differs is found by ``differences``.

Each table of the two stands ready as ``old_<table>`` and ``new_<table>``, for staging tables as
``old_staging_<table>``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb

from communique.queries.published import PublishedError, first_line
from communique.store.public_tables import missing_parts
from communique.store.warehouse import quote_name, quote_text

_COLUMNS = """
    select schema_name || '.' || table_name, list(column_name order by column_index)
    from duckdb_columns() where database_name = ? and not internal group by all
"""
_NAMED_PARTS = 3

Columns = Mapping[str, frozenset[str]]
"""Columns of each table by ``schema.table``."""


class NoWarehouseError(PublishedError):
    """A file that was given is missing, is no published file, or is one of an older contract."""


@contextmanager
def open_pair(old: Path, new: Path) -> Iterator[tuple[duckdb.DuckDBPyConnection, Columns, Columns]]:
    """A connection to both files with the columns of each; instants are in UTC.

    Raises NoWarehouseError, naming the file and what to do.
    """
    con = duckdb.connect(":memory:")
    try:
        con.execute("set timezone = 'UTC'")
        old_columns = _attach(con, old, "old_file")
        is_one = old.samefile(new) if new.is_file() else False
        # DuckDB opens a file once only.
        new_columns = old_columns if is_one else _attach(con, new, "new_file")
        _name_tables(con, "old", "old_file", old_columns)
        _name_tables(con, "new", "old_file" if is_one else "new_file", new_columns)
        yield con, old_columns, new_columns
    finally:
        con.close()


def _attach(con: duckdb.DuckDBPyConnection, path: Path, name: str) -> Columns:
    if not path.is_file():
        raise NoWarehouseError(
            f"{path}: no such file; give published files, as a run writes them to published/"
        )
    try:
        con.execute(f"attach {quote_text(str(path))} as {name} (read_only)")
        columns = {t: frozenset(names) for t, names in con.execute(_COLUMNS, [name]).fetchall()}
    except duckdb.Error as error:
        raise NoWarehouseError(
            f"{path}: no published warehouse, or it cannot be opened ({first_line(error)})"
        ) from error
    if not any(table.startswith("marts.") for table in columns):
        raise NoWarehouseError(f"{path}: no published warehouse: it holds no marts")
    _refuse_older(path, columns)
    return columns


def _refuse_older(path: Path, columns: Columns) -> None:
    missing = list(missing_parts(columns))
    if missing:
        more = f" and {len(missing) - _NAMED_PARTS} more" if len(missing) > _NAMED_PARTS else ""
        raise NoWarehouseError(
            f"{path}: lacks {', '.join(missing[:_NAMED_PARTS])}{more}: another version of the "
            "public tables; publish that data folder anew with: communique run"
        )


def _name_tables(
    con: duckdb.DuckDBPyConnection, prefix: str, database: str, columns: Columns
) -> None:
    for full_name in sorted(columns):
        schema, table = full_name.split(".", 1)
        between = "" if schema == "marts" else f"{schema}_"
        source = f"{database}.{quote_name(schema)}.{quote_name(table)}"
        con.execute(
            f"create view {quote_name(f'{prefix}_{between}{table}')} as select * from {source}"
        )
