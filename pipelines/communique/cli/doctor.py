"""``communique doctor``: versions, paths, locks, engines and stores, each fault with its remedy."""

from __future__ import annotations

import typer
from rich.table import Table
from rich.text import Text

from communique.cli.findings import find_all
from communique.cli.options import DataDir, settings_for
from communique.cli.terminal import FAILED, messages, output, plain

_SIGNS = {"ok": ("✓", "green"), "note": ("·", "yellow"), "stop": ("✗", "bold red")}


def doctor(data_dir: DataDir = None) -> None:
    """Look for what would stop a run; exit code 1 when something would."""
    findings = list(find_all(settings_for(data_dir)))
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for finding in findings:
        table.add_row(Text(*_SIGNS[finding.level]), plain(finding.what), plain(finding.found))
        if finding.remedy:
            table.add_row("", "", Text.assemble("→ ", plain(finding.remedy), style="bold"))
    output().print(table)
    stops = [finding.what for finding in findings if finding.level == "stop"]
    if stops:
        messages().print(Text(f"would stop a run: {', '.join(stops)}", style="bold red"))
        raise typer.Exit(FAILED)
