"""Asset checks for what SQL cannot ask; what they find is found by ``store.verify``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import dagster as dg

from communique.orchestration.publish import CANDIDATE, KEY
from communique.orchestration.resources import Store
from communique.records import type_of_table
from communique.settings import Settings
from communique.store import review, verify
from communique.store.limits import read_limits

Finder = Callable[[Settings], tuple[str, ...]]


def all_checks() -> list[dg.AssetChecksDefinition]:
    """Every check written in Python, but the one that the publishing asset makes itself."""
    return [
        _check_of_each_table(
            "files_fit_their_record",
            "Every committed Parquet file has the record's columns and the manifest's rows.",
            tuple(type_of_table),
            verify.parts_that_do_not_fit,
        ),
        _check_of_each_table(
            "spans_quote_back",
            "The document's text at each row's span is the row's surface.",
            verify.SPAN_TABLES,
            verify.spans_that_lie,
        ),
        _check(
            dg.AssetKey(["staging", "blocks"]),
            "blocks_tile_the_text",
            "Every character of a page is in exactly one block.",
            lambda s: verify.blocks_that_do_not_tile(s.staging_dir),
        ),
        _check(
            dg.AssetKey(["staging", "articles"]),
            "there_are_articles",
            "At least one article was read.",
            _no_articles,
            severity=dg.AssetCheckSeverity.WARN,
        ),
        _vanished(),
        _check(
            CANDIDATE,
            "countries_as_before",
            "No country's share of the attendances jumped against the published file.",
            _jumps,
            severity=dg.AssetCheckSeverity.WARN,
        ),
        _check(
            KEY,
            "holds_the_public_tables",
            "The published file has every table and column that readers rely on.",
            lambda s: verify.missing_in_published(s.published_path),
        ),
    ]


def _no_articles(settings: Settings) -> tuple[str, ...]:
    if verify.count_articles(settings.staging_dir):
        return ()
    return ("no article was read yet: put documents into the inbox, or see staging.parse_notes",)


def _jumps(settings: Settings) -> tuple[str, ...]:
    old, new = settings.published_path, settings.candidate_path
    return review.country_jumps(old, new, read_limits(settings.project_dir))


def _vanished() -> dg.AssetChecksDefinition:
    @dg.asset_check(
        asset=CANDIDATE,
        name="nothing_vanished",
        description="No mart lost more of its rows against the published file than was withdrawn.",
        blocking=True,
    )
    def check(store: Store) -> dg.AssetCheckResult:
        settings = store.settings
        old, new = settings.published_path, settings.candidate_path
        return losses_told(review.losses(old, new, read_limits(settings.project_dir)))

    return check


def losses_told(found: tuple[review.Loss, ...] | None) -> dg.AssetCheckResult:
    """An error, which keeps the published file, where a loss is blocking; else a warning."""
    if found is None:
        unknown = "the published file could not be read: its rows cannot be compared"
        return dg.AssetCheckResult(passed=True, description=unknown)
    is_blocking = any(loss.is_blocking for loss in found)
    advice = (
        "the published file stays; see what went with: communique diff, withdraw documents in "
        "data/judgements/withdrawn.csv, or publish it all the same with: communique publish "
        "--anyway"
    )
    return dg.AssetCheckResult(
        passed=not found,
        severity=dg.AssetCheckSeverity.ERROR if is_blocking else dg.AssetCheckSeverity.WARN,
        description="; ".join([*map(str, found), *([advice] if is_blocking else [])]),
        metadata={"findings": len(found)},
    )


def _check(
    asset: dg.AssetKey,
    name: str,
    description: str,
    find: Finder,
    *,
    severity: dg.AssetCheckSeverity = dg.AssetCheckSeverity.ERROR,
) -> dg.AssetChecksDefinition:
    is_blocking = severity is dg.AssetCheckSeverity.ERROR

    @dg.asset_check(asset=asset, name=name, description=description, blocking=is_blocking)
    def check(store: Store) -> dg.AssetCheckResult:
        return _result(find(store.settings), severity)

    return check


def _check_of_each_table(
    name: str,
    description: str,
    tables: Sequence[str],
    find: Callable[..., tuple[str, ...]],
) -> dg.AssetChecksDefinition:
    specs = [
        dg.AssetCheckSpec(name, asset=["staging", t], description=description, blocking=True)
        for t in tables
    ]

    @dg.multi_asset_check(name=name, specs=specs)
    def checks(store: Store) -> Iterator[dg.AssetCheckResult]:
        for table in tables:
            found = find(store.settings.staging_dir, table)
            yield _result(found, dg.AssetCheckSeverity.ERROR, name, ["staging", table])

    return checks


def _result(
    found: tuple[str, ...],
    severity: dg.AssetCheckSeverity,
    name: str | None = None,
    asset: list[str] | None = None,
) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        passed=not found,
        severity=severity,
        check_name=name,
        asset_key=asset,
        description="; ".join(found),
        metadata={"findings": len(found)},
    )
