"""Cuts the page into blocks; every character is in exactly one of them.

What a line is, is decided in ``roles``; here lines become blocks that tile the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.page.block import Block
from communique.page.dateline import find_dateline
from communique.page.lines import page_lines
from communique.page.roles import Named, name_lines
from communique.records import BlockRole
from communique.spans import Span

# One block a paragraph where sentences are read; elsewhere a run of like lines is one block.
_BY_PARAGRAPH = {"body", "subhead", "caption", "pull_quote", "headline", "dateline", "byline"}


def cut_page(text: str) -> tuple[Block, ...]:
    """The blocks of a page, in order, without gaps; an empty text has none."""
    if not text:
        return ()
    pieces = list(_pieces(name_lines(page_lines(text))))
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


def _pieces(named: tuple[Named, ...]) -> Iterator[tuple[int, BlockRole, str]]:
    """Where each piece begins; a dateline at the head of a paragraph is a piece of its own."""
    is_first = True
    for item in named:
        start = item.line.span.start
        if item.role == "body" and is_first:
            is_first = False
            form = find_dateline(item.line.text)
            if form and len(form.span) < len(item.line.text):
                yield start, "dateline", "shape: place at the head of the body"
                start = item.line.origin(Span(form.span.end, form.span.end + 1)).start
        yield start, item.role, item.reason
