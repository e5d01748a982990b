import os
import subprocess
import sys

from typer.testing import CliRunner

from communique.cli import app
from communique.cli.findings import find_all
from communique.settings import load_settings

HOLD = """
import sys, time
from pathlib import Path
from communique.store.locks import hold
with hold(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def stops(data_dir):
    findings = find_all(load_settings(data_dir=data_dir))
    return [f"{f.what}: {f.found} -> {f.remedy}" for f in findings if f.level == "stop"]


def test_versions_paths_and_stores_are_told(published_dir):
    output = CliRunner().invoke(app, ["doctor"]).output
    for told in ("python", "polars", "parser version", "GiB free", "tables, 3 events", "4 files"):
        assert told in output


def test_a_fresh_folder_stops_no_run(tmp_path):
    assert stops(tmp_path / "new") == []
    assert CliRunner().invoke(app, ["doctor", "--data-dir", str(tmp_path / "new")]).exit_code == 0


def test_a_candidate_that_waits_is_told_with_the_commands_that_go_on(published_dir):
    assert "waits for review" not in CliRunner().invoke(app, ["doctor"]).output
    (published_dir / "published" / "candidate.duckdb").write_bytes(b"")
    result = CliRunner().invoke(app, ["doctor"])
    assert "candidate.duckdb waits for review" in " ".join(result.output.split())
    assert "communique publish" in result.output


def test_a_held_lock_names_its_process(published_dir):
    command = [sys.executable, "-c", HOLD, published_dir / "staging" / ".lock"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as holder:
        assert holder.stdout.readline() == "held\n"
        [stop] = stops(published_dir)
        holder.stdin.close()
    assert f"held by process {holder.pid}" in stop
    assert stops(published_dir) == []


def test_a_warehouse_open_elsewhere_is_found(published_dir):
    path = published_dir / "warehouse" / "communique.duckdb"
    path.parent.mkdir()
    code = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('open', flush=True); "
    command = [sys.executable, "-c", f"{code}sys.stdin.read()", path]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as holder:
        assert holder.stdout.readline() == "open\n"
        [stop] = stops(published_dir)
        holder.stdin.close()
    assert "another program has" in stop


def test_an_unknown_engine_stops_a_run_and_exits_1(published_dir, monkeypatch):
    monkeypatch.setenv("COMMUNIQUE_ENGINE", "crystal-ball")
    result = CliRunner().invoke(app, ["doctor"])
    assert result.exit_code == 1
    assert "crystal-ball" in result.stdout
    assert "would stop a run: engine" in result.stderr


def test_a_damaged_manifest_is_named(published_dir):
    folder = published_dir / "staging" / "_manifest"
    folder.mkdir(parents=True)
    (folder / "b1.json").write_text("{")
    [stop] = stops(published_dir)
    assert "b1.json is damaged" in stop


def test_a_missing_project_stops_a_run(published_dir, monkeypatch, tmp_path):
    monkeypatch.setenv("COMMUNIQUE_PROJECT_DIR", os.fspath(tmp_path))
    assert any("COMMUNIQUE_PROJECT_DIR" in stop for stop in stops(published_dir))
