"""Whom the article says its information comes from: "according to …", "a release said".

Named persons are speakers, not sources. Which words can be a source, and how far its phrase
reaches, is the business of ``citations_phrases``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from communique.lexicon.load import entries
from communique.lexicon.match import Hit, Matcher
from communique.mentions.citations_phrases import Phrase, phrases_after, phrases_before
from communique.mentions.lines import Line
from communique.mentions.persons import People
from communique.records import CitedKind
from communique.spans import Span

_KINDS = {
    "before_people": ("anonymous",),
    "before_text": ("release", "social_post", "agency", "outlet"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A source with its kind; ``source`` is the fullest form, ``span`` where it is cited."""

    span: Span
    source: str
    kind: CitedKind


@cache
def _attributions() -> Matcher:
    return Matcher(entries("attributions"), fold_case=True)


def attributes(text: str, span: Span) -> bool:
    """Whether a sentence may tie something to a source: a cheap look before it is read."""
    return bool(_attributions().find(text, span))


def find_citations(lines: Sequence[Line], people: People) -> list[Citation]:
    """The sources of the lines in order; a source named twice is listed once."""
    found: list[tuple[Phrase, Citation]] = []
    for line in lines:
        found.extend(_innermost(line, list(_of_line(line, people))))
    return sorted(_each_once(found, lines), key=lambda citation: citation.span)


def _of_line(line: Line, people: People) -> Iterator[tuple[Phrase, Citation]]:
    for hit in _attributions().find(line.text, line.span):
        for phrase in _phrases(line, hit):
            if not phrase.is_known and not _names_a_person(line, phrase, people):
                source = " ".join(phrase.span.cut(line.text).split())
                yield phrase, Citation(span=phrase.span, source=source, kind=phrase.kind)


def _innermost(
    line: Line, found: Sequence[tuple[Phrase, Citation]]
) -> Iterator[tuple[Phrase, Citation]]:
    """Of "a statement by the ministry" and "the ministry" the one that speaks."""
    for at, one in enumerate(found):
        is_again = one[0].span in [other[0].span for other in found[:at]]
        if not is_again and not any(_speaks_in(line, one[0], other[0]) for other in found):
            yield one


def _speaks_in(line: Line, outer: Phrase, inner: Phrase) -> bool:
    """Whether ``outer`` is but the words of ``inner``."""
    if outer.span != inner.span and outer.span.contains(inner.span):
        return True
    between = line.text[outer.span.end : inner.span.start].split()
    return outer.kind == "release" and between in (["by"], ["from"], ["of"])


def _phrases(line: Line, hit: Hit) -> list[Phrase]:
    side = hit.entry["side"]
    if side in ("after", "after_any"):
        return phrases_after(line, hit.span.end, is_any=side == "after_any")
    if not hit.span.cut(line.text)[0].islower():
        return []  # "the Group of States"
    phrases = phrases_before(line, hit.span.start)
    if side == "before" and not phrases and _is_inverted(line, hit):
        return phrases_after(line, hit.span.end)
    kinds = _KINDS.get(side)
    return [phrase for phrase in phrases if kinds is None or phrase.kind in kinds]


def _is_inverted(line: Line, hit: Hit) -> bool:
    """Whether a verb opens its clause: ``"…," said the ministry``; ``…, reports the agency``."""
    at = line.piece_at(hit.span.start)
    return at > 0 and line.codes[at - 1] in ',"'


def _names_a_person(line: Line, phrase: Phrase, people: People) -> bool:
    if phrase.kind in ("agency", "outlet") and not phrase.is_person:
        return False
    is_short = line.text[phrase.core.end :].lstrip()[:1] != "("  # "the IBC (Institute) chief Berg"
    core = phrase.core if is_short else phrase.span
    return any(
        party.span.overlaps(core) and party.kind == "person" and people.person(party)
        for party in line.parties
    )


def _each_once(
    found: Sequence[tuple[Phrase, Citation]], lines: Sequence[Line]
) -> Iterator[Citation]:
    """Drops what only points back ("the statement") where something else is cited."""
    kept: list[str] = []
    named = [phrase for phrase, _ in found if not phrase.is_bare]
    for phrase, citation in sorted(found, key=lambda one: (one[0].is_bare, one[1].span)):
        full = replace(citation, source=_full_form(phrase, citation, lines))
        if phrase.is_bare and named and full == citation:
            continue
        if not any(_is_same(full.source, known) for known in kept):
            kept.append(full.source)
            yield full


def _is_same(source: str, known: str) -> bool:
    """Whether all its words were named before, or it is the initials of what was."""
    initials = "".join(word[0] for word in known.split() if word[0].isupper())
    words = _key(source)
    is_short = len(words) == 1 and len(initials) > 1
    return words <= _key(known) or (is_short and next(iter(words)) == initials.casefold())


def _full_form(phrase: Phrase, citation: Citation, lines: Sequence[Line]) -> str:
    """The body that "the ministry" is: the fullest that the lines before name, if one does."""
    if not phrase.is_bare or phrase.kind != "government" or phrase.is_person:
        return citation.source
    word = phrase.head.casefold()
    for line in lines:
        for piece, party in ((p, q) for q in line.parties for p in line.pieces[q.first : q.last]):
            is_before = party.span.end <= citation.span.start
            is_body = party.kind == "organization" and party.last - party.first > 1
            if is_before and is_body and piece.text.casefold() == word:
                return " ".join(party.span.cut(line.text).split())
    return citation.source


def _key(source: str) -> frozenset[str]:
    """The words that count: "the ministry" is the Ministry of Trade named before."""
    return frozenset(word for word in source.casefold().split() if word not in _articles())


@cache
def _articles() -> frozenset[str]:
    return frozenset(row["surface"] for row in entries("small_words") if row["code"] == "t")
