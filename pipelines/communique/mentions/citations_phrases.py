"""The noun phrase of a source: which words can be its head, and how far it reaches.

"the press service of the Ministry of Trade", "diplomatic sources in Oslo", "Reuters". Whether
anything is attributed to it is the business of ``citations``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from communique.lexicon.load import entries
from communique.lexicon.match import Matcher
from communique.mentions.lines import Line
from communique.mentions.phrase_words import phrase_words
from communique.records import CitedKind
from communique.spans import Span

_FRONT = "NCDPYOXVBMRGsp#'"
_LINKS = "ofF"
_REACH = 12
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source as written; ``core`` is up to its head: "diplomatic sources" without "in Oslo".

    ``is_bare``: "the" and one noun; ``is_person``: an official; ``is_known``: one told of before
    ("the top diplomat").
    """

    span: Span
    core: Span
    head: str
    kind: CitedKind
    is_bare: bool
    is_person: bool
    is_known: bool


@cache
def _source_words() -> Matcher:
    return Matcher(entries("source_words"), fold_case=True)


@cache
def _outlets() -> Matcher:
    rows = [row for name in ("outlets", "agencies") for row in entries(name)]
    return Matcher([row for row in rows if not row["note"].startswith("ambiguous")])


def phrases_after(line: Line, offset: int, *, is_any: bool = False) -> list[Phrase]:
    """The sources that begin behind ``offset``, past words of time.

    ``is_any``: a name that no list knows is one too, of an outlet for all that is said.
    """
    start = line.piece_at(offset)
    while line.codes[start : start + 1] == "T" or _is_preposition_of_time(line, start):
        start += 1
    end = start
    while end - start < _REACH and _may_continue(line, start, end):
        end += 1
    found = _phrases(line, start, _trimmed(line, start, end))
    name = _unknown(line, start) if is_any and not found else None
    return [name] if name else found


def phrases_before(line: Line, offset: int) -> list[Phrase]:
    """The sources that end in front of ``offset``, past adverbs and words of time."""
    end = line.piece_at(offset)
    while end > 0 and (line.codes[end - 1] == "T" or _is_adverb(line, end - 1)):
        end -= 1
    start = end
    while start > 0 and end - start < _REACH and _may_precede(line, start - 1):
        start -= 1
    return _phrases(line, _opening(line, start, end), end)


def _phrases(line: Line, start: int, end: int) -> list[Phrase]:
    """One source, or two that "and" joins: "the BBC and the bank", not "bankers and envoys"."""
    for at in range(start + 1, end - 1):
        if line.codes[at] == "a":
            left, right = _phrase(line, start, at), _phrase(line, at + 1, end)
            if left and right and (line.codes[at + 1] == "t" or _are_outlets(left, right)):
                return [left, right]
    whole = _phrase(line, start, end)
    return [whole] if whole else []


def _unknown(line: Line, start: int) -> Phrase | None:
    first = start + (line.codes[start : start + 1] == "t")
    end = first
    while end < len(line.codes) and line.codes[end] in "NX":
        end += 1
    if end == first or line.codes[end : end + 1] in ("R", "s"):
        return None
    core = Span(line.pieces[first].span.start, line.pieces[end - 1].span.end)
    return Phrase(span=core, core=core, head=line.pieces[end - 1].text, kind="outlet",
                  is_bare=False, is_person=True, is_known=False)  # fmt: skip


def _are_outlets(*phrases: Phrase) -> bool:
    return all(phrase.kind in ("agency", "outlet") for phrase in phrases)


def _is_preposition_of_time(line: Line, at: int) -> bool:
    return line.codes[at + 1 : at + 2] == "T" and line.codes[at : at + 1] in ("f", "x", "F")


def _is_adverb(line: Line, at: int) -> bool:
    word = line.pieces[at].text.casefold()
    return word in phrase_words("adverb") or (line.codes[at] == "w" and word.endswith("ly"))


def _may_precede(line: Line, at: int) -> bool:
    return line.codes[at] in _FRONT + _LINKS + "twaK()" or _is_place_word(line, at)


def _may_continue(line: Line, start: int, end: int) -> bool:
    if end >= len(line.codes):
        return False
    code = line.codes[end]
    if code in _LINKS or _is_place_word(line, end):
        return end > start and line.codes[end + 1 : end + 2] in list("tNCDPYOXVBMRG")
    return code in _FRONT + "twK()" or (
        code == "a" and line.codes[end + 1 : end + 2] in list("PNG")
    )


