"""What README and the guides tell a reader to type exists."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
GUIDES = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "data/README.md")
_MAKE = re.compile(r"(?:^|`)make ([a-z]+)", re.MULTILINE)
_COMMAND = re.compile(r"\.venv/bin/communique ([a-z]+)")


def makefile_targets() -> set[str]:
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE))


def typed_commands() -> set[str]:
    pages = (REPOSITORY / guide for guide in GUIDES)
    return {name for page in pages for name in _COMMAND.findall(page.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("guide", GUIDES)
def test_every_make_command_is_a_target(guide: str) -> None:
    named = set(_MAKE.findall((REPOSITORY / guide).read_text(encoding="utf-8")))
    assert named - makefile_targets() == set()


def test_the_two_commands_of_the_readme_are_make_run_and_make_test() -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    section = readme.split("## Two commands")[1].split("\n## ")[0]
    block = section.split("```")[1]
    assert re.findall(r"^make ([a-z]+)", block, re.MULTILINE) == ["run", "test"]


def test_the_readme_says_how_many_sample_pages_there_are() -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    assert len(list((REPOSITORY / "data/sample").glob("*.txt"))) == 15
    assert "fifteen sample pages" in readme


def test_every_command_line_of_the_guides_is_one_the_program_has() -> None:
    shown = subprocess.run(
        [Path(sys.executable).with_name("communique"), "--help"],
        capture_output=True,
        text=True,
        check=True,
        env={"COLUMNS": "200", "NO_COLOR": "1"},
    ).stdout
    known = set(re.findall(r"^\W*([a-z]+)\s{2,}", shown, re.MULTILINE))
    assert typed_commands()
    assert typed_commands() - known == set()
