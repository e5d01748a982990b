"""The article of an HTML page: trafilatura's choice of elements, as paragraphs with roles.

What the page states about itself is ``html_metadata``'s.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

from communique.documents.html_text import Part, paragraphs

_REASON = "html: the article's element"
_NO_END = re.compile(r"[^.!?…。！？:;,\"'”’»)\]]$")  # noqa: RUF001
_MENU_RUN = 5
_SHORT = 40
_MAX_CAPTIONS = 12
_FEWEST_CAPTION_WORDS = 5


def article_parts(tree: Any, title: str) -> list[Part]:
    """The article's paragraphs in order, or none when the page holds no article.

    ``tree`` is left as it is. A repeated headline on top and menus at either end are not body.
    """
    body = _extracted(tree)
    if body is None:
        return []
    parts = [part for child in body for part in _parts_of(child)]
    parts = _without_title(parts, title)
    return list(_menus_named(parts))


def _extracted(tree: Any) -> Any:
    from trafilatura import bare_extraction

    for name in ("trafilatura", "htmldate", "courlan"):
        # Findings come out as parse notes; what the libraries log has no reader here.
        logging.getLogger(name).addHandler(logging.NullHandler())
    found = bare_extraction(tree, fast=True, include_comments=False, with_metadata=False)
    return getattr(found, "body", None)


def _parts_of(child: Any) -> Iterator[Part]:
    role = "subhead" if child.tag == "head" else "body"
    for _, text in paragraphs(child):
        text = text.strip(" |")
        if text not in ("", "-"):
            yield role, text, _REASON  # type: ignore[misc]
    tail = " ".join((child.tail or "").split())
    if tail:
        yield "body", tail, _REASON


def _without_title(parts: list[Part], title: str) -> list[Part]:
    """The parts without the page's own headline among the first of them."""
    key = _key(title)
    for index, (_, text, _) in enumerate(parts[:3]):
        if key and _key(text) == key:
            return [*parts[:index], *parts[index + 1 :]]
    return parts


def _key(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _menus_named(parts: list[Part]) -> Iterator[Part]:
    """A run of short lines without an end, at either end of the article, is a menu."""
    first = _menu_length(parts)
    last = len(parts) - _menu_length(parts[first:][::-1])
    for index, part in enumerate(parts):
        if index < first or index >= last:
            yield "nav", part[1], "html: a run of short lines at the article's edge"
        else:
            yield part


def _menu_length(parts: list[Part]) -> int:
    count = 0
    for role, text, _ in parts:
        if role != "body" or len(text) > _SHORT or not _NO_END.search(text):
            break
        count += 1
    is_all = count == len(parts)
    return count if count >= _MENU_RUN and not is_all else 0


def captions(tree: Any, body: str) -> Iterator[Part]:
    """The captions of pictures inside the article's element."""
    seen = set()
    for element in tree.xpath(
        "(//article|//main|//*[@itemprop='articleBody'])//figure//figcaption"
    )[:_MAX_CAPTIONS]:
        text = " ".join(" ".join(t for _, t in paragraphs(element)).split())
        if len(text.split()) >= _FEWEST_CAPTION_WORDS and text not in seen and text not in body:
            seen.add(text)
            yield "caption", text, "html: a figure's caption"
