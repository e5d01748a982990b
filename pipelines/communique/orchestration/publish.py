"""The assets published/candidate and published/communique: made beside, looked at, swapped in."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import dagster as dg

from communique.orchestration.charts import bar_chart
from communique.orchestration.metadata import difference_tables
from communique.orchestration.policy import OWNERS, RETRY, hopeless
from communique.orchestration.progress import report
from communique.orchestration.resources import Store
from communique.queries.differences import Differences, compare
from communique.queries.pair import NoWarehouseError
from communique.settings import Settings
from communique.store.limits import read_limits
from communique.store.published import (
    NotPublishedError,
    Published,
    events_by_month,
    put_in_place,
    write_candidate,
)
from communique.store.review import hold_reason, losses

KEY = dg.AssetKey(["published", "communique"])
CANDIDATE = dg.AssetKey(["published", "candidate"])
REVIEWED = dg.AssetCheckSpec(
    "nothing_waits_for_review",
    asset=KEY,
    description="The candidate took the place of the published file; none is held for review.",
)
_COMMANDS = "see it with: communique diff, publish it with: communique publish"


class Publication(dg.Config):
    """What becomes of the candidate.

    ``hold`` keeps it beside the published file whatever differs; ``publish`` swaps it in although
    much differs; ``anyway`` also although a mart lost rows that nobody withdrew.
    """

    hold: bool = False
    publish: bool = False
    anyway: bool = False


@dataclass(frozen=True, slots=True)
class _Review:
    """What differs, where it can be compared, and why the candidate waits, if it does."""

    differences: Differences | None
    held: str | None
    unknown: str = ""


def candidate_asset(deps: Sequence[dg.AssetKey]) -> dg.AssetsDefinition:
    """The asset published/candidate, standing on the dbt models ``deps``."""

    @dg.asset(
        key=CANDIDATE,
        deps=deps,
        group_name="published",
        owners=OWNERS,
        kinds={"duckdb"},
        retry_policy=RETRY,
    )
    def published_candidate(store: Store) -> dg.MaterializeResult:
        """What would be published next: a file beside the published one, gone once swapped in."""
        settings = store.settings
        try:
            rows = write_candidate(settings.warehouse_path, settings.candidate_path)
        except NotPublishedError as error:
            raise hopeless(error) from error
        return dg.MaterializeResult(
            metadata={"dagster/row_count": rows["marts.events"], "tables": _tables(rows, {})}
        )

    return published_candidate


@dg.asset(
    key=KEY,
    deps=[CANDIDATE],
    group_name="published",
    owners=OWNERS,
    kinds={"duckdb"},
    retry_policy=RETRY,
    output_required=False,
    check_specs=[REVIEWED],
)
def published_communique(
    config: Publication, store: Store
) -> Iterator[dg.AssetCheckResult | dg.MaterializeResult]:
    """One read-only DuckDB file with the schemas `marts` and `staging`, for every reader."""
    started = time.monotonic()
    settings = store.settings
    if not config.anyway:
        _refuse_losses(settings)
    review = _review(settings, config)
    yield dg.AssetCheckResult(
        check_name=REVIEWED.name,
        asset_key=KEY,
        passed=not review.held,
        severity=dg.AssetCheckSeverity.WARN,
        description=review.held or review.unknown,
        metadata=difference_tables(review.differences),
    )
    if review.held:
        return
    try:
        published = put_in_place(settings.candidate_path, settings.published_path)
    except NotPublishedError as error:
        raise hopeless(error) from error
    report("published", 1, 1, str(settings.published_path))
    yield dg.MaterializeResult(
        metadata={
            **_metadata(settings, published, time.monotonic() - started),
            **difference_tables(review.differences),
        }
    )


def _refuse_losses(settings: Settings) -> None:
    """The candidate's own check stops a whole run before this; this stops a swap by itself."""
    found = losses(
        settings.published_path, settings.candidate_path, read_limits(settings.project_dir)
    )
    lost = [str(loss) for loss in found or () if loss.is_blocking]
    if lost:
        raise hopeless(
            NotPublishedError(
                f"not published: {'; '.join(lost)}. See what went with: communique diff; "
                "if it is right, publish it with: communique publish --anyway"
            )
        )


def _review(settings: Settings, config: Publication) -> _Review:
    old, new = settings.published_path, settings.candidate_path
    forced = f"held as asked: {_COMMANDS}" if config.hold else None
    if not (old.is_file() and new.is_file()):
        return _Review(None, forced)
    try:
        found = compare(old, new)
    except NoWarehouseError as error:
        return _Review(None, forced, f"not compared with the file it replaces: {error}")
    reason = hold_reason(found, read_limits(settings.project_dir))
    if forced or config.publish or config.anyway or not reason:
        return _Review(found, forced)
    return _Review(found, f"held for review: {reason}; {_COMMANDS}")


def _metadata(settings: Settings, published: Published, seconds: float) -> dict[str, object]:
    return {
        "dagster/row_count": published.rows.get("marts.events", 0),
        "events_by_month": bar_chart(
            "Gatherings by month", events_by_month(settings.published_path)
        ),
        "tables": _tables(published.rows, published.rows_before),
        "seconds": round(seconds, 3),
    }


def _tables(rows: Mapping[str, int], before: Mapping[str, int] | None) -> dg.TableMetadataValue:
    return dg.MetadataValue.table(
        [
            dg.TableRecord(
                {"table": t, "rows": n} | ({"rows_before": before.get(t, 0)} if before else {})
            )
            for t, n in sorted(rows.items())
        ]
    )
