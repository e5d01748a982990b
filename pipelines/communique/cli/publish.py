"""``communique publish``: swap in the candidate that a run left for review."""

from __future__ import annotations

from typing import Annotated

import typer

from communique.cli.options import DataDir, settings_for
from communique.cli.terminal import fail, failing_on, messages, output, plain


def publish(
    data_dir: DataDir = None,
    anyway: Annotated[
        bool,
        typer.Option("--anyway", help="Also when marts lost rows of which none was withdrawn."),
    ] = False,
) -> None:
    """Publish the candidate that waits for review; see it before with: communique diff."""
    settings = settings_for(data_dir)
    if not settings.candidate_path.is_file():
        fail(
            f"{settings.candidate_path}: no candidate waits to be published; make one with: "
            "communique run --hold"
        )
    # Dagster takes seconds to import.
    from communique.orchestration import headless
    from communique.orchestration.dbt_manifest import ManifestError
    from communique.store.locks import LockHeldError

    with failing_on(LockHeldError, ManifestError):
        failed = headless.publish_candidate(settings, anyway=anyway)
    for failure in failed:
        messages().print(plain(f"error: {failure}"), style="bold red")
    if failed:
        fail("the published file is as it was; the candidate still waits")
    output().print(plain(f"published: {settings.published_path}"), soft_wrap=True)
