"""Sentences with spans, inside the blocks that may state facts.

A full stop ends a sentence unless it belongs to an abbreviation, an initial or a number; a quoted
sentence inside a longer one is not cut off. What a sentence says is the engines' business.
"""

from __future__ import annotations

import re
from functools import cache

from communique.article.article import Sentence
from communique.lexicon.load import entries
from communique.lexicon.normal import Normal, normalise
from communique.page.block import Block
from communique.spans import Span, lines, strip

ROLES = frozenset({"headline", "subhead", "body", "caption", "key_points"})
"""Roles of the blocks whose sentences an engine may read."""

_END = re.compile(r"""[.!?…]+["')\]]*(?=\s|$)|[。\uff01\uff1f]["」』]?|;(?=\s*$)""")
_OPENS = re.compile(r"""\s+["'(\[]*[A-ZÀ-ÞΑ-ΩА-Я0-9•@#]""")
_LAST_WORD = re.compile(r"[\w.'&/-]*$")
_INITIALS = re.compile(r"^(?:[A-Z]\.)+$")


@cache
def _abbreviations() -> dict[str, bool]:
    """Each abbreviation with its stop, folded, and whether it may end a sentence too."""
    return {r["surface"].casefold(): r["ends"] == "may" for r in entries("abbreviations")}


def split_sentences(text: str) -> list[Span]:
    """The sentences of one paragraph, in order, without white space at their ends."""
    normal = normalise(text)
    found, start = [], 0
    for match in _END.finditer(normal.text):
        if not _is_end(normal.text, start, match):
            continue
        found.append(Span(start, match.end()))
        start = match.end()
    found.append(Span(start, len(normal.text)))
    return [span for span in (_original(normal, text, f) for f in found) if len(span)]


def _original(normal: Normal, text: str, span: Span) -> Span:
    kept = strip(normal.text, span)
    return strip(text, normal.original(kept)) if len(kept) else Span(0, 0)


def _is_end(text: str, start: int, match: re.Match[str]) -> bool:
    if match.end() == len(text) or match[0][0] in "。\uff01\uff1f":
        return True
    if not _OPENS.match(text, match.end()):
        return False
    if _is_inside_quotation(text, start, match):
        return False
    if match[0][0] != "." or match[0].startswith(".."):
        return True
    return not _is_abbreviated(text, start, match)


def _is_abbreviated(text: str, start: int, match: re.Match[str]) -> bool:
    before = _LAST_WORD.search(text, start, match.start())
    word = (before[0] if before else "").lstrip("'\"([-/") + "."
    may_end = _abbreviations().get(word.casefold())
    if may_end is None:
        return bool(_INITIALS.match(word)) or (len(word) == 2 and word[0].isdigit() and not start)
    if not may_end:
        return True
    return not _starts_afresh(text, match.end())


def _starts_afresh(text: str, at: int) -> bool:
    """Whether the next word is one that seldom follows an abbreviation within a sentence."""
    word = re.match(r"""\s+["'(\[]*(\w+)""", text[at : at + 40])
    return word is not None and word[1].casefold() in _openers()


@cache
def _openers() -> frozenset[str]:
    """Small words: with a capital they open a sentence, since no name begins with them."""
    return frozenset(row["surface"] for row in entries("small_words"))


def _is_inside_quotation(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a quotation mark opened in this sentence is still open after the stop."""
    return text.count('"', start, match.end()) % 2 == 1 and '"' in text[match.end() :]


def read_sentences(text: str, blocks: tuple[Block, ...]) -> tuple[Sentence, ...]:
    """The sentences of the blocks whose role is in ``ROLES``, in page order, numbered from 0."""
    found: list[Sentence] = []
    paragraph_no = -1
    for block in blocks:
        for paragraph in _paragraphs(text, block):
            paragraph_no += 1
            if block.role not in ROLES:
                continue
            for part in split_sentences(paragraph.cut(text)):
                span = part.shift(paragraph.start)
                found.append(Sentence(len(found), block.no, block.role, paragraph_no, span))
    return tuple(found)


def _paragraphs(text: str, block: Block) -> list[Span]:
    """The block's paragraphs: a body block is one, of other blocks each line is one."""
    if block.role in ("body", "subhead", "caption"):
        whole = strip(text, block.span)
        return [whole] if len(whole) else []
    return [s for s in (strip(text, line) for line in lines(text, block.span)) if len(s)]
