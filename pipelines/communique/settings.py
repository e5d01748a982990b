"""The environment variables of the house, read here; an optional engine reads its own beside it.

Everything else takes a ``Settings`` object, so a test or a scheduler can pass its own.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ENV_DATA_DIR = "COMMUNIQUE_DATA_DIR"
ENV_PROJECT_DIR = "COMMUNIQUE_PROJECT_DIR"
ENV_ENGINE = "COMMUNIQUE_ENGINE"
DEFAULT_ENGINE = "learned"
ENV_WORKERS = "COMMUNIQUE_WORKERS"
ENV_NOW = "COMMUNIQUE_NOW"

_REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where things are and how to run.

    ``data_dir`` holds raw/, staging/, warehouse/ and published/; ``project_dir`` holds
    dbt_project/ and data/lexicons. ``workers`` counts parsing processes (1: in this process).
    ``now`` fixes the clock for a reproducible run; None reads the real one.
    """

    data_dir: Path
    project_dir: Path
    engine: str
    workers: int
    now: datetime | None = None

    @property
    def raw_dir(self) -> Path:
        """The inbox: documents as they came, never changed."""
        return self.data_dir / "raw"

    @property
    def staging_dir(self) -> Path:
        """Parquet, written by Python alone."""
        return self.data_dir / "staging"

    @property
    def warehouse_path(self) -> Path:
        """The working database, written by dbt alone."""
        return self.data_dir / "warehouse" / "communique.duckdb"

    @property
    def published_path(self) -> Path:
        """The published copy, read by everybody."""
        return self.data_dir / "published" / "communique.duckdb"

    @property
    def candidate_path(self) -> Path:
        """What would be published next: made beside the published file, there while it waits."""
        return self.data_dir / "published" / "candidate.duckdb"

    @property
    def dbt_dir(self) -> Path:
        """The dbt project."""
        return self.project_dir / "dbt_project"

    @property
    def judgements_dir(self) -> Path:
        """What people judged; the dbt project reads it from here whatever the data folder is."""
        return self.project_dir / "data" / "judgements"

    @property
    def policy_dir(self) -> Path:
        """How reports are matched and claims weighed."""
        return self.project_dir / "data" / "policy"

    def clock(self) -> datetime:
        """The present instant (UTC), or the fixed one."""
        return self.now or datetime.now(UTC)


def load_settings(
    env: Mapping[str, str] | None = None, *, data_dir: Path | None = None
) -> Settings:
    """Settings from the environment; an explicit ``data_dir`` wins over the variable.

    Raises ValueError, naming the variable, for a value that cannot be used.
    """
    env = os.environ if env is None else env
    project_dir = Path(env.get(ENV_PROJECT_DIR) or _REPOSITORY).expanduser().resolve()
    chosen = data_dir or Path(env.get(ENV_DATA_DIR) or project_dir / "data")
    return Settings(
        data_dir=chosen.expanduser().resolve(),
        project_dir=project_dir,
        engine=env.get(ENV_ENGINE) or DEFAULT_ENGINE,
        workers=_workers(env.get(ENV_WORKERS)),
        now=_instant(env.get(ENV_NOW)),
    )


def _workers(value: str | None) -> int:
    if not value:
        return os.cpu_count() or 1
    if not value.isdigit() or int(value) < 1:
        raise ValueError(f"{ENV_WORKERS}={value!r}: give a whole number of 1 or more, or unset it")
    return int(value)


def _instant(value: str | None) -> datetime | None:
    if not value:
        return None
    try:
        instant = datetime.fromisoformat(value)
    except ValueError as error:
        raise ValueError(
            f"{ENV_NOW}={value!r}: give an ISO 8601 instant such as 2026-01-14T06:00+00:00"
        ) from error
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
