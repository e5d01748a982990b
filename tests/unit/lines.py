"""Sentences made ready for reading, as a test gives them; reading pages is tested elsewhere."""

from __future__ import annotations

from communique.mentions.lines import Line, make_line
from communique.spans import Span


def lines_of(*sentences: str, together: bool = False) -> list[Line]:
    """One line a sentence, each a paragraph of its own unless they stand ``together``; their spans
    count in the joined text.
    """
    text, lines, start = "\n".join(sentences), list[Line](), 0
    for no, sentence in enumerate(sentences):
        span = Span(start, start + len(sentence))
        lines.append(make_line(text, no, "body", 0 if together else no, span))
        start += len(sentence) + 1
    return lines
