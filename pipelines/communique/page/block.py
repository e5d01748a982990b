"""What a block of a page is; cutting a page and naming its blocks is its neighbours' business."""

from __future__ import annotations

from typing import NamedTuple

from communique.records import BlockRole
from communique.spans import Span


class Block(NamedTuple):
    """A run of a page's characters with one role; the blocks of a page tile its text."""

    no: int
    role: BlockRole
    reason: str
    span: Span
