"""Who says what stands between quotation marks.

The words beside the quotation decide, the verb of saying before the mere subject; then the
sentences above it. Whom a mention means is the business of ``voices``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.lexicon.match import Hit
from communique.mentions.lines import Line
from communique.mentions.persons import People
from communique.mentions.speaking import Mention, choose_subject, find_verbs, is_subject
from communique.mentions.voices import Speaker, Voices
from communique.spans import Span

_PERSONAL = ("person", "pronoun", "office")
_TAIL_REACH = 8
_VERB_REACH = 3
_ADJECTIVES = ',"wt#'
_AS_SAYING = re.compile(r"\s+as\s+(?:saying|telling)\b")


class Speakers:
    """The speakers of one article's quotations; ``quoted`` are the words between the marks."""

    def __init__(self, lines: Sequence[Line], people: People, quoted: Sequence[Span]) -> None:
        self._quoted = quoted
        self._voices = Voices(lines, people, quoted)

    def of(self, quoted: Span, last: Speaker | None) -> Speaker | None:
        """The speaker of one quotation; ``last`` spoke the quotation before it."""
        lines = self._voices.lines
        around = [
            at
            for at, line in enumerate(lines)
            if line.span.start < quoted.end + 2 and quoted.start < line.span.end + 2
        ]
        if not around:
            return last
        first, final = around[0], around[-1]
        tail = self._tail(final, quoted)
        lead = Span(min(lines[first].span.start, quoted.start), quoted.start)
        return (
            self._behind(final, tail)
            or self._in_front(first, lead)
            or self._behind(final, tail, is_far=True)
            or self._subject_of(first, lead)
            or self._voices.above(first)
            or self._voices.just_before(first)
            or last
        )

    def _tail(self, at: int, quoted: Span) -> Span:
        """What follows a quotation in its sentence, up to the next one."""
        end = max(quoted.end, self._voices.lines[at].span.end)
        starts = [other.start for other in self._quoted if quoted.end < other.start < end]
        return Span(min(quoted.end + 1, end), min([end, *starts]))

    def _behind(self, at: int, tail: Span, *, is_far: bool = False) -> Speaker | None:
        """After the quotation: the minister said; said the minister; quoted him as saying.

        ``is_far``: words of the same sentence may stand between, ``"…" at the summit, he said``.
        """
        line = self._voices.lines[at]
        start = line.piece_at(tail.start)
        for verb in find_verbs(line, tail, self._voices.is_quoted):
            at_verb = line.piece_at(verb.span.start)
            left = self._left(at, verb, tail)
            if left and self._is_attributed(at, start, at_verb, left, is_far=is_far):
                return self._said_by(at, choose_subject(line, left))
            if at_verb - start <= 2 or line.codes[at_verb - 1] == ",":
                return self._voices.right_of(at, verb.span.end, tail)
        return None

    def _is_attributed(
        self, at: int, start: int, at_verb: int, left: list[Mention], *, is_far: bool
    ) -> bool:
        """Whether the mentions before a verb open the tail, or stand right before the verb."""
        line = self._voices.lines[at]
        first, subject = line.piece_at(left[0].span.start), choose_subject(line, left)
        if first - start <= _TAIL_REACH:
            in_front = line.codes[start:first]
            return (
                is_subject(line, subject)
                or is_subject(line, left[0])
                or not in_front.strip(_ADJECTIVES)
            )
        gap = at_verb - line.piece_at(subject.span.end)
        return is_far and is_subject(line, subject) and gap <= _VERB_REACH

    def _in_front(self, at: int, lead: Span) -> Speaker | None:
        """Before the quotation: the minister said; said the minister."""
        line = self._voices.lines[at]
        for verb in reversed(find_verbs(line, lead, self._voices.is_quoted)):
            left = self._left(at, verb, lead)
            if left:
                return self._said_by(at, choose_subject(line, left))
            right = self._voices.right_of(at, verb.span.end, lead)
            if right:
                return right
        return None

    def _subject_of(self, at: int, lead: Span) -> Speaker | None:
        """The subject of words without a verb of saying: the minister put it down to "…"."""
        inside = [
            m for m in self._voices.mentions[at] if lead.contains(m.span) and m.kind in _PERSONAL
        ]
        subjects = [m for m in inside if is_subject(self._voices.lines[at], m)] or inside
        return self._voices.resolve(at, subjects[0]) if subjects else None

    def _left(self, at: int, verb: Hit, within: Span) -> list[Mention]:
        return [
            m for m in self._voices.mentions[at] if within.contains(m.span) and m.span < verb.span
        ]

    def _said_by(self, at: int, subject: Mention) -> Speaker | None:
        """The subject, but whom it quotes in "the agency quoted him as saying"."""
        line = self._voices.lines[at]
        for mention in self._voices.mentions[at]:
            if mention is not subject and _AS_SAYING.match(line.text, mention.span.end):
                return self._voices.resolve(at, mention)
        return self._voices.resolve(at, subject)
