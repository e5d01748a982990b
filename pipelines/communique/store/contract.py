"""Writes dbt's description of the staging Parquet from the contract, so that both say the same.

Only the text of ``_sources.yml`` is made here; the columns and their meanings are those of
``records``, the tests of keys follow from ``key_of_table``.
"""

from __future__ import annotations

import inspect
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from communique.records import Column, columns, key_of_table, type_of_table
from communique.settings import load_settings

_HEAD = """\
# Generated from communique/records.py by `python -m communique.store.contract`; do not edit.
version: 2

sources:
  - name: staging
    description: What each document says, as the parser wrote it, one Parquet file per batch.
    config:
      meta:
        external_location: >-
          read_parquet('{{ env_var("COMMUNIQUE_DATA_DIR") }}/staging/{name}/*/*.parquet',
          hive_partitioning = true, union_by_name = true)
    tables:
"""


def sources_yaml() -> str:
    """The whole text of ``_sources.yml``."""
    return _HEAD + "\n".join(line for table in type_of_table for line in _table(table)) + "\n"


def _table(name: str) -> Iterator[str]:
    record = type_of_table[name]
    yield f"      - name: {name}"
    yield f"        description: {_quoted(inspect.getdoc(record) or '')}"
    yield "        config:"
    yield "          meta:"
    yield f'            dagster: {{asset_key: ["staging", "{name}"]}}'
    yield "        columns:"
    for column in columns(record):
        yield from _column(column, is_key=column.name in key_of_table[name])
    yield "          - name: batch"
    yield '            description: "The batch that brought the row: the name of its folder."'


def _column(column: Column, *, is_key: bool) -> Iterator[str]:
    yield f"          - name: {column.name}"
    yield f"            description: {_quoted(column.meaning)}"
    if is_key:
        yield "            data_tests: [not_null]"


def _quoted(text: str) -> str:
    # A JSON string is a YAML string; dbt would read braces in it as Jinja, so none may stand there.
    if "{" in text:
        raise ValueError(f"a meaning may not hold a brace: {text!r}")
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def main(arguments: list[str]) -> int:
    """Write ``_sources.yml`` to the path given, else into the dbt project; gives the exit code."""
    default = load_settings().dbt_dir / "models" / "staging" / "_sources.yml"
    path = Path(arguments[0]) if arguments else default
    path.write_text(sources_yaml(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
