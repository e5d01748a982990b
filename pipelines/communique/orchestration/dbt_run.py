"""One run of dbt: its events as Dagster's, with the rows of what it built; marts with a preview.

Which models there are, and what they say, is dbt's business.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import dagster as dg
import duckdb
from dagster_dbt import DbtCliInvocation

from communique.engines.registry import load_engine
from communique.orchestration.dbt_findings import findings
from communique.orchestration.metadata import PREVIEW_ROWS, preview
from communique.orchestration.policy import hopeless
from communique.orchestration.progress import report
from communique.orchestration.resources import Dbt
from communique.parse import parser_version
from communique.settings import Settings
from communique.store.warehouse import open_read_only, quote_name

Event = dg.Output[None] | dg.AssetCheckResult | dg.AssetObservation
_PREVIEW_COLUMNS = 8
_TOO_LONG = ("text", "shingles")


class WarehouseError(RuntimeError):
    """dbt built or tested something that failed; the message names it."""


def build(context: dg.AssetExecutionContext, dbt: Dbt, settings: Settings) -> Iterator[Event]:
    """Build and test everything selected; raises Failure when a model or test failed.

    Outputs come after dbt has let go of the warehouse, so that their rows can be counted.
    """
    variables = json.dumps(
        {
            "parser_version": parser_version(load_engine(settings.engine)),
            "run_id": context.run.run_id,
            "built_at": settings.clock().isoformat(),
        }
    )
    target = settings.data_dir / "run" / "dbt"
    # What is read after a failure must not be an earlier run's.
    (target / "run_results.json").unlink(missing_ok=True)
    invocation = dbt.cli(
        ["build", "--exclude-resource-type", "unit_test", "--vars", variables],
        context=context,
        raise_on_error=False,
        target_path=target,
    )
    try:
        events = list(_followed(invocation))
    except KeyError as error:
        changed = "the dbt project changed since it was loaded; reload the code location"
        raise hopeless(WarehouseError(f"{error} is unknown here: {changed}")) from error
    results = _results(invocation)
    with _measures(settings, invocation.manifest, results) as measures:
        for event in events:
            yield measures.with_words(event) if measures else event
        told = measures.findings if measures else {}
    if not invocation.is_successful():
        raise _failure(invocation, results, told)


def _followed(invocation: DbtCliInvocation) -> Iterator[Event]:
    """The events as dbt comes to them, each reported to whoever listens."""
    kinds = ("model", "seed", "test")
    nodes = invocation.manifest["nodes"].values()
    total = sum(node["resource_type"] in kinds for node in nodes)
    for done, event in enumerate(invocation.stream(), start=1):
        report("warehouse", min(done, total), total)
        yield event


def _results(invocation: DbtCliInvocation) -> list[Mapping[str, Any]]:
    """What became of each node; nothing where dbt broke off before it could say."""
    try:
        return list(invocation.get_artifact("run_results.json")["results"])
    except (OSError, ValueError, KeyError):
        return []


def _failure(
    invocation: DbtCliInvocation, results: Sequence[Mapping[str, Any]], told: Mapping[str, str]
) -> Exception:
    """What failed by name; only a failure without a name may pass by itself."""
    failed = [
        f"{result['unique_id'].split('.', 2)[-1]}: "
        f"{told.get(result['unique_id']) or (result['message'] or '').strip()}"
        for result in results
        if result["status"] in ("error", "fail")
    ]
    if failed:
        return hopeless(WarehouseError("dbt failed in " + "; ".join(failed)))
    return invocation.get_error() or WarehouseError("dbt failed without saying where")


@contextmanager
def _measures(
    settings: Settings, manifest: Mapping[str, Any], results: Sequence[Mapping[str, Any]]
) -> Iterator[_Measures | None]:
    if not settings.warehouse_path.is_file():
        yield None
        return
    with open_read_only(settings.warehouse_path) as con:
        yield _Measures(con, manifest["nodes"], findings(con, results))


@dataclass(frozen=True, slots=True)
class _Measures:
    """Reads rows, columns and a preview of built relations from the warehouse."""

    con: duckdb.DuckDBPyConnection
    nodes: Mapping[str, Any]
    findings: Mapping[str, str]

    def with_words(self, event: Event) -> Event:
        """An output with what was built, a check with what it found."""
        if isinstance(event, dg.Output):
            return self.added_to(event)
        node = event.metadata.get("unique_id") if isinstance(event, dg.AssetCheckResult) else None
        told = self.findings.get(str(node.value)) if node else None
        return event._replace(description=told) if told else event

    def added_to(self, output: dg.Output[None]) -> dg.Output[None]:
        """The output with its count of rows; a mart's with its columns and its first rows too.

        What is on the way to the marts goes without: Dagster stores every word twice.
        """
        node = self.nodes[output.metadata["unique_id"].value]
        relation = f"{quote_name(node['schema'])}.{quote_name(node['alias'])}"
        count = self.con.execute(f"select count(*) from {relation}").fetchall()[0][0]
        more = {"dagster/row_count": count}
        if node["schema"] == "marts":
            more |= {
                "dagster/column_schema": self._schema(node, relation),
                "preview": self._preview(relation),
            }
        return dg.Output(output.value, output.output_name, metadata={**output.metadata, **more})

    def _preview(self, relation: str) -> dg.TableMetadataValue:
        cursor = self.con.execute(f"select * from {relation} limit {PREVIEW_ROWS}")
        names = [column[0] for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        return preview(rows, [n for n in names if n not in _TOO_LONG][:_PREVIEW_COLUMNS])

    def _schema(self, node: Mapping[str, Any], relation: str) -> dg.TableSchema:
        """Names and types as DuckDB has them, with the words of the model's YAML."""
        described = self.con.execute(f"describe {relation}").fetchall()
        words = {name: column.get("description") for name, column in node["columns"].items()}
        return dg.TableSchema(
            [dg.TableColumn(n, kind.lower(), words.get(n)) for n, kind, *_ in described]
        )
