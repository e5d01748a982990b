"""The page as the header's readers see it: each line with its block's role and where it stands.

Head is what precedes the first body block, tail what follows the last; nothing is read from the
lines here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from communique.documents.document import METADATA
from communique.documents.known_keys import metadata_keys
from communique.page.block import Block
from communique.page.lines import Line, page_lines
from communique.records import BlockRole
from communique.spans import Span, strip

Region = Literal["head", "body", "tail"]


@dataclass(frozen=True, slots=True)
class ViewLine:
    """A line of the page with its role."""

    line: Line
    role: BlockRole
    region: Region

    @property
    def text(self) -> str:
        """The line, normalised."""
        return self.line.text


@dataclass(frozen=True, slots=True)
class Found:
    """A value that stands on the page, with the words that give it and the rule that read it."""

    attribute: str
    value: str
    rule: str
    span: Span


@dataclass(frozen=True, slots=True)
class Stated:
    """A line of the metadata header: what it tells of the article, its witness, its value."""

    attribute: str
    basis: str
    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class View:
    """A page: its text, blocks and lines; the metadata header is apart from the lines."""

    text: str
    blocks: tuple[Block, ...]
    lines: tuple[ViewLine, ...]
    stated: tuple[Stated, ...] = ()

    def all_stated(self, attribute: str) -> tuple[Stated, ...]:
        """The metadata that tells ``attribute``, in the order of the page."""
        return tuple(s for s in self.stated if s.attribute == attribute)

    def region(self, region: Region) -> tuple[ViewLine, ...]:
        """The lines of one region."""
        return tuple(v for v in self.lines if v.region == region)

    def body_text(self) -> str:
        """The body blocks, one under the other."""
        return "\n".join(b.span.cut(self.text).strip() for b in self.blocks if b.role == "body")


def view_page(text: str, blocks: tuple[Block, ...]) -> View:
    """The lines of ``text`` with the roles of the ``blocks`` that hold them."""
    starts = [block.span.start for block in blocks]
    body = [block.no for block in blocks if block.role == "body"]
    first, last = (body[0], body[-1]) if body else (len(blocks), len(blocks))
    found: list[ViewLine] = []
    stated: list[Stated] = []
    for line in page_lines(text):
        # A paragraph whose head is a dateline begins in the dateline's block.
        block = blocks[bisect_right(starts, line.span.end - 1) - 1]
        if block.reason == METADATA:
            stated.extend(_stated(text, line.span))
            continue
        region: Region = "head" if block.no < first else "tail" if block.no > last else "body"
        found.append(ViewLine(line, block.role, region))
    return View(text, blocks, tuple(found), tuple(stated))


def _stated(text: str, line: Span) -> Iterator[Stated]:
    """The metadata of a line ``key: value``, if its key is known."""
    key, colon, value = line.cut(text).partition(": ")
    row = metadata_keys().get(key.casefold())
    if row and colon and value.strip():
        span = strip(text, Span(line.start + len(key) + len(colon), line.end))
        yield Stated(row["attribute"], row["basis"], span.cut(text), span)
