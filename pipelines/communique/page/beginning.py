"""Where the body begins, and which line above it is the headline.

A standfirst, main points and captions stand between the two; a byline, a date or a dateline below
the standfirst is the evidence that the body comes after it.
"""

from __future__ import annotations

import re
from collections import Counter

from communique.page.characters import FAR, UPPER
from communique.page.dateline import find_dateline
from communique.page.furniture import Look, Looks
from communique.page.header_words import holds
from communique.page.lines import Lines, content_words, ends_well, is_title_case, shared_words

# The text after the last line of the header must be this many times longer than what precedes it.
_AFTER_TO_BEFORE = 1.5
_SHORTEST_PROSE = 6
_SHORTEST_OPEN_PROSE = 10
_LONG_WITHOUT_STOP = 25
_LONGEST_TITLE = 16
# A closing paragraph may end in a signature ("… well. Enditem") instead of a stop.
_SHORTEST_SIGNED = 14
_LEAST_LIKENESS = 0.3
_INNER_END = re.compile(r"[a-z)\"]{2}[.!?][\"')]*\s+[\"'(]*[A-Z(]")


def prose_of(lines: Lines) -> list[bool]:
    """Whether each line reads like a paragraph."""
    of = lines.characters
    # A title has two capitals at least.
    may_be_title = ((of.counts[UPPER] > 1) | (of.flags & FAR > 0)).tolist()
    return [
        words >= _SHORTEST_PROSE and _is_prose(text, words, may_be_title=may_be)
        for text, words, may_be in zip(lines.texts, lines.words, may_be_title, strict=True)
    ]


def _is_prose(line: str, words: int, *, may_be_title: bool) -> bool:
    """Whether the line reads like a paragraph: sentences, not a title, a menu or a label."""
    text = line.rstrip("\"')] ")
    if text.endswith((".", "!", "。")) and not text.endswith(("...", "…")):
        may_be_title = may_be_title and words <= _LONGEST_TITLE and ". " not in line
        return not (may_be_title and is_title_case(line))
    if words >= _LONG_WITHOUT_STOP:
        return True
    is_read = words >= _SHORTEST_OPEN_PROSE and ends_well(line)
    is_read = is_read or (words >= _SHORTEST_SIGNED and _INNER_END.search(line) is not None)
    return is_read and not (may_be_title and is_title_case(line))


def listed_points(lines: Lines, looks: Looks, prose: list[bool]) -> dict[int, Look]:
    """The lines under a heading of main points: its bullets, or the short lines before prose."""
    found: dict[int, Look] = {}
    for no, heading in enumerate(looks):
        if heading is None or heading.scope != "list":
            continue
        under = Look(heading.role, f"under {heading.reason}")
        for below in range(no + 1, len(lines)):
            if looks[below] is not None or (prose[below] and not lines.line(below).is_bullet):
                break
            found[below] = under
    return found


def body_start(lines: Lines, looks: Looks, prose: list[bool], datelined: list[bool]) -> int:
    """The number of the body's first line; the count of lines when there is no prose.

    ``datelined`` are the lines that may begin with a dateline.
    """
    paragraphs = [no for no, is_read in enumerate(prose) if is_read and looks[no] is None]
    if not paragraphs:
        return len(lines)
    end = _first_ending(looks, paragraphs[0])
    paragraphs = [no for no in paragraphs if no < end]
    last = min(end, _last_with_most_after(lines.words, paragraphs) + 1)
    for no in range(last):
        if datelined[no] and _is_dateline(lines.texts[no], looks[no]):
            return next(p for p in paragraphs if p >= no)
    header = [no for no in range(paragraphs[0], last) if _is_header(looks[no])]
    return next(p for p in paragraphs if not header or p > header[-1])


def _first_ending(looks: Looks, after: int) -> int:
    for no in range(after, len(looks)):
        look = looks[no]
        if look is not None and look.scope in ("section", "rest"):
            return no
    return len(looks)


def _is_dateline(text: str, look: Look | None) -> bool:
    if look is not None and look.role not in ("byline", "dateline"):
        return False
    form = find_dateline(text)
    if form is None or form.place is None:
        return False
    return look is None or form.span.end >= len(text)


def _is_header(look: Look | None) -> bool:
    return look is not None and look.role in ("byline", "dateline", "key_points")


def _last_with_most_after(words: list[int], paragraphs: list[int]) -> int:
    """The last line from which on stand most of the paragraphs' words."""
    before, after = 0, sum(words[no] for no in paragraphs)
    for no in paragraphs:
        before, after = before + words[no], after - words[no]
        if after < _AFTER_TO_BEFORE * before or not after:
            return no
    return paragraphs[-1]


def headline_line(lines: Lines, looks: Looks, start: int) -> int | None:
    """The line above ``start`` that is most like the headline; None when none is."""
    above = range(start or min(1, len(lines)))
    counts = Counter(lines.folded[: len(above)])
    scores: dict[int, float] = {}
    highest, rank = _LEAST_LIKENESS - 1.0, 0
    for no in above:
        words = lines.words[no]
        if looks[no] is not None or not 3 <= words <= 40:
            continue
        base = 2.0 * (counts[lines.folded[no]] > 1) - 0.4 * rank
        # The length adds 1 at most, and so do the words that the line shares with the text.
        if base + 2.0 >= highest:
            scores[no] = base + _likeness(lines.texts[no], words)
            highest = max(highest, scores[no])
        rank += words >= 4
    scores = {no: score for no, score in scores.items() if score + 1.0 >= highest}
    if len(scores) != 1 or highest <= _LEAST_LIKENESS:
        topic = " ".join(lines.small[start : start + 8])
        for no in scores:
            scores[no] += _shared(content_words(lines.texts[no]), topic)
    best = max(scores, key=scores.__getitem__, default=None)
    return best if best is not None and scores[best] > _LEAST_LIKENESS else None


def _shared(own: frozenset[str], topic: str) -> float:
    return min(1.0, 1.5 * shared_words(own, topic) / max(3, len(own)))


def _likeness(text: str, words: int) -> float:
    """How much the line's length and shape are those of a headline."""
    score = 1.0 if 5 <= words <= 22 else 0.4 if words == 4 else 0.0
    if text.endswith(("...", "…")):
        score -= 1.0
    if words <= 5 and holds("masthead", text):
        score -= 1.0
    if text.endswith(".") and not is_title_case(text):
        score -= 1.0
    return score
