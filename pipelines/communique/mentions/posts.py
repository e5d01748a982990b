"""Social posts embedded in a page, by their signature: name, handle in brackets, date.

Only the day of the post is read here; its words are body or quotation like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from communique.mentions.dates import Anchor, resolve
from communique.mentions.times import find_times
from communique.mentions.triggers import gate_matcher
from communique.spans import Span

_HANDLE = re.compile(r"\(@\w{2,30}\)\s{0,3}[-·]?\s{0,3}")
_LONGEST_DATE = 40
_LONGEST_POST = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """The date under an embedded post; ``tells`` when the post speaks of a gathering."""

    span: Span
    day: date
    tells: bool


def find_posts(text: str, blocks: Iterable[Span], anchor: Anchor) -> list[Post]:
    """The dated posts of the blocks, in order; a date without a year dates no post."""
    found = []
    for block in blocks:
        for match in _HANDLE.finditer(text, block.start, block.end):
            tail = Span(match.end(), min(block.end, match.end() + _LONGEST_DATE))
            for words in find_times(text, tail)[:1]:
                resolved = resolve(words, anchor) if words.year and words.day else None
                if resolved and words.span.start == tail.start:
                    before = Span(max(0, match.start() - _LONGEST_POST), match.start())
                    tells = bool(gate_matcher().find(text, before))
                    found.append(Post(span=words.span, day=resolved.start, tells=tells))
    return found
