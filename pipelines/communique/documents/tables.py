"""CSV and Parquet: each row is a record; a row that cannot be read harms no other.

Which column means what is ``records_text``' business.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from communique.documents.archives import seekable
from communique.documents.decoding import decode
from communique.documents.json_text import canonical
from communique.documents.limits import MAX_BYTES
from communique.documents.member import Member, member, refused
from communique.documents.place import Place
from communique.documents.refusal import Refusal, RefusedError, damaged
from communique.documents.streams import Bytes, peek

_ROWS_AT_A_TIME = 500
_SAMPLE = 1 << 16


def csv_members(stream: Bytes, place: Place) -> Iterator[Member]:
    """The records of a CSV or TSV file whose first row names the columns."""
    head, stream = peek(stream)
    decoded = decode(head)
    encoding = "utf-8" if decoded is None or decoded.basis == "damaged" else decoded.encoding
    # The head may end inside a character; a byte that does not fit is seen in its row.
    text = io.TextIOWrapper(stream, encoding=encoding, errors="backslashreplace", newline="")
    csv.field_size_limit(MAX_BYTES)
    rows = csv.reader(_without_nul(text), delimiter=_delimiter(decoded.text if decoded else ""))
    names = [name.strip().lstrip("\ufeff") for name in next(rows, [])]
    if not names:
        raise RefusedError("empty", "a table without a head: name the columns in the first row")
    number = 0
    while True:
        number += 1
        uri = place.part(f"row={number}")
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield refused(uri, damaged(f"row {number}: {error}").refusal)
            continue
        if row is None:
            return
        yield from _of_row(names, row, uri, place, number)


def _of_row(
    names: list[str], row: list[str], uri: str, place: Place, number: int
) -> Iterator[Member]:
    if not any(cell.strip() for cell in row):
        return
    if len(row) != len(names):
        why = f"row {number} has {len(row)} cells where the head has {len(names)}; others are read"
        yield refused(uri, damaged(why).refusal, "\x1f".join(row).encode("utf-8", "replace"))
        return
    record = {name: cell for name, cell in zip(names, row, strict=True) if name and cell}
    yield member(canonical(record), uri, "record", place.origin)


def _without_nul(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line.replace("\0", "")


def _delimiter(head: str) -> str:
    first = head.split("\n", 1)[0]
    return max(",;\t|", key=lambda mark: (first.count(mark), mark == ","))


def parquet_members(stream: Bytes, place: Place) -> Iterator[Member]:
    """The records of a Parquet file, some hundred rows in memory at a time."""
    import polars as pl

    source = seekable(stream)
    if isinstance(source, Refusal):
        yield refused(place.uri, source)
        return
    path = getattr(source, "name", None)
    try:
        frame = pl.scan_parquet(path if isinstance(path, str) else source.read())
        total = frame.select(pl.len()).collect().item()
    except (pl.exceptions.PolarsError, OSError, ValueError, BaseExceptionGroup) as error:
        raise damaged(f"the Parquet file cannot be read ({type(error).__name__})") from error
    for first in range(0, total, _ROWS_AT_A_TIME):
        try:
            rows = frame.slice(first, _ROWS_AT_A_TIME).collect().to_dicts()
        except (pl.exceptions.PolarsError, OSError, ValueError) as error:
            why = f"rows from {first + 1} cannot be read ({type(error).__name__})"
            raise damaged(why) from error
        for number, row in enumerate(rows, start=first + 1):
            record = {name: _plain(value) for name, value in row.items() if value is not None}
            uri = place.part(f"row={number}")
            yield member(canonical(record), uri, "record", place.origin)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, (date, datetime)) else value
