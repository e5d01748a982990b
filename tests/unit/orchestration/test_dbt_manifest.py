from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from communique.orchestration import dbt_manifest
from communique.orchestration.dbt_manifest import (
    ManifestError,
    prepare_manifest,
    project_digest,
    with_homes,
)
from communique.settings import Settings


@pytest.fixture
def project(settings: Settings, tmp_path: Path) -> Settings:
    """A dbt project of one model, in a folder that may be changed."""
    dbt_dir = tmp_path / "project" / "dbt_project"
    (dbt_dir / "models").mkdir(parents=True)
    (dbt_dir / "dbt_project.yml").write_text("name: tiny\nprofile: tiny\nversion: '1'\n")
    shutil.copy(settings.dbt_dir / "profiles.yml", dbt_dir / "profiles.yml")
    (dbt_dir / "models" / "one.sql").write_text("select 1 as n\n")
    return replace(settings, project_dir=tmp_path / "project")


def test_the_manifest_is_made_once_and_again_when_the_project_changes(
    project: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []

    def parsed(settings: Settings) -> bytes:
        made.append(1)
        return b"{}"

    monkeypatch.setattr(dbt_manifest, "_parsed", parsed)
    for _ in range(2):
        assert prepare_manifest(project).read_bytes() == b"{}"
    assert len(made) == 1
    (project.dbt_dir / "models" / "two.sql").write_text("select 2 as n\n")
    prepare_manifest(project)
    (project.dbt_dir / "models" / "one.sql").unlink()
    prepare_manifest(project)
    prepare_manifest(project).unlink()
    prepare_manifest(project)
    assert len(made) == 4


def test_what_dbt_makes_itself_does_not_count_as_a_change(project: Settings) -> None:
    before = project_digest(project)
    for name in ("target/run.json", "logs/dbt.log", ".user.yml"):
        path = project.dbt_dir / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    assert project_digest(project) == before


def test_a_project_that_dbt_cannot_read_is_told_in_dbts_words(
    project: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBT_PARTIAL_PARSE", "false")
    (project.dbt_dir / "dbt_project.yml").write_text("name: [not, a, name]\n")
    with pytest.raises(ManifestError, match=r"dbt cannot read .*dbt_project"):
        prepare_manifest(project)


def _node(kind: str, layer: str, name: str, parents: list[str], **more: Any) -> dict[str, Any]:
    return {
        "resource_type": kind, "fqn": ["communique", layer, name], "name": name,
        "depends_on": {"nodes": parents}, "config": {"meta": {}}, **more,
    }  # fmt: skip


def test_a_test_on_several_models_gets_the_mart_as_its_home() -> None:
    nodes = {
        "model.a": _node("model", "intermediate", "a", []),
        "model.m": _node("model", "marts", "m", []),
        "seed.s": {**_node("seed", "s", "s", []), "depends_on": {"macros": []}},
        "test.t": _node("test", "t", "t", ["model.a", "model.m", "seed.s"]),
        "test.g": _node("test", "g", "g", ["model.a", "model.m"], attached_node="model.a"),
    }
    homes = with_homes({"nodes": nodes})["nodes"]
    assert homes["test.t"]["config"]["meta"] == {"dagster": {"ref": {"name": "m"}}}
    assert homes["test.g"]["config"]["meta"] == {}
