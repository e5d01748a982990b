"""The commands by name; what each does stands in a module of its own.

Commands import what is slow (Polars, DuckDB, Dagster) when they run: asking for help stays quick.
"""

from __future__ import annotations

from typing import Annotated

import typer

from communique import __version__
from communique.cli.diff import diff
from communique.cli.doctor import doctor
from communique.cli.explain import explain
from communique.cli.init import init
from communique.cli.judge import judge
from communique.cli.parse import parse
from communique.cli.publish import publish
from communique.cli.run import run
from communique.cli.score import score
from communique.cli.sql import sql

app = typer.Typer(
    name="communique",
    help="Who met whom, when, where, in what capacity, and which source says so.",
    epilog="Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done, but documents were left out."
    " diff: 0 the same, 1 different, 2 trouble.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _tell_version(is_wanted: bool) -> None:
    if is_wanted:
        typer.echo(f"communique {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_tell_version, is_eager=True, help="Tell the version and leave."
        ),
    ] = False,
) -> None:
    """Who met whom, when, where, in what capacity, and which source says so."""


for _command in (run, diff, publish, parse, explain, sql, score, doctor, init):
    app.command()(_command)
app.add_typer(judge, name="judge")
