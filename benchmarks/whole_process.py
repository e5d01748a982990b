"""Times a command as a whole process: wall, CPU, peak memory, several runs after a warm-up.

What belongs here: figures of whole commands, each run in an empty data folder. What does not:
verdicts (machines are noisy; compare medians of one sitting) and timing inside a process.

    python benchmarks/whole_process.py --runs 5 -- .venv/bin/communique run data/sample --quiet
    python benchmarks/whole_process.py -- .venv/bin/communique sql --help

The placeholder {data} in the command, and COMMUNIQUE_DATA_DIR, name a new empty folder each run.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def measure(command: list[str]) -> dict[str, float]:
    """One run's figures: wall and CPU seconds, and the largest resident set of a process in MB.

    Raises SystemExit with the end of the command's output when it fails.
    """
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "output").open("w+b") as output:
        data = Path(folder) / "data"
        env = os.environ | {"COMMUNIQUE_DATA_DIR": str(data)}
        argv = [part.replace("{data}", str(data)) for part in command]
        begin = time.perf_counter()
        process = subprocess.Popen(argv, env=env, stdout=output, stderr=subprocess.STDOUT)
        # wait4 gives the usage of this child and of those that it has waited for.
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 3):
            output.seek(0)
            tail = output.read().decode(errors="replace")[-2000:]
            raise SystemExit(f"{argv[0]} ended with {process.returncode}:\n{tail}")
    return {
        "wall s": wall,
        "cpu s": usage.ru_utime + usage.ru_stime,
        "peak MB": usage.ru_maxrss / 1024,
    }


def main() -> None:
    """Print minimum, median and maximum of each figure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5, help="counted runs (default 5)")
    parser.add_argument("command", nargs=argparse.REMAINDER, help="-- command and its arguments")
    arguments = parser.parse_args()
    command = [part for part in arguments.command if part != "--"]
    if not command or arguments.runs < 1:
        parser.error("give a command after --, and at least one run")
    measure(command)
    runs = [measure(command) for _ in range(arguments.runs)]
    sys.stdout.write(f"{arguments.runs} runs after one warm-up, {os.cpu_count()} cores\n")
    for name in runs[0]:
        values = [run[name] for run in runs]
        sys.stdout.write(
            f"{name:8} min {min(values):8.2f}  median {statistics.median(values):8.2f}"
            f"  max {max(values):8.2f}\n"
        )


if __name__ == "__main__":
    main()
