"""``communique score``: labelled articles against an engine, or against a published file.

How it is measured lies in ``scoring``, how it is shown in ``score_view``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.options import DataDir, settings_for
from communique.cli.terminal import fail, failing_on, output, plain, warn

if TYPE_CHECKING:
    from communique.cli.score_view import Scored
    from communique.scoring import GoldArticle, Scorecard
    from communique.scoring.reading import Tables
    from communique.settings import Settings

_Sets = Mapping[Path, tuple["GoldArticle", ...]]


def score(
    gold_dirs: Annotated[
        list[Path],
        typer.Argument(
            metavar="GOLD_DIR...", help="Folders of pairs <id>.txt and <id>.json; data/gold is one."
        ),
    ],
    engine: Annotated[
        list[str] | None,
        typer.Option(
            help="Engine that reads the texts now; repeat to compare. "
            "Default: COMMUNIQUE_ENGINE, or learned.",
            show_default=False,
        ),
    ] = None,
    data_dir: DataDir = None,
    worst: Annotated[int, typer.Option(help="List so many of the worst articles.", min=0)] = 5,
    errors: Annotated[
        bool, typer.Option("--errors", help="List each miss and each false row, with its sentence.")
    ] = False,
    reliability: Annotated[
        bool, typer.Option("--reliability", help="Show how often rows of a confidence are right.")
    ] = False,
    json_path: Annotated[
        Path | None,
        typer.Option(
            "--json",
            help="Also write the measures of all folders together to this file; "
            "of several engines, by engine.",
            show_default=False,
        ),
    ] = None,
    only: Annotated[
        str | None, typer.Option(help="Only ids that hold this text.", show_default=False)
    ] = None,
) -> None:
    """Measure how well labelled articles are read.

    Engines read the texts here and now. With --data-dir the published file of that folder is
    measured instead, and with it how reports were merged. Several folders are measured apart and
    together.
    """
    from communique import scoring
    from communique.cli.score_view import show

    settings = settings_for(data_dir)
    if data_dir and engine:
        fail("--engine reads the texts now, --data-dir measures what was published: give one")
    with failing_on(scoring.LabelError):
        sets = scoring.load_sets(gold_dirs, only)
    names = list(dict.fromkeys(engine or [settings.engine]))
    scored = [_published(sets, settings)] if data_dir else list(_by_engine(names, sets, settings))
    for one in scored:
        show(one, worst=worst, is_reliability=reliability, is_errors=errors)
    if json_path:
        _write(json_path, scored)


def _by_engine(names: list[str], sets: _Sets, settings: Settings) -> Iterator[Scored]:
    """Each engine's scores; all names are looked up before anything is read."""
    from communique.engines.registry import load_engine
    from communique.scoring.rereading import LANDED, read_anew

    with failing_on(LookupError, TypeError):
        engines = [load_engine(name) for name in names]
    for engine in engines:
        gold = [article for articles in sets.values() for article in articles]
        tables = read_anew(gold, engine, settings.now or LANDED)
        title = f"engine {engine.name}, version {engine.version}"
        yield _scored(title, sets, tables, is_merged=False)


def _published(sets: _Sets, settings: Settings) -> Scored:
    from communique.queries.published import PublishedError, open_published, read_tables
    from communique.scoring.reading import SCORED_TABLES

    with failing_on(PublishedError), open_published(settings.published_path) as con:
        tables = read_tables(con, SCORED_TABLES)
    if missing := [name for name in SCORED_TABLES if name not in tables]:
        warn(f"the published file lacks {', '.join(missing)}: counted as empty")
    scored = _scored("published", sets, tables, is_merged=True)
    _check_found(scored.together, sets, settings.data_dir)
    return scored


def _scored(title: str, sets: _Sets, tables: Tables, *, is_merged: bool) -> Scored:
    from communique.cli.score_view import Scored
    from communique.scoring import score

    gold = tuple(article for articles in sets.values() for article in articles)
    together = score(gold, tables, is_merged=is_merged)
    by_set = {
        name: score(articles, tables, is_merged=is_merged)
        for name, articles in zip(_names(sets), sets.values(), strict=True)
        if len(sets) > 1
    }
    return Scored(title, gold, together, by_set)


def _names(folders: Iterable[Path]) -> list[str]:
    """The folders' own names where they differ, else their paths."""
    paths = [folder.resolve() for folder in folders]
    short = [path.name for path in paths]
    return short if len(set(short)) == len(short) else [str(path) for path in paths]


def _check_found(scorecard: Scorecard, sets: _Sets, data_dir: Path) -> None:
    found = scorecard.measures["articles_found"]
    hits, of = found["hits"], found["of"]
    inputs = " ".join(f"'{folder}/**/*.txt'" for folder in sets)
    if not hits:
        remedy = f"communique run {inputs} --data-dir {data_dir}"
        fail(f"none of the {of} labelled articles is in {data_dir}; read them with: {remedy}")
    if hits != of:
        warn(f"only {hits} of {of} labelled articles are in {data_dir}; the others count as missed")


def _write(path: Path, scored: list[Scored]) -> None:
    by_title = {
        one.title: {name: dict(measure) for name, measure in one.together.measures.items()}
        for one in scored
    }
    measures = by_title if len(scored) > 1 else by_title[scored[0].title]
    with failing_on(OSError):
        path.write_text(json.dumps(measures, indent=1) + "\n", encoding="utf-8")
    output().print(plain(f"measures: {path}"), soft_wrap=True)
