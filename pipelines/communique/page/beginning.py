"""Where the body begins, and which line above it is the headline.

A standfirst, main points and captions stand between the two; a byline, a date or a dateline below
the standfirst is the evidence that the body comes after it.
"""

from __future__ import annotations

import re

from communique.page.dateline import find_dateline
from communique.page.furniture import Look
from communique.page.header_words import header_pattern
from communique.page.lines import Line, content_words

# The text after the last line of the header must be this many times longer than what precedes it.
_AFTER_TO_BEFORE = 1.5
_SHORTEST_PROSE = 6
_SHORTEST_OPEN_PROSE = 10
_LONG_WITHOUT_STOP = 25
_LONGEST_TITLE = 16
# A closing paragraph may end in a signature ("… well. Enditem") instead of a stop.
_SHORTEST_SIGNED = 14
_INNER_END = re.compile(r"[a-z)\"]{2}[.!?][\"')]*\s+[\"'(]*[A-Z(]")


def is_prose(line: Line) -> bool:
    """Whether the line reads like a paragraph: sentences, not a title, a menu or a label."""
    if line.words < _SHORTEST_PROSE:
        return False
    text = line.text.rstrip("\"')] ")
    if text.endswith((".", "!", "。")) and not text.endswith(("...", "…")):
        return not _is_title(line)
    if line.words >= _LONG_WITHOUT_STOP:
        return True
    if line.words >= _SHORTEST_SIGNED and _INNER_END.search(line.text) and not line.is_title_case:
        return True
    return line.ends and line.words >= _SHORTEST_OPEN_PROSE and not line.is_title_case


def _is_title(line: Line) -> bool:
    return line.words <= _LONGEST_TITLE and ". " not in line.text and line.is_title_case


def listed_points(lines: tuple[Line, ...], looks: dict[int, Look | None]) -> dict[int, Look | None]:
    """The lines under a heading of main points: its bullets, or the short lines before prose."""
    found: dict[int, Look | None] = {}
    heading: Look | None = None
    for line in lines:
        look = looks[line.no]
        if look is not None:
            heading = look if look.scope == "list" else None
        elif heading is not None and (line.is_bullet or not is_prose(line)):
            found[line.no] = Look(heading.role, f"under {heading.reason}")
        else:
            heading = None
    return found


def body_start(lines: tuple[Line, ...], looks: dict[int, Look | None]) -> int:
    """The number of the body's first line; the count of lines when there is no prose."""
    prose = [line for line in lines if looks[line.no] is None and is_prose(line)]
    if not prose:
        return len(lines)
    end = _first_ending(lines, looks, prose[0].no)
    prose = [line for line in prose if line.no < end]
    for line in lines[:end]:
        if _is_dateline(line, looks) and _mostly_after(prose, line.no):
            return next(p.no for p in prose if p.no >= line.no)
    header = [
        line.no
        for line in lines[prose[0].no : end]
        if _is_header(looks[line.no]) and _mostly_after(prose, line.no)
    ]
    return next(p.no for p in prose if not header or p.no > header[-1])


def _first_ending(lines: tuple[Line, ...], looks: dict[int, Look | None], after: int) -> int:
    for line in lines[after:]:
        look = looks[line.no]
        if look is not None and look.scope in ("section", "rest"):
            return line.no
    return len(lines)


def _is_dateline(line: Line, looks: dict[int, Look | None]) -> bool:
    look = looks[line.no]
    if look is not None and look.role not in ("byline", "dateline"):
        return False
    form = find_dateline(line.text)
    if form is None or form.place is None:
        return False
    return look is None or form.span.end >= len(line.text)


def _is_header(look: Look | None) -> bool:
    return look is not None and look.role in ("byline", "dateline", "key_points")


def _mostly_after(prose: list[Line], no: int) -> bool:
    before = sum(p.words for p in prose if p.no < no)
    after = sum(p.words for p in prose if p.no >= no)
    return after >= _AFTER_TO_BEFORE * before and after > 0


def headline_line(
    above: tuple[Line, ...], looks: dict[int, Look | None], below: tuple[Line, ...]
) -> Line | None:
    """The line above the body that is most like its headline; None when none is."""
    topic = content_words(" ".join(line.text for line in below[:8]))
    counts: dict[str, int] = {}
    for line in above:
        counts[line.folded] = counts.get(line.folded, 0) + 1
    best: tuple[float, Line] | None = None
    rank = 0
    for line in above:
        if looks[line.no] is not None or not 3 <= line.words <= 40:
            continue
        score = _likeness(line, topic, is_repeated=counts[line.folded] > 1) - 0.4 * rank
        rank += line.words >= 4
        if score > 0.3 and (best is None or score > best[0]):
            best = (score, line)
    return best[1] if best else None


def _likeness(line: Line, topic: frozenset[str], *, is_repeated: bool) -> float:
    own = content_words(line.text)
    score = min(1.0, 1.5 * len(own & topic) / max(3, len(own)))
    score += 2.0 * is_repeated
    score += 1.0 if 5 <= line.words <= 22 else 0.4 if line.words == 4 else 0.0
    if line.text.endswith(("...", "…")):
        score -= 1.0
    if line.words <= 5 and header_pattern("masthead").search(line.text):
        score -= 1.0
    if line.text.endswith(".") and not line.is_title_case:
        score -= 1.0
    return score
