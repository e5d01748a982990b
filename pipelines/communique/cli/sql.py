"""``communique sql``: a query on the published file and the four ways to show its rows."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.cli.options import DataDir, settings_for
from communique.cli.terminal import (
    WRONG_USAGE,
    fail,
    failing_on,
    is_terminal,
    output,
    plain,
    visible,
    visible_json,
    warn,
)

if TYPE_CHECKING:
    import duckdb

_SHOWN_ROWS = 500
_CHUNK = 1000


class SqlFormat(StrEnum):
    """How rows are shown; a table shows the first rows only, the others all."""

    table = "table"
    csv = "csv"
    json = "json"
    markdown = "markdown"


def sql(
    query: Annotated[str, typer.Argument(help="The SQL, or - to read it from standard input.")],
    data_dir: DataDir = None,
    format: Annotated[
        SqlFormat | None,
        typer.Option(help="Default: table on a terminal, csv into a pipe.", show_default=False),
    ] = None,
) -> None:
    """Ask the published file in SQL; nothing else is read or written, and instants are in UTC.

    Several statements, parted by semicolons, show their results one after the other.
    """
    import duckdb

    from communique.queries.published import PublishedError, first_line, open_published, seal

    settings = settings_for(data_dir)
    text = sys.stdin.read() if query == "-" else query
    with failing_on(PublishedError), open_published(settings.published_path) as con:
        try:
            seal(con)
            _ask(con, text, format or (SqlFormat.table if is_terminal() else SqlFormat.csv))
        except duckdb.Error as error:
            fail(_advice(error, first_line(error)))


def _ask(con: duckdb.DuckDBPyConnection, text: str, format: SqlFormat) -> None:
    statements = con.extract_statements(text)
    if not statements:
        fail("the query is empty; give SQL such as: from marts.events", WRONG_USAGE)
    for number, statement in enumerate(statements):
        con.execute(statement)
        if number:
            typer.echo()
        if names := [column[0] for column in con.description or ()]:
            _show(names, con, format)


def _advice(error: duckdb.Error, said: str) -> str:
    if type(error).__name__ == "CatalogException":
        return f'{said}\nlist the tables with: communique sql "from (show all tables)"'
    if "disabled by configuration" in said:
        return f"{said}\nonly the published file is asked; write rows with --format csv > FILE"
    if "read-only" in said:
        return f"{said}\nthe published file is only read; copy it to change it"
    return str(error).strip()


def _show(names: Sequence[str], con: duckdb.DuckDBPyConnection, format: SqlFormat) -> None:
    if format is SqlFormat.table:
        _show_table(names, con)
    elif format is SqlFormat.csv:
        _show_csv(names, _rows(con))
    elif format is SqlFormat.json:
        _show_json(names, _rows(con))
    else:
        _show_markdown(names, _rows(con))


def _rows(con: duckdb.DuckDBPyConnection) -> Iterable[Sequence[Any]]:
    while chunk := con.fetchmany(_CHUNK):
        yield from chunk


def _show_table(names: Sequence[str], con: duckdb.DuckDBPyConnection) -> None:
    from rich.table import Table

    table = Table(show_edge=False, pad_edge=False)
    for name in names:
        table.add_column(plain(name), overflow="fold")
    rows = iter(_rows(con))
    for row in islice(rows, _SHOWN_ROWS):
        table.add_row(*(plain(_text(value)) for value in row))
    output().print(table)
    if left := sum(1 for _ in rows):
        warn(f"{left} more rows; see all with --format csv")


def _show_csv(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    clean = visible if is_terminal() else str
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([None if v is None else clean(_text(v)) for v in row])


def _show_json(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A list of objects, one a line."""
    opened = "["
    for row in rows:
        record = dict(zip(names, row, strict=True))
        text = json.dumps(record, ensure_ascii=False, default=_json_value)
        typer.echo(f"{opened}{visible_json(text)}", nl=False)
        opened = ",\n "
    typer.echo("]" if opened != "[" else "[]")


def _show_markdown(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    for cells in [names, ["---"] * len(names), *rows]:
        shown = [" ".join(plain(_text(c)).plain.replace("|", "\\|").split()) for c in cells]
        typer.echo("| " + " | ".join(shown) + " |")


def _text(value: Any) -> Any:
    """Instants in ISO 8601 and lists with commas; everything else as it is."""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, list | tuple):
        return ", ".join("" if item is None else str(_text(item)) for item in value)
    return value


def _json_value(value: Any) -> str | float:
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else str(value)
