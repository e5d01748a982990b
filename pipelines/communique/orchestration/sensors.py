"""New files in the inbox start the job: one run for each change, once the folder is quiet."""

import hashlib
import json
from pathlib import Path

import dagster as dg

from communique.orchestration.jobs import JOB_NAME
from communique.store.inbox import address_below, files_below

INTERVAL_SECONDS = 30


def inbox_digest(raw_dir: Path) -> str:
    """A digest of names, sizes and times of change; no file is opened."""
    total = hashlib.sha256()
    for path in files_below(raw_dir):
        stat = path.stat()
        line = f"{address_below(path, raw_dir)}\0{stat.st_size}\0{stat.st_mtime_ns}\n"
        total.update(line.encode())
    return total.hexdigest()


def inbox_sensor(raw_dir: Path) -> dg.SensorDefinition:
    """Asks for a run when the inbox changed and then stayed as it is for one interval."""

    # The folder comes as a value: the store resource would hold the run's lock while it looks.
    @dg.sensor(
        name="inbox",
        job_name=JOB_NAME,
        minimum_interval_seconds=INTERVAL_SECONDS,
        description="Starts the job when files were added to, or changed in, the inbox `raw/`.",
    )
    def inbox(context: dg.SensorEvaluationContext) -> dg.SensorResult:
        return look(raw_dir, context.cursor)

    return inbox


def look(raw_dir: Path, cursor: str | None) -> dg.SensorResult:
    """What one look at the inbox asks for; ``cursor`` holds what was seen, and what has been run.

    One run is asked for after each change, once a second look has found the folder quiet.
    """
    seen, ran = json.loads(cursor or '["", ""]')
    now = inbox_digest(raw_dir)
    kept = json.dumps([now, now if now == seen else ran])
    if now == ran:
        return dg.SensorResult(skip_reason="nothing new in the inbox", cursor=kept)
    if now != seen:
        return dg.SensorResult(skip_reason="the inbox changed; is it quiet yet?", cursor=kept)
    return dg.SensorResult(run_requests=[dg.RunRequest(run_key=now)], cursor=kept)
