"""What a person wants to see at a materialisation, from plain values; nothing is computed here.

Article text is foreign: it goes into typed table cells, shortened, never into Markdown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import dagster as dg

from communique.queries.differences import Differences

PREVIEW_ROWS = 5
CELL_LENGTH = 80
EXAMPLE_LENGTH = 240

_TYPE_NAMES = {str: "string", int: "int", float: "float", bool: "bool"}


def preview(rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> dg.TableMetadataValue:
    """The first rows as a table of Dagster's own, its cells short and free of line ends."""
    records = [
        dg.TableRecord({name: _cell(row[name]) for name in names}) for row in rows[:PREVIEW_ROWS]
    ]
    schema = dg.TableSchema([dg.TableColumn(name, _type_name(rows, name)) for name in names])
    return dg.MetadataValue.table(records, schema)


def difference_tables(found: Differences | None) -> dict[str, dg.MetadataValue[Any]]:
    """What differs from the published file: counts and examples; nothing where nothing does."""
    if found is None or found.is_empty:
        return {}
    counts: list[dict[str, str | int]] = [
        {"what": f"{kind}s", "before": t.before, "now": t.now, "added": t.added,
         "changed": t.changed, "retracted": t.retracted, "merged": t.merged, "split": t.split}
        for kind, t in found.objects.items()
    ]  # fmt: skip
    counts += [
        {"what": table, "before": c.before, "now": c.now, "added": c.added, "changed": 0,
         "retracted": c.gone, "merged": 0, "split": 0}
        for table, c in found.tables.items()
    ]  # fmt: skip
    examples = [{"what": e.kind, "op": e.op, "example": e.told} for e in found.examples]
    return {
        "differences": dg.MetadataValue.table([dg.TableRecord({**row}) for row in counts]),
        "examples": _table(examples, ("what", "op", "example"), EXAMPLE_LENGTH),
    }


def _table(
    rows: Sequence[Mapping[str, Any]], names: Sequence[str], length: int
) -> dg.TableMetadataValue:
    records = [dg.TableRecord({name: _cell(row[name], length) for name in names}) for row in rows]
    return dg.MetadataValue.table(records, dg.TableSchema([dg.TableColumn(n) for n in names]))


def _cell(value: Any, length: int = CELL_LENGTH) -> str | int | float | bool:
    if isinstance(value, bool | int | float):
        return value
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        value = ", ".join(str(item) for item in value)
    text = " ".join(str(value.isoformat() if isinstance(value, date) else value).split())
    return text if len(text) <= length else text[: length - 1] + "…"


def _type_name(rows: Sequence[Mapping[str, Any]], name: str) -> str:
    kinds = {type(row[name]) for row in rows[:PREVIEW_ROWS]}
    return _TYPE_NAMES.get(kinds.pop(), "string") if len(kinds) == 1 else "string"
