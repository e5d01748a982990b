"""The lines of a page as its reader sees them: hard-wrapped ones joined, each with its features.

Knows shape only (words, end marks, bullets, separators); what a line means on the page is judged by
``furniture`` and ``roles``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from communique.lexicon.normal import Normal, normalise
from communique.spans import Span, lines

_BULLET = re.compile(r"^(?:[•▪‣·●■◦*]|[-\u2013—]\s)\s*")
_SEPARATOR = re.compile(r"\s*[|•·»\u203a→]\s*|\s+[>/\"]\s+|\s+(?:::|>>|--?|\u2013|—)\s+|\s{2,}|\t")
_NUMBERED = re.compile(r"^\d{1,2}\s?[.)]?\s?[A-ZÀ-Þ]")
_TERMINAL = re.compile(r"[.!?…:;。\uff01\uff1f।؟][\"')\]\s]*$")
_WORD = re.compile(r"\w+(?:[.'-]\w+)*")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_EDGES = " \t.,:;!?…»\u203a→|-\u2013—•*·()[]<>/=_~\"'"
# "date 1987-03-26 " before the headline is a collector's stamp on the first line of a dump.
_STAMP = re.compile(r"\s*date\s+\d{4}-\d\d-\d\d(?:\s+Left Menu\b)?\s+(?=\S)", re.IGNORECASE)
_SIGNED = re.compile(
    r"""[.!?]["'\u201d\u2019)]?\s+(?P<sign>(?:Reuters?|REUTERS?)\s*)$|"""
    r"""(?<=[.!?"”])\s{2,}(?P<sign2>[A-Z]{2,6}\s*)$"""
)
# Narrower than this a column was hardly wrapped by a program; wider, it is a paragraph.
_WRAP_WIDTHS = range(40, 121)


@dataclass(frozen=True)
class Line:
    """A line of the page; ``span`` has no line end.

    ``no`` counts non-empty lines from 0; ``opens`` says that an empty line, or nothing, precedes.
    """

    no: int
    span: Span
    normal: Normal
    opens: bool

    @cached_property
    def text(self) -> str:
        """The line normalised and stripped, wrapped lines joined by a space."""
        return self.normal.text.replace("\n", " ").strip()

    def origin(self, part: Span) -> Span:
        """Where in the document the characters of ``part`` of ``text`` stand."""
        indent = len(self.normal.text) - len(self.normal.text.lstrip())
        return self.normal.original(part.shift(indent)).shift(self.span.start)

    @cached_property
    def folded(self) -> str:
        """Lower case, each number a #, single spaces."""
        return fold(self.text)

    @cached_property
    def key(self) -> str:
        """``folded`` without marks at its edges."""
        return self.folded.strip(_EDGES)

    @cached_property
    def words(self) -> int:
        """Count of words; two ideographs count as one."""
        return len(_WORD.findall(_CJK.sub("", self.text))) + len(_CJK.findall(self.text)) // 2

    @cached_property
    def ends(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(_TERMINAL.search(self.text))

    @cached_property
    def is_bullet(self) -> bool:
        """Whether it begins with a list mark."""
        return bool(_BULLET.match(self.text))

    @cached_property
    def is_item(self) -> bool:
        """Whether it is an item of a list: a list mark or a number, and words."""
        return self.words >= 3 and (self.is_bullet or bool(_NUMBERED.match(self.text)))

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """What stands between separators such as ``|``, ``>`` and runs of spaces."""
        return tuple(p for p in (s.strip() for s in _SEPARATOR.split(self.text)) if p)

    @cached_property
    def is_title_case(self) -> bool:
        """Whether nearly all of its longer words begin with a capital."""
        long = [w for w in _WORD.findall(self.text) if len(w) >= 4 and w[0].isalpha()]
        return len(long) >= 2 and sum(w[0].isupper() for w in long) >= 0.8 * len(long)


def fold(text: str) -> str:
    """``text`` in lower case, each number a ``#``, with single spaces."""
    return " ".join(re.sub(r"\d+(?:[.,]\d+)*", "#", text.casefold()).split())


def without_edges(folded: str, *, right: bool = True) -> str:
    """A folded text without marks at its edges, or at its left edge only."""
    return folded.strip(_EDGES) if right else folded.lstrip(_EDGES)


def content_words(text: str) -> frozenset[str]:
    """The words of four letters or more, cut to their first six: what two texts may share."""
    return frozenset(w[:6] for w in re.findall(r"\w{4,}", text.casefold()))


def page_lines(text: str) -> tuple[Line, ...]:
    """The non-empty lines of ``text``: hard-wrapped ones joined, stamps and sign-offs cut off."""
    spans = list(lines(text))
    shown = [normalise(span.cut(text)).text.strip() for span in spans]
    width = _wrap_width(shown)
    found: list[tuple[Span, bool]] = []
    for i, span in enumerate(spans):
        if not shown[i]:
            continue
        opens = i == 0 or not shown[i - 1]
        if not opens and found and width and _runs_on(shown[i - 1], shown[i], width):
            found[-1] = (found[-1][0].cover(span), found[-1][1])
        else:
            found.append((span, opens))
    parts = [(part, opens) for span, opens in found for part in _parts(text, span)]
    return tuple(
        Line(no, span, normalise(span.cut(text)), opens) for no, (span, opens) in enumerate(parts)
    )


def _parts(text: str, span: Span) -> list[Span]:
    """A line cut where a collector's stamp ends or a wire's signature begins."""
    words = span.cut(text)
    start, end = 0, len(words)
    stamp = _STAMP.match(words)
    if stamp:
        start = stamp.end()
    sign = _SIGNED.search(words, start)
    if sign:
        end = sign.start(sign.lastgroup or 0)
    cuts = sorted({0, start, end, len(words)})
    return [Span(a, b).shift(span.start) for a, b in pairwise(cuts)]


def _wrap_width(shown: list[str]) -> int:
    """The column at which the page was wrapped, or 0: most long lines must break mid-sentence."""
    pairs = [(a, b) for a, b in pairwise(shown) if len(a) >= _WRAP_WIDTHS.start and b]
    widest = max((len(s) for s in shown), default=0)
    if widest not in _WRAP_WIDTHS or len(pairs) < 6:
        return 0
    broken = sum(not _TERMINAL.search(a) and len(a) >= 0.7 * widest for a, _ in pairs)
    return widest if broken >= 0.6 * len(pairs) else 0


def _runs_on(before: str, after: str, width: int) -> bool:
    return len(before) >= 0.7 * width and not _BULLET.match(after)
