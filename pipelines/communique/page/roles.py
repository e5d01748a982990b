"""Names each line of a page: headline, standfirst, body, comments, lists of other articles …

Puts the lines' own evidence (``furniture``) into the page's order: what stands before the body's
beginning, what interrupts it and what follows it. How lines become blocks is ``blocks``'.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from communique.page.beginning import body_start, headline_line, is_prose, listed_points
from communique.page.body_model import body_odds
from communique.page.dateline import find_dateline
from communique.page.furniture import Look, is_person_line, looks_at
from communique.page.header_words import header_pattern
from communique.page.line_shape import Floats
from communique.page.lines import Line, content_words
from communique.page.markers import lines_that_hold
from communique.page.quoted import pull_quotes
from communique.page.review import Flags, choose_body
from communique.page.written_dates import find_dates
from communique.records import BlockRole

# A paragraph resumes the article after a list of others if it shares this much with the article.
_SHARED_WORDS = 3
_SHARED_PART = 0.2
_SHORTEST_RESUMPTION = 12


@dataclass(frozen=True, slots=True)
class Named:
    """A line with its role and the evidence for it."""

    line: Line
    role: BlockRole
    reason: str


def name_lines(lines: tuple[Line, ...]) -> tuple[Named, ...]:
    """Each line with its role, in order: the rules' draft, gone over with the network's odds."""
    looks = _Looks(lines)
    drafted = draft(lines, looks)
    return _settled(lines, looks, drafted, reviewed(drafted))


def reviewed(drafted: tuple[Named, ...], odds: Floats | None = None) -> Flags:
    """Which lines are the body, given the draft; ``odds`` are the network's unless given."""
    lines = [named.line for named in drafted]
    return choose_body(
        body_odds(lines) if odds is None else odds,
        np.array([named.role == "body" for named in drafted], np.bool_),
        np.array([named.reason.startswith("marker") for named in drafted], np.bool_),
        _standfirsts(drafted),
        [len(line.text) for line in lines],
    )


def _standfirsts(drafted: tuple[Named, ...]) -> Flags:
    """The lines under the headline with a byline or a date between them and the body."""
    found = np.zeros(len(drafted), np.bool_)
    has_header_below = False
    start = next((n for n, named in enumerate(drafted) if named.role == "body"), 0)
    for place in range(start - 1, -1, -1):
        role = drafted[place].role
        has_header_below |= role in ("byline", "dateline")
        found[place] = has_header_below and role == "subhead"
    return found


class _Looks:
    """What each line looks like by itself, before and after the body's beginning."""

    def __init__(self, lines: tuple[Line, ...]) -> None:
        quotes = pull_quotes(lines)
        holding = lines_that_hold(lines)
        looks = {line.no: looks_at(line, may_hold=line.no in holding) for line in lines}
        self.head = {no: quotes.get(no) or look["head"] for no, look in looks.items()}
        self.tail = {no: quotes.get(no) or look["tail"] for no, look in looks.items()}
        self.head |= listed_points(lines, self.head)


def draft(lines: tuple[Line, ...], looks: _Looks | None = None) -> tuple[Named, ...]:
    """Each line with the role that the rules alone give it."""
    looks = looks or _Looks(lines)
    start = body_start(lines, looks.head)
    head, headline = _head(lines, looks, start)
    return (*head, *_Tail(looks.tail, headline).name(lines[start:]))


def _head(lines: tuple[Line, ...], looks: _Looks, start: int) -> tuple[list[Named], Line | None]:
    """The lines before the body's first one, named, and the headline among them."""
    headline = headline_line(lines[:start] or lines[:1], looks.head, lines[start:])
    return _name_head(lines[:start], looks.head, headline), headline


def _settled(
    lines: tuple[Line, ...], looks: _Looks, drafted: tuple[Named, ...], body: Flags
) -> tuple[Named, ...]:
    """The draft with the lines that the review put into the body or out of it."""
    start = int(np.argmax(body)) if body.any() else len(lines)
    first = next((named.line.no for named in drafted if named.role == "body"), len(lines))
    head = list(drafted[:start]) if start == first else _head(lines, looks, start)[0]
    return (*head, *(_agreed(n, is_body=bool(body[n.line.no])) for n in drafted[start:]))


def _agreed(named: Named, *, is_body: bool) -> Named:
    if is_body == (named.role == "body"):
        return named
    if is_body:
        return Named(named.line, "body", "model: reads like the body")
    return Named(named.line, "other", "model: reads unlike the body")


