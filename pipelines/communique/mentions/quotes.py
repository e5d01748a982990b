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
from communique.mentions.speakers import Speaker, Speakers
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
    whole = [span for block in body for span in _between_marks(text, block)]
    beginnings = {_beginning(text, span) for span in pulled}
    quoted = [part for span in whole for part in _pulled_apart(text, span, beginnings)]
    speakers = Speakers(lines, people, quoted)
    found: list[Quote] = []
    last: Speaker | None = None
    for span in quoted:
        if len(span.cut(text).split()) < _FEWEST_WORDS or _is_title(text, span):
            continue
        around = [line for line in lines if _is_near(line, span)]
        last = speakers.of(span, last)
        channel = _channel(text, around)
        name = last.name if last else None
        found.append(Quote(span=span, speaker=name, channel=channel))
    return found


def _between_marks(text: str, block: Span) -> Iterator[Span]:
    """The words between each pair of marks, one span a paragraph."""
    start: int | None = None
    for match in _MARK.finditer(text, block.start, block.end):
        at = match.start()
        if start is None:
            start = at + 1 if _may_open(text, at) else None
        elif _must_open(text, at, block):
            if _begins_paragraph(text, at):  # the same speech, marked anew
                yield from _paragraphs(text, Span(start, at))
            start = at + 1
        else:
            if at - start <= _LONGEST:
                yield from _paragraphs(text, Span(start, at))
            start = None


def _may_open(text: str, at: int) -> bool:
    return bool(text[at + 1 : at + 2].strip())


def _must_open(text: str, at: int, block: Span) -> bool:
    before = text[at - 1 : at] if at > block.start else ""
    return _may_open(text, at) and (not before.strip() or before in "([-")


def _begins_paragraph(text: str, at: int) -> bool:
    return text[:at].rstrip(" ").endswith("\n")


def _paragraphs(text: str, span: Span) -> Iterator[Span]:
    cuts = [span.start, *(m.end() for m in _PARAGRAPH.finditer(text, span.start, span.end))]
    for start, end in zip(cuts, [*cuts[1:], span.end], strict=True):
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


def _channel(text: str, around: Sequence[Line]) -> Channel:
    for line in around:
        for hit in _channels().find(text, line.span):
            channel: Channel = hit.entry["channel"]  # type: ignore[assignment]
            return channel
    return "unknown"
