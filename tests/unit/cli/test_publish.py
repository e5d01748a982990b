from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import Result
from typer.testing import CliRunner

from communique.cli import app
from communique.settings import Settings


def publish(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["publish", *arguments])


@pytest.fixture
def job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Stands in for the job; ``asked`` holds what it was asked for, ``failed`` what it says."""
    monkeypatch.setenv("COMMUNIQUE_DATA_DIR", str(tmp_path))
    headless = ModuleType("communique.orchestration.headless")
    headless.asked, headless.failed = [], ()  # type: ignore[attr-defined]

    def publish_candidate(settings: Settings, *, anyway: bool) -> tuple[str, ...]:
        headless.asked.append(anyway)
        return tuple(headless.failed)

    headless.publish_candidate = publish_candidate  # type: ignore[attr-defined]
    manifest = ModuleType("communique.orchestration.dbt_manifest")
    manifest.ManifestError = type("ManifestError", (RuntimeError,), {})  # type: ignore[attr-defined]
    package = __import__("communique.orchestration", fromlist=["x"])
    for name, module in (("headless", headless), ("dbt_manifest", manifest)):
        monkeypatch.setitem(sys.modules, f"communique.orchestration.{name}", module)
        monkeypatch.setattr(package, name, module, raising=False)
    return headless


@pytest.fixture
def candidate(tmp_path: Path) -> Path:
    path = tmp_path / "published" / "candidate.duckdb"
    path.parent.mkdir()
    path.write_bytes(b"")
    return path


def test_without_a_candidate_nothing_is_published(job: ModuleType) -> None:
    result = publish()
    assert (result.exit_code, job.asked) == (1, [])
    assert "communique run --hold" in result.stderr


def test_the_candidate_is_published_by_the_job(job: ModuleType, candidate: Path) -> None:
    result = publish()
    assert (result.exit_code, job.asked) == (0, [False])
    assert result.stdout == f"published: {candidate.with_name('communique.duckdb')}\n"
    assert publish("--anyway").exit_code == 0
    assert job.asked == [False, True]


def test_what_the_job_refuses_is_told(job: ModuleType, candidate: Path) -> None:
    job.failed = ("published__communique: marts.events had 90 rows, has 9",)  # type: ignore[attr-defined]
    result = publish()
    assert result.exit_code == 1
    assert "marts.events had 90 rows, has 9" in result.stderr
    assert "as it was" in result.stderr
