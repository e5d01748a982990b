from __future__ import annotations

import os
from importlib.metadata import version

import dagster as dg
import pytest

from communique.orchestration.resources import Dbt, Store, run_lock
from communique.settings import Settings
from communique.store.locks import holder


def test_settings_survive_the_way_through_dagsters_configuration(settings: Settings) -> None:
    assert Store.of(settings).settings == settings


def test_a_run_holds_the_lock_of_its_data_folder_while_steps_run(settings: Settings) -> None:
    seen: list[int | None] = []

    @dg.asset
    def looks(store: Store) -> None:
        seen.append(holder(run_lock(store.settings)))

    dg.materialize([looks], resources={"store": Store.of(settings)})
    assert seen == [os.getpid()]
    assert holder(run_lock(settings)) is None


def test_dbt_runs_under_this_interpreter_and_its_version_costs_no_process(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    dbt = Dbt.of(settings)
    monkeypatch.setattr("dagster_dbt.core.resource.check_output", None)
    assert str(dbt._cli_version) == version("dbt-core")
    assert dbt._initialize_dbt_core_adapter([]) is None
    assert dbt.global_config_flags[-1] == str(settings.data_dir)
