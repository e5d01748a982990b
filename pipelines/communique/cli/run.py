"""``communique run``: from documents to the published file, through the job of Dagster's UI."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.options import DataDir, settings_for
from communique.cli.terminal import (
    REFUSED_SOME,
    WRONG_USAGE,
    fail,
    failing_on,
    messages,
    plain,
    warn,
)

if TYPE_CHECKING:
    from communique.orchestration.headless import RunResult
    from communique.settings import Settings


def run(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(metavar="[INPUT]...", help="Files, folders or patterns; none: the inbox."),
    ] = None,
    data_dir: DataDir = None,
    quiet: Annotated[
        bool,
        typer.Option("--quiet", "-q", help="Tell only what failed, and how many were rejected."),
    ] = False,
    verbose: Annotated[
        bool,
        typer.Option(
            "--verbose", "-v", help="Show what Dagster and dbt say, and each rejected document."
        ),
    ] = False,
    hold: Annotated[
        bool,
        typer.Option("--hold", help="Keep the new file beside the published one, for review."),
    ] = False,
    publish: Annotated[
        bool,
        typer.Option("--publish", help="Publish even if a new parser version changed much."),
    ] = False,
) -> None:
    """Land documents, read what is new, merge the reports and publish the file.

    Exit code 3 says that the run went through but documents of it were rejected, or could not be
    read; 2, that there is nothing to read. Where a new parser version changed much of what is
    published, the new file waits for review, unless --publish.
    """
    if hold and publish:
        fail("--hold and --publish contradict each other; give one", WRONG_USAGE)
    settings = settings_for(data_dir)
    how = {"is_verbose": verbose, "hold_back": hold, "is_reviewed": publish}
    result = _run(settings, inputs or [], how, quiet=quiet)
    for finding in result.findings:
        warn(f"check {finding.check} of {finding.asset}: {finding.description or 'not passed'}")
    if not result.success:
        for failure in result.failures:
            messages().print(plain(f"error: {failure}"), style="bold red")
        there = settings.published_path.is_file()
        fail("the run failed; " + ("the published file is as it was" if there else "no file yet"))
    refused = _show(settings, inputs or [], result, quiet=quiet, verbose=verbose)
    raise typer.Exit(REFUSED_SOME if refused else 0)


def _run(
    settings: Settings, inputs: Sequence[str], how: Mapping[str, bool], *, quiet: bool
) -> RunResult:
    from communique.cli.progress import following

    with following(is_quiet=quiet or how["is_verbose"]) as listener:
        # Dagster takes seconds to import: only here, with the progress already on the screen.
        from communique.orchestration import headless
        from communique.orchestration.dbt_manifest import ManifestError
        from communique.store.landing import EmptyInboxError, NothingToLandError
        from communique.store.locks import LockHeldError

        # ValueError: a damaged manifest, or a variable that cannot be used.
        known = (NothingToLandError, LockHeldError, ManifestError, ValueError)
        with failing_on(*known):
            try:
                return headless.run(settings, inputs, on_progress=listener, **how)
            except EmptyInboxError as error:
                fail(error, WRONG_USAGE)
            except OSError as error:
                fail(
                    f"{error.filename or settings.data_dir}: {error.strerror or error}; "
                    "see what stands in the way with: communique doctor"
                )


def _show(
    settings: Settings, inputs: Sequence[str], result: RunResult, *, quiet: bool, verbose: bool
) -> bool:
    """Print what the run made; returns whether a document of it was rejected or not readable."""
    import duckdb

    from communique.cli import summary
    from communique.queries.published import PublishedError, first_line, open_published
    from communique.store.inbox import scan_inbox
    from communique.store.manifest import read_known

    path = result.held_path or settings.published_path
    inbox = scan_inbox(settings.raw_dir)
    given = {*result.landing.landed, *result.landing.present} if inputs else None
    files = {
        a.document_uri: a.document_id
        for a in inbox.arrivals
        if given is None or a.document_uri in given
    }
    # A file may hold many documents; the manifests know them.
    documents = files | read_known(settings.staging_dir).documents_in(files)
    with failing_on(PublishedError), open_published(path) as con:
        try:
            made = summary.made(con, documents, is_everything=given is None)
        except duckdb.Error as error:
            fail(f"{path}: {first_line(error)}")
    closed = (*inbox.unreadable, *result.landing.unreadable)
    refused = [*made.refused, *((where, "unreadable", why) for where, why in closed)]
    if not quiet:
        summary.show_events(made.events)
    summary.show_refused(refused, is_quiet=quiet, is_verbose=verbose)
    if not quiet:
        summary.show_ending(result, settings, made.events)
    return bool(refused)
