"""An article as the network sees it: words in order, each with what the grammar says of it.

The grammar's view (lexicon code, party, trigger, time) is handed to the network as a feature it
may weigh; nothing is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from communique.mentions.lines import Line
from communique.mentions.people import Party
from communique.mentions.triggers import find_triggers
from communique.spans import Span

Ints = npt.NDArray[np.int64]
FEATURES = ("code", "party", "trigger", "shape", "role", "time")
"""Columns of the feature table; each holds small whole numbers."""
SIZES = {"code": 128, "party": 12, "trigger": 32, "shape": 8, "role": 6, "time": 4}
"""One more than the largest number of each column."""

_WORD = re.compile(r"\w+|[^\w\s]")
_PARTIES = ("person", "delegation", "organization", "office", "pronoun", "group")
FRAMES = (
    "address", "attend", "call_on", "chair", "convene", "discuss", "gather", "hold", "meet",
    "phone", "receive", "sign", "visit",
)  # fmt: skip
TYPES = (
    "summit", "ministerial", "bilateral_meeting", "call", "visit", "conference", "signing",
    "negotiation", "hearing", "press_conference", "other_meeting", "talks",
)  # fmt: skip
_ROLES = ("headline", "subhead", "body", "key_points", "caption")
_NAME_OF_PERSON, _SPEAKING = 7, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of an article's lines. ``line`` is the index of each word's line.

    ``starts`` and ``ends`` count in the normalised text; ``features`` has a row a word and a
    column for each of FEATURES. ``bounds`` are first and last word of each line, end-exclusive.
    """

    texts: tuple[str, ...]
    starts: Ints
    ends: Ints
    line: Ints
    features: Ints
    bounds: tuple[tuple[int, int], ...]

    def within(self, span: Span) -> tuple[int, int]:
        """First and last (end-exclusive) of the words that ``span`` touches."""
        first = int(np.searchsorted(self.ends, span.start, side="right"))
        last = int(np.searchsorted(self.starts, span.end, side="left"))
        return first, max(first, last)

    def span(self, first: int, last: int) -> Span:
        """What words ``first`` to ``last`` cover, end-exclusive."""
        return Span(int(self.starts[first]), int(self.ends[last - 1]))


def words_of(lines: Sequence[Line]) -> Words:
    """The words of ``lines``, which must stand in text order."""
    texts: list[str] = []
    places: list[tuple[int, int, int]] = []
    bounds: list[tuple[int, int]] = []
    for no, line in enumerate(lines):
        first = len(texts)
        for match in _WORD.finditer(line.text, line.span.start, line.span.end):
            texts.append(match.group())
            places.append((match.start(), match.end(), no))
        bounds.append((first, len(texts)))
    table = np.array(places, np.int64).reshape(-1, 3)
    words = Words(
        texts=tuple(texts), starts=table[:, 0], ends=table[:, 1], line=table[:, 2],
        features=np.zeros((len(texts), len(FEATURES)), np.int64), bounds=tuple(bounds),
    )  # fmt: skip
    for no, line in enumerate(lines):
        _describe(words, line, slice(*bounds[no]))
    return words


def _describe(words: Words, line: Line, part: slice) -> None:
    table = words.features
    table[part, 3] = [_shape(text) for text in words.texts[part]]
    table[part, 4] = 1 + _ROLES.index(line.role) if line.role in _ROLES else 0
    for piece in line.pieces:
        first, last = words.within(piece.span)
        table[first:last, 0] = min(ord(piece.code), 127)
    for party in line.parties:
        _describe_party(words, party)
    for trigger in find_triggers(line.text, line.span):
        first, last = words.within(trigger.span)
        table[first:last, 2] = _trigger(trigger.frame, trigger.event_type)
    for time in line.times:
        first, last = words.within(time.span)
        table[first:last, 5] = 2
        table[first : first + 1, 5] = 1


def _describe_party(words: Words, party: Party) -> None:
    first, last = words.within(party.span)
    words.features[first:last, 1] = 1 + _PARTIES.index(party.kind)
    if party.kind == "person" and party.name:
        size = len(_WORD.findall(party.name))
        named = [at for at in range(first, last) if words.texts[at] in party.name]
        if named:
            words.features[named[0] : named[0] + size, 1] = _NAME_OF_PERSON


def _trigger(frame: str, event_type: str) -> int:
    if frame in FRAMES:
        return 1 + FRAMES.index(frame)
    kind = event_type or "other_meeting"
    return 1 + len(FRAMES) + (TYPES.index(kind) if kind in TYPES else len(TYPES))


def _shape(text: str) -> int:
    """0 a mark, 1 small, 2 Capital, 3 CAPITALS, 4 mIxed, 5 digits, 6 a single capital."""
    if text[0].isdigit():
        return 5
    if not text[0].isalpha():
        return 0
    if len(text) == 1:
        return 6 if text.isupper() else 1
    if text.islower():
        return 1
    if text.isupper():
        return 3
    return 2 if text[0].isupper() else 4
