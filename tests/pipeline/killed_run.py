"""A run that kills itself with SIGKILL at a named point, as a power cut would.

``python killed_run.py DATA_DIR INPUT POINT``. The run itself is the real one; only the function
that the point names is wrapped, in this process.
"""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from communique.orchestration import dbt_run, headless
from communique.settings import Settings
from communique.store import files

POINTS = {
    "while a document lands": (r"/raw/\.tmp-", 3),
    "while the schema files are written": (r"batch=_schema/\.tmp-", 5),
    "between two staging tables": (r"/blocks/batch=[0-9a-f]+/\.tmp-", 1),
    "just before the manifest stands": (r"/_manifest/\.tmp-", 1),
    "just after the manifest stands": (r"/_manifest$", 1),
    "while dbt builds": (r"^warehouse$", 25),
    "just before the candidate stands": (r"/published/\.tmp-", 1),
    "just before the published file is swapped": (r"/published$", 1),
}


def deadly(function: Callable[..., Any], pattern: str, nth: int) -> Callable[..., Any]:
    """``function``, which kills the process at the n-th call whose first argument matches."""
    left = [nth]

    def wrapped(first: object, *args: object) -> Any:
        left[0] -= bool(re.search(pattern, str(first)))
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(first, *args)

    return wrapped


def main(data_dir: str, pages: str, now: str, point: str) -> None:
    pattern, nth = POINTS[point]
    files.flush_to_disk = deadly(files.flush_to_disk, pattern, nth)
    dbt_run.report = deadly(dbt_run.report, pattern, nth)
    settings = Settings(
        data_dir=Path(data_dir),
        project_dir=Path(__file__).resolve().parents[2],
        engine="rules",
        workers=1,
        now=datetime.fromisoformat(now),
    )
    headless.run(settings, [pages])


if __name__ == "__main__":
    main(*sys.argv[1:])
