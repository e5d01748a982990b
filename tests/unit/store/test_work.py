from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from communique.settings import Settings
from communique.store import staging
from communique.store.manifest import file_of, read_known
from communique.store.staging import scan, stage

Engine = Callable[[], Any]


def _lines(page: str, numbers: range) -> bytes:
    rows = ({"text": f"{page}\nReport {n}."} for n in numbers)
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def _land(settings: Settings, name: str, data: bytes) -> Path:
    path = settings.raw_dir / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def _rows(settings: Settings, table: str) -> int:
    return scan(settings.staging_dir, table).collect().height


def test_a_file_of_many_documents_is_read_once(
    settings: Settings, quiet: Engine, page: str
) -> None:
    _land(settings, "many.jsonl", _lines(page, range(5)) + b"{broken\n")
    staged = stage(settings, make_engine=quiet)
    assert (staged.rows["articles"], staged.rows["deliveries"]) == (5, 6)
    assert [uri for uri, _, _ in staged.rejected] == ["raw/many.jsonl#line=6"]
    again = stage(settings, make_engine=quiet)
    assert (again.batches, again.known) == ((), ("raw/many.jsonl",))


def test_a_large_file_streams_out_in_batches(
    settings: Settings, quiet: Engine, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "BATCH_SIZE", 2)
    _land(settings, "many.jsonl.gz", gzip.compress(_lines(page, range(5)), mtime=0))
    staged = stage(settings, make_engine=quiet)
    assert len(staged.batches) == 3
    complete = [m for m in read_known(settings.staging_dir).manifests if m.sources]
    assert [s.count_documents for m in complete for s in m.sources] == [5]


def test_a_batch_is_cut_by_bytes_too(
    settings: Settings, quiet: Engine, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "BATCH_BYTES", len(page))
    _land(settings, "many.jsonl", _lines(page, range(3)))
    assert len(stage(settings, make_engine=quiet).batches) == 3


def test_a_run_killed_inside_a_file_reads_the_rest_of_it_only(
    settings: Settings, quiet: Any, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class KilledError(Exception):
        pass

    monkeypatch.setattr(staging, "BATCH_SIZE", 2)
    _land(settings, "many.jsonl", _lines(page, range(5)))
    write, count = staging.write_manifest, iter(range(9))

    def dying(*args: Any) -> None:
        if next(count) == 1:
            raise KilledError
        write(*args)

    with monkeypatch.context() as patch:
        patch.setattr(staging, "write_manifest", dying)
        with pytest.raises(KilledError):
            stage(settings, make_engine=quiet)
    assert _rows(settings, "articles") == 2
    staged = stage(settings, make_engine=quiet)
    assert staged.rows["articles"] == 3
    assert _rows(settings, "articles") == _rows(settings, "deliveries") == 5
    assert stage(settings, make_engine=quiet).batches == ()


def test_the_same_page_in_two_files_is_one_document_with_two_deliveries(
    settings: Settings, quiet: Engine, page: str
) -> None:
    data = _lines(page, range(3))
    _land(settings, "a.jsonl", data)
    _land(settings, "b.jsonl.gz", gzip.compress(data, mtime=0))
    staged = stage(settings, make_engine=quiet)
    assert (staged.rows["documents"], staged.rows["deliveries"]) == (3, 6)


def test_a_longer_file_at_the_same_address_adds_its_new_documents(
    settings: Settings, quiet: Engine, page: str
) -> None:
    _land(settings, "many.jsonl", _lines(page, range(3)))
    stage(settings, make_engine=quiet)
    _land(settings, "many.jsonl", _lines(page, range(5)))
    later = replace(settings, now=settings.clock() + timedelta(days=1))
    staged = stage(later, make_engine=quiet)
    assert staged.new == ("raw/many.jsonl#line=4", "raw/many.jsonl#line=5")
    assert read_known(settings.staging_dir).first_seen.keys() == set(
        scan(settings.staging_dir, "documents").collect()["document_id"]
    )


def test_a_file_that_changes_under_way_is_opened_again(
    settings: Settings, quiet: Any, page: str
) -> None:
    path = _land(settings, "many.jsonl", _lines(page, range(2)))

    def growing() -> Any:
        path.write_bytes(_lines(page, range(3)))
        return quiet()

    stage(settings, make_engine=growing)
    assert _rows(settings, "articles") in (2, 3)
    stage(settings, make_engine=quiet)
    assert _rows(settings, "articles") == 3
    assert stage(settings, make_engine=quiet).batches == ()


def test_a_refused_file_bears_its_own_key_and_is_known_next_time(
    settings: Settings, quiet: Engine
) -> None:
    _land(settings, "broken.zip", b"PK\x03\x04 nothing more")
    staged = stage(settings, make_engine=quiet)
    assert [(uri, reason) for uri, _, reason in staged.rejected] == [("raw/broken.zip", "damaged")]
    assert stage(settings, make_engine=quiet).known == ("raw/broken.zip",)


@pytest.mark.parametrize(
    ("uri", "file"),
    [
        ("raw/x.zip!/a.html", "raw/x.zip"),
        ("raw/x.zip!/y.zip!/a#line=1", "raw/x.zip"),
        ("raw/many.jsonl#line=3", "raw/many.jsonl"),
        ("raw/x.zipped", None),
    ],
)
def test_an_address_inside_a_file_names_the_file(uri: str, file: str | None) -> None:
    assert file_of(uri, {"raw/x.zip", "raw/many.jsonl"}) == file
