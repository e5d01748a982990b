"""Records as Polars frames: the Parquet schema of each staging table, made from the contract.

What belongs here: types, order of rows, and whether a row keeps to its record. What does not:
files and batches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

import polars as pl

from communique.records import Column, columns, key_of_table, type_of_table

_TYPE_OF: dict[type[Any], pl.DataType] = {
    str: pl.String(),
    int: pl.Int64(),
    float: pl.Float64(),
    bool: pl.Boolean(),
    date: pl.Date(),
    datetime: pl.Datetime("us", "UTC"),
}


@cache
def table_columns(table: str) -> tuple[Column, ...]:
    """The columns of a staging table; raises KeyError for a table that is not in the contract."""
    return columns(type_of_table[table])


@cache
def table_schema(table: str) -> pl.Schema:
    """Column names and Polars types of a staging table, in the contract's order."""
    return pl.Schema([(column.name, _polars_type(column)) for column in table_columns(table)])


def _polars_type(column: Column) -> pl.DataType:
    plain = _TYPE_OF[column.plain_type]
    return pl.List(plain) if column.is_list else plain


def to_frame(table: str, rows: Iterable[Any]) -> pl.DataFrame:
    """The rows of one table as a frame, sorted by the table's key.

    Raises TypeError or polars' SchemaError-like errors when a value does not fit its column;
    nothing is cast in silence.
    """
    ordered = sorted(rows, key=lambda row: tuple(getattr(row, k) for k in key_of_table[table]))
    data = {
        column.name: [_plain(getattr(row, column.name), column) for row in ordered]
        for column in table_columns(table)
    }
    return pl.DataFrame(data, schema=table_schema(table), strict=True)


def _plain(value: Any, column: Column) -> Any:
    return list(value) if column.is_list and value is not None else value


def faults(table: str, rows: Sequence[Any]) -> Iterator[str]:
    """What in ``rows`` breaks the contract, one sentence each: nulls, types, words out of list."""
    for row in rows:
        for column in table_columns(table):
            fault = _fault(getattr(row, column.name), column)
            if fault:
                yield f"{table}.{column.name} {fault}"


def _fault(value: Any, column: Column) -> str | None:
    if value is None:
        return None if column.is_nullable else "is null"
    if column.is_list:
        if not isinstance(value, tuple):
            return f"is {type(value).__name__}, not tuple"
        return next((f for f in (_plain_fault(item, column) for item in value) if f), None)
    return _plain_fault(value, column)


def _plain_fault(value: Any, column: Column) -> str | None:
    # bool is an int and datetime a date in Python, but not in Parquet: compare types exactly.
    if type(value) is not column.plain_type:
        return f"is {type(value).__name__}, not {column.plain_type.__name__}"
    if column.vocabulary and value not in column.vocabulary:
        return f"is {value!r}, not one of {', '.join(column.vocabulary)}"
    if isinstance(value, datetime) and value.tzinfo is None:
        return "has no time zone"
    return None
