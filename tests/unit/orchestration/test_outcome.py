from __future__ import annotations

import threading

import dagster as dg

from communique.orchestration import resources
from communique.orchestration.outcome import Finding, failed_checks, failures, step_seconds
from communique.orchestration.policy import hopeless
from communique.orchestration.resources import Store, run_lock
from communique.settings import Settings
from communique.store.locks import hold


def _run(*assets: dg.AssetsDefinition, **given: object) -> dg.ExecuteInProcessResult:
    return dg.materialize(list(assets), raise_on_error=False, resources=given)


def test_a_step_that_raised_is_told_by_name_with_its_innermost_reason() -> None:
    @dg.asset
    def broken() -> None:
        raise ValueError("the cause")

    @dg.asset(retry_policy=dg.RetryPolicy(max_retries=5, delay=60))
    def hopelessly() -> None:
        raise hopeless(RuntimeError("do this instead"))

    told = failures(_run(broken, hopelessly))
    assert sorted(told) == ["broken: ValueError: the cause", "hopelessly: do this instead"]


def test_steps_that_ended_well_have_seconds() -> None:
    @dg.asset
    def quick() -> None:
        return None

    result = _run(quick)
    assert failures(result) == ()
    assert list(step_seconds(result)) == ["quick"]


def test_a_run_that_never_began_says_who_holds_the_folder(settings: Settings, monkeypatch) -> None:
    monkeypatch.setattr(resources, "RUN_WAIT_SECONDS", 0.0)

    @dg.asset
    def waiting(store: Store) -> None:
        return None

    told: list[str] = []
    with hold(run_lock(settings)):
        thread = threading.Thread(
            target=lambda: told.extend(failures(_run(waiting, store=Store.of(settings))))
        )
        thread.start()
        thread.join()
    assert len(told) == 1
    assert "holds run/.lock: a run is under way in this data folder" in told[0]


def test_checks_that_did_not_pass_are_told_whether_they_stop_a_run_or_warn() -> None:
    def spec(name: str) -> dg.AssetCheckSpec:
        return dg.AssetCheckSpec(name, asset="checked")

    @dg.asset(check_specs=[spec("fine"), spec("odd"), spec("wrong")])
    def checked() -> dg.MaterializeResult:
        warn, error = dg.AssetCheckSeverity.WARN, dg.AssetCheckSeverity.ERROR
        return dg.MaterializeResult(
            check_results=[
                dg.AssetCheckResult(passed=True, check_name="fine"),
                dg.AssetCheckResult(passed=False, check_name="odd", severity=warn),
                dg.AssetCheckResult(
                    passed=False, check_name="wrong", severity=error, description="because"
                ),
            ]
        )

    assert failed_checks(_run(checked)) == (
        Finding("checked", "odd", False, ""),
        Finding("checked", "wrong", True, "because"),
    )
