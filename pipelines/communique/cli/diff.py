"""``communique diff``: what two published files say differently, in numbers and in words."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from communique.cli.options import DataDir, settings_for
from communique.cli.terminal import WRONG_USAGE, fail, output, plain, visible, visible_json

if TYPE_CHECKING:
    from communique.queries.differences import Differences

SAME, DIFFERENT = 0, 1
_OPS = ("added", "changed", "retracted", "merged", "split", "renamed")


def diff(
    old: Annotated[
        Path | None,
        typer.Argument(help="A published file; none: the one of the data folder.", dir_okay=False),
    ] = None,
    new: Annotated[
        Path | None,
        typer.Argument(help="Another; none: the candidate of the data folder.", dir_okay=False),
    ] = None,
    data_dir: DataDir = None,
    examples: Annotated[
        int, typer.Option("--examples", "-n", min=0, help="Examples of each kind of difference.")
    ] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="Everything as one JSON object.")] = False,
) -> None:
    """Tell what was added, changed, retracted, merged and split between two published files.

    Without files: between what is published and the candidate that a held run left beside it.
    Exit code 0 says that the two are the same, 1 that they differ, 2 that they cannot be compared.
    """
    import duckdb

    from communique.queries.differences import compare
    from communique.queries.pair import NoWarehouseError
    from communique.queries.published import first_line

    old, new = _files(old, new, data_dir)
    try:
        found = compare(old, new, count_examples=examples)
    except NoWarehouseError as error:
        fail(error, WRONG_USAGE)
    except duckdb.Error as error:
        fail(f"{old}, {new}: cannot be compared ({first_line(error)})", WRONG_USAGE)
    if as_json:
        text = json.dumps({"is_empty": found.is_empty, **asdict(found)}, ensure_ascii=False)
        typer.echo(visible_json(text))
    else:
        show(output(), found)
    raise typer.Exit(SAME if found.is_empty else DIFFERENT)


def _files(old: Path | None, new: Path | None, data_dir: Path | None) -> tuple[Path, Path]:
    if old and new:
        return old, new
    if old:
        fail(f"{old}: compared with which file? Give two, or none", WRONG_USAGE)
    settings = settings_for(data_dir)
    if not settings.candidate_path.is_file():
        fail(
            f"{settings.candidate_path}: no candidate waits to be published; make one with: "
            "communique run --hold, or give two files: communique diff OLD NEW",
            WRONG_USAGE,
        )
    return settings.published_path, settings.candidate_path


def show(console: Console, found: Differences) -> None:
    """Numbers first, then examples by kind and op."""
    if found.is_empty:
        console.print("No difference.")
        return
    console.print(_counts(found))
    if found.count_reread:
        told = f"{found.count_reread} of {found.count_documents} documents read by another parser"
        console.print(f"{told} version: {visible(', '.join(found.new_versions))}", soft_wrap=True)
    if found.attributes:
        console.print()
        console.print(Text("Changed values", style="bold"))
        for kind, attribute, count in found.attributes:
            console.print(f"{kind} {visible(attribute)}: {count}")
    for (kind, op), some in groupby(found.examples, key=lambda e: (e.kind, e.op)):
        console.print()
        total = _total(found, kind, op)
        shown = list(some)
        values = " values" if op == "changed" else ""
        more = f", {len(shown)} shown" if len(shown) < total else ""
        console.print(Text.assemble((f"{kind}s {op}", "bold"), f" ({total}{values}{more})"))
        for example in shown:
            console.print(plain(f"  {example.told}"), soft_wrap=True)


def _total(found: Differences, kind: str, op: str) -> int:
    """Values for ``changed``, of which each is an example, else objects."""
    if op == "changed":
        return sum(count for of, _, count in found.attributes if of == kind)
    return int(getattr(found.objects[kind], op))


def _counts(found: Differences) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("")
    for name in ("before", "now", *_OPS):
        table.add_column(name, justify="right")
    for kind, tally in found.objects.items():
        counts = [tally.before, tally.now, *(getattr(tally, op) for op in _OPS)]
        table.add_row(f"{kind}s", *(str(count) for count in counts))
    for name, counted in found.tables.items():
        gone = ("", str(counted.gone))
        table.add_row(name, str(counted.before), str(counted.now), str(counted.added), *gone)
    return table
