"""What a finished run's events say, as plain values: seconds, failures, failed checks."""

from __future__ import annotations

from dataclasses import dataclass

import dagster as dg


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A check that did not pass; ``is_error`` says whether it stops what stands on the asset."""

    asset: str
    check: str
    is_error: bool
    description: str


def step_seconds(result: dg.ExecuteInProcessResult) -> dict[str, float]:
    """Seconds of each step that ended well, in order."""
    return {
        event.step_key: round(event.step_success_data.duration_ms / 1000, 3)
        for event in result.all_events
        if event.event_type == dg.DagsterEventType.STEP_SUCCESS and event.step_key
    }


def failures(result: dg.ExecuteInProcessResult) -> tuple[str, ...]:
    """Each failed step with its reason, or the reason why no step began."""
    told = []
    for event in result.all_events:
        if event.event_type == dg.DagsterEventType.STEP_FAILURE:
            data = event.step_failure_data
            described = data.user_failure_data and data.user_failure_data.description
            told.append(f"{event.step_key}: {described or _innermost(data.error)}")
        elif event.event_type == dg.DagsterEventType.RUN_FAILURE and not told:
            told.append(_innermost(event.job_failure_data.error) or event.message or "")
    return tuple(told)


def _innermost(error: object) -> str:
    """The message of the first cause; Dagster wraps what steps raise."""
    while getattr(error, "cause", None):
        error = error.cause  # type: ignore[attr-defined]
    return (getattr(error, "message", "") or "").strip()


def failed_checks(result: dg.ExecuteInProcessResult) -> tuple[Finding, ...]:
    """Checks that did not pass, errors and warnings alike."""
    evaluations = [
        event.asset_check_evaluation_data
        for event in result.all_events
        if event.event_type == dg.DagsterEventType.ASSET_CHECK_EVALUATION
    ]
    return tuple(
        sorted(
            Finding(
                e.asset_key.to_user_string(),
                e.check_name,
                e.severity is dg.AssetCheckSeverity.ERROR,
                e.description or "",
            )
            for e in evaluations
            if not e.passed
        )
    )
