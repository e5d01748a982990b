"""The models of a finished dbt build run again over other staging tables, without dbt, in seconds.

What belongs here: arrangements of one set of rows, and the models replayed over them. What does
not: judging what comes out.
"""

from __future__ import annotations

import json
import random
import shutil
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import duckdb
import polars as pl


def documents_of(data_dir: Path) -> list[str]:
    """The keys of the staged documents, sorted."""
    return sorted(_rows(data_dir, "documents")["document_id"])


def arrange(source: Path, data_dir: Path, batches: list[list[str]], seed: int) -> None:
    """Writes the staging tables of ``source`` again: one batch for each list of document keys.

    The rows of each file come in an order that ``seed`` shuffles.
    """
    articles = _rows(source, "articles").select("article_id", "document_id")
    for table in sorted(folder.name for folder in (source / "staging").iterdir()):
        if table.startswith("_"):
            continue
        rows = _rows(source, table)
        if "document_id" not in rows.columns:
            rows = rows.join(articles, on="article_id", how="left")
            extra = ["document_id"]
        else:
            extra = []
        for number, documents in enumerate(batches):
            part = rows.filter(pl.col("document_id").is_in(documents)).drop(extra)
            if part.height:
                folder = data_dir / "staging" / table / f"batch={seed:02}-{number:03}"
                folder.mkdir(parents=True)
                part.sample(fraction=1, shuffle=True, seed=seed).write_parquet(
                    folder / "part.parquet"
                )
        empty = data_dir / "staging" / table / "batch=_schema"
        if not empty.exists():
            shutil.copytree(source / "staging" / table / "batch=_schema", empty)


def shuffled(documents: list[str], seed: int) -> list[str]:
    """The documents in another order."""
    return random.Random(seed).sample(documents, len(documents))


def replay(target: Path, built: Path, source: Path, data_dir: Path) -> Path:
    """Runs what dbt compiled into ``target`` for ``source`` over ``data_dir``; gives the warehouse.

    The seeds are taken from the warehouse ``built``; snapshots, and what stands on one, are left
    out.
    """
    path = data_dir / "communique.duckdb"
    nodes = json.loads((target / "manifest.json").read_text("utf-8"))["nodes"]
    wanted = {key: node for key, node in nodes.items() if key.split(".")[0] in ("seed", "model")}
    models = {key: node for key, node in wanted.items() if node["resource_type"] == "model"}
    order = TopologicalSorter({key: node["depends_on"]["nodes"] for key, node in models.items()})
    with duckdb.connect(str(path)) as con:
        con.execute("set timezone = 'UTC'")
        con.execute(f"attach '{built}' as built (read_only)")
        left_out: set[str] = set()
        for key in order.static_order():
            if key.startswith("source."):
                continue
            node = wanted.get(key)
            if node is None or left_out & set(node["depends_on"].get("nodes", ())):
                left_out.add(key)
                continue
            _create(con, node, str(source), str(data_dir))
    return path


def _create(
    con: duckdb.DuckDBPyConnection, node: dict[str, Any], source: str, data_dir: str
) -> None:
    relation = f'"{node["schema"]}"."{node["alias"]}"'
    con.execute(f'create schema if not exists "{node["schema"]}"')
    if node["resource_type"] == "seed":
        con.execute(f"create table {relation} as from built.{relation}")
        return
    # Views become tables too, so that the many small files are read once.
    sql = node["compiled_code"].replace(source, data_dir)
    con.execute(f"create table {relation} as {sql}")


def _rows(data_dir: Path, table: str) -> pl.DataFrame:
    files = sorted((data_dir / "staging" / table).glob("batch=*/part.parquet"))
    return pl.concat([pl.read_parquet(file, hive_partitioning=False) for file in files])
