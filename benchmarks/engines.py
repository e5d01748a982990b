"""Times whole parses of real news articles by engine, on one core.

What belongs here: articles a second from text to rows, most of which tell of no gathering, and how
many of them do. What does not: quality, which ``communique score`` prints.

    python benchmarks/engines.py [--articles FILE.parquet] [--engine learned] [--count 500]
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

# One core: set before numpy is loaded.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import polars as pl

from communique.engines.engine import Engine
from communique.engines.registry import load_engine
from communique.parse import parse_bytes

_ARTICLES = Path(__file__).resolve().parents[2] / "shared" / "data" / "volume" / "english.parquet"
_WHEN = datetime(2026, 1, 1, tzinfo=UTC)
_WARM = 20


def texts(path: Path, count: int) -> list[bytes]:
    """Title and body of ``count`` articles, drawn with a fixed seed."""
    frame = pl.read_parquet(path, columns=["title", "body"]).sample(count + _WARM, seed=7)
    return [f"{title or ''}\n\n{body or ''}\n".encode() for title, body in frame.iter_rows()]


def timed(engine: Engine, articles: list[bytes]) -> tuple[float, int, int]:
    """CPU seconds after a few articles to warm up; articles with gatherings, and gatherings."""
    for no, data in enumerate(articles[:_WARM]):
        parse_bytes(data, f"warm/{no}", _WHEN, engine)
    telling = gatherings = 0
    began = time.process_time()
    for no, data in enumerate(articles[_WARM:]):
        found = len(parse_bytes(data, f"volume/{no}", _WHEN, engine).event_mentions)
        telling += found > 0
        gatherings += found
    return time.process_time() - began, telling, gatherings


def main() -> None:
    """Print a line an engine."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=Path, default=_ARTICLES, help="a Parquet file")
    parser.add_argument("--engine", action="append", help="repeatable; learned and rules if none")
    parser.add_argument("--count", type=int, default=500)
    options = parser.parse_args()
    if not options.articles.exists():
        sys.stdout.write(f"no {options.articles}: nothing is measured\n")
        return
    articles = texts(options.articles, options.count)
    for name in options.engine or ["learned", "rules"]:
        seconds, telling, gatherings = timed(load_engine(name), articles)
        sys.stdout.write(
            f"{name:8} {options.count} articles  {options.count / seconds:5.0f} articles/s  "
            f"{telling} tell of {gatherings} gatherings\n"
        )


if __name__ == "__main__":
    main()
