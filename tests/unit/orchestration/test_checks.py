from __future__ import annotations

import dagster as dg
import pytest

from communique.orchestration.checks import all_checks, losses_told
from communique.orchestration.publish import CANDIDATE
from communique.orchestration.resources import Store
from communique.records import type_of_table
from communique.settings import Settings
from communique.store import review, verify
from communique.store.review import Loss
from communique.store.staging import init


def _evaluate(settings: Settings) -> dict[str, list[dg.AssetCheckResult]]:
    results: dict[str, list[dg.AssetCheckResult]] = {}
    for check in all_checks():
        found = check(store=Store.of(settings))
        name = next(iter(check.check_keys)).name
        results[name] = [found] if isinstance(found, dg.AssetCheckResult) else list(found)
    return results


def test_of_an_empty_folder_only_what_is_missing_is_told(settings: Settings) -> None:
    init(settings.staging_dir)
    results = _evaluate(settings)
    failed = {name for name, found in results.items() if not all(r.passed for r in found)}
    assert failed == {"there_are_articles", "holds_the_public_tables"}
    assert results["there_are_articles"][0].severity is dg.AssetCheckSeverity.WARN
    assert len(results["files_fit_their_record"]) == len(type_of_table)
    assert len(results["spans_quote_back"]) == len(verify.SPAN_TABLES)


@pytest.mark.parametrize(
    ("finder", "check"),
    [
        ("spans_that_lie", "spans_quote_back"),
        ("parts_that_do_not_fit", "files_fit_their_record"),
        ("blocks_that_do_not_tile", "blocks_tile_the_text"),
        ("missing_in_published", "holds_the_public_tables"),
    ],
)
def test_a_finding_fails_its_check_and_stops_the_run(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, finder: str, check: str
) -> None:
    init(settings.staging_dir)
    monkeypatch.setattr(verify, finder, lambda *given: ("something is wrong",))
    (found, *_) = _evaluate(settings)[check]
    assert not found.passed
    assert found.severity is dg.AssetCheckSeverity.ERROR
    assert found.description == "something is wrong"
    specs = [spec for c in all_checks() for spec in c.check_specs if spec.name == check]
    assert all(spec.blocking for spec in specs)


def _loss(*, is_blocking: bool) -> Loss:
    return Loss(table="marts.events", before=100, withdrawn=20, now=50, is_blocking=is_blocking)


def test_a_mart_that_shrank_stops_the_publication_and_says_how_to_go_on() -> None:
    lost = losses_told((_loss(is_blocking=True),))
    assert (lost.passed, lost.severity) == (False, dg.AssetCheckSeverity.ERROR)
    told = lost.description or ""
    assert "had 100 rows, 20 of them of withdrawn documents, has 50" in told
    assert "communique publish --anyway" in told
    (spec,) = [s for c in all_checks() for s in c.check_specs if s.name == "nothing_vanished"]
    assert (spec.asset_key, spec.blocking) == (CANDIDATE, True)


def test_a_small_loss_is_a_warning_and_none_passes() -> None:
    lost = losses_told((_loss(is_blocking=False),))
    assert (lost.passed, lost.severity) == (False, dg.AssetCheckSeverity.WARN)
    assert losses_told(()).passed
    unknown = losses_told(None)
    assert unknown.passed
    assert "cannot be compared" in (unknown.description or "")


def test_a_country_that_jumps_is_a_warning(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    init(settings.staging_dir)
    monkeypatch.setattr(review, "country_jumps", lambda *given: ("TD: 0% before, 33% now",))
    (found,) = _evaluate(settings)["countries_as_before"]
    assert (found.passed, found.severity) == (False, dg.AssetCheckSeverity.WARN)
    assert found.description == "TD: 0% before, 33% now"
