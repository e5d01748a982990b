"""Direct speech of five words or more: which words, who said them and how.

One entry a quotation and paragraph: marks that open again in the next paragraph, or close only
there, go on with the same speaker. A sentence that the page pulls out is an entry of its own.
Titles and scare quotes are no speech.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache

from communique.lexicon.load import entries
from communique.lexicon.match import Matcher
from communique.mentions.lines import Line
from communique.mentions.persons import People
from communique.mentions.speakers import Speakers
from communique.mentions.speaking import source_kind
from communique.mentions.voices import Speaker
from communique.records import Channel
from communique.spans import Span, strip

_MARK = re.compile('"')
_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=\s*\")|\n {2,}")
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-Z])")
_WORDS = re.compile(r"\w+")
_FEWEST_WORDS = 5
_LONGEST = 3000


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One quotation; ``span`` is of the words between the marks, ``speaker`` a name or None."""

    span: Span
    speaker: str | None
    channel: Channel


@cache
def _channels() -> Matcher:
    return Matcher(entries("channels"), fold_case=True)


def find_quotes(
    text: str,
    body: Sequence[Span],
    lines: Sequence[Line],
    people: People,
    pulled: Sequence[Span] = (),
) -> list[Quote]:
    """The quotations of the body in order; ``pulled`` are the page's pull quotes."""
    whole = list(_between_marks(text, body))
    beginnings = {_beginning(text, span) for span in pulled}
    quoted = [part for span in whole for part in _pulled_apart(text, span, beginnings)]
    if not quoted:
        return []
    speakers = Speakers(lines, people, quoted)
    found: list[Quote] = []
    last: Speaker | None = None
    for span in quoted:
        if len(span.cut(text).split()) < _FEWEST_WORDS or _is_title(text, span):
            continue
        around = [line for line in lines if _is_near(line, span)]
        last = speakers.of(span, last)
        channel = _channel(text, span, around, last)
        name = last.name if last else None
        if channel == "unknown" and name:  # who went on speaking did so in the same place
            channel = next((q.channel for q in reversed(found) if q.speaker == name), channel)
        found.append(Quote(span=span, speaker=name, channel=channel))
    return found


def _between_marks(text: str, body: Sequence[Span]) -> Iterator[Span]:
    """The words between each pair of marks, one span a paragraph and block."""
    start: int | None = None
    marks = [m.start() for block in body for m in _MARK.finditer(text, block.start, block.end)]
    for at in marks:
        if start is None:
            start = at + 1 if _may_open(text, at) else None
        elif _must_open(text, at):
            if _begins_paragraph(text, at):  # the same speech, marked anew
                yield from _parts(text, Span(start, at), body)
            start = at + 1
        else:
            yield from _parts(text, Span(start, at), body)
            start = None


def _may_open(text: str, at: int) -> bool:
    return bool(text[at + 1 : at + 2].strip())


def _must_open(text: str, at: int) -> bool:
    before = text[at - 1 : at]
    return _may_open(text, at) and (not before.strip() or before in "([-")


def _begins_paragraph(text: str, at: int) -> bool:
    return text[:at].rstrip(" ").endswith("\n")


def _parts(text: str, span: Span, body: Sequence[Span]) -> Iterator[Span]:
    """What of ``span`` is body, paragraph by paragraph; a mark that nothing closes opens none."""
    if len(span) > _LONGEST:
        return
    for block in body:
        if not block.overlaps(span):
            continue
        inside = Span(max(span.start, block.start), min(span.end, block.end))
        cuts = [m.end() for m in _PARAGRAPH.finditer(text, inside.start, inside.end)]
        for start, end in zip([inside.start, *cuts], [*cuts, inside.end], strict=True):
            part = strip(text, Span(start, end))
            if len(part):
                yield part


def _beginning(text: str, span: Span) -> tuple[str, ...]:
    return tuple(_WORDS.findall(span.cut(text).casefold())[:_FEWEST_WORDS])


def _pulled_apart(text: str, span: Span, beginnings: Set[tuple[str, ...]]) -> Iterator[Span]:
    """``span`` cut in front of each sentence that begins like a pull quote."""
    starts = [m.end() for m in _SENTENCE_END.finditer(text, span.start, span.end)]
    cuts = [at for at in starts if _beginning(text, Span(at, span.end)) in beginnings]
    for start, end in zip([span.start, *cuts], [*cuts, span.end], strict=True):
        yield strip(text, Span(start, end))


def _is_title(text: str, span: Span) -> bool:
    """Capitals throughout and no stop at the end: the name of a conference, a book, a plan."""
    words = re.findall(r"[^\W\d_]{4,}", span.cut(text))
    capitals = sum(word[0].isupper() for word in words)
    return text[span.end - 1] not in ".,!?;" and 2 * capitals > len(words)


def _is_near(line: Line, quoted: Span) -> bool:
    return line.span.start < quoted.end + 2 and quoted.start < line.span.end + 2


def _channel(text: str, quoted: Span, around: Sequence[Line], speaker: Speaker | None) -> Channel:
    """What the words around say; a body that speaks does so in a statement."""
    for line in around:
        for hit in _channels().find(text, line.span):
            if quoted.overlaps(hit.span):
                continue
            channel: Channel = hit.entry["channel"]  # type: ignore[assignment]
            return channel
    is_body = speaker is not None and not speaker.is_person
    kind = source_kind((speaker.name or "").casefold()) if speaker else ""
    return "statement" if is_body and kind != "anonymous" else "unknown"
