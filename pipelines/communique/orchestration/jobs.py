"""The one job: everything, in one process, and so in one snapshot."""

from __future__ import annotations

import dagster as dg

JOB_NAME = "communique"


def main_job() -> dg.UnresolvedAssetJobDefinition:
    """The job `communique`: from the inbox to the published file, checks included."""
    return dg.define_asset_job(
        JOB_NAME,
        selection=dg.AssetSelection.all(),
        description="From the inbox to the published file; what was read before is not read again.",
        # A process a step costs 7 CPU-seconds each, more than most steps take.
        executor_def=dg.in_process_executor,
    )
