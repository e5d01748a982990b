"""New files in the inbox start the job: one run for each change, once the folder is quiet."""

import hashlib
import json
from pathlib import Path

import dagster as dg

from communique.orchestration.jobs import JOB_NAME
from communique.orchestration.resources import Store
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


@dg.sensor(
    name="inbox",
    job_name=JOB_NAME,
    minimum_interval_seconds=INTERVAL_SECONDS,
    description="Starts the job when files were added to, or changed in, the inbox `raw/`.",
)
def inbox_sensor(context: dg.SensorEvaluationContext, store: Store) -> dg.SensorResult:
    """Ask for a run when the inbox changed and then stayed as it is for one interval."""
    seen, ran = json.loads(context.cursor or '["", ""]')
    now = inbox_digest(store.settings.raw_dir)
    cursor = json.dumps([now, now if now == seen else ran])
    if now == ran:
        return dg.SensorResult(skip_reason="nothing new in the inbox", cursor=cursor)
    if now != seen:
        return dg.SensorResult(skip_reason="the inbox changed; is it quiet yet?", cursor=cursor)
    return dg.SensorResult(run_requests=[dg.RunRequest(run_key=now)], cursor=cursor)
