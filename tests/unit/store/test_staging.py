from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from communique.parse import parser_version
from communique.records import type_of_table
from communique.settings import Settings
from communique.store import staging
from communique.store.locks import LockHeldError, hold
from communique.store.manifest import batch_id, manifest_path, read_known
from communique.store.schema import table_schema
from communique.store.staged import Staged
from communique.store.staging import committed_parts, scan, stage

Engine = Callable[[], Any]


def _land(settings: Settings, **pages: str | bytes) -> None:
    for name, text in pages.items():
        path = settings.raw_dir / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


def _files(settings: Settings) -> dict[str, bytes]:
    return {
        p.relative_to(settings.staging_dir).as_posix(): p.read_bytes()
        for p in sorted(settings.staging_dir.rglob("*"))
        if p.is_file() and p.name != ".lock"
    }


def _stage(settings: Settings, engine: Engine) -> Staged:
    return stage(settings, make_engine=engine)


def test_a_batch_is_a_file_a_table_and_a_manifest(
    settings: Settings, quiet: Engine, page: str
) -> None:
    _land(settings, a=page, b=page + "more", empty=b"")
    staged = _stage(settings, quiet)
    (batch,) = staged.batches
    manifest = json.loads(manifest_path(settings.staging_dir, batch).read_text())
    assert manifest["rows"]["articles"] == staged.rows["articles"] == 2
    assert staged.rows["parses"] == staged.rows["deliveries"] == 3
    assert [e["reason"] for e in manifest["entries"]] == [None, None, "empty"]
    assert [uri for uri, _, _ in staged.rejected] == ["raw/empty.txt"]
    assert scan(settings.staging_dir, "documents").collect()["batch"].unique().to_list() == [batch]


def test_the_files_have_the_schema_of_the_record_with_and_without_rows(
    settings: Settings, quiet: Engine, page: str
) -> None:
    _land(settings, a=page)
    _stage(settings, quiet)
    for table in type_of_table:
        for path in (settings.staging_dir / table).glob("batch=*/part.parquet"):
            assert pl.read_parquet_schema(path) == dict(table_schema(table))
        assert (settings.staging_dir / table / "batch=_schema" / "part.parquet").is_file()


def test_what_was_read_is_not_read_again_and_no_file_changes(
    settings: Settings, quiet: Engine, page: str
) -> None:
    _land(settings, a=page, empty=b"")
    _stage(settings, quiet)
    before = _files(settings)
    again = _stage(replace(settings, now=settings.clock() + timedelta(days=1)), quiet)
    assert (again.batches, again.new, again.rejected) == ((), (), ())
    assert again.known == ("raw/a.txt", "raw/empty.txt")
    assert _files(settings) == before


def test_the_same_work_writes_the_same_bytes_in_another_folder(
    settings: Settings, quiet: Engine, page: str, tmp_path: Path
) -> None:
    other = replace(settings, data_dir=tmp_path / "other")
    for one in (settings, other):
        _land(one, a=page, b=page * 2)
        _stage(one, quiet)
    assert _files(settings) == _files(other)


def test_a_known_document_under_a_new_address_is_one_more_delivery(
    settings: Settings, quiet: Engine, page: str
) -> None:
    _land(settings, a=page)
    _stage(settings, quiet)
    _land(settings, copy=page)
    later = replace(settings, now=settings.clock() + timedelta(days=1))
    again = _stage(later, quiet)
    assert {t: n for t, n in again.rows.items() if n} == {"deliveries": 1}
    rows = scan(settings.staging_dir, "deliveries").sort("delivered_at").collect()
    assert rows["document_uri"].to_list() == ["raw/a.txt", "raw/copy.txt"]
    assert rows["delivered_at"].to_list() == [settings.clock(), later.clock()]


def test_two_addresses_of_one_document_are_read_once(
    settings: Settings, quiet: Engine, page: str
) -> None:
    _land(settings, b=page, a=page)
    staged = _stage(settings, quiet)
    assert (staged.rows["documents"], staged.rows["deliveries"]) == (1, 2)
    documents = scan(settings.staging_dir, "documents").collect()
    assert documents["document_uri"].to_list() == ["raw/a.txt"]


