"""Who is said to have spoken before a gathering: "told a news conference", "told the House
Appropriations Committee".

The words of saying make it sure that there was a gathering and who spoke there, however little else
is told. Whom they name is the business of ``gatherings``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from communique.lexicon.load import entries
from communique.mentions.offices import read_served
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
_ENDING = "ing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """What somebody spoke before: ``verb`` is the words of saying, ``noun`` those of the gathering
    and ``body`` the name of the body that gathered, None where it has none; ``is_known`` marks one
    that the words point back to ("the hearing", "the same committee").
    """

    verb: Span
    noun: Span
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
    noun = rf"(?P<noun>(?:{nouns})(?:\s+(?:annual\s+)?(?:{nouns}))*)"
    dates = _either(row["surface"] for row in entries("calendar_words"))
    capital = rf"(?!(?:{dates})\b)(?-i:[A-Z]\w*)"
    of = rf"(?P<of>\s+(?:of|on|for)\s+(?:the\s+)?{capital}(?:\s+(?:and\s+)?{capital})*)?"
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
    if row is None or not _is_name(more) or not _ends_there(match["next"]):
        return None
    if row["kind"] == "told" and not match["told"]:
        return None
    words = {word.casefold().strip(".") for word in (*more, *(match["of"] or "").split())}
    is_named = bool(more) and not words & phrase_words("back")
    is_body = row["kind"] == "body" and is_named
    if is_body and not (
        words & phrase_words("of_lawmakers") or match["verb"].casefold().startswith("testified")
    ):
        return None
    is_known = not is_named and match["mark"].casefold() in phrase_words("back")
    if is_known and row["event_type"] not in OWN:
        return None  # "the meeting", "the conference" may be of any type
    end = match.end("of") if match["of"] and is_body else match.end("noun")
    return Audience(
        verb=Span(*match.span("verb")), noun=Span(match.start("noun"), end),
        event_type=row["event_type"],  # type: ignore[arg-type]
        body=Span(match.start("more"), end) if is_body else None, is_known=is_known,
    )  # fmt: skip


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


def is_told_of(text: str, audience_end: int, party: Span) -> bool:
    """Whether a party behind the words is spoken of, not told to have been there: "told a meeting
    attended by A", "told a news conference with A".
    """
    if party.start < audience_end:
        return False
    opened = _opened(text, audience_end, party.start)
    words = set(_WORDS.findall(text[audience_end : min(opened, party.start)].casefold()))
    return opened < party.start or not words & phrase_words("takes_along")


def is_of_speech(text: str, audience_end: int, span: Span) -> bool:
    """Whether words behind those of saying, of a time or place, are of what was said there: behind
    "that", a mark, or too far for "told a forum in Lima on Monday".
    """
    if span.start < audience_end:
        return False
    is_far = span.start - audience_end > _NEAR
    return is_far or _opened(text, audience_end, span.start) < span.start


def _opened(text: str, start: int, end: int) -> int:
    """Where what was said begins between two places, ``end`` if it does not."""
    words = _WORDS.finditer(text, start, end)
    return next((w.start() for w in words if w[0].casefold() in phrase_words("opens_speech")), end)


def with_bodies(
    pieces: Sequence[Piece], text: str, sentence: Span, parties: Sequence[Party]
) -> list[Party]:
    """The parties of a sentence, with a body spoken before as one in place of parts of its name."""
    bodies = [a.body for a in find_audiences(text, sentence) if a.body]
    if not bodies:
        return list(parties)
    found = [p for p in parties if not any(body.contains(p.span) for body in bodies)]
    for body in bodies:
        own = [no for no, piece in enumerate(pieces) if piece.span.overlaps(body)]
        if not own or any(p.span.overlaps(body) for p in found):
            continue
        first, last = own[0], own[-1] + 1
        served = read_served(text, pieces[first:last])
        found.append(
            Party(kind="organization", span=body, first=first, last=last, served=served)
        )  # fmt: skip
    return sorted(found, key=lambda p: p.span)
