"""When the job runs by itself."""

from __future__ import annotations

import dagster as dg

from communique.orchestration.jobs import JOB_NAME


def daily() -> dg.ScheduleDefinition:
    """Every morning at 05:00 UTC, once somebody has switched it on."""
    return dg.ScheduleDefinition(
        name="daily",
        job_name=JOB_NAME,
        cron_schedule="0 5 * * *",
        execution_timezone="UTC",
        description="Every morning at 05:00 UTC.",
    )
