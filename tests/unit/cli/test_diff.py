from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from tests.unit.published_files import gathering, person, together, write_published
from typer.testing import CliRunner

from communique.cli import app


def diff(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["diff", *map(str, arguments)])


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A data folder with a published file and a candidate in which one day is another."""
    monkeypatch.setenv("COMMUNIQUE_DATA_DIR", str(tmp_path))
    people = person("att_1", "evt_1", "Ida \x1b[31mBerg")
    old = together(gathering("evt_1", "m1@a1"), people)
    new = together(
        gathering("evt_1", "m1@a1", start_date="2031-05-06"), people,
        person("att_2", "evt_1", "Juan Rey"),
    )  # fmt: skip
    folder = tmp_path / "published"
    return (
        write_published(folder / "communique.duckdb", old),
        write_published(folder / "candidate.duckdb", new),
    )


def test_equal_files_end_with_0_and_different_ones_with_1(files: tuple[Path, Path]) -> None:
    old, new = files
    same = diff(old, old)
    assert (same.exit_code, same.stdout) == (0, "No difference.\n")
    assert diff(old, new).exit_code == 1


def test_numbers_come_first_then_examples_in_words(files: tuple[Path, Path]) -> None:
    lines = diff(*files).stdout.splitlines()
    assert lines[0].split() == [
        "before", "now", "added", "changed", "retracted", "merged", "split", "renamed",
    ]  # fmt: skip
    assert lines[1].split() == ["events", "1", "1", "0", "1", "0", "0", "0", "0"]
    assert lines[2].split() == ["attendances", "1", "2", "1", "0", "0", "0", "0", "0"]
    assert "event start_date: 1" in lines
    assert "  Salt talks (2031-05-05, Oslo, held): start_date: 2031-05-05 → 2031-05-06" in lines
    assert any(line.startswith("  Juan Rey, Minister (NO), attendee, at ") for line in lines)


def test_without_files_the_candidate_is_compared_with_what_is_published(
    files: tuple[Path, Path],
) -> None:
    assert diff().stdout == diff(*files).stdout


def test_json_holds_everything(files: tuple[Path, Path]) -> None:
    result = diff(*files, "--json", "--examples", "1")
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert told["is_empty"] is False
    assert told["objects"]["event"]["changed"] == 1
    assert told["attributes"] == [["event", "start_date", 1]]
    assert [e["op"] for e in told["examples"]] == ["changed", "added"]


def test_words_of_an_article_cannot_reach_the_terminal_raw(files: tuple[Path, Path]) -> None:
    new = files[1]
    write_published(new, together(gathering("evt_1", "m1@a1")))
    shown = diff(*files).stdout
    assert "Ida" in shown
    assert "\x1b" not in shown


def test_trouble_ends_with_2_and_says_what_to_do(files: tuple[Path, Path], tmp_path: Path) -> None:
    old, new = files
    gone = diff(old, tmp_path / "gone.duckdb")
    assert (gone.exit_code, "gone.duckdb: no such file" in gone.stderr) == (2, True)
    alone = diff(old)
    assert (alone.exit_code, "compared with which file?" in alone.stderr) == (2, True)
    new.unlink()
    none = diff()
    assert (none.exit_code, "communique run --hold" in none.stderr) == (2, True)
