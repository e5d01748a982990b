"""The lexicon ``page_markers`` in use: which words mark a line as furniture, and how far that goes.

Words only; shape (menus, dates, lists) is ``furniture``'s, context is ``roles``'.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from ahocorasick_rs import BytesAhoCorasick, Implementation

from communique.lexicon.load import entries
from communique.lexicon.match import Matcher
from communique.page.lines import Line, Lines, without_edges
from communique.page.sieve import begin_with_mark
from communique.records import BlockRole

Scope = Literal["line", "list", "section", "rest"]
Place = Literal["head", "tail"]

_LONGEST_START = 7
ANY_LENGTH = 10_000
"""More words than a line has."""


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
    start_lengths: dict[str, tuple[int, ...]]
    by_end: tuple[Marker, ...]
    ends: tuple[str, ...]
    within: Matcher
    by_within: dict[str, tuple[Marker, ...]]
    sieve: BytesAhoCorasick


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
            max_words=int(row["max_words"] or ANY_LENGTH),
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
    heads = [f"\n{form}" for form in (*starts, "by")]
    return _Markers(
        by_line=lines,
        by_start=starts,
        start_lengths=_lengths(starts),
        by_end=tuple(ends),
        ends=tuple(m.surface for m in ends),
        within=Matcher([{"surface": s} for s in withins]),
        by_within=withins,
        sieve=BytesAhoCorasick(
            [
                form.encode()
                for form in (*withins, *{marker.surface: marker for marker in ends}, *heads)
            ],
            implementation=Implementation.DFA,
        ),
    )


def _lengths(forms: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """By first word how many words the forms have, the most first."""
    found: dict[str, set[int]] = {}
    for form in forms:
        words = form.split(" ")
        found.setdefault(_bare(words[0]), set()).add(len(words))
    return {word: tuple(sorted(counts, reverse=True)) for word, counts in found.items()}


def _first_word(folded: str) -> str:
    return _bare(without_edges(folded, right=False).partition(" ")[0])


def _bare(word: str) -> str:
    return word.rstrip(".,;!?)]:")


def find_marker(line: Line, place: Place) -> Marker | None:
    """The marker that fits ``line`` at ``place``: whole line first, then start, end and inside.

    Of several starts the longest; of rows with the same form the one made for the place.
    """
    head, tail = find_markers(line)
    return head if place == "head" else tail


def find_markers(line: Line) -> tuple[Marker | None, Marker | None]:
    """The markers that fit the line before the body's beginning and after it."""
    head: Marker | None = None
    tail: Marker | None = None
    for same_form in _candidates(line):
        head = head or fitting(same_form, "head", line.words)
        tail = tail or fitting(same_form, "tail", line.words)
        if head and tail:
            break
    return head, tail


def fitting(same_form: tuple[Marker, ...], place: Place, words: int) -> Marker | None:
    """The marker for the place, else one for any, if the line has no more words than it allows."""
    found: Marker | None = None
    for marker in same_form:
        if words <= marker.max_words:
            if marker.place == place:
                return marker
            if marker.place == "any" and found is None:
                found = marker
    return found


def whole_lines() -> dict[str, tuple[Marker, ...]]:
    """The markers of whole lines by the key of the line."""
    return _markers().by_line


def lines_that_may_be_marked(lines: Lines) -> set[int]:
    """The numbers of the lines that a marker may fit, that begin with "by", and a few others.

    Those that are a marker as a whole are left out. One pass over the page finds the letters of
    the others at the beginning of lines and inside them.
    """
    markers, folded = _markers(), lines.folded
    found = set(
        no for no in begin_with_mark(lines) if _first_word(folded[no]) in markers.start_lengths
    )
    # In bytes no place has to be told in characters; only line ends are counted.
    together = ("\n" + "\n".join(folded)).encode("utf-8", "surrogatepass")
    no, counted = -1, 0
    for _, start, _ in markers.sieve.find_matches_as_indexes(together):
        no += together.count(b"\n", counted, start + 1)
        counted = start + 1
        found.add(no)
    return found


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
    for count in markers.start_lengths.get(_bare(words[0]), ()):
        if count > len(words):
            continue
        form = " ".join(words[:count])
        yield markers.by_start.get(form, ())
        yield markers.by_start.get(form.rstrip(".,;!?)]"), ())
        if form.endswith(":"):
            yield markers.by_start.get(form[:-1], ())
