"""Everything Dagster is told: the assets, their checks, the job, and when it runs."""

from __future__ import annotations

from typing import Any

import dagster as dg

from communique.orchestration.checks import all_checks
from communique.orchestration.dbt_manifest import prepare_manifest
from communique.orchestration.documents import raw_documents
from communique.orchestration.jobs import main_job
from communique.orchestration.publish import candidate_asset, published_communique
from communique.orchestration.resources import Dbt, Store
from communique.orchestration.schedules import daily
from communique.orchestration.sensors import inbox_sensor
from communique.orchestration.staging import staging_tables
from communique.orchestration.warehouse import published_models, warehouse_assets
from communique.settings import Settings, load_settings


def build_definitions(settings: Settings | None = None, **overrides: Any) -> dg.Definitions:
    """The definitions for ``settings`` (default: the environment's).

    ``overrides`` replace arguments of ``dagster.Definitions``. Raises ManifestError when dbt cannot
    read its project.
    """
    settings = settings or load_settings()
    manifest = prepare_manifest(settings)
    parts: dict[str, Any] = {
        "assets": [
            raw_documents,
            staging_tables,
            warehouse_assets(manifest),
            candidate_asset(published_models(manifest)),
            published_communique,
        ],
        "asset_checks": all_checks(),
        "jobs": [main_job()],
        "schedules": [daily()],
        "sensors": [inbox_sensor(settings.raw_dir)],
        "resources": {"store": Store.of(settings), "dbt": Dbt.of(settings)},
        "executor": dg.in_process_executor,
    }
    return dg.Definitions(**{**parts, **overrides})


@dg.definitions
def defs() -> dg.Definitions:
    """What `dagster dev` loads; made when asked for, so that importing this module is quick."""
    return build_definitions()
