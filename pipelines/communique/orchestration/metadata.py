"""What a person wants to see at a materialisation, from plain values; nothing is computed here.

Article text is foreign: it goes into typed table cells, shortened, never into Markdown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import dagster as dg

PREVIEW_ROWS = 5
CELL_LENGTH = 80

_TYPE_NAMES = {str: "string", int: "int", float: "float", bool: "bool"}


def preview(rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> dg.TableMetadataValue:
    """The first rows as a table of Dagster's own, its cells short and free of line ends."""
    records = [
        dg.TableRecord({name: _cell(row[name]) for name in names}) for row in rows[:PREVIEW_ROWS]
    ]
    schema = dg.TableSchema([dg.TableColumn(name, _type_name(rows, name)) for name in names])
    return dg.MetadataValue.table(records, schema)


def _cell(value: Any) -> str | int | float | bool:
    if isinstance(value, bool | int | float):
        return value
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        value = ", ".join(str(item) for item in value)
    text = " ".join(str(value.isoformat() if isinstance(value, date) else value).split())
    return text if len(text) <= CELL_LENGTH else text[: CELL_LENGTH - 1] + "…"


def _type_name(rows: Sequence[Mapping[str, Any]], name: str) -> str:
    kinds = {type(row[name]) for row in rows[:PREVIEW_ROWS]}
    return _TYPE_NAMES.get(kinds.pop(), "string") if len(kinds) == 1 else "string"
