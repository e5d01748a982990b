"""Answers under the SQL blocks of a Markdown page, so that a page shows what is true.

What belongs here: finding the blocks, asking the published file, laying out the rows. What does
not: a question. Run as ``python -m communique.store.answers PUBLISHED PAGE...`` it writes the
pages anew with the answers that the file gives.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb

from communique.store.files import write_whole

_BLOCK = re.compile(r"^```sql\n(?P<sql>.*?)^```\n+(?:^\|[^\n]*\n)*\n*", re.MULTILINE | re.DOTALL)


def questions(page: str) -> Iterator[str]:
    """The SQL of each block of the page, in order."""
    return (match["sql"] for match in _BLOCK.finditer(page))


def with_answers(page: str, connection: duckdb.DuckDBPyConnection) -> str:
    """The page with the table under each SQL block replaced by the answer of ``connection``.

    A block without a table gets one. Raises duckdb.Error for SQL that fails.
    """

    def answered(match: re.Match[str]) -> str:
        end = "" if match.end() == len(page) else "\n"
        return f"```sql\n{match['sql']}```\n\n{answer(match['sql'], connection)}{end}"

    return _BLOCK.sub(answered, page)


def answer(sql: str, connection: duckdb.DuckDBPyConnection) -> str:
    """The rows of one query as a Markdown table: ISO dates, instants in UTC, lists with commas."""
    query = sql.strip().rstrip(";")
    described = connection.execute(f"describe {query}").fetchall()
    names = [str(row[0]) for row in described]
    shown = [_as_text(str(row[0]), str(row[1])) for row in described]
    connection.execute("set TimeZone = 'UTC'")
    rows = connection.execute(f"select {', '.join(shown)} from (\n{query}\n)").fetchall()
    lines = [names, ["---"] * len(names), *rows]
    return "".join("| " + " | ".join(_cell(c) for c in line) + " |\n" for line in lines)


def _as_text(name: str, kind: str) -> str:
    quoted = '"' + name.replace('"', '""') + '"'
    if kind.endswith("[]"):
        return f"array_to_string({quoted}, ', ')"
    return f"{quoted}::varchar"


def _cell(value: object) -> str:
    return "" if value is None else " ".join(str(value).replace("|", "\\|").split())


def main(arguments: list[str]) -> None:
    """Write the pages named after the published file anew."""
    published, *pages = arguments
    with duckdb.connect(published, read_only=True) as connection:
        for page in map(Path, pages):
            text = page.read_text(encoding="utf-8")
            write_whole(page, with_answers(text, connection).encode())


if __name__ == "__main__":
    main(sys.argv[1:])
