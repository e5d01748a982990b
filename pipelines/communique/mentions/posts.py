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
from communique.mentions.triggers import find_triggers, read_status
from communique.spans import Span

_HANDLE = re.compile(r"(?<![\w.])@\w{2,30}\)?")
_POSTED = re.compile(
    r"\b(?:posted|wrote|tweeted|post)\s+on\s+(?:X|Twitter|Facebook|Instagram|Threads|Telegram|"
    r"LinkedIn|Truth Social|Bluesky)\b(?:\s*,)?(?:\s+on)?",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"[\s·•|,—\u2013-]*(?:\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?)?[\s·•|,—\u2013-]*", re.IGNORECASE
)
_STAMP = re.compile(r"\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?\s*[·•|]\s*", re.IGNORECASE)
_LIGHT = ("hold", "discuss", "sign", "address")
_LONGEST_DATE = 40
_LONGEST_POST = 600
_NEAR_HANDLE = 700


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """The date of an embedded post; ``tells`` when it speaks of a gathering that was or is."""

    span: Span
    day: date
    tells: bool


def find_posts(text: str, blocks: Iterable[Span], anchor: Anchor) -> list[Post]:
    """The dated posts of the blocks, in order; a date without a year dates no post.

    The date stands after the handle ("(@handle) May 5, 2031"), after a clock under the post
    ("10:42 AM · May 5, 2031") that a handle heads, or after "posted on X on". The post's own words
    stand between its handle and such a clock, else in front of the signature.
    """
    found: dict[Span, Post] = {}
    for block in blocks:
        for match in _HANDLE.finditer(text, block.start, block.end):
            after = _date_at(text, _past(_CLOCK, text, match.end()), anchor)
            if after:
                found.setdefault(after[0], _post(text, after, _words_of(text, match, after[0])))
        for match in _POSTED.finditer(text, block.start, block.end):
            after = _date_at(text, _past(_CLOCK, text, match.end()), anchor)
            if after:
                end = min(block.end, after[0].end + _LONGEST_POST)
                sides = (Span(block.start, match.start()), Span(after[0].end, end))
                found.setdefault(after[0], _post(text, after, *sides))
        for match in _STAMP.finditer(text, block.start, block.end):
            after = _date_at(text, match.end(), anchor)
            handle = _handle_above(text, match.start())
            if after and handle:
                found.setdefault(after[0], _post(text, after, Span(handle, match.start())))
    return [found[span] for span in sorted(found)]


def _past(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _date_at(text: str, at: int, anchor: Anchor) -> tuple[Span, date] | None:
    """The full date that begins at ``at``, if one does."""
    for words in find_times(text, Span(at, min(len(text), at + _LONGEST_DATE)))[:1]:
        resolved = resolve(words, anchor) if words.year and words.day else None
        if resolved and words.span.start == at:
            return words.span, resolved.start
    return None


def _words_of(text: str, handle: re.Match[str], dated: Span) -> Span:
    """A signature in brackets stands under the post, a bare handle and its date above it."""
    if handle.group().endswith(")"):
        return Span(max(0, handle.start() - _LONGEST_POST), handle.start())
    return Span(dated.end, min(len(text), dated.end + _LONGEST_POST))


def _handle_above(text: str, at: int) -> int | None:
    above = list(_HANDLE.finditer(text, max(0, at - _NEAR_HANDLE), at))
    return above[-1].end() if above else None


def _post(text: str, dated: tuple[Span, date], *words: Span) -> Post:
    return Post(span=dated[0], day=dated[1], tells=any(_tells(text, part) for part in words))


def _tells(text: str, words: Span) -> bool:
    """Whether the words tell of a gathering, not of one to come or that might be."""
    return any(
        read_status(text, words, hit) in ("held", "ongoing")
        for hit in find_triggers(text, words)
        if hit.frame not in _LIGHT
    )
