"""The lines of a page as its reader sees them: hard-wrapped ones joined, each with its features.

Knows shape only (words, end marks, bullets, separators); what a line means on the page is judged by
``furniture`` and ``roles``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from communique.lexicon.normal import normalise, plain_text
from communique.page.characters import count_words
from communique.spans import Span

_BULLET = re.compile(r"^(?:[•▪‣·●■◦*]|[-\u2013—]\s)\s*")
_SEPARATOR = re.compile(r"\s*[|•·»\u203a→]\s*|\s+[>/\"]\s+|\s+(?:::|>>|--?|\u2013|—)\s+|\s{2,}|\t")
_MAY_BE_PARTED = re.compile(r"[|•·»\u203a→\t]|\s[>/\":\u2013—\s-]|>>")
_NUMBERED = re.compile(r"^\d{1,2}\s?[.)]?\s?[A-ZÀ-Þ]")
_TERMINALS = tuple(".!?…:;。\uff01\uff1f।؟")
_CLOSERS = "\"')] \t\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u1680\u2000\u2028\u2029\u205f"
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"\w+(?:[.'-]\w+)*")
_EDGES = " \t.,:;!?…»\u203a→|-\u2013—•*·()[]<>/=_~\"'"
# "date 1987-03-26 " before the headline is a collector's stamp on the first line of a dump.
_STAMP = re.compile(r"\s*date\s+\d{4}-\d\d-\d\d\s+(?=\S)", re.IGNORECASE)
_SIGNED = re.compile(
    r"""[.!?]["'\u201d\u2019)]?\s+(?P<sign>(?:Reuters?|REUTERS?)\s*)$|"""
    r"""(?<=[.!?"”])\s{2,}(?P<sign2>[A-Z]{2,6}\s*)$"""
)
_MAY_BE_SIGNED = re.compile(r"(?:[A-Z]|euters?)\s*$")
# Narrower than this a column was hardly wrapped by a program; wider, it is a paragraph.
_WRAP_WIDTHS = range(40, 121)


class Line(NamedTuple):
    """A line of the page; ``span`` has no line end.

    ``no`` counts non-empty lines from 0; ``opens`` says that an empty line, or nothing, precedes.
    ``text`` is the line normalised and stripped, wrapped lines joined by a space; ``folded`` is it
    in lower case, each number a #, with single spaces, and ``key`` that without marks at its edges.
    ``words`` counts words, two ideographs as one. ``page`` is the text that the span counts in.
    """

    no: int
    span: Span
    opens: bool
    text: str
    folded: str
    key: str
    words: int
    page: str

    def origin(self, part: Span) -> Span:
        """Where in the document the characters of ``part`` of ``text`` stand."""
        normal = normalise(self.span.cut(self.page))
        indent = len(normal.text) - len(normal.text.lstrip())
        return normal.original(part.shift(indent)).shift(self.span.start)

    @property
    def ends(self) -> bool:
        """Whether it ends as a sentence does."""
        return self.text.rstrip(_CLOSERS).endswith(_TERMINALS)

    @property
    def is_bullet(self) -> bool:
        """Whether it begins with a list mark."""
        return bool(_BULLET.match(self.text))

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a list: a list mark or a number, and words."""
        return self.words >= 3 and (self.is_bullet or bool(_NUMBERED.match(self.text)))

    @property
    def parts(self) -> tuple[str, ...]:
        """What stands between separators such as ``|``, ``>`` and runs of spaces."""
        if not _MAY_BE_PARTED.search(self.text):
            return (self.text,)
        return tuple(p for p in (s.strip() for s in _SEPARATOR.split(self.text)) if p)

    @property
    def is_title_case(self) -> bool:
        """Whether nearly all of its longer words begin with a capital."""
        long = [w for w in _WORD.findall(self.text) if len(w) >= 4 and w[0].isalpha()]
        return len(long) >= 2 and sum(w[0].isupper() for w in long) >= 0.8 * len(long)


def _fold(text: str) -> list[str]:
    """Each line of ``text`` in lower case, each number a ``#``, with single spaces."""
    lines = _NUMBER.sub("#", text.casefold()).split("\n")
    return [" ".join(line.split()) for line in lines]