def _is_place_word(line: Line, at: int) -> bool:
    """A word that ties a noun to what it is near: "in", "close to"."""
    word, before = line.pieces[at].text.casefold(), line.pieces[max(0, at - 1)].text.casefold()
    is_near = word in phrase_words("near_to") or (
        word in ("to", "with") and before in phrase_words("near_to")
    )
    return is_near or line.pieces[at].kind == "place"


def _opening(line: Line, start: int, end: int) -> int:
    """Where the phrase that ends at ``end`` begins: at its article, else at its adjectives."""
    at = end - 1
    while at > start:
        before = line.codes[at - 1]
        is_linked = before in _LINKS + "a" or _is_place_word(line, at - 1)
        if line.codes[at] == "t" and not is_linked:
            break
        if before == "w" and not _is_adjective(line, at - 1):
            break
        at -= 1
    while at < end and (line.codes[at] in _LINKS + "a)" or _is_place_word(line, at)):
        at += 1
    return at


def _is_adjective(line: Line, at: int) -> bool:
    word = line.pieces[at].text.casefold()
    if _heads(line, at, at + 1):
        return True
    return (
        len(word) > _SHORTEST
        and not word.endswith(("ed", "ing"))
        and word not in phrase_words("back")
    )


def _heads(line: Line, start: int, end: int) -> list[Span]:
    span = Span(line.pieces[start].span.start, line.pieces[end - 1].span.end)
    return [hit.span for hit in _source_words().find(line.text, span)]


def _phrase(line: Line, start: int, end: int) -> Phrase | None:
    """The pieces as a source, cut behind its last noun; None when its head is none."""
    first = start
    while first < end and (line.codes[first] == "t" or _is_back(line, first)):
        first += 1
    if first >= end:
        return None
    cut = next((i for i in range(first + 1, end) if _is_link(line, i)), end)
    span = Span(line.pieces[first].span.start, line.pieces[cut - 1].span.end)
    kind = _kind(line, span, first, cut)
    if kind is None:
        return None
    head = line.pieces[cut - 1]
    points_back = first > start and _is_back(line, start)
    is_person = head.code in "RG" or kind == "anonymous"
    return Phrase(
        span=Span(line.pieces[start].span.start, line.pieces[end - 1].span.end),
        core=span,
        head=head.text,
        kind=kind,
        is_bare=points_back and end - first == 1 and head.code not in "ON",
        is_person=is_person,
        is_known=points_back and is_person and not head.text.endswith("s"),
    )


def _is_back(line: Line, at: int) -> bool:
    """Whether a word points back: "the", "these", "the same"."""
    return line.pieces[at].text.casefold() in phrase_words("back")


def _is_link(line: Line, at: int) -> bool:
    return line.codes[at] in _LINKS + "(" or _is_place_word(line, at)


def _trimmed(line: Line, start: int, end: int) -> int:
    """Without trailing words that are no noun of a source."""
    while end > start and line.codes[end - 1] in "wtaofFM's(":
        if line.codes[end - 1] == "w" and _heads(line, end - 1, end):
            break
        end -= 1
    return end


def _is_title_of_name(line: Line, offset: int, cut: int) -> bool:
    """Whether only a name follows a noun of source: "the daily Salttimes"."""
    return line.codes[line.piece_at(offset) : cut].strip("N") == ""


def _kind(line: Line, span: Span, first: int, cut: int) -> CitedKind | None:
    """The kind of the head: a noun of source, an outlet, a body or an abbreviation of one."""
    words = [
        hit
        for hit in _source_words().find(line.text, span)
        if hit.span.end == span.end or _is_title_of_name(line, hit.span.end, cut)
    ]
    if words:
        kind: CitedKind = words[-1].entry["kind"]  # type: ignore[assignment]
        return kind
    for hit in _outlets().find(line.text, span):
        if hit.span.end == span.end:
            return "agency" if "domain" not in hit.entry else "outlet"
    head, short = line.pieces[cut - 1], line.pieces[cut : cut + 2]
    if head.code == "N" and [p.text for p in short[:1]] == ["("] and short[-1].text.isupper():
        return "government"
    if head.code == "O" and (head.entry or {}).get("kind") in ("company", "armed_group"):
        return None
    if head.code in "OB":
        return "government"
    is_short = head.code == "N" and head.text.isupper() and 2 < len(head.text) <= 6
    return "government" if is_short and cut - first == 1 else None