def _name_head(
    lines: tuple[Line, ...], looks: dict[int, Look | None], headline: Line | None
) -> list[Named]:
    named = []
    beside = {
        n + by for n, look in looks.items() if look and look.role == "byline" for by in (-1, 1)
    }
    for line in lines:
        look = looks[line.no]
        form = find_dateline(line.text) if line.words <= 12 else None
        if headline is not None and line.folded == headline.folded:
            named.append(Named(line, "headline", "shape: headline"))
        elif form is not None and form.place and form.span.end >= len(line.text):
            named.append(Named(line, "dateline", "shape: place and day alone"))
        elif look is not None:
            named.append(Named(line, look.role, look.reason))
        else:
            named.append(_name_plain_head(line, headline, is_beside_byline=line.no in beside))
    return named


def _name_plain_head(line: Line, headline: Line | None, *, is_beside_byline: bool) -> Named:
    if (
        is_beside_byline
        and is_person_line(line)
        and not header_pattern("masthead").search(line.text)
    ):
        return Named(line, "byline", "shape: name beside a byline or date")
    if headline is not None and headline.text in line.text and find_dates(line.text):
        return Named(line, "byline", "shape: date beside the headline's words")
    if headline is None or line.no < headline.no:
        return Named(line, "nav", "place: above the headline")
    if is_person_line(line):
        return Named(line, "byline", "shape: name under the headline")
    if line.words >= 5:
        return Named(line, "subhead", "place: between headline and body")
    return Named(line, "other", "place: between headline and body")


class _Tail:
    """Walks from the body's first line to the page's end, keeping what section it is in."""

    def __init__(self, looks: dict[int, Look | None], headline: Line | None) -> None:
        self._looks = looks
        self._headline = headline
        self._seen = content_words(headline.text) if headline else frozenset()
        self._open: Look | None = None
        self._waiting: list[Line] = []
        self._before: Line | None = None
        self._named: list[Named] = []

    def name(self, lines: tuple[Line, ...]) -> list[Named]:
        """The lines' roles."""
        for line in lines:
            look = self._looks[line.no]
            if self._open is not None and self._open.scope == "rest":
                self._in_rest(line, look, self._open)
            elif look is not None:
                self._furniture(line, look)
            elif self._open is not None:
                self._in_section(line, self._open)
            elif self._headline is not None and line.folded == self._headline.folded:
                self._named.append(Named(line, "headline", "repetition: the headline again"))
            elif is_prose(line):
                self._body(line)
            else:
                self._waiting.append(line)
            self._before = line
        self._settle(is_over=True)
        return sorted(self._named, key=lambda n: n.line.no)

    def _in_rest(self, line: Line, look: Look | None, opened: Look) -> None:
        if look is None or look.reason.startswith("shape"):
            self._named.append(Named(line, opened.role, f"under {opened.reason}"))
            return
        self._named.append(Named(line, look.role, look.reason))
        if look.scope != "line":
            self._open = Look(look.role, look.reason, "rest")

    def _furniture(self, line: Line, look: Look) -> None:
        if look.scope in ("section", "rest") or look.role == "agency_credit":
            self._settle(is_over=True)
        self._named.append(Named(line, look.role, look.reason))
        if look.scope != "line":
            self._open = look
        elif look.role == "agency_credit":
            self._open = Look("other", "place: after the credit", "section")

    def _in_section(self, line: Line, opened: Look) -> None:
        if self._resumes(line, opened):
            self._open = None
            self._body(line)
            return
        self._named.append(Named(line, opened.role, f"under {opened.reason}"))

    def _resumes(self, line: Line, opened: Look) -> bool:
        if not is_prose(line) or (opened.scope == "list" and line.is_bullet):
            return False
        if opened.scope == "list":
            return True
        own = content_words(line.text)
        shared = own & self._seen
        is_teaser = not line.opens and self._before is not None and not self._before.ends
        return (
            not is_teaser
            and line.words >= _SHORTEST_RESUMPTION
            and len(shared) >= max(_SHARED_WORDS, _SHARED_PART * len(own))
        )

    def _body(self, line: Line) -> None:
        self._settle(is_over=False)
        self._named.append(Named(line, "body", "shape: sentences"))
        self._seen |= content_words(line.text)

    def _settle(self, *, is_over: bool) -> None:
        """Names the short lines that waited for what comes after them.

        Between paragraphs they are crossheads and list items; after the last one they are body
        only as a list: bulleted, numbered or announced with a colon.
        """
        announced = bool(self._named) and self._named[-1].line.text.endswith(":")
        listed = _listed(self._waiting, announced=announced) if is_over else 0
        for count, line in enumerate(self._waiting):
            if not is_over:
                self._named.append(Named(line, "body", "place: inside the body"))
            elif count < listed:
                self._named.append(Named(line, "body", "shape: list inside the body"))
            else:
                self._named.append(Named(line, "other", "place: after the body"))
        self._waiting = []


def _listed(waiting: list[Line], *, announced: bool) -> int:
    """How many of the short lines after the last paragraph are a list that closes the body."""
    if not waiting or not (announced or waiting[0].is_item or waiting[0].text.endswith(":")):
        return 0
    return max((count for count, line in enumerate(waiting, start=1) if line.is_item), default=0)
