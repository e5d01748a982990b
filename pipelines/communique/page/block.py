"""What a block of a page is; cutting a page and naming its blocks is its neighbours' business."""

from __future__ import annotations

from dataclasses import dataclass

from communique.records import BlockRole
from communique.spans import Span


@dataclass(frozen=True, slots=True)
class Block:
    """A run of a page's characters with one role; the blocks of a page tile its text."""

    no: int
    role: BlockRole
    reason: str
    span: Span
