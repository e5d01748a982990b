"""``communique init``: folders and zero-row staging files, so that every tool finds its columns."""

from __future__ import annotations

from typing import Annotated

import typer

from communique.cli.options import DataDir, settings_for
from communique.cli.terminal import fail, failing_on, output, plain


def init(
    data_dir: DataDir = None,
    with_sample: Annotated[
        bool, typer.Option("--with-sample", help="Land the sample when the inbox is empty.")
    ] = False,
) -> None:
    """Make the folders of a data folder; what is there stays as it is."""
    from communique.store import staging
    from communique.store.inbox import files_below
    from communique.store.landing import NothingToLandError, land
    from communique.store.locks import LockHeldError

    settings = settings_for(data_dir)
    try:
        for path in (
            settings.raw_dir,
            settings.warehouse_path.parent,
            settings.published_path.parent,
        ):
            path.mkdir(parents=True, exist_ok=True)
        staging.init(settings.staging_dir)
    except OSError as error:
        fail(f"{error.filename}: {error.strerror}; choose another folder with --data-dir")
    output().print(plain(f"ready: {settings.data_dir}"))
    if with_sample and not any(files_below(settings.raw_dir)):
        sample = settings.project_dir / "data" / "sample"
        with failing_on(NothingToLandError, LockHeldError):
            landing = land([sample / "*.txt"], settings)
        output().print(plain(f"landed {len(landing.landed)} sample articles"))
