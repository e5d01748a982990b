"""``communique score``: a published file against labelled articles; how it is measured: scoring."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from communique.cli.options import DataDir, settings_for
from communique.cli.terminal import fail, failing_on, output, plain, warn

if TYPE_CHECKING:
    from communique.scoring import Scorecard


def score(
    gold_dir: Annotated[Path, typer.Argument(help="Folder of pairs <id>.txt and <id>.json.")],
    data_dir: DataDir = None,
    json_path: Annotated[
        Path | None,
        typer.Option("--json", help="Also write the measures to this file.", show_default=False),
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List every miss.")] = False,
    only: Annotated[
        str | None, typer.Option(help="Only ids that hold this text.", show_default=False)
    ] = None,
) -> None:
    """Measure how well the published file agrees with labelled articles."""
    from communique import scoring
    from communique.queries.published import PublishedError, open_published, read_tables
    from communique.scoring.reading import SCORED_TABLES

    settings = settings_for(data_dir)
    with failing_on(scoring.LabelError):
        gold = scoring.load_gold(gold_dir, only)
    with failing_on(PublishedError), open_published(settings.published_path) as con:
        tables = read_tables(con, SCORED_TABLES)
    if missing := [name for name in SCORED_TABLES if name not in tables]:
        warn(f"the published file lacks {', '.join(missing)}: counted as empty")
    scorecard = scoring.score(gold, tables)
    _check_found(scorecard, gold_dir, settings.data_dir)
    _show(scorecard)
    if errors:
        for error in scorecard.errors:
            output().print(plain(error), soft_wrap=True)
    if json_path:
        measures = {name: dict(measure) for name, measure in scorecard.measures.items()}
        with failing_on(OSError):
            json_path.write_text(json.dumps(measures, indent=1) + "\n", encoding="utf-8")


def _check_found(scorecard: Scorecard, gold_dir: Path, data_dir: Path) -> None:
    found = scorecard.measures["articles_found"]
    hits, of = found["hits"], found["of"]
    remedy = f"communique run '{gold_dir}/**/*.txt' --data-dir {data_dir}"
    if not hits:
        fail(f"none of the {of} labelled articles is in {data_dir}; read them with: {remedy}")
    if hits != of:
        warn(f"only {hits} of {of} labelled articles are in {data_dir}; the others count as missed")


def _show(scorecard: Scorecard) -> None:
    table = Table(show_edge=False, pad_edge=False, box=None)
    table.add_column("measure")
    for name in ("value", "precision", "recall", "right", "extra", "missed", "of"):
        table.add_column(name, justify="right")
    for name, measure in scorecard.measures.items():
        right = measure.get("tp", measure.get("hits"))
        figures = [measure.get(key) for key in ("value", "precision", "recall")]
        counts = [right, measure.get("fp"), measure.get("fn"), measure.get("of")]
        shown = ["" if f is None else f"{f:.4f}" for f in figures]
        table.add_row(name, *shown, *("" if c is None else str(c) for c in counts))
    output().print(table)
