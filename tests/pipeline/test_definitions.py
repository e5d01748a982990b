"""What Dagster is shown: every table as an asset of its layer, described, owned and checked."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import dagster as dg
import pytest

from communique.orchestration.definitions import build_definitions
from communique.orchestration.jobs import JOB_NAME
from communique.records import type_of_table
from communique.settings import Settings
from communique.store.public_tables import PUBLIC_COLUMNS

pytestmark = pytest.mark.pipeline

REPOSITORY = Path(__file__).resolve().parents[2]
LAYERS = {"raw", "staging", "intermediate", "marts", "published", "seeds"}


@pytest.fixture(scope="module")
def definitions(tmp_path_factory: pytest.TempPathFactory) -> dg.Definitions:
    return build_definitions(
        Settings(
            data_dir=tmp_path_factory.mktemp("none"),
            project_dir=REPOSITORY,
            engine="rules",
            workers=1,
        )
    )


@pytest.fixture(scope="module")
def specs(definitions: dg.Definitions) -> dict[str, dg.AssetSpec]:
    found = definitions.resolve_all_asset_specs()
    return {spec.key.to_user_string(): spec for spec in found}


def test_every_public_table_is_an_asset_of_its_layer(specs: dict[str, dg.AssetSpec]) -> None:
    marts = {name.replace(".", "/") for name in PUBLIC_COLUMNS if name.startswith("marts.")}
    staging = {f"staging/{table}" for table in type_of_table}
    assert marts | staging | {"raw/documents", "published/communique"} <= set(specs)


def test_every_asset_stands_in_its_layer_with_words_an_owner_and_kinds(
    specs: dict[str, dg.AssetSpec],
) -> None:
    for key, spec in specs.items():
        assert spec.group_name == spec.key.path[0], key
        assert spec.group_name in LAYERS, key
        assert spec.description, key
        assert spec.owners == ["team:communique"], key
        assert spec.kinds, key
        assert spec.partitions_def is None, key


def test_the_graph_leads_from_the_inbox_to_the_published_file(
    specs: dict[str, dg.AssetSpec],
) -> None:
    reached, waiting = set(), ["published/communique"]
    while waiting:
        key = waiting.pop()
        if key not in reached:
            reached.add(key)
            waiting += [dep.asset_key.to_user_string() for dep in specs[key].deps]
    assert "raw/documents" in reached
    assert {f"staging/{table}" for table in type_of_table} <= reached
    assert not {key for key in specs if key.startswith("marts/")} - reached


def test_dbt_tests_and_python_checks_are_asset_checks(definitions: dg.Definitions) -> None:
    checks = {
        (spec.asset_key.to_user_string(), spec.name)
        for checked in (*(definitions.assets or ()), *(definitions.asset_checks or ()))
        for spec in getattr(checked, "check_specs", ())
    }
    assert ("published/candidate", "nothing_vanished") in checks
    assert ("published/communique", "nothing_waits_for_review") in checks
    assert ("staging/quotes", "spans_quote_back") in checks
    on_sources = [name for asset, name in checks if asset == "staging/documents"]
    assert any(name.startswith("source_not_null") for name in on_sources)
    singular = {path.stem for path in (REPOSITORY / "dbt_project" / "tests").glob("*.sql")}
    assert singular
    assert singular <= {name for _, name in checks}


def test_one_job_runs_everything_on_a_schedule_and_on_new_files(
    definitions: dg.Definitions, specs: dict[str, dg.AssetSpec]
) -> None:
    job = definitions.resolve_job_def(JOB_NAME)
    assert {key.to_user_string() for key in job.asset_layer.executable_asset_keys} == set(specs)
    assert definitions.resolve_schedule_def("daily").job_name == JOB_NAME
    assert definitions.resolve_sensor_def("inbox").job_name == JOB_NAME


def test_definitions_add_little_to_the_work_of_loading_their_libraries(
    definitions: dg.Definitions, tmp_path: Path
) -> None:
    """A ratio, since machines differ: it is 1.5 to 1.6, and 1.85 leaves a little less room than the
    six seconds of CPU that were the bound when the definitions took 4.8.
    """
    libraries = _work("import dagster, dagster_dbt", tmp_path)
    module = "communique.orchestration.definitions"
    assert _work(f"from {module} import build_definitions; build_definitions()", tmp_path) < (
        1.85 * libraries
    )


def _work(code: str, data_dir: Path) -> float:
    """Seconds of CPU that a process of its own needs."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "COMMUNIQUE_DATA_DIR": str(data_dir)},
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_the_workspace_and_the_instance_are_as_make_ui_needs_them() -> None:
    workspace = (REPOSITORY / "workspace.yaml").read_text()
    assert "module_name: communique.orchestration.definitions" in workspace
    instance = (REPOSITORY / ".dagster" / "dagster.yaml").read_text()
    assert "telemetry:\n  enabled: false" in instance
    assert "nux:\n  enabled: false" in instance


def test_only_this_folder_of_the_package_imports_dagster() -> None:
    code = (
        "import sys, json, communique.parse, communique.store.staging, communique.store.published\n"
        "print(json.dumps([m for m in sys.modules if m.split('.')[0] in ('dagster', 'dbt')]))"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert json.loads(printed.stdout) == []
