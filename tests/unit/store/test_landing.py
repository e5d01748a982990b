from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from communique.settings import Settings
from communique.store import landing as landing_module
from communique.store.files import TEMPORARY
from communique.store.inbox import hash_file, scan_inbox
from communique.store.landing import NothingToLandError, land


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def _contents(settings: Settings) -> dict[str, str]:
    return {a.document_uri: a.path.read_text() for a in scan_inbox(settings.raw_dir).arrivals}


def test_files_folders_and_patterns_land_under_the_path_they_were_named_by(
    tmp_path: Path, settings: Settings
) -> None:
    one = _write(tmp_path / "one.txt", "1")
    _write(tmp_path / "folder" / "deep" / "two.txt", "2")
    _write(tmp_path / "more" / "three.txt", "3")
    _write(tmp_path / "more" / "four.html", "4")
    landing = land([one, tmp_path / "folder", str(tmp_path / "more" / "*.txt")], settings)
    assert landing.landed == ("raw/deep/two.txt", "raw/one.txt", "raw/three.txt")
    assert _contents(settings) == {
        "raw/deep/two.txt": "2", "raw/one.txt": "1", "raw/three.txt": "3",
    }  # fmt: skip


def test_hidden_files_stay_out(tmp_path: Path, settings: Settings) -> None:
    _write(tmp_path / "in" / ".git" / "config", "x")
    _write(tmp_path / "in" / ".hidden.txt", "x")
    _write(tmp_path / "in" / "seen.txt", "x")
    assert land([tmp_path / "in"], settings).landed == ("raw/seen.txt",)


def test_a_landed_file_is_never_changed_and_other_bytes_get_a_name_of_their_own(
    tmp_path: Path, settings: Settings
) -> None:
    page = _write(tmp_path / "page.txt", "first")
    land([page], settings)
    page.write_text("second")
    digest = hashlib.sha256(b"second").hexdigest()[:8]
    landing = land([page], settings)
    assert landing.landed == landing.renamed == (f"raw/page-{digest}.txt",)
    assert _contents(settings)["raw/page.txt"] == "first"
    assert land([page], settings).landed == ()
    assert land([page], settings).present == (f"raw/page-{digest}.txt",)


def test_the_order_of_inputs_changes_nothing(tmp_path: Path, settings: Settings) -> None:
    paths = [_write(tmp_path / folder / "same.txt", folder) for folder in ("b", "a", "c")]
    there = {}
    for name, inputs in (("forth", paths), ("back", paths[::-1])):
        other = Settings(data_dir=tmp_path / name, project_dir=tmp_path, engine="quiet", workers=1)
        land(inputs, other)
        there[name] = _contents(other)
    assert there["forth"] == there["back"]
    assert len(there["forth"]) == 3


def test_what_lies_in_the_inbox_stays_where_it_is(settings: Settings) -> None:
    page = _write(settings.raw_dir / "2026" / "page.txt", "x")
    landing = land([page, settings.raw_dir], settings)
    assert landing.present == ("raw/2026/page.txt",)
    assert list(_contents(settings)) == ["raw/2026/page.txt"]


def test_an_input_that_names_nothing_stops_before_anything_is_copied(
    tmp_path: Path, settings: Settings
) -> None:
    page = _write(tmp_path / "page.txt", "x")
    with pytest.raises(NothingToLandError, match=r"missing/\*\.txt: no such file"):
        land([page, str(tmp_path / "missing" / "*.txt")], settings)
    assert _contents(settings) == {}


def test_half_a_file_of_a_killed_landing_is_swept(tmp_path: Path, settings: Settings) -> None:
    left = _write(settings.raw_dir / f"{TEMPORARY}1-page.txt", "ha")
    land([_write(tmp_path / "page.txt", "half")], settings)
    assert not left.exists()
    assert _contents(settings) == {"raw/page.txt": "half"}


def test_a_name_that_is_no_utf8_still_has_an_address(settings: Settings) -> None:
    settings.raw_dir.mkdir(parents=True)
    path = bytes(settings.raw_dir) + b"/caf\xe9.txt"
    with open(path, "wb") as handle:  # noqa: PTH123
        handle.write(b"x")
    (arrival,) = scan_inbox(settings.raw_dir).arrivals
    assert arrival.document_uri == r"raw/caf\xe9.txt"


def test_what_cannot_be_read_is_told_and_keeps_nothing_else_out(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = _write(tmp_path / "in" / "closed.txt", "x")
    _write(tmp_path / "in" / "open.txt", "open")
    (tmp_path / "in" / "astray.txt").symlink_to(tmp_path / "nowhere")

    def hash_but_closed(path: Path) -> tuple[str, int]:
        if path == closed:
            raise PermissionError(13, "Permission denied")
        return hash_file(path)

    monkeypatch.setattr(landing_module, "hash_file", hash_but_closed)
    landing = land([tmp_path / "in"], settings)
    assert landing.landed == ("raw/open.txt",)
    (astray, (path, why)) = landing.unreadable
    assert astray[0] == str(tmp_path / "in" / "astray.txt")
    assert "leads nowhere" in astray[1]
    assert (path, why) == (str(closed), "Permission denied")


def test_inputs_of_which_none_can_be_read_stop_the_landing(
    tmp_path: Path, settings: Settings
) -> None:
    (tmp_path / "astray.txt").symlink_to(tmp_path / "nowhere")
    for given in ("astray.txt", "*.txt"):
        with pytest.raises(NothingToLandError, match=r"astray\.txt: a link that leads nowhere"):
            land([tmp_path / given], settings)


def test_a_device_is_no_document(settings: Settings) -> None:
    with pytest.raises(NothingToLandError, match="/dev/null: no regular file"):
        land(["/dev/null"], settings)
