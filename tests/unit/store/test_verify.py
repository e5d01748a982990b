from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from communique.ids import make_id
from communique.records import CitationRow
from communique.settings import Settings
from communique.store import verify
from communique.store.manifest import read_known, write_manifest
from communique.store.rejections import rejected_documents
from communique.store.staging import part_path, scan, stage


@pytest.fixture
def staged(settings: Settings, quiet: Callable[[], Any], page: str) -> Settings:
    settings.raw_dir.mkdir(parents=True)
    (settings.raw_dir / "a.txt").write_text("Čaj — été\n\n" + page, encoding="utf-8")
    (settings.raw_dir / "b.txt").write_text(page, encoding="utf-8")
    (settings.raw_dir / "empty.txt").write_bytes(b"")
    stage(settings, make_engine=quiet)
    return settings


def _change(settings: Settings, table: str, change: Callable[[pl.DataFrame], pl.DataFrame]) -> None:
    (path,) = [
        p for p in (settings.staging_dir / table).glob("batch=*/*") if "_schema" not in str(p)
    ]
    change(pl.read_parquet(path, hive_partitioning=False)).write_parquet(path)


def _cite(settings: Settings, start: int, end: int, surface: str) -> None:
    """Put one citation into the batch, as an engine would that says so."""
    article = (
        scan(settings.staging_dir, "articles").sort("document_uri").collect().row(0, named=True)
    )
    row = CitationRow(
        citation_id=make_id("citation", start), article_id=article["article_id"],
        cited_source="x", kind="agency", engine="quiet", engine_version="1",
        span_start=start, span_end=end, surface=surface,
    )  # fmt: skip
    from dataclasses import replace

    from communique.store.staging import write

    (manifest,) = read_known(settings.staging_dir).manifests
    write(settings.staging_dir, "citations", manifest.batch, [row])
    rows = {**manifest.rows, "citations": 1}
    write_manifest(settings.staging_dir, replace(manifest, rows=rows))


def test_a_span_that_quotes_back_beyond_ascii_is_fine(staged: Settings) -> None:
    _cite(staged, 4, 9, "— été")
    assert verify.spans_that_lie(staged.staging_dir, "citations") == ()


@pytest.mark.parametrize(
    ("start", "end", "surface"),
    [(4, 9, "— ete"), (5, 9, "— été"), (900, 905, "— été"), (9, 4, "— été")],
)
def test_a_span_that_lies_is_found(staged: Settings, start: int, end: int, surface: str) -> None:
    _cite(staged, start, end, surface)
    (finding,) = verify.spans_that_lie(staged.staging_dir, "citations")
    assert finding.endswith(f"does not quote back [{start}, {end})")


def test_a_row_of_no_article_cannot_quote_back(staged: Settings) -> None:
    _cite(staged, 0, 1, "Č")
    _change(staged, "articles", lambda frame: frame.clear())
    assert len(verify.spans_that_lie(staged.staging_dir, "citations")) == 1


def test_blocks_of_a_fresh_batch_tile_the_text(staged: Settings) -> None:
    assert verify.blocks_that_do_not_tile(staged.staging_dir) == ()


@pytest.mark.parametrize(
    "change",
    [
        lambda f: f.filter(pl.col("block_no") != 1),
        lambda f: f.with_columns(span_start=pl.col("span_start") + 1),
        lambda f: f.with_columns(span_end=pl.col("span_end") + 1),
        lambda f: f.clear(),
    ],
    ids=["gap", "late start", "overlap", "no blocks"],
)
def test_blocks_that_do_not_tile_are_found(
    staged: Settings, change: Callable[[pl.DataFrame], pl.DataFrame]
) -> None:
    _change(staged, "blocks", change)
    assert verify.blocks_that_do_not_tile(staged.staging_dir)


def test_files_fit_their_record_until_someone_changes_them(staged: Settings) -> None:
    folder = staged.staging_dir
    assert verify.parts_that_do_not_fit(folder, "deliveries") == ()
    _change(staged, "deliveries", lambda frame: frame.head(1))
    assert (
        "holds 1 rows, the manifest counts 3"
        in verify.parts_that_do_not_fit(folder, "deliveries")[0]
    )
    _change(
        staged, "deliveries", lambda frame: frame.with_columns(pl.col("byte_length").cast(pl.Int32))
    )
    assert "other columns or types" in verify.parts_that_do_not_fit(folder, "deliveries")[0]
    (manifest,) = read_known(folder).manifests
    part_path(folder, "deliveries", manifest.batch).unlink()
    assert (
        "is missing, the manifest counts 3" in verify.parts_that_do_not_fit(folder, "deliveries")[0]
    )


def test_articles_are_counted(staged: Settings) -> None:
    assert verify.count_articles(staged.staging_dir) == 2


def test_a_file_that_lacks_public_tables_is_found(tmp_path: Path) -> None:
    import duckdb

    path = tmp_path / "communique.duckdb"
    assert verify.missing_in_published(path) == ("nothing is published",)
    with duckdb.connect(str(path)) as con:
        con.execute("create schema marts; create table marts.events as select 1 as event_id")
    found = verify.missing_in_published(path)
    assert "column marts.events.city" in found
    assert "table marts.people" in found


def test_rejected_documents_come_with_their_reason(staged: Settings) -> None:
    (manifest,) = read_known(staged.staging_dir).manifests
    version = manifest.parser_version
    (rejected,) = rejected_documents(staged.staging_dir, version)
    assert (rejected.document_uri, rejected.code, rejected.is_new) == (
        "raw/empty.txt",
        "empty",
        True,
    )
    assert rejected.message
    (known,) = rejected_documents(staged.staging_dir, version, known_batches={manifest.batch})
    assert not known.is_new
    assert rejected_documents(staged.staging_dir, "another") == ()
