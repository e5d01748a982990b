import hashlib
import sys
from dataclasses import dataclass, field
from types import ModuleType

import duckdb
import pytest
from typer.testing import CliRunner

from communique.cli import app
from communique.store.landing import EmptyInboxError, Landing, land
from communique.store.locks import LockHeldError


@dataclass
class Step:
    stage: str
    done: int
    total: int


@dataclass
class Outcome:
    landing: Landing
    published_path: object
    success: bool = True
    failures: tuple = ()
    findings: tuple = ()
    new: int = 1
    known: int = 3
    total_seconds: float = 1.25
    held_path: object = None
    rows: dict = field(default_factory=dict)


@pytest.fixture
def job(monkeypatch):
    """Stands in for the job: lands the inputs, tells its progress, changes nothing else."""

    class ManifestError(RuntimeError):
        pass

    headless = ModuleType("communique.orchestration.headless")
    manifest = ModuleType("communique.orchestration.dbt_manifest")
    manifest.ManifestError = ManifestError
    headless.outcome = {}
    headless.error = None

    def run(settings, inputs, *, on_progress, is_verbose, hold_back, is_reviewed):
        if headless.error:
            raise headless.error
        headless.asked = {"hold_back": hold_back, "is_reviewed": is_reviewed}
        landing = land(inputs, settings)
        for step in (Step("staging", 1, 4), Step("staging", 4, 4), Step("warehouse", 17, 0)):
            on_progress(step)
        return Outcome(landing, settings.published_path, **headless.outcome)

    headless.run = run
    package = sys.modules.get("communique.orchestration") or __import__(
        "communique.orchestration", fromlist=["x"]
    )
    for name, module in (("headless", headless), ("dbt_manifest", manifest)):
        monkeypatch.setitem(sys.modules, f"communique.orchestration.{name}", module)
        monkeypatch.setattr(package, name, module, raising=False)
    return headless


def run(*arguments):
    return CliRunner().invoke(app, ["run", *map(str, arguments)])


def page(published_dir, name):
    return published_dir / "raw" / name


def test_it_ends_with_the_events_and_the_command_that_asks_for_them(published_dir, job):
    result = run(page(published_dir, "harbour.txt"))
    assert result.exit_code == 0
    line = next(x for x in result.stdout.splitlines() if "Salt ministerial" in x)
    cells = ["aa11", "2031-05-05", "Oslo, NO", "Ida Berg", "2 (+1 absent)", "2 / 2", "start_date"]
    places = [line.index(cell) for cell in cells]
    assert places == sorted(places)
    assert 'communique sql "select ' in result.stdout
    assert result.stdout.rstrip().endswith("communique explain aa11")


def test_only_events_of_the_given_documents_are_shown(published_dir, job):
    output = run(page(published_dir, "harbour.txt")).stdout
    assert "Salt ministerial" in output
    assert "Tin talks" not in output


def test_without_input_all_events_are_shown(published_dir, job):
    output = run().stdout
    assert "Tin talks" in output
    assert "call, held" in output


def test_a_rejected_document_is_told_with_its_reason_and_exit_code_3(published_dir, job):
    result = run()
    assert result.exit_code == 3
    assert "rejected raw/blank.txt: empty: holds no text; fetch it again" in result.stdout


def test_a_document_rejected_in_an_earlier_run_counts_again_when_it_is_given(published_dir, job):
    assert run(page(published_dir, "blank.txt")).exit_code == 3
    assert run(page(published_dir, "mill.txt")).exit_code == 0


def test_a_copy_of_a_rejected_document_is_rejected_under_its_own_name(published_dir, job, tmp_path):
    (tmp_path / "copy.txt").write_text("blank.txt")
    result = run(tmp_path / "copy.txt")
    assert result.exit_code == 3
    assert "rejected raw/copy.txt: empty" in result.stdout


def test_progress_is_a_line_a_stage_where_there_is_no_terminal(published_dir, job):
    lines = run().stderr.splitlines()
    assert lines[:2] == ["staging: 4 of 4", "warehouse: 17"]


def test_quiet_tells_of_rejections_only(published_dir, job):
    result = run("--quiet")
    assert result.stdout.startswith("rejected raw/blank.txt")
    assert len(result.stdout.splitlines()) == 1
    assert result.stderr == ""


