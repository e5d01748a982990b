"""Times ``dbt build`` on many mentions, grown from labelled articles: seconds and memory a model.

What belongs here: the speed of merging, of all models and their tests as a run builds them. What
does not: how well it merges, which ``tests/pipeline/merging_alone.py`` measures.

    python benchmarks/merging.py --mentions 10000 100000
    python benchmarks/merging.py --staging DATA/staging --mentions 100000 --keep /tmp/grown

Without ``--staging`` the labels of data/gold and data/training are the base, written as staging
tables; ``grow.sql`` tells how they are grown. ``--keep`` leaves the data folder for a closer look.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import duckdb

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY / "tests" / "pipeline"))

from gold_staging import write_gold  # noqa: E402

from communique.records import key_of_table, type_of_table  # noqa: E402

_DBT = REPOSITORY / "dbt_project"
_GROW = Path(__file__).with_name("grow.sql")
_SAMPLED_EVERY = 0.05
_TELLINGS = 1 + 1 / 3 + 1 / 9
"""How often an edition tells of one gathering, on average; see ``grow.sql``."""

Samples = list[tuple[float, float]]
"""(seconds since the epoch, resident MB) of the building process."""


def write_base(data_dir: Path) -> Path:
    """The repository's labelled articles as staging tables; gives their folder."""
    folders = (REPOSITORY / "data" / "gold", REPOSITORY / "data" / "training")
    write_gold([label for folder in folders for label in sorted(folder.glob("*.json"))], data_dir)
    return data_dir / "staging"


def grow(base: Path, count_mentions: int, data_dir: Path) -> int:
    """Writes about ``count_mentions`` event mentions and what belongs to them; gives their number.

    The tables are one batch, beside the zero-row files that give each its schema.
    """
    with duckdb.connect(str(data_dir / "grow.duckdb")) as con:
        for table in type_of_table:
            con.execute(
                f"create table base_{table} as select {_once(table)} * exclude (batch)"
                f" from read_parquet('{base / table}/*/*.parquet',"
                " hive_partitioning = true, union_by_name = true)"
            )
        (count_base,) = con.sql("select count(*) from base_event_mentions").fetchone() or (0,)
        editions = max(1, math.ceil(count_mentions / (count_base * _TELLINGS)))
        con.execute("set variable count_editions = $1", [editions])
        con.execute(_GROW.read_text(encoding="utf-8"))
        for table in type_of_table:
            for batch, limit in (("grown", ""), ("_schema", " limit 0")):
                folder = data_dir / "staging" / table / f"batch={batch}"
                folder.mkdir(parents=True)
                con.execute(
                    f"copy (from grown_{table}{limit}) to '{folder}/part.parquet' (format parquet)"
                )
        (grown,) = con.sql("select count(*) from grown_event_mentions").fetchone() or (0,)
    (data_dir / "grow.duckdb").unlink()
    return int(grown)


def _once(table: str) -> str:
    """A label may tell of one gathering twice under one key; here it counts once."""
    return f"distinct on ({', '.join(key_of_table[table])})"


@contextmanager
def sampled(pid: int) -> Iterator[Samples]:
    """Reads the resident memory of a process again and again while the block runs."""
    samples: Samples = []
    is_over = threading.Event()

    def sample() -> None:
        status = Path(f"/proc/{pid}/status")
        while not is_over.wait(_SAMPLED_EVERY):
            try:
                lines = status.read_text().splitlines()
            except OSError:
                return
            resident = next((line for line in lines if line.startswith("VmRSS")), None)
            if resident:
                samples.append((time.time(), int(resident.split()[1]) / 1024))

    watcher = threading.Thread(target=sample)
    watcher.start()
    try:
        yield samples
    finally:
        is_over.set()
        watcher.join()


def build(data_dir: Path, threads: int) -> tuple[float, Samples, Path]:
    """One ``dbt build`` with tests on so many cores; gives seconds, samples and dbt's results.

    Raises SystemExit with the end of what dbt said when it fails.
    """
    (data_dir / "warehouse").mkdir()
    target = data_dir / "target"
    cores = sorted(os.sched_getaffinity(0))[:threads]
    with (data_dir / "dbt.log").open("w+") as output:
        begin = time.perf_counter()
        process = subprocess.Popen(
            [str(Path(sys.executable).with_name("dbt")), "--no-use-colors", "build",
             "--exclude-resource-type", "unit_test", "--threads", str(threads),
             "--project-dir", str(_DBT), "--profiles-dir", str(_DBT),
             "--target-path", str(target), "--log-path", str(target / "logs")],
            env=os.environ | {"COMMUNIQUE_DATA_DIR": str(data_dir)},
            stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip
        os.sched_setaffinity(process.pid, cores)
        with sampled(process.pid) as samples:
            code = process.wait()
        seconds = time.perf_counter() - begin
        if code:
            output.seek(0)
            raise SystemExit(f"dbt ended with {code}:\n{output.read()[-4000:]}")
    return seconds, samples, target / "run_results.json"


def of_models(results: Path, samples: Samples) -> list[tuple[str, float, float]]:
    """(model, seconds, peak MB while it ran) of each node; tests are taken together.

    Two models that run at once share one process, so that either bears the peak of both.
    """
    rows: list[tuple[str, float, float]] = []
    tests = 0.0
    for result in json.loads(results.read_text(encoding="utf-8"))["results"]:
        kind, _, name = result["unique_id"].split(".")[:3]
        if kind == "test":
            tests += result["execution_time"]
            continue
        span = next((t for t in result["timing"] if t["name"] == "execute"), None)
        if span is None:
            continue
        begin, end = (_epoch(span[edge]) for edge in ("started_at", "completed_at"))
        peak = max((mb for at, mb in samples if begin <= at <= end), default=0.0)
        rows.append((name, end - begin, peak))
    rows.sort(key=lambda row: -row[1])
    return [*rows, ("(all tests)", tests, 0.0)]


def _epoch(instant: str) -> float:
    return datetime.fromisoformat(instant.replace("Z", "+00:00")).timestamp()


def measure(base: Path, count_mentions: int, data_dir: Path, threads: int, shown: int) -> None:
    """Grow, build and print: a line a slow model, and one for all."""
    grown = grow(base, count_mentions, data_dir)
    seconds, samples, results = build(data_dir, threads)
    rows = of_models(results, samples)
    sys.stdout.write(f"{grown:,} event mentions, {threads} threads\n")
    for name, spent, peak in (*rows[:-1][:shown], rows[-1]):
        told = f"  peak {peak:7.0f} MB" if peak else ""
        sys.stdout.write(f"  {name:34} {spent:8.2f} s{told}\n")
    top = max((mb for _, mb in samples), default=0.0)
    sys.stdout.write(f"  {'dbt build':34} {seconds:8.2f} s  peak {top:7.0f} MB\n")


def main(arguments: Sequence[str] | None = None) -> None:
    """One build for each number of mentions."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--mentions", type=int, nargs="+", default=[10_000], help="how many")
    parser.add_argument("--staging", type=Path, help="staging folder to grow (default: the labels)")
    parser.add_argument("--threads", type=int, default=2, help="threads and cores (default 2)")
    parser.add_argument("--show", type=int, default=12, help="slowest models shown (default 12)")
    parser.add_argument("--keep", type=Path, help="folder below which the data stay")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        base = options.staging or write_base(Path(scratch) / "base")
        for count in options.mentions:
            data_dir = (options.keep or Path(scratch)) / str(count)
            data_dir.mkdir(parents=True)
            measure(base, count, data_dir.resolve(), options.threads, options.show)


if __name__ == "__main__":
    main()
