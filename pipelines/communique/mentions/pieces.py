"""Cuts a sentence into pieces and says what each is by the lexicons: country, role, name, word …

One character of code a piece, so that the grammar of names and lists (``people``) can be written
as patterns over a short string. What a run of pieces means is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from communique.lexicon.load import entries
from communique.lexicon.match import Hit, Matcher
from communique.spans import Span

COUNTRY, DEMONYM, CITY, ORGANIZATION = "C", "D", "Y", "O"
ROLE, PLURAL_ROLE, PORTFOLIO, MODIFIER, HONORIFIC = "R", "G", "P", "M", "H"
NAME, PARTICLE, BODY, VENUE, THING = "N", "p", "B", "V", "X"
TIME, NUMBER, WORD, PRONOUN, POSSESSIVE, INITIAL = "T", "#", "w", "u", "s", "i"
MISSION, HOLDER = "Q", "q"


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, a mark or a lexicon's form: its code, its place and the lexicon's row, if any."""

    code: str
    span: Span
    text: str
    entry: Mapping[str, str] | None = None

    @property
    def kind(self) -> str:
        """The kind that the lexicon's row gives, '' when there is none."""
        return self.entry.get("kind", "") if self.entry else ""


_CASED = (
    ("countries", COUNTRY), ("demonyms", DEMONYM), ("organizations", ORGANIZATION),
    ("cities", CITY),
)  # fmt: skip
_UNCASED = (
    ("small_words", ""), ("roles", ROLE), ("group_words", PLURAL_ROLE), ("portfolios", PORTFOLIO),
    ("role_modifiers", MODIFIER), ("honorifics", HONORIFIC),
)  # fmt: skip
_CAPITAL_CODES = {"body": BODY, "venue": VENUE, "thing": THING, "word": WORD, "time": TIME}
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}|[^\W\d_]\.(?=\s?[^\W\d_])|[^\W\d_]+(?:[-'.&][^\W\d_]+)*(?='s\b)"
    r"|'s?\b|[^\W\d_]+(?:[-'.&][^\W\d_]+)*|\d+(?:[.,:]\d+)*\w*|\S"
)
_INITIAL_BESIDE = re.compile(r"\.| ?[A-Z]\b(?!'|\.[A-Z])")


@cache
def _matchers() -> tuple[Matcher, Matcher]:
    """Proper names in their own case, and words of office in any case; rows carry their code."""

    def coded(names: tuple[tuple[str, str], ...]) -> Iterator[dict[str, str]]:
        for name, code in names:
            for row in entries(name):
                if name != "honorifics" or _is_plain_title(row):
                    yield {**row, "code": _code_of_row(row, code)}

    return Matcher(coded(_CASED)), Matcher(coded(_UNCASED), fold_case=True)


def _is_plain_title(row: Mapping[str, str]) -> bool:
    """Whether the honorific stands before a name, is no part of it and no other word."""
    return row["kind"] == "title" and not row["note"].startswith("ambiguous")


def _code_of_row(row: Mapping[str, str], code: str) -> str:
    if code == ROLE and row["number"] == "plural":
        return PLURAL_ROLE
    return code or row["code"]


@cache
def _capital_words() -> Mapping[str, str]:
    return {row["surface"]: _CAPITAL_CODES[row["kind"]] for row in entries("capital_words")}


def cut_pieces(text: str, span: Span) -> list[Piece]:
    """The pieces of ``span`` in order; white space belongs to none."""
    tagged = _tagged(text, span)
    pieces: list[Piece] = []
    at = span.start
    for piece in tagged:
        pieces.extend(_words(text, at, piece.span.start))
        pieces.append(piece)
        at = piece.span.end
    pieces.extend(_words(text, at, span.end))
    codes = ["", *(piece.code for piece in pieces)]
    return [_after_honorific(code, piece) for code, piece in zip(codes, pieces, strict=False)]


def _after_honorific(before: str, piece: Piece) -> Piece:
    """What follows "Sheikh" or "Mr" is a name even where a place is called so."""
    if before == HONORIFIC and piece.code in (COUNTRY, CITY, DEMONYM):
        return Piece(NAME, piece.span, piece.text)
    return piece


def _tagged(text: str, span: Span) -> list[Piece]:
    """Lexicon forms, longest first, one reading each; a name in a name keeps the longer.

    What a longer form of the other matcher cuts off is looked through again.
    """
    kept: dict[int, Piece] = {}
    parts = [span]
    while parts:
        part = parts.pop()
        found = [hit for matcher in _matchers() for hit in matcher.find(text, part)]
        hits = [hit for hit in found if not _is_part(text, hit) and not _is_miscased(text, hit)]
        parts.extend(_behind(text, hit.span) for hit in found if _is_part(text, hit))
        hits.sort(key=lambda hit: (-len(hit.span), hit.span.start))
        taken: list[Span] = []
        is_taken = bytearray(len(part))
        for hit in hits:
            start, end = hit.span.start - part.start, hit.span.end - part.start
            if 1 not in is_taken[start:end]:
                taken.append(hit.span)
                is_taken[start:end] = b"\1" * len(hit.span)
                kept[hit.span.start] = Piece(
                    hit.entry["code"], hit.span, hit.span.cut(text), hit.entry
                )
            else:
                parts.extend(_rest(hit.span, taken))
    return [kept[start] for start in sorted(kept)]


def _behind(text: str, span: Span) -> Span:
    """What follows the first word of ``span``."""
    space = text.find(" ", span.start, span.end)
    return Span(space + 1, span.end) if space >= 0 else Span(span.end, span.end)


def _rest(span: Span, taken: list[Span]) -> list[Span]:
    """What of ``span`` stands before and after the forms taken."""
    over = [other for other in taken if other.overlaps(span) and other != span]
    rest = [Span(span.start, min(o.start for o in over)) for o in over if o.start > span.start]
    rest += [Span(max(o.end for o in over), span.end) for o in over if o.end < span.end]
    return [part for part in dict.fromkeys(rest) if len(part) > 1]


def _is_miscased(text: str, hit: Hit) -> bool:
    """Whether an abbreviation of capitals stands there as a word: "Md" is no "MD"."""
    return hit.surface.isupper() and not hit.span.cut(text).isupper()


def _is_part(text: str, hit: Hit) -> bool:
    """Whether a form is but a part of a longer word: "Export-Import", the initials "A.", "A K"."""
    start, end = hit.span.start, hit.span.end
    if len(hit.span) == 1:
        return text[start].isupper() and bool(_INITIAL_BESIDE.match(text, end))
    if hit.entry["code"] in (COUNTRY, DEMONYM):
        return False
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if hit.entry["code"] == ROLE:
        before = ""  # "Vice-President", "Foreign-Minister"
    return (len(before) == 2 and before[1] == "-" and before[0].isalpha()) or (
        len(after) == 2 and after[0] == "-" and after[1].isalpha()
    )


def _words(text: str, start: int, end: int) -> Iterator[Piece]:
    for match in _WORD.finditer(text, start, end):
        word = match.group()
        yield Piece(_code(word), Span(match.start(), match.end()), word)


def _code(word: str) -> str:
    first = word[0]
    if first == "'":
        return POSSESSIVE if len(word) > 1 else "'"
    if not first.isalpha():
        return NUMBER if first.isdigit() else first
    if not first.isupper():
        return WORD
    if len(word) <= 2 and (word.endswith(".") or len(word) == 1):
        return NAME
    return _capital_words().get(word, NAME)
