"""A run that is killed at any point leaves nothing that the next run does not put right.

The runs of this module share one folder and go on where the one before was killed, which is what
happens to a machine that keeps losing power; the last one is let alone.
"""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from tests.pipeline import killed_run
from tests.pipeline.conftest import NOON, Ran, published_tables

from communique.orchestration import headless
from communique.settings import Settings
from communique.store.files import TEMPORARY
from communique.store.locks import holder
from communique.store.staging import committed_parts

pytestmark = pytest.mark.pipeline


@pytest.fixture(scope="module")
def unlucky(clean: Ran, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A folder where nothing is but the published file of an earlier day."""
    settings = replace(clean.settings, data_dir=tmp_path_factory.mktemp("unlucky"))
    settings.published_path.parent.mkdir()
    shutil.copy(clean.settings.published_path, settings.published_path)
    return settings


@pytest.mark.parametrize("point", killed_run.POINTS)
def test_a_killed_run_leaves_the_published_file_as_it_was_and_no_lock(
    unlucky: Settings, clean: Ran, pages: Path, point: str
) -> None:
    run = subprocess.run(
        [sys.executable, killed_run.__file__, unlucky.data_dir, pages, NOON.isoformat(), point],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == -signal.SIGKILL, run.stderr
    assert published_tables(unlucky.published_path) == clean.tables
    assert holder(unlucky.data_dir / "run" / ".lock") is None
    is_committed = bool(list(committed_parts(unlucky.staging_dir, "articles")))
    points = list(killed_run.POINTS)
    assert is_committed == (points.index(point) >= points.index("just after the manifest stands"))


def test_the_run_after_all_these_ends_with_the_tables_of_a_clean_one(
    unlucky: Settings, clean: Ran, pages: Path
) -> None:
    result = headless.run(unlucky, [pages])
    assert result.success, result.failures
    tables = published_tables(unlucky.published_path)
    assert {t: rows for t, rows in tables.items() if rows != clean.tables[t]} == {}
    assert set(tables) == set(clean.tables)
    left = [p for p in unlucky.data_dir.rglob(f"{TEMPORARY}*") if "run" not in p.parts]
    assert left == []