def test_a_new_parser_version_reads_all_again_but_keeps_the_first_landing(
    settings: Settings, quiet: Any, page: str
) -> None:
    class Newer(quiet):  # type: ignore[misc]
        version = "2"

    _land(settings, a=page)
    _stage(settings, quiet)
    again = _stage(replace(settings, now=settings.clock() + timedelta(days=9)), Newer)
    assert (again.rows["parses"], again.rows["deliveries"]) == (1, 0)
    documents = scan(settings.staging_dir, "documents").collect()
    assert documents["ingested_at"].to_list() == [settings.clock()] * 2


def test_changed_bytes_under_a_known_address_are_a_changed_document(
    settings: Settings, quiet: Engine, page: str
) -> None:
    _land(settings, a=page)
    _stage(settings, quiet)
    _land(settings, a=page + "corrected")
    assert _stage(settings, quiet).changed == ("raw/a.txt",)


def test_a_batch_without_its_manifest_counts_for_nothing_and_is_swept(
    settings: Settings, quiet: Engine, page: str
) -> None:
    _land(settings, a=page)
    (batch,) = _stage(settings, quiet).batches
    whole = _files(settings)
    manifest_path(settings.staging_dir, batch).unlink()
    staging.write(settings.staging_dir, "quotes", "0123456789abcdef", ())
    assert list(committed_parts(settings.staging_dir, "articles")) == []
    _stage(settings, quiet)
    assert _files(settings) == whole


def test_an_engine_that_raises_costs_one_document_and_says_what_to_do(
    settings: Settings, quiet: Engine, page: str
) -> None:
    _land(settings, a=page, bad=page + "please fail")
    staged = _stage(settings, quiet)
    assert staged.rejected[0][::2] == ("raw/bad.txt", "engine_failed")
    assert staged.rows["articles"] == 1
    (note,) = (
        scan(settings.staging_dir, "parse_notes")
        .filter(pl.col("code") == "engine_failed")
        .collect()
        .to_dicts()
    )
    assert "KeyError at " in note["message"]
    assert "Report it with the file" in note["message"]
    assert str(settings.data_dir) not in note["message"]
    assert scan(settings.staging_dir, "documents").collect().height == 2


def test_a_large_inbox_is_cut_into_batches(
    settings: Settings, quiet: Engine, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "BATCH_SIZE", 2)
    _land(settings, **{f"p{n}": f"{page}{n}" for n in range(5)})
    told: list[tuple[int, int]] = []
    staged = stage(settings, make_engine=quiet, on_progress=lambda *at: told.append(at))
    assert len(staged.batches) == 3
    assert told[0] == (0, 5)
    assert told[-1] == (5, 5)
    assert len(read_known(settings.staging_dir).deliveries) == 5


def test_a_second_writer_is_told_who_is_at_it(settings: Settings, quiet: Engine) -> None:
    import threading

    done = threading.Event()
    held = threading.Event()

    def other() -> None:
        with hold(staging.lock_path(settings.staging_dir)):
            held.set()
            done.wait(10)

    thread = threading.Thread(target=other)
    thread.start()
    held.wait(10)
    try:
        with pytest.raises(LockHeldError, match=r"holds staging/\.lock: a writer of staging"):
            stage(settings, make_engine=quiet, wait_s=0)
    finally:
        done.set()
        thread.join()


def test_the_name_of_a_batch_follows_from_its_documents_and_version(quiet: Engine) -> None:
    version = parser_version(quiet())
    pairs = [("d1", "raw/a"), ("d2", "raw/b")]
    assert batch_id(version, pairs) == batch_id(version, pairs[::-1])
    assert batch_id(version, pairs) != batch_id(version + "x", pairs)
    assert batch_id(version, pairs) != batch_id(version, [("d1", "raw/b"), ("d2", "raw/a")])


def test_a_damaged_manifest_is_named_with_its_remedy(settings: Settings) -> None:
    path = manifest_path(settings.staging_dir, "feed")
    path.parent.mkdir(parents=True)
    path.write_text("{")
    with pytest.raises(ValueError, match=r"_manifest/feed\.json is damaged .*delete it"):
        read_known(settings.staging_dir)
