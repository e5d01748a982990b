"""Loading: the folder, the rows, the digest, and what is said when a file is wrong."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.lexicon import load


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(load, "_PACKAGED", tmp_path)
    load.entries.cache_clear()
    load.lexicons_digest.cache_clear()
    monkeypatch.setattr(load, "_REPOSITORY", tmp_path / "none")
    yield tmp_path
    load.entries.cache_clear()
    load.lexicons_digest.cache_clear()


def test_rows_come_in_file_order_with_empty_cells_as_empty_text(folder: Path) -> None:
    (folder / "towns.csv").write_text("surface,note\nb,\na,x\n", encoding="utf-8")
    assert load.entries("towns") == ({"surface": "b", "note": ""}, {"surface": "a", "note": "x"})


def test_an_unknown_lexicon_is_refused_with_the_known_ones(folder: Path) -> None:
    (folder / "towns.csv").write_text("surface\n", encoding="utf-8")
    with pytest.raises(FileNotFoundError, match=r"'rivers'.*towns"):
        load.entries("rivers")


@pytest.mark.parametrize("row", ["a", "a,b,c"])
def test_a_row_with_the_wrong_count_of_cells_is_refused_by_its_line(folder: Path, row: str) -> None:
    (folder / "towns.csv").write_text(f"surface,note\nx,y\n{row}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"towns\.csv, line 3"):
        load.entries("towns")


def test_an_unclosed_quote_is_refused(folder: Path) -> None:
    (folder / "towns.csv").write_text('surface,note\n"x,y\n', encoding="utf-8")
    with pytest.raises(Exception, match="unexpected end of data"):
        load.entries("towns")


def test_the_digest_changes_with_a_byte_and_with_a_name(folder: Path) -> None:
    (folder / "towns.csv").write_text("surface\na\n", encoding="utf-8")
    digests = [load.lexicons_digest()]
    (folder / "towns.csv").write_text("surface\nb\n", encoding="utf-8")
    load.lexicons_digest.cache_clear()
    digests.append(load.lexicons_digest())
    (folder / "towns.csv").rename(folder / "cities.csv")
    load.lexicons_digest.cache_clear()
    digests.append(load.lexicons_digest())
    assert len(set(digests)) == 3


def test_no_folder_at_all_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "_PACKAGED", tmp_path / "a")
    monkeypatch.setattr(load, "_REPOSITORY", tmp_path / "b")
    with pytest.raises(FileNotFoundError, match="install the wheel or run from a checkout"):
        load.lexicon_dir()


def test_the_lexicons_of_the_repository_are_found() -> None:
    assert (load.lexicon_dir() / "countries.csv").is_file()
