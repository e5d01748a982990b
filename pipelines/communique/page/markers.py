"""The lexicon ``page_markers`` in use: which words mark a line as furniture, and how far that goes.

Words only; shape (menus, dates, lists) is ``furniture``'s, context is ``roles``'.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Literal, cast

from communique.lexicon.load import entries
from communique.lexicon.match import Matcher
from communique.page.lines import Line, Lines, without_edges
from communique.records import BlockRole

Scope = Literal["line", "list", "section", "rest"]
Place = Literal["head", "tail"]

_LONGEST_START = 7


@dataclass(frozen=True, slots=True)
class Marker:
    """A row of the lexicon: ``scope`` says how far the role reaches.

    line: this line; list: the short lines after it too; section: what follows until the article
    plainly goes on; rest: all that follows. ``place`` is head (before the body), tail or any.
    """

    surface: str
    role: BlockRole
    match: str
    scope: Scope
    place: str
    max_words: int


@dataclass(frozen=True)
class _Markers:
    by_line: dict[str, tuple[Marker, ...]]
    by_start: dict[str, tuple[Marker, ...]]
    first_words: frozenset[str]
    by_end: tuple[Marker, ...]
    ends: tuple[str, ...]
    within: Matcher
    by_within: dict[str, tuple[Marker, ...]]
    sieve: Matcher


@cache
def _markers() -> _Markers:
    lines: dict[str, tuple[Marker, ...]] = {}
    starts: dict[str, tuple[Marker, ...]] = {}
    withins: dict[str, tuple[Marker, ...]] = {}
    ends: list[Marker] = []
    for row in entries("page_markers"):
        marker = Marker(
            surface=row["surface"],
            role=cast(BlockRole, row["role"]),
            match=row["match"],
            scope=cast(Scope, row["scope"]),
            place=row["place"],
            max_words=int(row["max_words"] or 10_000),
        )
        form = marker.surface
        if marker.match == "line":
            form = without_edges(form)
            lines[form] = (*lines.get(form, ()), marker)
        elif marker.match == "start":
            starts[form] = (*starts.get(form, ()), marker)
        elif marker.match == "end":
            ends.append(marker)
        else:
            withins[form] = (*withins.get(form, ()), marker)
    heads = [f"\n{form}" for form in starts]
    return _Markers(
        by_line=lines,
        by_start=starts,
        first_words=frozenset(_bare(form.split(" ")[0]) for form in starts),
        by_end=tuple(ends),
        ends=tuple(m.surface for m in ends),
        within=Matcher([{"surface": s} for s in withins]),
        by_within=withins,
        sieve=Matcher(
            [{"surface": s} for s in (*withins, *sorted({m.surface for m in ends}), *heads)]
        ),
    )


def _first_word(folded: str) -> str:
    return _bare(without_edges(folded, right=False).partition(" ")[0])


def _bare(word: str) -> str:
    return word.rstrip(".,;!?)]:")


def find_marker(line: Line, place: Place) -> Marker | None:
    """The marker that fits ``line`` at ``place``: whole line first, then start, end and inside.

    Of several starts the longest; of rows with the same form the one made for the place.
    """
    return choose_marker(line, place, marker_candidates(line))


def marker_candidates(line: Line) -> list[tuple[Marker, ...]]:
    """The markers whose words fit the line, best first; those of one form together."""
    return [candidates for candidates in _candidates(line) if candidates]


def lines_that_may_be_marked(lines: Lines) -> list[int]:
    """The numbers of the lines that a marker may fit, in order, and of no more than a few others.

    One pass over the page finds the letters of markers at the beginning of lines and inside them.
    """
    markers = _markers()
    folded, keys = lines.folded, lines.keys
    found = {no for no, key in enumerate(keys) if key in markers.by_line}
    found.update(
        no
        for no, line in enumerate(folded)
        if not line.startswith(keys[no]) and _first_word(line) in markers.first_words
    )
    begins = [0, *accumulate(len(line) + 1 for line in folded)]
    starts = markers.sieve.starts("\n" + "\n".join(folded))
    found.update(bisect_right(begins, start) - 1 for start in starts)
    return sorted(found)


def choose_marker(
    line: Line, place: Place, candidates: Iterable[tuple[Marker, ...]]
) -> Marker | None:
    """The first of the line's candidates that fits the place and the line's length."""
    for same_form in candidates:
        fitting = [m for m in same_form if m.place in (place, "any") and line.words <= m.max_words]
        if fitting:
            return min(fitting, key=lambda m: m.place == "any")
    return None


def is_menu_word(words: str) -> bool:
    """Whether ``words`` (folded) are, as a whole line, the furniture of a page."""
    return words in _markers().by_line


def _candidates(line: Line) -> Iterator[tuple[Marker, ...]]:
    markers = _markers()
    yield markers.by_line.get(line.key, ())
    yield from _starts(line.folded, markers)
    unmarked = without_edges(line.folded, right=False)
    if unmarked != line.folded:
        yield from _starts(unmarked, markers)
    if line.key.endswith(markers.ends):
        yield tuple(m for m in markers.by_end if line.key.endswith(m.surface))
    for hit in markers.within.find(line.folded):
        yield markers.by_within[hit.surface]


def _starts(folded: str, markers: _Markers) -> Iterator[tuple[Marker, ...]]:
    words = folded.split(" ", _LONGEST_START)[:_LONGEST_START]
    if _bare(words[0]) not in markers.first_words:
        return
    for count in range(len(words), 0, -1):
        form = " ".join(words[:count])
        yield markers.by_start.get(form, ())
        yield markers.by_start.get(form.rstrip(".,;!?)]"), ())
        if form.endswith(":"):
            yield markers.by_start.get(form[:-1], ())
