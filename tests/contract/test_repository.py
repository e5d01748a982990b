"""The repository as a whole: links, machine paths, addresses, names of outlets."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.lexicon.load import entries

REPOSITORY = Path(__file__).resolve().parents[2]
_LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)(#[^)\s]*)?\)")
_MACHINE_PATH = re.compile(r"(?<![\w.~$}])/(?:work|home|root|Users|mnt)/[\w.-]")
_REGISTRY = re.compile(r"pypi\.org|pythonhosted\.org|registry\.npmjs|conda\.anaconda\.org")
# These name what they look for.
_EXEMPT = {"tests/contract/test_repository.py"}


def tracked() -> tuple[str, ...]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=REPOSITORY,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    names = listed.stdout.decode().split("\0")
    return tuple(n for n in names if n and (REPOSITORY / n).is_file())


def texts() -> Iterator[tuple[str, str]]:
    for name in tracked():
        data = (REPOSITORY / name).read_bytes()
        if name not in _EXEMPT and b"\0" not in data:
            yield name, data.decode("utf-8", "replace")


def test_no_file_holds_a_path_of_one_machine() -> None:
    found = {name: _MACHINE_PATH.findall(text) for name, text in texts()}
    assert {name: hits for name, hits in found.items() if hits} == {}


def test_no_file_holds_the_address_of_a_package_registry() -> None:
    assert [name for name, text in texts() if _REGISTRY.search(text)] == []


def test_every_link_between_our_pages_leads_somewhere() -> None:
    broken = [
        f"{name} -> {target}"
        for name, text in texts()
        if name.endswith(".md")
        for target, _ in _LINK.findall(text)
        if not ((REPOSITORY / name).parent / target).exists()
    ]
    assert broken == []


def test_no_sample_page_names_a_real_outlet_or_agency() -> None:
    real = [
        row["surface"]
        for lexicon in ("outlets", "agencies")
        for row in entries(lexicon)
        if len(row["surface"]) > 3
    ]
    assert real
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, real))})(?!\w)")
    found = {
        name: pattern.findall(text)
        for name, text in texts()
        if name.startswith("data/sample/") and name.endswith(".txt")
    }
    assert found
    assert {name: hits for name, hits in found.items() if hits} == {}


def test_sample_file_names_say_outlet_day_and_subject() -> None:
    names = [path.name for path in (REPOSITORY / "data/sample").glob("*.txt")]
    shape = re.compile(r"[a-z]+(?:-[a-z]+)*-20\d{6}-[a-z]+(?:-[a-z]+)*\.txt")
    assert [name for name in names if not shape.fullmatch(name)] == []
    assert len(names) >= 12


def test_every_sample_page_is_told_of_in_the_sample_readme() -> None:
    readme = (REPOSITORY / "data/sample.md").read_text(encoding="utf-8")
    told = re.findall(r"`([a-z-]+-20\d{6}-)…`", readme)
    for path in (REPOSITORY / "data/sample").glob("*.txt"):
        assert any(path.name.startswith(prefix) for prefix in told), path.name


def test_every_decision_says_question_choice_reason_and_what_would_change_it() -> None:
    pages = sorted((REPOSITORY / "docs/decisions").glob("*.md"))
    assert [page.name[:4] for page in pages] == [f"{n:04d}" for n in range(1, len(pages) + 1)]
    for page in pages:
        text = page.read_text(encoding="utf-8")
        for part in ("Question.", "Choice.", "Reason.", "What would change our mind."):
            assert f"**{part}**" in text, f"{page.name}: {part}"
