"""Settings come from the environment, and a bad value names its variable."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from communique.settings import load_settings


def test_an_explicit_data_folder_wins_over_the_variable(tmp_path: Path) -> None:
    settings = load_settings({"COMMUNIQUE_DATA_DIR": "elsewhere"}, data_dir=tmp_path)
    assert settings.data_dir == tmp_path
    assert settings.published_path == tmp_path / "published" / "communique.duckdb"


def test_the_data_folder_comes_from_the_variable(tmp_path: Path) -> None:
    assert load_settings({"COMMUNIQUE_DATA_DIR": str(tmp_path)}).data_dir == tmp_path


def test_a_fixed_clock_without_a_zone_is_utc() -> None:
    settings = load_settings({"COMMUNIQUE_NOW": "2026-01-14T06:00"})
    assert settings.clock() == datetime(2026, 1, 14, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("variable", "value"),
    [("COMMUNIQUE_WORKERS", "0"), ("COMMUNIQUE_WORKERS", "many"), ("COMMUNIQUE_NOW", "soon")],
)
def test_a_value_that_cannot_be_used_names_its_variable(variable: str, value: str) -> None:
    with pytest.raises(ValueError, match=variable):
        load_settings({variable: value})
