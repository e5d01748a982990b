"""The assets staging/*: one call to the staging store, which parses what is new."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import dagster as dg

from communique.orchestration.charts import bar_chart
from communique.orchestration.documents import raw_documents
from communique.orchestration.metadata import preview
from communique.orchestration.policy import OWNERS, RETRY
from communique.orchestration.progress import report
from communique.orchestration.resources import Store
from communique.records import type_of_table
from communique.store.schema import table_columns
from communique.store.staged import Staged
from communique.store.staging import scan, stage

_SQL_TYPE = {"str": "varchar", "int": "bigint", "float": "double", "bool": "boolean",
             "date": "date", "datetime": "timestamptz"}  # fmt: skip
_PREVIEW_COLUMNS = 8


def _spec(table: str) -> dg.AssetSpec:
    return dg.AssetSpec(
        ["staging", table],
        deps=[raw_documents],
        description=inspect.getdoc(type_of_table[table]),
        group_name="staging",
        owners=OWNERS,
        kinds={"python", "polars", "parquet"},
        metadata={"dagster/column_schema": _column_schema(table)},
    )


def _column_schema(table: str) -> dg.TableSchema:
    return dg.TableSchema(
        [
            dg.TableColumn(
                column.name,
                _SQL_TYPE[column.plain_type.__name__] + ("[]" if column.is_list else ""),
                description=column.meaning,
                constraints=dg.TableColumnConstraints(nullable=column.is_nullable),
            )
            for column in table_columns(table)
        ]
    )


@dg.multi_asset(
    name="staging",
    specs=[_spec(table) for table in type_of_table],
    retry_policy=RETRY,
)
def staging_tables(store: Store) -> Iterator[dg.MaterializeResult]:
    """Parses what the inbox has and staging has not, and writes it as one batch of Parquet."""
    staged = stage(store.settings, on_progress=lambda done, all_: report("staging", done, all_))
    for table in type_of_table:
        yield dg.MaterializeResult(
            asset_key=["staging", table], metadata=_metadata(store, table, staged)
        )


def _metadata(store: Store, table: str, staged: Staged) -> dict[str, object]:
    frame = scan(store.settings.staging_dir, table)
    newest = frame.tail(5).collect()
    names = [c for c in frame.collect_schema().names() if c != "text"][:_PREVIEW_COLUMNS]
    return {
        "dagster/row_count": frame.select("batch").collect().height,
        "rows_new": staged.rows[table],
        "documents_new": len(staged.new),
        "documents_changed": len(staged.changed),
        "documents_known": len(staged.known),
        "documents_rejected": len(staged.rejected),
        "parser_version": staged.parser_version,
        "seconds": round(staged.seconds, 3),
        "documents": bar_chart(
            "Documents of this run",
            [
                ("new", len(staged.new)),
                ("changed", len(staged.changed)),
                ("rejected", len(staged.rejected)),
                ("known before", len(staged.known)),
            ],
        ),
        "preview": preview(newest.to_dicts(), names),
    }
