"""Who or what in a sentence may speak: persons, offices, bodies, sources; and the verbs of saying.

Whom a mention means is the business of ``voices``, whom a quotation belongs to of ``speakers``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from communique.lexicon.load import entries
from communique.lexicon.match import Hit, Matcher
from communique.mentions.lines import Line
from communique.mentions.people import Party
from communique.spans import Span

_BEFORE_SUBJECT = ',;:()-"'
_IT = re.compile(r"\bit\b", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:the|an?|one(?: of the)?|another)\s+", re.IGNORECASE)
_FRONT = "NCDPYOXVBMRGs#"
_NOMINATIVE = ("he", "she", "they", "we", "who")
_FURTHEST = 4


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody or something that may speak. ``kind`` is a party's, or "source", "it".

    ``words`` are as written, on one line, without an article; ``is_new`` after "a" or "one".
    """

    kind: str
    span: Span
    words: str
    is_new: bool
    party: Party | None = None


@cache
def _sayings() -> Matcher:
    return Matcher(entries("speech_verbs"), fold_case=True)


@cache
def _sources() -> Matcher:
    return Matcher(entries("source_words"), fold_case=True)


def source_kind(words: str) -> str:
    """The kind of source that the last noun of ``words`` is, '' when it is none."""
    hits = _sources().find(words)
    return hits[-1].entry["kind"] if hits and hits[-1].span.end == len(words) else ""


def find_verbs(line: Line, span: Span, is_quoted: Callable[[Span], bool]) -> list[Hit]:
    """The verbs of saying inside ``span``; "the king would be told" says nothing."""
    return [
        hit
        for hit in _sayings().find(line.text, span)
        if not is_quoted(hit.span) and not _is_passive(line, hit)
    ]


def _is_passive(line: Line, verb: Hit) -> bool:
    before = line.text[line.span.start : verb.span.start].split()[-1:]
    return verb.surface == "told" and before in (["be"], ["been"], ["was"], ["were"], ["is"])


def find_mentions(
    line: Line, is_quoted: Callable[[Span], bool], is_known: Callable[[Party], bool]
) -> list[Mention]:
    """Whatever of ``line`` outside quotations may speak, in text order."""
    found: list[Mention] = []
    for party in line.parties:
        if not is_quoted(party.span) and _is_vouched(line, party, is_known):
            found.append(_mention(line, party.kind, _with_number(line, party.span), party))
    for hit in _sources().find(line.text, line.span):
        if not is_quoted(hit.span) and not _overlaps(hit.span, found):
            found.append(_mention(line, "source", _with_front(line, hit.span)))
    for match in _IT.finditer(line.text, line.span.start, line.span.end):
        if not is_quoted(Span(*match.span())):
            found.append(_mention(line, "it", Span(*match.span())))
    return sorted(found, key=lambda mention: mention.span)


def _mention(line: Line, kind: str, span: Span, party: Party | None = None) -> Mention:
    words = " ".join(span.cut(line.text).split())
    article = _ARTICLE.match(words)
    bare = words[article.end() :] if article else words
    role = (party.role or "").casefold() if party else ""
    is_official = party is not None and party.role_kind == "official" and source_kind(role) != ""
    if kind == "office" and (is_official or source_kind(bare.casefold()) == "anonymous"):
        kind = "source"
    is_new = article is not None and not words.casefold().startswith("the ")
    return Mention(kind, span, bare, is_new, party)


def _is_vouched(line: Line, party: Party, is_known: Callable[[Party], bool]) -> bool:
    """A single capitalised word is a name where something says so: office, "who", a verb."""
    if party.kind != "person" or " " in (party.name or "") or is_known(party):
        return True
    after = [piece.text for piece in line.pieces[party.last : party.last + 2]]
    return after == [",", "who"] or bool(_sayings().find(" ".join(after[:1])))


def _overlaps(span: Span, mentions: Iterable[Mention]) -> bool:
    return any(mention.span.overlaps(span) for mention in mentions)


def _with_number(line: Line, span: Span) -> Span:
    """The word "one" in front of an office belongs to it."""
    at = line.piece_at(span.start)
    is_one = at > 0 and line.pieces[at - 1].text.casefold() == "one"
    return Span(line.pieces[at - 1].span.start, span.end) if is_one else span


def _with_front(line: Line, span: Span) -> Span:
    """A noun of source with the words in front of it: "one of the diplomatic sources"."""
    first = at = line.piece_at(span.start)
    while first > 0 and at - first < _FURTHEST and line.codes[first - 1] in _FRONT:
        first -= 1
    if first > 1 and line.codes[first - 1] == "w" and line.codes[first - 2] in "tw":
        first -= 1  # "a diplomatic source", "one diplomatic source"
    before = [piece.text.casefold() for piece in line.pieces[max(0, first - 3) : first]]
    for front in (["one", "of", "the"], ["one"], ["a"], ["an"], ["the"]):
        if before[-len(front) :] == front:
            first -= len(front)
            break
    return Span(line.pieces[first].span.start, span.end)


def is_subject(line: Line, mention: Mention) -> bool:
    """Whether it opens the sentence or a clause, and is not what a preposition governs."""
    if mention.words.casefold() in _NOMINATIVE:
        return True
    at = line.piece_at(mention.span.start)
    while at > 0 and line.codes[at - 1] in "tHM":
        at -= 1
    if at == 0 or line.codes[at - 1] in _BEFORE_SUBJECT:
        return True
    return line.pieces[at - 1].kind == "clause"


def is_apposition(line: Line, mention: Mention) -> bool:
    """Whether it stands between commas, as what explains a word before it."""
    at, after = line.piece_at(mention.span.start), line.piece_at(mention.span.end)
    return line.codes[max(0, at - 1) : at] == "," == line.codes[after : after + 1]


def choose_subject(line: Line, left: list[Mention]) -> Mention:
    """Of the mentions before a verb the nearest that opens a clause, else the nearest.

    A title beside a name is the named person: "Berg, the envoy, said", "Special Judge Berg said".
    """
    subject = ([m for m in left if is_subject(line, m)] or left)[-1]
    for other in left:
        if other.kind != "person" or subject.kind in ("person", "pronoun"):
            continue
        if line.text[other.span.end : subject.span.start].strip() == ",":
            return other
        between = line.text[subject.span.end : other.span.start].split()
        if other.span > subject.span and all(word[0].isupper() for word in between):
            return other
    return subject
