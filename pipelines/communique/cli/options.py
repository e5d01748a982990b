"""Options that several commands share, and the settings made from them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from communique.cli.terminal import failing_on
from communique.settings import ENV_DATA_DIR, Settings, load_settings

DataDir = Annotated[
    Path | None,
    typer.Option(
        "--data-dir",
        help=f"Folder of raw, staging, warehouse and published; wins over {ENV_DATA_DIR}.",
        file_okay=False,
        show_default=False,
    ),
]


def settings_for(data_dir: Path | None) -> Settings:
    """The settings of the environment with the option on top; fails on a bad variable."""
    with failing_on(ValueError):
        return load_settings(data_dir=data_dir)
