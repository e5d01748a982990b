"""One clean run and one run after it, shared by the tests that look at what they left."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from communique.orchestration import headless
from communique.orchestration.headless import RunResult
from communique.settings import Settings

REPOSITORY = Path(__file__).resolve().parents[2]
NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
SAMPLE_RUN = datetime(2026, 4, 20, 6, 0, tzinfo=UTC)
PAGES = {
    "lakeside.txt": b"""Lakeside Courier
Trade ministers meet in Geneva
By Ada Finch
Published: March 3, 2026 09:15 GMT

GENEVA, March 3 - Swiss Economy Minister Lena Brunner hosted a meeting on trade on Monday.

The meeting was attended by Trade Minister of Chile Pablo Reyes and Norwegian Trade Minister
Ingrid Solheim. Ghana sent a delegation.

"We agreed to open the ports again before the summer," Brunner told a press conference.
""",
    "north.txt": b"""Northern Tide
Solheim: ports to open before summer
March 3, 2026

Norwegian Trade Minister Ingrid Solheim met her Chilean counterpart Pablo Reyes in Geneva on
Monday, at a meeting hosted by Swiss Economy Minister Lena Brunner.
""",
    "harvest.txt": b"""Meadow Weekly
A dry autumn for the orchards
March 2, 2026

Growers in the valley expect a small harvest. Nobody could say when rain would come.
""",
    "latin.txt": """Café de la Côte
Quiet summer on the coast
March 1, 2026

The café by the pier stays closed until May, its owner said, because the façade is painted anew.
Guests will find their chairs on the other side of the harbour until then.
""".encode("cp1252"),
    "empty.txt": b"",
    "binary.bin": bytes(range(256)) * 8,
    "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(64),
}
NO_TEXT = {"raw/binary.bin", "raw/empty.txt", "raw/picture.png"}


@dataclass(frozen=True)
class Ran:
    """A run that went through: its settings, its result, and every row it published."""

    settings: Settings
    result: RunResult
    tables: dict[str, list[str]]


@dataclass(frozen=True)
class RanAgain(Ran):
    """A second run; what an analyst, who had the file open all the time, saw before and after."""

    analyst: tuple[str, str]
    new_file: bool


OF_THE_RUN = {
    "marts.changes": ["run_id"],
    "marts.event_history": ["event_state_id", "noted_at", "valid_from", "valid_to"],
}
"""Columns that say which run wrote a row, and by its own clock: no two runs agree on them."""


def published_tables(path: Path) -> dict[str, list[str]]:
    """Each published table's rows as sorted text, without what is of the run alone."""
    with duckdb.connect(str(path), read_only=True) as con:
        con.execute("set timezone = 'UTC'")
        names = con.execute(
            "select table_schema || '.' || table_name from information_schema.tables"
        ).fetchall()
        told = {
            name: f"* exclude ({', '.join(OF_THE_RUN[name])})" if name in OF_THE_RUN else "*"
            for (name,) in sorted(names)
        }
        return {
            name: sorted(map(repr, con.execute(f"select {columns} from {name}").fetchall()))
            for name, columns in told.items()
        }


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for name, data in PAGES.items():
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture(scope="session", autouse=True)
def _no_history() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DAGSTER_HOME", raising=False)
        yield


@pytest.fixture(scope="session")
def clean(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    settings = Settings(
        data_dir=tmp_path_factory.mktemp("clean"),
        project_dir=REPOSITORY,
        engine="rules",
        workers=1,
        now=NOON,
    )
    result = headless.run(settings, [pages])
    assert result.success, result.failures
    return Ran(settings, result, published_tables(settings.published_path))


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """A clean run on the sample articles, some days after the last of them."""
    settings = Settings(
        data_dir=tmp_path_factory.mktemp("sample"),
        project_dir=REPOSITORY,
        engine="learned",
        workers=1,
        now=SAMPLE_RUN,
    )
    result = headless.run(settings, [REPOSITORY / "data" / "sample"])
    assert result.success, result.failures
    return Ran(settings, result, published_tables(settings.published_path))


_ANALYST = """
import sys, duckdb
con = duckdb.connect(sys.argv[1], read_only=True)
for _ in range(2):
    rows = con.execute("select * from marts.events order by all").fetchall()
    print(len(rows), hash(str(rows)), flush=True)
    sys.stdin.readline()
"""


@pytest.fixture(scope="session")
def again(clean: Ran, pages: Path, tmp_path_factory: pytest.TempPathFactory) -> RanAgain:
    """The clean run's folder, run a day later with an analyst's shell open on the old file."""
    data_dir = tmp_path_factory.mktemp("again") / "data"
    shutil.copytree(clean.settings.data_dir, data_dir)
    settings = replace(clean.settings, data_dir=data_dir, now=NOON + timedelta(days=1))
    inode = settings.published_path.stat().st_ino
    with subprocess.Popen(
        [sys.executable, "-c", _ANALYST, str(settings.published_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as analyst:
        assert analyst.stdin is not None
        assert analyst.stdout is not None
        before = analyst.stdout.readline()
        result = headless.run(settings, [pages])
        after = analyst.communicate("\n\n", timeout=30)[0].splitlines()[0] + "\n"
    assert analyst.returncode == 0
    return RanAgain(
        settings,
        result,
        published_tables(settings.published_path),
        analyst=(before, after),
        new_file=settings.published_path.stat().st_ino != inode,
    )
