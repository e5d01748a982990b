"""Who is said to have spoken before a gathering: "told a news conference", "told the Senate Finance
Committee".

The words of saying make it sure that there was a gathering and who spoke there, however little else
is told. Who spoke is the business of ``spoken``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from communique.lexicon.load import entries
from communique.mentions.offices import Served
from communique.mentions.people import Party
from communique.mentions.phrase_words import phrase_words
from communique.mentions.pieces import Piece
from communique.records import EventType
from communique.spans import Span

OWN: tuple[EventType, ...] = ("press_conference", "hearing")
"""Types that are no other gathering told again: one speaks at them of the others."""
_MOST_WORDS = 6
_NEAR = 45
_WORDS = re.compile(r"[^\W_]+|[^\w\s]")
_OWNED = re.compile(r"['\u2019]s$")
_ENDING = "ing"
_ARTICLE = "t"


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """What somebody spoke before: ``verb`` is the words of saying, ``noun`` those of the gathering,
    ``name`` these and what names it before them, and ``body`` the name of the body that gathered,
    None where it has none; ``is_known`` marks one that the words point back to ("the hearing", "the
    same committee").
    """

    verb: Span
    noun: Span
    name: Span
    event_type: EventType
    body: Span | None
    is_known: bool


@cache
def _pattern() -> re.Pattern[str]:
    """Words of saying, an article, few words that name it, and the last word of gathering."""
    told, said = _verbs("says_before"), _verbs("says_at")
    marks, nouns = _either(phrase_words("one_of")), _either(_rows())
    stops = _either(phrase_words("opens_clause"))  # "told the company a meeting"
    word = rf"(?!(?:{stops})\s)[^\W_][\w.'\u2019&/-]*"
    name = rf"(?P<more>(?:{word}\s+){{0,{_MOST_WORDS}}}?)"
    noun = rf"(?P<noun>(?:{nouns})(?:\s+(?:{nouns}))*)"
    dates = _either(row["surface"] for row in entries("calendar_words"))
    capital = rf"(?!(?:{dates})\b)(?-i:[A-Z]\w*)"
    of_what, joins = _either(phrase_words("names_what")), _either(phrase_words("joins_names"))
    of = rf"(?P<of>\s+(?:{of_what})\s+{capital}(?:\s+(?:(?:{joins})\s+)?{capital})*)?"
    return re.compile(
        rf"\b(?P<verb>(?P<told>{told})|{said})\s+(?P<mark>{marks})\s+"
        rf"{name}{noun}\b(?![-'\u2019]\w){of}(?P<next>\s+\w+)?",
        re.IGNORECASE,
    )


def _verbs(kind: str) -> str:
    """Words of saying, with room for a weekday behind the first: "said Tuesday at"."""
    days = _either(row["surface"] for row in entries("calendar_words") if row["kind"] == "weekday")
    parted = [phrase.split() for phrase in sorted(phrase_words(kind), key=len, reverse=True)]
    day = rf"\s+(?:(?:on\s+)?(?:{days})\s+)?"
    return "|".join(
        re.escape(first) + (day + r"\s+".join(map(re.escape, rest)) if rest else "")
        for first, *rest in parted
    )


def _either(words: Iterable[str]) -> str:
    told = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in told)


@cache
def _rows() -> Mapping[str, Mapping[str, str]]:
    return {row["surface"]: row for row in entries("audiences")}


def find_audiences(text: str, sentence: Span) -> list[Audience]:
    """Before what gatherings somebody is said to have spoken, in text order."""
    found = []
    for match in _pattern().finditer(text, sentence.start, sentence.end):
        audience = _audience(match)
        if audience:
            found.append(audience)
    return found


def _audience(match: re.Match[str]) -> Audience | None:
    more = match["more"].split()
    row = _rows().get(_last_noun(match["noun"]))
    of = match["of"] or ""
    if of and not _ends_there(match["next"]):  # "told the committee of Russian attempts"
        of = ""
    following = match["next"] if of or not match["of"] else match["of"].split()[0]
    if row is None or not _is_name(more) or not _ends_there(following):
        return None
    if row["kind"] == "told" and not match["told"]:
        return None
    words = [_OWNED.sub("", word.casefold()).strip(".") for word in more]
    is_named = bool(more) and not phrase_words("back").intersection(words)
    is_body = row["kind"] == "body" and is_named
    is_testimony = match["verb"].casefold().split()[0] in phrase_words("testifies")
    what = of.casefold().split()
    chamber = [*words, *match["noun"].casefold().split(), *what]
    if is_body and not is_testimony and not _is_of_lawmakers(chamber, [*words, *what]):
        return None
    is_known = not is_named and match["mark"].casefold() in phrase_words("back")
    if is_known and row["event_type"] not in OWN:
        return None  # "the meeting", "the conference" may be of any type
    end = match.end("noun") + (len(of) if is_body else 0)
    name = Span(match.start("more"), match.end("noun"))
    return Audience(
        verb=Span(*match.span("verb")), noun=Span(match.start("noun"), end), name=name,
        event_type=row["event_type"],  # type: ignore[arg-type]
        body=Span(name.start, end) if is_body else None, is_known=is_known,
    )  # fmt: skip


def _is_of_lawmakers(name: Sequence[str], beside: Sequence[str]) -> bool:
    """Whether the words of a name are those of a committee of lawmakers: by their chamber, or the
    ones ``beside`` "committee" by nothing but what such committees are of.
    """
    told = f" {' '.join(name)} "
    if any(f" {phrase} " in told for phrase in phrase_words("of_others")):
        return False
    if any(f" {phrase} " in told for phrase in phrase_words("of_lawmakers")):
        return True
    joins = phrase_words("joins_names") | phrase_words("names_what")
    topics = [word for word in beside if word not in joins and word not in phrase_words("back")]
    return bool(topics) and set(topics) <= phrase_words("committee_topic")


def _last_noun(words: str) -> str:
    """The longest row of the lexicon that ends the words: "committee hearing" is a hearing."""
    parts = words.casefold().split()
    tries = (" ".join(parts[at:]) for at in range(len(parts)))
    return next((told for told in tries if told in _rows()), "")


def _is_name(more: Sequence[str]) -> bool:
    """Whether words may name a gathering: what joins them stands between capitals ("House of
    Commons"), and none is a verb ("a letter cancelling Monday's meeting").
    """
    for at, word in enumerate(more):
        if word.casefold() in phrase_words("joins_names"):
            beside = [*more[max(0, at - 1) : at], *more[at + 1 : at + 2]]
            if len(beside) < 2 or not all(w[:1].isupper() for w in beside):
                return False
        elif word.islower() and word.endswith(_ENDING) and word not in phrase_words("kind_of"):
            return False
    return True


def _ends_there(following: str | None) -> bool:
    """Whether the words of gathering end there, and are no part of "the committee chairman"."""
    word = (following or "").strip()
    return not word or word[0].isupper() or word.casefold() in phrase_words("goes_on")


@dataclass(frozen=True, slots=True)
class Behind:
    """What follows words of saying in their sentence: ``opened`` is where what was said begins, and
    ``along`` where words begin to name who was there, too; where nothing does, the sentence's end.
    """

    start: int
    opened: int
    along: int

    def is_told_of(self, party: Span) -> bool:
        """Whether a party is spoken of, not told to have been there: not in "told a meeting
        attended by A", "told a news conference with A".
        """
        if party.start < self.start:
            return False
        return self.opened < party.start or party.start <= self.along

    def is_of_speech(self, span: Span) -> bool:
        """Whether words of a time or place are of what was said: behind "that", a mark, or too far
        for "told a forum in Lima on Monday".
        """
        if span.start < self.start:
            return False
        return span.start - self.start > _NEAR or self.opened < span.start


def behind(text: str, start: int, end: int) -> Behind:
    """What follows words of saying that end at ``start``, in a sentence that ends at ``end``."""
    along = end
    for match in _WORDS.finditer(text, start, end):
        word = match[0].casefold()
        if along == end and word in phrase_words("takes_along"):
            along = match.start()
        if word in phrase_words("opens_speech"):
            return Behind(start, match.start(), along)
    return Behind(start, end, along)


def with_bodies(
    pieces: Sequence[Piece], text: str, audiences: Sequence[Audience], parties: Sequence[Party]
) -> list[Party]:
    """The parties of a sentence, with a body spoken before as one in place of parts of its name.

    Nothing is said here of its country: "the committee on Salt" is of the country of who is heard.
    """
    bodies = {a.body: _range(a.body, pieces) for a in audiences if a.body}
    by_piece = {no: body for body, at in bodies.items() for no in at}
    found, taken = [], set[Span]()
    for party in parties:
        near = [by_piece.get(no) for no in range(party.first, party.last)]
        own = near[1:] if pieces[party.first].code == _ARTICLE else near
        if None in own or len(set(own)) != 1:
            found.append(party)
            taken.update(body for body in near if body)
    for body, at in bodies.items():
        if at and body not in taken:
            served = Served(body, body.cut(text), "", False)
            found.append(
                Party(kind="organization", span=body, first=at.start, last=at.stop, served=served)
            )
    return sorted(found, key=lambda p: p.span)


def _range(span: Span, pieces: Sequence[Piece]) -> range:
    """Places of the pieces under a span; pieces stand in text order."""
    first = bisect_right(pieces, span.start, key=lambda piece: piece.span.end)
    return range(first, bisect_left(pieces, span.end, key=lambda piece: piece.span.start))
