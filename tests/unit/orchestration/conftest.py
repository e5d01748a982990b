"""A data folder of its own for every test."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from communique.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        data_dir=tmp_path / "data",
        project_dir=Path(__file__).resolve().parents[3],
        engine="rules",
        workers=1,
        now=datetime(2026, 3, 1, 12, 0, tzinfo=UTC),
    )
