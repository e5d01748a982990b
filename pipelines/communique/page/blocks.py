"""Cuts the page into blocks; every character is in exactly one of them.

What a line is, is decided in ``roles``; here lines become blocks that tile the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.documents.document import Mark
from communique.page.block import Block
from communique.page.dateline import find_dateline
from communique.page.lines import Lines, read_lines
from communique.page.roles import Name, name_lines
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
    pieces = list(_pieces(lines, name_lines(lines)))
    if not pieces:
        return (Block(0, "other", "shape: no visible character", Span(0, len(text))),)
    merged = pieces[:1]
    for start, role, reason in pieces[1:]:
        if role != merged[-1][1] or role in _BY_PARAGRAPH:
            merged.append((start, role, reason))
    starts = [0, *(start for start, _, _ in merged[1:]), len(text)]
    return tuple(
        Block(no, role, reason, Span(starts[no], starts[no + 1]))
        for no, (_, role, reason) in enumerate(merged)
    )


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


def _pieces(lines: Lines, named: list[Name]) -> Iterator[tuple[int, BlockRole, str]]:
    """Where each piece begins; a dateline at the head of a paragraph is a piece of its own."""
    is_first = True
    for no, (role, reason) in enumerate(named):
        start = lines.starts[no]
        if is_first and role == "body":
            is_first = False
            form = find_dateline(lines.texts[no])
            if form and len(form.span) < len(lines.texts[no]):
                yield start, "dateline", _DATELINE
                start = lines.line(no).origin(Span(form.span.end, form.span.end + 1)).start
        yield start, role, reason
