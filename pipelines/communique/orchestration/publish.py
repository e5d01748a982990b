"""The asset published/communique: the warehouse's marts and staging, swapped in for everybody."""

from __future__ import annotations

import time
from collections.abc import Sequence

import dagster as dg

from communique.orchestration.charts import bar_chart
from communique.orchestration.policy import OWNERS, RETRY, hopeless
from communique.orchestration.progress import report
from communique.orchestration.resources import Store
from communique.settings import Settings
from communique.store.published import (
    NotPublishedError,
    Published,
    events_by_month,
    publish,
    shrunk,
)

KEY = dg.AssetKey(["published", "communique"])
NOTHING_VANISHED = dg.AssetCheckSpec(
    "nothing_vanished",
    asset=KEY,
    description="No mart lost more than a tenth of its rows against the file it replaces.",
)


def published_asset(deps: Sequence[dg.AssetKey]) -> dg.AssetsDefinition:
    """The asset, standing on the dbt models ``deps``."""

    @dg.asset(
        key=KEY,
        deps=deps,
        group_name="published",
        owners=OWNERS,
        kinds={"duckdb"},
        retry_policy=RETRY,
        check_specs=[NOTHING_VANISHED],
    )
    def published_communique(store: Store) -> dg.MaterializeResult:
        """One read-only DuckDB file with the schemas `marts` and `staging`, for every reader."""
        started = time.monotonic()
        settings = store.settings
        try:
            published = publish(settings.warehouse_path, settings.published_path)
        except NotPublishedError as error:
            raise hopeless(error) from error
        report("published", 1, 1, str(settings.published_path))
        return dg.MaterializeResult(
            metadata=_metadata(settings, published, time.monotonic() - started),
            check_results=[check_vanished(published)],
        )

    return published_communique


def _metadata(settings: Settings, published: Published, seconds: float) -> dict[str, object]:
    before = published.rows_before
    rows = [
        {"table": t, "rows": n} | ({} if before is None else {"rows_before": before.get(t, 0)})
        for t, n in sorted(published.rows.items())
    ]
    return {
        "dagster/row_count": published.rows.get("marts.events", 0),
        "events_by_month": bar_chart(
            "Gatherings by month", events_by_month(settings.published_path)
        ),
        "tables": dg.MetadataValue.table([dg.TableRecord(row) for row in rows]),
        "seconds": round(seconds, 3),
    }


def check_vanished(published: Published) -> dg.AssetCheckResult:
    """Warns when a mart lost more than a tenth of its rows against the file it replaced."""
    lost = [f"{t} had {before} rows, has {now}" for t, before, now in shrunk(published)]
    unknown = "the file it replaced could not be read: its rows cannot be compared"
    return dg.AssetCheckResult(
        check_name=NOTHING_VANISHED.name,
        asset_key=KEY,
        passed=not lost,
        severity=dg.AssetCheckSeverity.WARN,
        description=unknown if published.rows_before is None else "; ".join(lost),
    )
