"""Runs the job in this process without Dagster's UI: what the command line calls.

The same job, the same assets, the same checks; only who listens differs.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import dagster as dg

from communique.engines.registry import load_engine
from communique.orchestration.definitions import build_definitions
from communique.orchestration.jobs import JOB_NAME
from communique.orchestration.outcome import Finding, failed_checks, failures, step_seconds
from communique.orchestration.progress import Listener, listening, report
from communique.orchestration.publish import KEY, published_communique
from communique.orchestration.resources import RUN_WAIT_SECONDS, run_lock
from communique.parse import parser_version
from communique.settings import Settings
from communique.store.inbox import files_below
from communique.store.landing import EmptyInboxError, Landing, land
from communique.store.locks import hold
from communique.store.manifest import Known, read_known
from communique.store.published import countable_rows
from communique.store.rejections import Rejected, rejected_documents


@dataclass(frozen=True, slots=True, kw_only=True)
class RunResult:
    """What one run did.

    ``new`` and ``known`` count documents; ``rejected`` holds every rejected document of this parser
    version, those of this run marked ``is_new``. ``rows`` counts the published tables by
    ``schema.table``, none where the file cannot be read; ``seconds`` the steps. ``failures`` say
    which step failed and what to do; ``findings`` are the checks that did not pass, warnings
    included. ``held_path`` is the candidate that waits for review; ``rows`` are its own then.
    """

    success: bool
    landing: Landing
    parser_version: str
    new: int
    known: int
    rejected: tuple[Rejected, ...]
    rows: Mapping[str, int]
    seconds: Mapping[str, float]
    total_seconds: float
    failures: tuple[str, ...]
    findings: tuple[Finding, ...]
    published_path: Path
    held_path: Path | None = None


def run(
    settings: Settings,
    inputs: Sequence[Path | str] = (),
    *,
    on_progress: Listener | None = None,
    is_verbose: bool = False,
    hold_back: bool = False,
    is_reviewed: bool = False,
) -> RunResult:
    """Land ``inputs``, run the job `communique` and say what became of it.

    The run is kept in the instance of DAGSTER_HOME when that is set, else in none. Dagster's and
    dbt's own words go to ``DIR/run/last.log``, or to the terminal when ``is_verbose``. With
    ``hold_back`` the candidate waits for review whatever differs, with ``is_reviewed`` it never
    does. Raises NothingToLandError for an input without files, EmptyInboxError where there is
    nothing to read and nothing was read before, LockHeldError when another run holds the data
    folder, ManifestError when dbt cannot read its project; what fails inside the job is told in
    the result.
    """
    started = time.monotonic()
    if not inputs:
        _refuse_nothing(settings)
    with (
        listening(on_progress),
        hold(run_lock(settings), wait_s=RUN_WAIT_SECONDS, what="a run"),
    ):
        landing = land(inputs, settings)
        report("landing", len(landing.landed), len(landing.landed))
        before = read_known(settings.staging_dir)
        config = {"hold": hold_back, "publish": is_reviewed}
        result = _execute(settings, config, is_verbose=is_verbose)
        return _outcome(settings, landing, before, result, time.monotonic() - started)


def _refuse_nothing(settings: Settings) -> None:
    """An empty file published by a slip of the folder would look like a result."""
    if any(files_below(settings.raw_dir)) or read_known(settings.staging_dir).manifests:
        return
    raise EmptyInboxError(
        f"{settings.raw_dir}: no document lies here, and none was read before; give files, folders "
        "or patterns: communique run INPUT..., or another folder: communique run --data-dir DIR"
    )


def publish_candidate(settings: Settings, *, anyway: bool = False) -> tuple[str, ...]:
    """Swap the candidate in that a run left for review; gives what failed, nothing if all is well.

    ``anyway`` lets it pass although marts lost rows. It is a run of the same job, of its last asset
    alone. Raises LockHeldError and ManifestError as ``run`` does.
    """
    with hold(run_lock(settings), wait_s=RUN_WAIT_SECONDS, what="a run"):
        config = {"publish": True, "anyway": anyway}
        result = _execute(settings, config, is_verbose=False, selection=[KEY])
        return failures(result)


def _execute(
    settings: Settings,
    config: Mapping[str, bool],
    *,
    is_verbose: bool,
    selection: Sequence[dg.AssetKey] | None = None,
) -> dg.ExecuteInProcessResult:
    job = build_definitions(settings).resolve_job_def(JOB_NAME)
    log_level = "DEBUG" if is_verbose else "CRITICAL"
    with _instance() as instance, _output(settings, is_verbose=is_verbose):
        return job.execute_in_process(
            run_config={
                "loggers": {"console": {"config": {"log_level": log_level}}},
                "ops": {published_communique.op.name: {"config": dict(config)}},
            },
            asset_selection=selection,
            instance=instance,
            raise_on_error=False,
        )


def _instance() -> dg.DagsterInstance:
    if os.environ.get("DAGSTER_HOME"):
        return dg.DagsterInstance.get()
    return dg.DagsterInstance.ephemeral(settings={"telemetry": {"enabled": False}})


@contextmanager
def _output(settings: Settings, *, is_verbose: bool) -> Iterator[None]:
    """Where Dagster's and dbt's own words go inside the block."""
    if is_verbose:
        yield
        return
    path = settings.data_dir / "run" / "last.log"
    with path.open("w", encoding="utf-8") as log, redirect_stdout(log):
        yield


def _outcome(
    settings: Settings,
    landing: Landing,
    before: Known,
    result: dg.ExecuteInProcessResult,
    seconds: float,
) -> RunResult:
    version = parser_version(load_engine(settings.engine))
    batches = {manifest.batch for manifest in before.manifests}
    manifests = read_known(settings.staging_dir).manifests
    new = sum(len(m.entries) for m in manifests if m.batch not in batches)
    addresses = {entry.document_uri for m in manifests for entry in m.entries}
    candidate, published = settings.candidate_path, settings.published_path
    held = candidate if result.success and candidate.is_file() else None
    return RunResult(
        success=result.success,
        landing=landing,
        parser_version=version,
        new=new,
        known=len(addresses) - new,
        rejected=rejected_documents(settings.staging_dir, version, known_batches=batches),
        rows=countable_rows(held or published) or {},
        seconds=step_seconds(result),
        total_seconds=seconds,
        failures=failures(result),
        findings=failed_checks(result),
        published_path=published,
        held_path=held,
    )
