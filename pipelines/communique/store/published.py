"""The published file: a copy of the marts and of what each document says, swapped in at one stroke.

The warehouse is only read here; dbt alone writes it. Who holds the old published file open keeps
reading it, and never blocks the swap.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from communique.records import key_of_table, type_of_table
from communique.store.files import flush_to_disk, sweep_temporary, whole_file
from communique.store.public_tables import missing_parts
from communique.store.schema import table_columns
from communique.store.warehouse import (
    Relation,
    WarehouseClosedError,
    columns_of,
    count_rows,
    open_read_only,
    quote_name,
    quote_text,
    relations,
)

_PREFIX = "stg_"
_HOUSE_COLUMNS = ("batch",)
"""Columns of the stores that say nothing about a document and stay at home."""


class NotPublishedError(RuntimeError):
    """The warehouse is not fit to be published; the published file is as it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """Rows of each table of the published file, and of the file it replaced.

    ``rows_before`` is empty when there was no such file, None when its rows could not be counted.
    """

    rows: Mapping[str, int]
    rows_before: Mapping[str, int] | None


@dataclass(frozen=True, slots=True)
class _Copy:
    """One table to write: where its rows come from, their order, and its words."""

    source: Relation
    target: Relation
    order: Sequence[str]


def publish(warehouse: Path, target: Path) -> Published:
    """Copy marts and staging of ``warehouse`` into a new file and put it in place of ``target``.

    Raises NotPublishedError, and leaves ``target`` as it was, when the warehouse is missing, is
    held by another program, or lacks a table or column of the contract. A target that is damaged
    or held open is replaced all the same. One publisher at a time.
    """
    candidate = target.with_name("candidate.duckdb")
    write_candidate(warehouse, candidate)
    return put_in_place(candidate, target)


def write_candidate(warehouse: Path, candidate: Path) -> Mapping[str, int]:
    """Copy marts and staging of ``warehouse`` into ``candidate``; gives the rows of each table.

    Raises NotPublishedError, and leaves a candidate as it was, as ``publish`` does.
    """
    sweep_temporary(candidate.parent)
    with whole_file(candidate, mode=0o444) as temporary:
        _write_copy(warehouse, temporary)
        return count_rows(temporary)


def put_in_place(candidate: Path, target: Path) -> Published:
    """Make ``candidate`` the published file ``target`` at one stroke; it is no candidate then.

    Raises NotPublishedError, and leaves ``target`` as it was, when there is no candidate, or it
    lacks what this version publishes.
    """
    try:
        missing = list(missing_parts(columns_of(candidate)))
        rows = count_rows(candidate)
    except (WarehouseClosedError, duckdb.Error) as error:
        raise NotPublishedError(
            f"not published: {error}; make a candidate with: communique run --hold"
        ) from error
    if missing:
        raise NotPublishedError(
            f"not published: the candidate lacks {', '.join(missing)}; make it anew with: "
            "communique run --hold"
        )
    before = countable_rows(target)
    # A log left beside the old file would be played into the new one.
    target.with_name(f"{target.name}.wal").unlink(missing_ok=True)
    candidate.replace(target)
    flush_to_disk(target.parent)
    return Published(rows=rows, rows_before=before)


def countable_rows(path: Path) -> dict[str, int] | None:
    """Rows of each table of a file; none when there is no file, None when they cannot be counted.

    A file that another program holds open for writing, or a damaged one, cannot be counted.
    """
    try:
        return count_rows(path) if path.is_file() else {}
    except (WarehouseClosedError, duckdb.Error):
        return None


def _write_copy(warehouse: Path, path: Path) -> None:
    try:
        with open_read_only(warehouse) as con:
            copies = list(_copies(relations(con)))
            _refuse_incomplete(copies)
            con.execute(f"attach {quote_text(str(path))} as target")
            for schema in sorted({copy.target.schema for copy in copies}):
                con.execute(f"create schema target.{quote_name(schema)}")
            for copy in copies:
                _write(con, copy)
            con.execute("checkpoint target")
            con.execute("detach target")
    except WarehouseClosedError as error:
        raise NotPublishedError(f"not published: {error}; then run the whole job") from error


def _refuse_incomplete(copies: Sequence[_Copy]) -> None:
    present = {c.target.full_name: frozenset(c.target.column_comments) for c in copies}
    missing = list(missing_parts(present))
    if missing:
        raise NotPublishedError(
            f"not published: the warehouse lacks {', '.join(missing)}; "
            "run the whole job, or put the model right, and publish again"
        )


def _copies(found: Sequence[Relation]) -> Iterator[_Copy]:
    """Marts under their own names, ``stg_`` relations under the contract's."""
    for source in found:
        table = source.name.removeprefix(_PREFIX)
        if source.schema == "marts":
            yield _Copy(source, source, tuple(source.column_comments))
        elif source.schema == "staging" and source.name != table and table in type_of_table:
            meanings = {c.name: c.meaning for c in table_columns(table)}
            words = {c: meanings.get(c) for c in source.column_comments if c not in _HOUSE_COLUMNS}
            target = Relation("staging", table, inspect.getdoc(type_of_table[table]), words)
            yield _Copy(source, target, key_of_table[table])


def _write(con: duckdb.DuckDBPyConnection, copy: _Copy) -> None:
    target = f"target.{copy.target.sql_name}"
    names = ", ".join(map(quote_name, copy.target.column_comments))
    order = ", ".join(map(quote_name, copy.order))
    con.execute(
        f"create table {target} as select {names} from {copy.source.sql_name} order by {order}"
    )
    if copy.target.comment:
        con.execute(f"comment on table {target} is {quote_text(copy.target.comment)}")
    for name, comment in copy.target.column_comments.items():
        if comment:
            con.execute(f"comment on column {target}.{quote_name(name)} is {quote_text(comment)}")


def events_by_month(published: Path, *, months: int = 18) -> tuple[tuple[str, int], ...]:
    """How many gatherings begin in each of the last months that have any, oldest first."""
    sql = """
        select strftime(start_date, '%Y-%m') as month, count(*) from marts.events
        where start_date is not null group by all order by month desc limit ?
    """
    with open_read_only(published) as con:
        return tuple(reversed(con.execute(sql, [months]).fetchall()))
