"""What must hold of the stores and SQL cannot ask: spans quote back, blocks tile, files fit.

Each function returns the findings, one sentence each, and an empty tuple when all is well.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from communique.records import type_of_table
from communique.store.manifest import read_known
from communique.store.public_tables import missing_parts
from communique.store.schema import table_schema
from communique.store.staging import part_path, scan
from communique.store.warehouse import columns_of

SHOWN = 20
"""Findings told at most; the first of them is enough to start from."""

SPAN_TABLES = tuple(t for t in type_of_table if "surface" in table_schema(t))
"""Tables whose rows say which characters they stand on, and which words those are."""


def spans_that_lie(staging_dir: Path, table: str) -> tuple[str, ...]:
    """Rows of ``table`` whose ``surface`` is not the document's text at their span."""
    key = table_schema(table).names()[0]
    start, end = pl.col("span_start"), pl.col("span_end")
    # Polars' slice counts code points, as spans do; its find does not.
    cut = pl.col("text").str.slice(start, pl.max_horizontal(end - start, 0))
    is_wrong = (cut != pl.col("surface")) | (start < 0) | (end < start) | pl.col("text").is_null()
    wrong = (
        scan(staging_dir, table)
        .select(key, "article_id", "batch", "span_start", "span_end", "surface")
        .join(_article_texts(staging_dir), on=["article_id", "batch"], how="left")
        .filter(is_wrong)
        .select(key, "span_start", "span_end")
        .head(SHOWN)
        .collect()
    )
    return tuple(f"{k} does not quote back [{a}, {b})" for k, a, b in wrong.rows())


def _article_texts(staging_dir: Path) -> pl.LazyFrame:
    """The text of each article's document, by article and batch."""
    articles = scan(staging_dir, "articles").select("article_id", "document_id", "batch")
    documents = scan(staging_dir, "documents").select("document_id", "text", "batch")
    joined = articles.join(documents, on=["document_id", "batch"])
    return joined.select("article_id", "batch", "text")


def blocks_that_do_not_tile(staging_dir: Path) -> tuple[str, ...]:
    """Articles whose blocks leave a gap, overlap, or do not end with the text."""
    edges = (
        scan(staging_dir, "blocks")
        .sort("batch", "article_id", "block_no")
        .group_by("batch", "article_id", maintain_order=True)
        .agg(
            first=pl.col("span_start").first(),
            last=pl.col("span_end").last(),
            seams=(
                pl.col("span_start").slice(1) == pl.col("span_end").slice(0, pl.len() - 1)
            ).all(),
        )
    )
    length = pl.col("text").str.len_chars()
    is_tiled = ((pl.col("first") == 0) & (pl.col("last") == length) & pl.col("seams")).fill_null(
        length == 0
    )
    wrong = (
        _article_texts(staging_dir)
        .join(edges, on=["article_id", "batch"], how="left")
        .filter(~is_tiled)
        .select("article_id")
        .head(SHOWN)
        .collect()
    )
    return tuple(f"the blocks of {article} do not tile its text" for (article,) in wrong.rows())


def parts_that_do_not_fit(staging_dir: Path, table: str) -> tuple[str, ...]:
    """Committed files of ``table`` that are missing, or differ from their record or manifest."""
    return tuple(
        finding for finding, _ in zip(_unfit(staging_dir, table), range(SHOWN), strict=False)
    )


def _unfit(staging_dir: Path, table: str) -> Iterator[str]:
    for manifest in read_known(staging_dir).manifests:
        expected = manifest.rows.get(table, 0)
        path = part_path(staging_dir, table, manifest.batch)
        where = path.relative_to(staging_dir).as_posix()
        if not path.is_file():
            if expected:
                yield f"{where} is missing, the manifest counts {expected} rows"
            continue
        schema = pl.read_parquet_schema(path)
        if schema != dict(table_schema(table)):
            yield f"{where} has other columns or types than the record"
        elif (rows := pl.scan_parquet(path).select(pl.len()).collect().item()) != expected:
            yield f"{where} holds {rows} rows, the manifest counts {expected}"


def missing_in_published(published: Path) -> tuple[str, ...]:
    """Tables and columns of the contract that the published file lacks."""
    if not published.is_file():
        return ("nothing is published",)
    return tuple(missing_parts(columns_of(published)))


def count_articles(staging_dir: Path) -> int:
    """Articles of all committed batches."""
    count: int = scan(staging_dir, "articles").select(pl.len()).collect().item()
    return count
