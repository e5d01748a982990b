"""Times the models of copies on many articles: real ones, and abridged copies made of them.

What belongs here: a warehouse of a given size with nothing in it but articles and their text, and
the seconds and memory that dbt needs for its copies. What does not: how well copies are found
(``tests/pipeline/test_copies.py``) and the rest of the marts.

    python benchmarks/copies.py ARTICLES.parquet --articles 100000

ARTICLES.parquet has the columns ``doc_id``, ``outlet``, ``title`` and ``body``. Every article is
followed by as many copies as the size asks for, each of a different half of its paragraphs with a
line of its own; so the share of text in copies, and the shape of words, are those of news.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from communique.article.shingles import folded_words, shingles
from communique.ids import digest, make_id
from communique.records import ArticleRow, BlockRow, DocumentRow, ParseRow, type_of_table
from communique.store.schema import to_frame

REPOSITORY = Path(__file__).resolve().parents[1]
FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)
VERSION = "benchmark"


def grown(articles: pl.DataFrame, size: int) -> Iterator[tuple[str, str, str, str]]:
    """(key, outlet, headline, body) of ``size`` articles: the real ones, then rounds of copies."""
    for number in range(size):
        turn, place = divmod(number, articles.height)
        key, outlet, title, body = articles.row(place)
        if turn:
            paragraphs = [p for p in body.split("\n") if p.strip()]
            kept = [p for i, p in enumerate(paragraphs) if (i + turn) % 2 or i < 2]
            outlet = f"Outlet {number % 400}"
            body = "\n".join([f"Reprint number {number} by {outlet}", *kept])
        yield f"{key}-{turn}", outlet, title, body


def write(articles: pl.DataFrame, size: int, data_dir: Path) -> int:
    """The staging tables, in batches of ten thousand; gives the number of runs of words."""
    rows: dict[str, list[Any]] = {}
    count = 0
    for number, (key, outlet, title, body) in enumerate(grown(articles, size)):
        if number % 10_000 == 0:
            _flush(rows, data_dir, number)
            rows = {table: [] for table in type_of_table}
        article = _rows(rows, key, outlet, title, body, FIRST_DAY + timedelta(minutes=number))
        count += len(article.shingles)
    _flush(rows, data_dir, size)
    return count


def _rows(
    rows: dict[str, list[Any]], key: str, outlet: str, title: str, body: str, at: datetime
) -> ArticleRow:
    document_id = digest(f"{key}\n{body}".encode())
    uri = f"raw/{key}.txt"
    article = ArticleRow(
        article_id=make_id("art", document_id, 0),
        document_id=document_id,
        document_uri=uri,
        outlet=outlet,
        outlet_time_zone=None,
        agencies=(),
        has_unnamed_agency=False,
        bylines=(),
        headline=title,
        language="en",
        canonical_url=None,
        published_at=at,
        published_precision="minute",
        published_text=None,
        published_basis=None,
        published_offset=None,
        published_day=at.date(),
        updated_at=None,
        dateline_place=None,
        dateline_country_code=None,
        dateline_time_zone=None,
        dateline_date=None,
        dateline_text=None,
        count_body_words=len(folded_words(body)),
        shingles=shingles(body),
        parser_version=VERSION,
    )
    rows["articles"].append(article)
    rows["documents"].append(
        DocumentRow(
            document_id=document_id,
            document_uri=uri,
            media_type="text/plain",
            encoding="utf-8",
            byte_length=len(body.encode()),
            ingested_at=FIRST_DAY,
            text=body,
        )
    )
    rows["blocks"].append(
        BlockRow(
            article_id=article.article_id,
            block_no=0,
            block_role="body",
            role_reason="given",
            span_start=0,
            span_end=len(body),
        )
    )
    rows["parses"].append(
        ParseRow(
            parse_id=make_id("prs", document_id, VERSION),
            document_id=document_id,
            parser_version=VERSION,
            parsed_at=FIRST_DAY,
            is_rejected=False,
            count_articles=1,
            count_event_mentions=0,
        )
    )
    return article


def _flush(rows: dict[str, list[Any]], data_dir: Path, number: int) -> None:
    for table in type_of_table:
        folder = data_dir / "staging" / table / f"batch={number:08}"
        folder.mkdir(parents=True, exist_ok=True)
        to_frame(table, rows.get(table, [])).write_parquet(folder / "part.parquet")


def build(data_dir: Path) -> tuple[float, float]:
    """Wall seconds and peak MB of one dbt build of the copies; raises SystemExit when it fails."""
    (data_dir / "warehouse").mkdir(exist_ok=True)
    project = REPOSITORY / "dbt_project"
    begin = time.perf_counter()
    process = subprocess.Popen(
        [
            str(Path(sys.executable).with_name("dbt")),
            "build",
            "--select",
            "+int_articles_copied",
            "--exclude-resource-type",
            "test",
            "unit_test",
            "--project-dir",
            project,
            "--profiles-dir",
            project,
            "--target-path",
            data_dir / "target",
            "--log-path",
            data_dir / "logs",
        ],
        env=os.environ | {"COMMUNIQUE_DATA_DIR": str(data_dir)},
    )
    _, status, usage = os.wait4(process.pid, 0)
    if process.returncode or os.waitstatus_to_exitcode(status):
        raise SystemExit("dbt build failed")
    return time.perf_counter() - begin, usage.ru_maxrss / 1024


def main() -> None:
    """Print what was built, and what it took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parquet", type=Path, help="articles: doc_id, outlet, title, body")
    parser.add_argument("--articles", type=int, default=100_000, help="size (default 100000)")
    parser.add_argument("--data-dir", type=Path, help="keep the warehouse there")
    arguments = parser.parse_args()
    articles = pl.read_parquet(arguments.parquet, columns=["doc_id", "outlet", "title", "body"])
    with tempfile.TemporaryDirectory() as scratch:
        data_dir = arguments.data_dir or Path(scratch)
        runs = write(articles.drop_nulls("body"), arguments.articles, data_dir)
        seconds, megabytes = build(data_dir)
        with duckdb.connect(str(data_dir / "warehouse/communique.duckdb"), read_only=True) as con:
            counts = con.execute(
                "select (select count(*) from intermediate.int_copy_candidates),"
                " (select count(*) from intermediate.int_copy_pairs_scored where is_copy),"
                " (select count(distinct copy_group_id) from intermediate.int_articles_copied)"
            ).fetchone()
    sys.stdout.write(
        f"{arguments.articles} articles, {runs} runs of words: {seconds:.1f} s, {megabytes:.0f} MB;"
        " candidates {}, copy pairs {}, groups {}\n".format(*counts or ())
    )


if __name__ == "__main__":
    main()
