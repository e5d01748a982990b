"""The lines of a page as its reader sees them: hard-wrapped ones joined, each with its features.

Knows shape only (words, end marks, bullets, separators); what a line means on the page is judged by
``furniture`` and ``roles``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, compress, pairwise
from operator import not_
from string import ascii_uppercase
from typing import NamedTuple

from communique.lexicon.normal import normalise, plain_text
from communique.page.characters import (
    Characters,
    characters_of,
    has_digit,
    has_odd_space,
    line_bounds,
    points_of,
    words_of,
)
from communique.spans import Span

_BULLET = re.compile(r"^(?:[•▪‣·●■◦*]|[-\u2013—]\s)\s*")
_SEPARATOR = re.compile(r"\s*[|•·»\u203a→]\s*|\s+[>/\"]\s+|\s+(?:::|>>|--?|\u2013|—)\s+|\s{2,}|\t")
_MAY_BE_PARTED = re.compile(r"[|•·»\u203a→\t]|\s[>/\":\u2013—\s-]|>>")
_NUMBERED = re.compile(r"^\d{1,2}\s?[.)]?\s?[A-ZÀ-Þ]")
_TERMINALS = tuple(".!?…:;。\uff01\uff1f।؟")
_CLOSERS = "\"')] \t\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u1680\u2000\u2028\u2029\u205f"
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"\w+(?:[.'-]\w+)*")
_CUT = 6
_LONGER_WORD = re.compile(rf"(\w{{4,{_CUT}}})\w*")
_EDGES = " \t.,:;!?…»\u203a→|-\u2013—•*·()[]<>/=_~\"'"
# "date 1987-03-26 " before the headline is a collector's stamp on the first line of a dump.
_STAMPED = ("da", "Da", "dA", "DA")
_STAMP = re.compile(r"\s*date\s+\d{4}-\d\d-\d\d\s+(?=\S)", re.IGNORECASE)
_SIGNED = re.compile(
    r"""[.!?]["'\u201d\u2019)]?\s+(?P<sign>(?:Reuters?|REUTERS?)\s*)$|"""
    r"""(?<=[.!?"”])\s{2,}(?P<sign2>[A-Z]{2,6}\s*)$"""
)
_MAY_BE_SIGNED = re.compile(r"(?:[A-Z]|euters?)\s*$")
_MAY_END_SIGNED = re.compile(r"\s\s[A-Z]{2,6}$")
_WIRES = ("Reuter", "Reuters", "REUTER", "REUTERS")
_LONGEST_SIGN = 8
# The bit that makes a small letter of a capital one.
_TO_SMALL = 0x20
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
        return ends_well(self.text)

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
        return is_title_case(self.text)


class Lines:
    """The lines of a page column by column, in order: what most of them are asked at once.

    ``starts`` and ``ends`` bound them in ``page``; ``small`` are the texts in small letters; the
    other columns are the fields of ``Line``.
    """

    def __init__(
        self,
        page: str,
        bounds: tuple[list[int], list[int]],
        opens: list[bool],
        texts: list[str],
    ) -> None:
        self.page = page
        self.starts, self.ends = bounds
        self.opens = opens
        self.texts = texts
        self.characters: Characters = characters_of("\n".join(texts))
        self.small = list(map(str.casefold, texts))
        self.folded = _folded(self.small, self.characters)
        self.keys = [folded.strip(_EDGES) for folded in self.folded]
        self.words = words_of(self.characters) if texts else []

    def __len__(self) -> int:
        return len(self.texts)

    def line(self, no: int) -> Line:
        """The line with this number."""
        return Line(
            no,
            Span(self.starts[no], self.ends[no]),
            self.opens[no],
            self.texts[no],
            self.folded[no],
            self.keys[no],
            self.words[no],
            self.page,
        )

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Lines:
        """The columns of lines that are there already, numbered from 0."""
        return cls(
            lines[0].page if lines else "",
            ([line.span.start for line in lines], [line.span.end for line in lines]),
            [line.opens for line in lines],
            [line.text for line in lines],
        )