def without_edges(folded: str, *, right: bool = True) -> str:
    """A folded text without marks at its edges, or at its left edge only."""
    return folded.strip(_EDGES) if right else folded.lstrip(_EDGES)


def content_words(text: str) -> frozenset[str]:
    """The words of four letters or more, cut to their first six: what two texts may share."""
    return frozenset(w[:6] for w in re.findall(r"\w{4,}", text.casefold()))


def page_lines(text: str) -> tuple[Line, ...]:
    """The non-empty lines of ``text``: hard-wrapped ones joined, stamps and sign-offs cut off."""
    plain = plain_text(text).split("\n")
    shown = [line.strip() for line in plain]
    width = _wrap_width(shown)
    found: list[tuple[int, int, str, bool]] = []
    start = 0
    for i, written in enumerate(text.split("\n")):
        end = start + len(written)
        if shown[i]:
            opens = i == 0 or not shown[i - 1]
            if not opens and found and width and _runs_on(shown[i - 1], shown[i], width):
                first, _, words, opened = found[-1]
                found[-1] = (first, end, f"{words} {plain[i]}", opened)
            else:
                found.append((start, end, plain[i], opens))
        start = end + 1
    parted: list[tuple[Span, bool, str]] = []
    for start, end, words, opens in found:
        if _may_be_parted(words):
            parted.extend(_shown(text, Span(start, end), opens))
        else:
            parted.append((Span(start, end), opens, words.strip()))
    return _lines(text, parted)


def _may_be_parted(words: str) -> bool:
    return bool(_STAMP.match(words) or _MAY_BE_SIGNED.search(words[-10:]))


def _shown(text: str, line: Span, opens: bool) -> Iterator[tuple[Span, bool, str]]:
    for part in _parts(line.cut(text)):
        span = part.shift(line.start)
        yield span, opens, plain_text(span.cut(text)).replace("\n", " ").strip()


def _lines(text: str, found: Sequence[tuple[Span, bool, str]]) -> tuple[Line, ...]:
    """The lines with what is counted for all of them at once."""
    if not found:
        return ()
    together = "\n".join(shown for _, _, shown in found)
    counted = zip(found, _fold(together), count_words(together), strict=True)
    return tuple(
        Line(no, span, opens, shown, folded, folded.strip(_EDGES), words, text)
        for no, ((span, opens, shown), folded, words) in enumerate(counted)
    )


def _parts(words: str) -> tuple[Span, ...]:
    """A line cut where a collector's stamp ends or a wire's signature begins."""
    stamp = _STAMP.match(words)
    start = stamp.end() if stamp else 0
    sign = _SIGNED.search(words, start)
    end = sign.start(sign.lastgroup or 0) if sign else len(words)
    cuts = sorted({0, start, end, len(words)})
    return tuple(Span(a, b) for a, b in pairwise(cuts))


def _wrap_width(shown: list[str]) -> int:
    """The column at which the page was wrapped, or 0: most long lines must break mid-sentence."""
    pairs = [(a, b) for a, b in pairwise(shown) if len(a) >= _WRAP_WIDTHS.start and b]
    widest = max((len(s) for s in shown), default=0)
    if widest not in _WRAP_WIDTHS or len(pairs) < 6:
        return 0
    broken = sum(
        not a.rstrip(_CLOSERS).endswith(_TERMINALS) and len(a) >= 0.7 * widest for a, _ in pairs
    )
    return widest if broken >= 0.6 * len(pairs) else 0


def _runs_on(before: str, after: str, width: int) -> bool:
    return len(before) >= 0.7 * width and not _BULLET.match(after)
