"""``communique parse``: the core alone on a few files; no Dagster, no warehouse, nothing kept."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.cli.options import settings_for
from communique.cli.terminal import (
    REFUSED_SOME,
    fail,
    failing_on,
    is_terminal,
    output,
    plain,
    visible_json,
    warn,
)

if TYPE_CHECKING:
    from communique.parse import Parsed
    from communique.settings import Settings
    from communique.store.landing import Unreadable


class ParseFormat(StrEnum):
    """A page for the eye, or one JSON object a row."""

    view = "view"
    jsonl = "jsonl"


class Shown(StrEnum):
    """What the view of a page shows."""

    marks = "marks"
    blocks = "blocks"


def parse(
    files: Annotated[list[str], typer.Argument(help="Files, folders or patterns.")],
    format: Annotated[
        ParseFormat | None,
        typer.Option(help="Default: view on a terminal, jsonl into a pipe.", show_default=False),
    ] = None,
    show: Annotated[
        Shown | None, typer.Option(help="What the view shows: marks (default) or blocks.")
    ] = None,
    engine: Annotated[
        str | None, typer.Option(help="Engine that reads; default: COMMUNIQUE_ENGINE, or learned.")
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option(
            help="With --show blocks: write the pages, their blocks coloured, to this file.",
            dir_okay=False,
            show_default=False,
        ),
    ] = None,
    to: Annotated[
        Path | None,
        typer.Option(
            help="Show nothing; land and stage them in this data folder (raw, staging).",
            file_okay=False,
            show_default=False,
        ),
    ] = None,
) -> None:
    """Read files with the core alone and show the rows.

    Exit code 3 says that a document was rejected, or could not be read.
    """
    if html and (show is not Shown.blocks or to):
        fail("--html goes with --show blocks, and not with --to")
    settings = settings_for(to)
    if to:
        _stage(files, settings, engine or settings.engine)
        return
    paths, closed = _paths(files)
    shown = format or (ParseFormat.view if show or is_terminal() else ParseFormat.jsonl)
    count = count_refused = 0
    written: list[tuple[str, Parsed]] = []
    for path, parsed in _parsed(paths, closed, settings, engine or settings.engine):
        count += 1
        count_refused += parsed.is_rejected
        if html:
            written.append((path.as_posix(), parsed))
        elif shown is ParseFormat.jsonl:
            _show_rows(parsed)
        else:
            _show_view(parsed, path, show or Shown.marks)
    if html:
        _write_html(html, written)
    told = f"{count_refused} of {count} documents rejected; parse_notes say why"
    _end([told] if count_refused else [], closed)


def _end(rejected: Sequence[str], closed: Sequence[Unreadable]) -> None:
    """Tell what was rejected or not readable, and leave with exit code 3 where anything was."""
    for told in (*rejected, *(f"unreadable {where}: {why}" for where, why in closed)):
        warn(told)
    if rejected or closed:
        raise typer.Exit(REFUSED_SOME)


def _stage(files: list[str], settings: Settings, engine: str) -> None:
    """Write staging Parquet as a run does, and no more: nothing is merged or published."""
    from communique.engines.registry import load_engine
    from communique.store.landing import NothingToLandError, land
    from communique.store.locks import LockHeldError
    from communique.store.staging import stage

    with failing_on(LookupError, TypeError):
        load_engine(engine)
    with failing_on(NothingToLandError, LockHeldError, ValueError):
        landing = land(files, settings)
        staged = stage(settings, make_engine=partial(load_engine, engine))
    told = f"{len(staged.new)} new, {len(staged.known)} known documents, in {staged.seconds:.1f} s"
    output().print(plain(f"{told}: {settings.staging_dir}"), soft_wrap=True)
    _end([f"rejected {uri}: {reason}" for uri, _, reason in staged.rejected], landing.unreadable)


def _paths(inputs: list[str]) -> tuple[list[Path], list[Unreadable]]:
    """The files that the inputs name, and what of them cannot be read."""
    from communique.store.landing import find_files

    paths: list[Path] = []
    closed: list[Unreadable] = []
    for given in inputs:
        found = find_files(given)
        if not found.files and not found.unreadable:
            fail(f"{given}: no such file, or a folder or pattern without files")
        paths.extend(path for path, _ in found.files)
        closed.extend(found.unreadable)
    return paths, closed


def _parsed(
    paths: list[Path], closed: list[Unreadable], settings: Settings, engine: str
) -> Iterator[tuple[Path, Parsed]]:
    """Each document of each file parsed; a file that cannot be read is added to ``closed``."""
    from communique.documents.readers import read_documents
    from communique.engines.registry import load_engine
    from communique.parse import parse_read

    with failing_on(LookupError, TypeError):
        reader = load_engine(engine)
    for path in paths:
        try:
            for read in read_documents(path, path.as_posix(), settings.clock()):
                yield Path(read.document_uri), parse_read(read, reader)
        except OSError as error:
            closed.append((str(path), error.strerror or type(error).__name__))


def _write_html(target: Path, pages: list[tuple[str, Parsed]]) -> None:
    from communique.cli.page_html import blocks_html

    try:
        target.write_text(blocks_html(pages), encoding="utf-8")
    except OSError as error:
        fail(f"{target}: cannot be written ({error.strerror})")
    output().print(plain(f"{len(pages)} pages: {target}"), soft_wrap=True)


def _show_rows(parsed: Parsed) -> None:
    for table, rows in parsed.tables().items():
        for row in rows:
            record = {"table": table, **{f.name: getattr(row, f.name) for f in fields(row)}}
            typer.echo(visible_json(json.dumps(record, ensure_ascii=False, default=_json_value)))


def _json_value(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _show_view(parsed: Parsed, path: Path, show: Shown) -> None:
    from communique.cli.page_view import show_blocks, show_page

    view = show_blocks if show is Shown.blocks else show_page
    view(output(), parsed, path.as_posix())
