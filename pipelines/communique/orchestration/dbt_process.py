"""Starts dbt in this process, under the lock of the one warehouse it writes.

Run as ``python -m communique.orchestration.dbt_process DATA_DIR ARGUMENTS...``. The lock is dbt's
own, beside the run's: when a run is killed, its dbt may live on for a moment, and the next run's
dbt waits for it here instead of failing on the database file.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from communique.settings import ENV_DATA_DIR
from communique.store.locks import LockHeldError, hold

WAIT_SECONDS = 300.0


def main(arguments: list[str]) -> int:
    """Run dbt on the data folder given first; returns dbt's exit code."""
    from dbt.cli.main import cli

    data_dir = Path(arguments[0])
    os.environ[ENV_DATA_DIR] = str(data_dir)
    (data_dir / "warehouse").mkdir(parents=True, exist_ok=True)
    lock = data_dir / "run" / ".dbt.lock"
    try:
        with hold(lock, wait_s=WAIT_SECONDS, what="dbt of an earlier run"):
            cli.main(arguments[1:], prog_name="dbt", standalone_mode=True)
    except LockHeldError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
