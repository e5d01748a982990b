"""Labelled texts read anew by an engine: the rows a scoring needs, without any database.

What a reading is worth is measured elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from communique.engines.engine import Engine
from communique.parse import parse_bytes
from communique.scoring.gold import GoldArticle

LANDED = datetime(2026, 11, 21, tzinfo=UTC)
"""When the texts count as landed: the last witness for an open year, so it must not move."""


def read_anew(
    gold: Iterable[GoldArticle], engine: Engine, landed: datetime = LANDED
) -> dict[str, list[Mapping[str, Any]]]:
    """The rows of every text by table, as ``staging.<table>``; there are no marts.

    Each text is read as a file ``raw/<id>.txt`` that landed at ``landed``.
    """
    tables: dict[str, list[Mapping[str, Any]]] = {}
    for article in gold:
        data = article.text.encode("utf-8")
        parsed = parse_bytes(data, f"raw/{article.gold_id}.txt", landed, engine)
        for table, rows in parsed.tables().items():
            tables.setdefault(f"staging.{table}", []).extend(asdict(row) for row in rows)
    return tables