def ends_well(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return text.endswith(_TERMINALS) or text.rstrip(_CLOSERS).endswith(_TERMINALS)


def is_title_case(text: str) -> bool:
    """Whether nearly all longer words begin with a capital."""
    long = [w for w in _WORD.findall(text) if len(w) >= 4 and w[0].isalpha()]
    return len(long) >= 2 and sum(w[0].isupper() for w in long) >= 0.8 * len(long)


def _folded(small: list[str], characters: Characters) -> list[str]:
    """Each text of small letters with a ``#`` for each number and with single spaces."""
    folded = small.copy()
    if not small:
        return folded
    numbered = has_digit(characters).nonzero()[0].tolist()
    if numbered:
        together = "\n".join([folded[no] for no in numbered])
        together = "#".join(_NUMBER.split(together))
        for no, line in zip(numbered, together.split("\n"), strict=True):
            folded[no] = line
    for no in has_odd_space(characters).nonzero()[0].tolist():
        folded[no] = " ".join(folded[no].split())
    return folded


def without_edges(folded: str, *, right: bool = True) -> str:
    """A folded text without marks at its edges, or at its left edge only."""
    return folded.strip(_EDGES) if right else folded.lstrip(_EDGES)


def content_words(text: str) -> frozenset[str]:
    """The words of four letters or more, cut to their first six: what two texts may share."""
    return frozenset(_LONGER_WORD.findall(text.casefold()))


def shared_words(own: frozenset[str], small: str) -> int:
    """How many of the ``content_words`` in ``own`` are such words of the text too.

    ``small`` is the text in small letters. To look for a few words is quicker than to part a text.
    """
    return sum([_is_content_word(word, small) for word in own if word in small])


def shares_words(own: frozenset[str], small: str, least: float) -> bool:
    """Whether ``shared_words`` are at least so many; looks no further than it must."""
    found, left = 0, len(own)
    for word in own:
        if found >= least or found + left < least:
            break
        left -= 1
        found += word in small and _is_content_word(word, small)
    return found >= least


def _is_content_word(word: str, small: str) -> bool:
    at = small.find(word)
    while at >= 0:
        end = at + len(word)
        begins = not at or not _is_letter(small[at - 1])
        if begins and (len(word) == _CUT or end == len(small) or not _is_letter(small[end])):
            return True
        at = small.find(word, at + 1)
    return False


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"


def page_lines(text: str) -> tuple[Line, ...]:
    """The non-empty lines of ``text``: hard-wrapped ones joined, stamps and sign-offs cut off."""
    lines = read_lines(text)
    return tuple(lines.line(no) for no in range(len(lines)))


def read_lines(text: str) -> Lines:
    """The lines of ``page_lines`` as columns."""
    plain = plain_text(text).split("\n")
    shown = list(map(str.strip, plain))
    width = _wrap_width(shown)
    bounds = line_bounds(points_of(text))
    starts = list(compress(bounds.tolist(), shown))
    ends = list(compress((bounds[1:] - 1).tolist(), shown))
    opens = list(map(not_, compress(chain(("",), shown), shown)))
    texts = list(filter(None, shown))
    lines = None if width else Lines(text, (starts, ends), opens, texts)
    if lines is not None and not _may_hold_parted(lines):
        return lines
    found = list(zip(starts, ends, opens, compress(plain, shown), strict=True))
    if width:
        found = _unwrapped(found, texts, width)
    parted = [part for line in found for part in _parted(text, *line)]
    return Lines(
        text,
        ([start for start, _, _, _ in parted], [end for _, end, _, _ in parted]),
        [opens for _, _, opens, _ in parted],
        [shown for _, _, _, shown in parted],
    )


_Found = tuple[int, int, bool, str]


def _unwrapped(written: list[_Found], texts: list[str], width: int) -> list[_Found]:
    """The lines with those joined that run on; ``texts`` are the lines without blanks around."""
    found: list[_Found] = []
    before = ""
    for (start, end, opens, words), shown in zip(written, texts, strict=True):
        if not opens and found and _runs_on(before, shown, width):
            first, _, opened, joined = found[-1]
            found[-1] = (first, end, opened, f"{joined} {words}")
        else:
            found.append((start, end, opens, words))
        before = shown
    return found


def _may_hold_parted(lines: Lines) -> bool:
    """Whether a line may begin with a stamp or end with a signature."""
    if not len(lines):
        return False
    of, texts = lines.characters, lines.texts
    stamped = (of.points[of.starts] | _TO_SMALL == ord("d")).nonzero()[0].tolist()
    signed = (of.points[of.ends - 1] - ord("A") < len(ascii_uppercase)).nonzero()[0].tolist()
    may_be_wired = "euter" in lines.page or "EUTER" in lines.page
    return (
        any(texts[no].startswith(_STAMPED) and _STAMP.match(texts[no]) for no in stamped)
        or any(_MAY_END_SIGNED.search(texts[no][-_LONGEST_SIGN:]) for no in signed)
        or (may_be_wired and any(text.endswith(_WIRES) for text in texts))
    )


def _parted(text: str, start: int, end: int, opens: bool, words: str) -> Iterator[_Found]:
    """The line, or its parts where it begins with a stamp or ends with a signature."""
    if not (_STAMP.match(words) or _MAY_BE_SIGNED.search(words[-10:])):
        yield start, end, opens, words.strip()
        return
    for part in _parts(text[start:end]):
        span = part.shift(start)
        shown = plain_text(span.cut(text)).replace("\n", " ").strip()
        if shown:
            yield span.start, span.end, opens, shown


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
    widest = max(map(len, shown), default=0)
    if widest not in _WRAP_WIDTHS:
        return 0
    pairs = [(a, b) for a, b in pairwise(shown) if len(a) >= _WRAP_WIDTHS.start and b]
    if len(pairs) < 6:
        return 0
    broken = sum(not ends_well(a) and len(a) >= 0.7 * widest for a, _ in pairs)
    return widest if broken >= 0.6 * len(pairs) else 0


def _runs_on(before: str, after: str, width: int) -> bool:
    return len(before) >= 0.7 * width and not _BULLET.match(after)
