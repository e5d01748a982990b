from __future__ import annotations

from pathlib import Path

import pytest

from communique.store.files import TEMPORARY, sweep_temporary, whole_file, write_whole


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "sub" / "a.json"
    write_whole(path, b"one")
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert [p.name for p in path.parent.iterdir()] == ["a.json"]


def test_a_writer_that_fails_leaves_the_old_file_and_no_trace(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    write_whole(path, b"old")
    with pytest.raises(OSError, match="full"), whole_file(path) as temporary:
        temporary.write_bytes(b"half")
        raise OSError("disk full")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]


def test_the_file_gets_the_mode_it_was_given(tmp_path: Path) -> None:
    with whole_file(tmp_path / "a", mode=0o444) as temporary:
        temporary.write_bytes(b"x")
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o444


def test_sweeping_removes_what_a_killed_writer_left_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / f"{TEMPORARY}4711-part.parquet").write_bytes(b"half")
    (tmp_path / "deep" / "part.parquet").write_bytes(b"whole")
    assert sweep_temporary(tmp_path) == 1
    assert [p.name for p in (tmp_path / "deep").iterdir()] == ["part.parquet"]
