"""A data folder of its own for every test, and an engine that reads nothing or fails on demand."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from communique.article.article import Article
from communique.engines.engine import Reading
from communique.settings import Settings

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
PAGE = """Ministers meet by the lake

Geneva, 1 March 2026 - Ministers of three countries met by the lake on Sunday to talk about water.

They spoke for an hour and agreed to speak again in the autumn, when the lake is low.
"""


class QuietEngine:
    """Finds no gathering; raises for a page that says so."""

    name = "quiet"
    version = "1"

    def read(self, article: Article) -> Reading:
        if "please fail" in article.text:
            raise KeyError("asked to")
        return Reading()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        data_dir=tmp_path / "data",
        project_dir=Path(__file__).resolve().parents[3],
        engine="quiet",
        workers=1,
        now=NOON,
    )


@pytest.fixture
def quiet() -> type[QuietEngine]:
    return QuietEngine


@pytest.fixture
def page() -> str:
    return PAGE