def test_a_failed_run_tells_each_failure_and_keeps_the_old_file(published_dir, job):
    job.outcome = {"success": False, "failures": ("warehouse: dbt failed in events",)}
    result = run()
    assert result.exit_code == 1
    assert "dbt failed in events" in result.stderr
    assert "as it was" in result.stderr


def test_what_becomes_of_the_new_file_is_the_callers_choice(published_dir, job):
    for option, asked in (
        ((), {"hold_back": False, "is_reviewed": False}),
        (("--hold",), {"hold_back": True, "is_reviewed": False}),
        (("--publish",), {"hold_back": False, "is_reviewed": True}),
    ):
        run(*option)
        assert job.asked == asked
    both = run("--hold", "--publish")
    assert (both.exit_code, "contradict" in both.stderr) == (2, True)


def test_of_a_held_run_the_candidate_is_shown_with_the_commands_that_go_on(published_dir, job):
    published = published_dir / "published" / "communique.duckdb"
    candidate = published.rename(published.with_name("candidate.duckdb"))
    job.outcome = {"held_path": candidate}
    result = run(page(published_dir, "harbour.txt"))
    assert result.exit_code == 0
    assert "Salt ministerial" in result.stdout
    lines = result.stdout.splitlines()
    assert f"not published yet: {candidate}" in result.stdout
    assert lines[-2:] == ["communique diff", "communique publish"]


def test_an_input_without_files_fails_with_advice(published_dir, job):
    result = run("nowhere/*.txt")
    assert result.exit_code == 1
    assert "nowhere/*.txt: no such file" in result.stderr


def test_a_held_lock_fails_without_a_traceback(published_dir, job):
    job.error = LockHeldError("process 12 holds run/.lock")
    result = run()
    assert result.exit_code == 1
    assert result.stderr.strip() == "error: process 12 holds run/.lock"


def test_a_folder_that_cannot_be_written_fails_without_a_traceback(published_dir, job):
    job.error = PermissionError(13, "Permission denied", "data/run")
    result = run()
    assert result.exit_code == 1
    assert "data/run: Permission denied" in result.stderr
    assert "communique doctor" in result.stderr


def test_an_input_that_cannot_be_read_is_listed_and_the_rest_is_shown(published_dir, job, tmp_path):
    (tmp_path / "astray.txt").symlink_to(tmp_path / "nowhere")
    result = run(page(published_dir, "harbour.txt"), tmp_path / "astray.txt")
    assert result.exit_code == 3
    assert "astray.txt: unreadable: a link that leads nowhere" in result.stdout
    assert "Salt ministerial" in result.stdout


def test_nothing_to_read_is_wrong_usage(published_dir, job):
    job.error = EmptyInboxError("data/raw: no document lies here")
    result = run()
    assert result.exit_code == 2
    assert result.stderr.strip() == "error: data/raw: no document lies here"


@pytest.fixture
def many_rejected(published_dir):
    """Five labels that are no articles for one reason, beside the blank page."""
    names = [f"label{n}.json" for n in range(5)]
    with duckdb.connect(str(published_dir / "published" / "communique.duckdb")) as con:
        for name in names:
            (published_dir / "raw" / name).write_text(name)
            digest = hashlib.sha256(name.encode()).hexdigest()
            con.execute(
                "insert into staging.parse_notes "
                "values (?, ?, 'rejected', 'no_body', 'give the page')",
                [digest, f"raw/{name}"],
            )
    return names


def test_documents_rejected_for_one_reason_share_a_line(many_rejected, job):
    lines = [x for x in run().stdout.splitlines() if x.startswith("rejected")]
    assert len(lines) == 2
    assert lines[1] == (
        "rejected 5 documents: no_body: give the page: raw/label0.json, raw/label1.json, "
        "raw/label2.json and 2 more (all of them: --verbose)"
    )


def test_verbose_names_every_rejected_document(many_rejected, job):
    output = run("--verbose").stdout
    assert all(f"rejected raw/{name}: no_body" in output for name in many_rejected)


def test_quiet_counts_the_rejected_by_reason_on_one_line(many_rejected, job):
    assert run("--quiet").stdout == (
        "rejected 6 documents: empty 1, no_body 5; run without --quiet to see which\n"
    )
