"""Dagster's configuration turned into plain settings, and the lock that a run holds.

What is done with the settings is the assets' business.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any, Self

import dagster as dg
from dagster_dbt import DbtCliResource
from packaging.version import Version

from communique.settings import Settings
from communique.store.locks import hold

RUN_WAIT_SECONDS = 120.0
"""How long a run waits for another one of the same data folder."""


def run_lock(settings: Settings) -> Path:
    """The lock that every run of a data folder holds from its first step to its last."""
    return settings.data_dir / "run" / ".lock"


class Store(dg.ConfigurableResource):
    """The data folder and how to read; one run at a time holds it, others wait."""

    data_dir: str
    project_dir: str
    engine: str
    workers: int
    now: str | None = None

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The resource with the values of ``settings``."""
        return cls(
            data_dir=str(settings.data_dir),
            project_dir=str(settings.project_dir),
            engine=settings.engine,
            workers=settings.workers,
            now=settings.now.isoformat() if settings.now else None,
        )

    @property
    def settings(self) -> Settings:
        """The plain settings that everything below Dagster takes."""
        return Settings(
            data_dir=Path(self.data_dir),
            project_dir=Path(self.project_dir),
            engine=self.engine,
            workers=self.workers,
            now=datetime.fromisoformat(self.now) if self.now else None,
        )

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[Self]:
        """Hold the run lock for as long as the run's process executes steps."""
        with hold(run_lock(self.settings), wait_s=RUN_WAIT_SECONDS, what="a run"):
            yield self


class Dbt(DbtCliResource):
    """dbt in a process that holds the warehouse's lock; see ``dbt_process``."""

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The dbt of this interpreter, for the project and data folder of ``settings``."""
        return cls(
            project_dir=str(settings.dbt_dir),
            profiles_dir=str(settings.dbt_dir),
            dbt_executable=sys.executable,
            global_config_flags=[
                "-m",
                "communique.orchestration.dbt_process",
                str(settings.data_dir),
            ],
        )

    @cached_property
    def _cli_version(self) -> Version:
        # The parent starts ``dbt --version`` for it, which takes seconds.
        return Version(version("dbt-core"))

    def _initialize_dbt_core_adapter(self, args: Any) -> None:
        # The parent loads dbt into this process to count rows while dbt holds the file; rows are
        # counted afterwards instead.
        return None
