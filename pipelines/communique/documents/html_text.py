"""Elements to paragraphs: what a browser would break into lines; used where all text is article.

Which element is the article of a page is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from communique.records import BlockRole

Part = tuple[BlockRole, str, str]
"""A role, the text, and the reason for the role."""


def _names(*lines: str) -> list[str]:
    return " ".join(lines).split()


_BREAKING = frozenset(
    _names(
        "p div section article main header footer aside nav h1 h2 h3 h4 h5 h6 li ul ol dl dt dd",
        "table tr blockquote pre figure figcaption hr address form fieldset body html head center",
        "br item list row quote lb code",
    )
)
_SILENT = frozenset(
    _names(
        "script style template noscript svg math iframe object embed video audio canvas head",
        "select button textarea input",
    )
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CELLS = frozenset({"td", "th", "cell"})
_BULLETS = frozenset({"li", "item"})


def paragraphs(element: Any) -> Iterator[tuple[str, str]]:
    """The name of the breaking element and the text of each paragraph, in order.

    Walks without recursion, so any depth of nesting is safe.
    """
    name = ""
    words: list[str] = []
    for event, node in walk(element):
        if node.tag in _BREAKING:
            yield from _flushed(name, words)
            name = node.tag if event == "start" else ""
        words.append(_words_at(event, node, is_root=node is element))
    yield from _flushed(name, words)


def _flushed(name: str, words: list[str]) -> Iterator[tuple[str, str]]:
    text = " ".join("".join(words).split())
    words.clear()
    if text:
        yield name, text


def _words_at(event: str, node: Any, *, is_root: bool) -> str:
    if event == "start":
        return ("- " if node.tag in _BULLETS else "") + (node.text or "")
    return (" | " if node.tag in _CELLS else "") + ("" if is_root else node.tail or "")


def walk(element: Any) -> Iterator[tuple[str, Any]]:
    """Starts and ends of elements in document order, silent ones passed over but for their tail."""
    stack = [(element, iter(element))]
    yield "start", element
    while stack:
        node, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            yield "end", node
        elif not isinstance(child.tag, str) or child.tag in _SILENT:
            yield "end", _Tail(child.tail)
        else:
            stack.append((child, iter(child)))
            yield "start", child


class _Tail:
    """What follows an element that says nothing."""

    tag = ""

    def __init__(self, tail: str | None) -> None:
        self.tail = tail


def all_parts(element: Any, reason: str) -> Iterator[Part]:
    """Every paragraph as body, headings as subheads, captions as captions."""
    for name, text in paragraphs(element):
        text = text.strip(" |")
        if text in ("", "-"):
            continue
        if name in _HEADINGS:
            yield "subhead", text, reason
        elif name == "figcaption":
            yield "caption", text, reason
        else:
            yield "body", text, reason
