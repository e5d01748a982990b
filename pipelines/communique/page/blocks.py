"""Cuts the page into blocks; every character is in exactly one of them.

What a line is, is decided in ``roles``; here lines become blocks that tile the text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import count

from communique.documents.document import Mark
from communique.page.block import Block
from communique.page.dateline import find_dateline
from communique.page.lines import Lines, read_lines
from communique.page.names import Name
from communique.page.roles import name_lines
from communique.records import BlockRole
from communique.spans import Span

# One block a paragraph where sentences are read; elsewhere a run of like lines is one block.
_BY_PARAGRAPH = {"body", "subhead", "caption", "pull_quote", "headline", "dateline", "byline"}

_DATELINE = "shape: place at the head of the body"


def cut_page(text: str) -> tuple[Block, ...]:
    """The blocks of a page, in order, without gaps; an empty text has none."""
    if not text:
        return ()
    lines = read_lines(text)
    starts, named = _merged(lines, name_lines(lines))
    if not named:
        return (Block(0, "other", "shape: no visible character", Span(0, len(text))),)
    starts[0] = 0
    starts.append(len(text))
    roles, reasons = zip(*named, strict=True)
    spans = map(Span, starts, starts[1:])
    return tuple(map(Block._make, zip(count(), roles, reasons, spans, strict=False)))


def cut_document(text: str, marks: Iterable[Mark]) -> tuple[Block, ...]:
    """The blocks of a page whose reader knows the roles of some parts.

    What the marks leave open is cut as a page; white space between two parts goes to the first.
    """
    blocks: list[Block] = []
    end = 0
    for mark in marks:
        blocks.extend(_open_blocks(text, Span(end, mark.span.start), len(blocks)))
        blocks.extend(_marked(text, mark, blocks))
        end = mark.span.end
    blocks.extend(_open_blocks(text, Span(end, len(text)), len(blocks)))
    return tuple(_tiling(blocks, len(text)))


def _open_blocks(text: str, span: Span, first_no: int) -> Iterator[Block]:
    part = span.cut(text)
    if part.strip():
        for block in cut_page(part):
            yield Block(first_no + block.no, block.role, block.reason, block.span.shift(span.start))


def _marked(text: str, mark: Mark, before: list[Block]) -> Iterator[Block]:
    """The block of a mark; a dateline at the head of the first paragraph is one of its own."""
    no, span = len(before), mark.span
    if mark.role == "body" and not any(block.role == "body" for block in before):
        form = find_dateline(span.cut(text))
        if form and len(form.span) < len(span):
            cut = span.start + form.span.end
            yield Block(no, "dateline", _DATELINE, Span(span.start, cut))
            no, span = no + 1, Span(cut, span.end)
    yield Block(no, mark.role, mark.reason, span)


def _tiling(blocks: list[Block], length: int) -> Iterator[Block]:
    """The blocks without gaps: each goes on to where the next begins."""
    starts = [0, *(block.span.start for block in blocks[1:]), length]
    for no, block in enumerate(blocks):
        yield Block(no, block.role, block.reason, Span(starts[no], starts[no + 1]))


def _merged(lines: Lines, names: list[Name]) -> tuple[list[int], list[Name]]:
    """Where each block begins and its name: a run of like lines is one, a paragraph is alone.

    A dateline at the head of the first paragraph is a block of its own.
    """
    starts: list[int] = []
    named: list[Name] = []
    before: BlockRole | None = None
    for start, name in zip(lines.starts, names, strict=True):
        role = name[0]
        if role != before or role in _BY_PARAGRAPH:
            starts.append(start)
            named.append(name)
            before = role
    first = next((no for no, (role, _) in enumerate(named) if role == "body"), None)
    if first is not None:
        _part_dateline(lines, first, starts, named)
    return starts, named


def _part_dateline(lines: Lines, first: int, starts: list[int], named: list[Name]) -> None:
    """Cuts the dateline off the first paragraph, which is the block ``first``."""
    line = lines.line(bisect_left(lines.starts, starts[first]))
    form = find_dateline(line.text)
    if form and len(form.span) < len(line.text):
        starts.insert(first + 1, line.origin(Span(form.span.end, form.span.end + 1)).start)
        named.insert(first, ("dateline", _DATELINE))
