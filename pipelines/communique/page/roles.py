"""Names each line of a page: headline, standfirst, body, comments, lists of other articles …

Puts the lines' own evidence (``furniture``) into the page's order: what stands before the body's
beginning, what interrupts it and what follows it. How lines become blocks is ``blocks``'.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from communique.page.beginning import body_start, headline_line, listed_points, prose_of
from communique.page.body_model import body_odds
from communique.page.characters import Ints
from communique.page.dateline import find_dateline
from communique.page.furniture import Looks, is_person_line, looks_of
from communique.page.header_words import holds
from communique.page.line_shape import Floats
from communique.page.lines import Line, Lines
from communique.page.names import (
    ABOVE,
    BETWEEN,
    BODY_AFTER_ALL,
    DATELINE,
    HEADLINE,
    LEAD,
    NO_BODY,
    Name,
)
from communique.page.quoted import pull_quotes
from communique.page.review import Flags, choose_body
from communique.page.sieve import sieve
from communique.page.tail import Tail
from communique.page.written_dates import find_dates
from communique.records import BlockRole

_LONGEST_NAME = 6


@dataclass(frozen=True, slots=True)
class Named:
    """A line with its role and the evidence for it."""

    line: Line
    role: BlockRole
    reason: str


def name_lines(lines: Lines) -> list[Name]:
    """Each line's role, in order: the rules' draft, gone over with the network's odds."""
    if not len(lines):
        return []
    looks = _Looks(lines)
    drafted = _draft(looks)
    of = lines.characters
    body = _reviewed(drafted.names, body_odds(lines), of.ends - of.starts)
    return _settled(looks, drafted, body)


def draft(lines: Sequence[Line]) -> tuple[Named, ...]:
    """Each line with the role that the rules alone give it."""
    if not lines:
        return ()
    drafted = _draft(_Looks(Lines.of(lines))).names
    return tuple(
        Named(line, role, reason) for line, (role, reason) in zip(lines, drafted, strict=True)
    )


def reviewed(drafted: Sequence[Named], odds: Floats) -> Flags:
    """Which lines are the body, given the draft and the network's odds."""
    names: list[Name] = [(named.role, named.reason) for named in drafted]
    return _reviewed(names, odds, [len(named.line.text) for named in drafted])


def _reviewed(drafted: list[Name], odds: Floats, sizes: Sequence[int] | Ints) -> Flags:
    return choose_body(
        odds,
        np.frombuffer(bytes([role == "body" for role, _ in drafted]), np.bool_),
        np.frombuffer(bytes([reason[:6] == "marker" for _, reason in drafted]), np.bool_),
        _standfirsts(drafted),
        sizes,
    )


def _standfirsts(drafted: list[Name]) -> Flags:
    """The lines under the headline with a byline or a date between them and the body."""
    found = np.zeros(len(drafted), np.bool_)
    has_header_below = False
    for place in range(_first_body(drafted, 0) - 1, -1, -1):
        role = drafted[place][0]
        if role == "subhead":
            found[place] = has_header_below
        elif role in ("byline", "dateline"):
            has_header_below = True
    return found


def _first_body(drafted: list[Name], default: int) -> int:
    return next((no for no, (role, _) in enumerate(drafted) if role == "body"), default)


class _Looks:
    """What each line looks like by itself, before and after the body's beginning."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.prose = prose_of(lines)
        sieved = sieve(lines)
        self.dated, self.datelined = sieved.dated, sieved.datelined
        self.head, self.tail = looks_of(lines, sieved.shaped, sieved.dated)
        for no, look in pull_quotes(lines).items():
            self.head[no] = self.tail[no] = look
        for no, look in listed_points(lines, self.head, self.prose).items():
            self.head[no] = look


@dataclass(frozen=True, slots=True)
class _Draft:
    """The rules' names, how many of them stand above the body, and the headline's line."""

    names: list[Name]
    start: int
    headline: int | None


def _draft(looks: _Looks) -> _Draft:
    """The role that the rules alone give each line."""
    start = body_start(looks.lines, looks.head, looks.prose, looks.datelined)
    headline = headline_line(looks.lines, looks.head, start)
    head = _name_head(looks, range(start), headline)
    tail = Tail(looks.lines, looks.tail, looks.prose, headline).name(start)
    return _Draft(head + tail, start, headline)


def _head(looks: _Looks, start: int, drafted: _Draft) -> list[Name]:
    """The roles of the lines before the body's first one where the review has moved that."""
    headline = headline_line(looks.lines, looks.head, start)
    # Under the same headline a line above both beginnings keeps its name.
    kept = min(start, drafted.start) if headline == drafted.headline else 0
    return drafted.names[:kept] + _name_head(looks, range(kept, start), headline)


def _settled(looks: _Looks, drafted: _Draft, body: Flags) -> list[Name]:
    """The draft with the lines that the review put into the body or out of it."""
    names = drafted.names
    start = int(np.argmax(body)) if body.any() else len(names)
    head = names[:start]
    if start != _first_body(names, len(names)):
        head = _head(looks, start, drafted)
    names = head + names[start:]
    is_body: list[bool] = body.tolist()
    for no in range(start, len(names)):
        if is_body[no] != (names[no][0] == "body"):
            names[no] = BODY_AFTER_ALL if is_body[no] else NO_BODY
    return names


def _name_head(looks: _Looks, above: range, headline: int | None) -> list[Name]:
    """The roles of lines above the body, the last of which stands right above it."""
    named = [ABOVE] * above.stop
    lines, beside = looks.lines, _beside_bylines(looks.head, above.stop)
    title = None if headline is None else lines.folded[headline]
    first = above.stop if headline is None else headline
    columns = (lines.folded, lines.words, looks.head, looks.dated, looks.datelined)
    of_lines = zip(above, *(column[above.start :] for column in columns), strict=False)
    for no, folded, words, look, dated, datelined in of_lines:
        if folded == title:
            named[no] = HEADLINE
        elif datelined and words <= 12 and _is_dateline(lines.texts[no]):
            named[no] = DATELINE
        elif look is not None:
            named[no] = (look.role, look.reason)
        elif no > first and not dated and not 1 < words <= _LONGEST_NAME:
            named[no] = BETWEEN if words <= 1 else LEAD
        elif no > first or no in beside or dated:
            named[no] = _name_plain_head(looks, no, headline, is_beside=no in beside)
    return named[above.start :]


def _beside_bylines(head: Looks, start: int) -> set[int]:
    """The lines next to a byline or a date."""
    looks = enumerate(head[: start + 1])
    bylines = [no for no, look in looks if look is not None and look.role == "byline"]
    return {no + by for no in bylines for by in (-1, 1)}


def _is_dateline(text: str) -> bool:
    """Whether the line is a dateline and nothing else."""
    form = find_dateline(text)
    return form is not None and form.place is not None and form.span.end >= len(text)


def _name_plain_head(looks: _Looks, no: int, headline: int | None, *, is_beside: bool) -> Name:
    text, words = looks.lines.texts[no], looks.lines.words[no]
    if is_beside and is_person_line(text, words) and not holds("masthead", text):
        return ("byline", "shape: name beside a byline or date")
    if headline is None:
        return ABOVE
    if looks.dated[no] and looks.lines.texts[headline] in text and find_dates(text):
        return ("byline", "shape: date beside the headline's words")
    if no < headline:
        return ABOVE
    if is_person_line(text, words):
        return ("byline", "shape: name under the headline")
    return LEAD if words >= 5 else BETWEEN
