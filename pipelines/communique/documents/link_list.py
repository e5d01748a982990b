"""Whether an HTML page is a list of links to articles, by where its links and its words stand.

Looks at the tree beside the text that was taken for the article; what the page says of itself is
not asked here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from communique.documents.html_text import walk

_FEWEST_TITLES = 6
_TITLE_WORDS = range(4, 31)
_BESIDE = 4
"""Words that may stand beside a link in its block (a date, a number) for it to be a title."""

_TEASER_WORDS = 60
"""Words that stand under the title of a list at most; an article's parts are longer."""

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = frozenset({"li", "p", "div", "td", "dd", "dt", "article", "span", "section"})
_FRAME = frozenset({"nav", "header", "footer", "aside"})
_KEY = 40
_MOST = 400
"""Titles and paragraphs that are compared; a page of more is judged by its first ones."""


_MOST_CHARACTERS = 100_000


@dataclass(slots=True)
class _Stretch:
    """A linked title (none before the first) and the words up to the next one."""

    title: str = ""
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.words)

    def count(self) -> int:
        return sum(len(w.split()) for w in self.words)


def is_link_list(tree: Any, texts: list[str]) -> bool:
    """Whether ``texts``, the supposed article, are titles that link away, or the teasers of these.

    A page is a list when half of the words are linked titles, or when no part is longer than a
    teaser and the parts stand under several titles, most of them not under one.
    """
    texts = texts[:_MOST]
    stretches = list(islice(_stretches(tree), _MOST))
    titles = [s.title for s in stretches if s.title]
    if len(titles) < _FEWEST_TITLES or not texts:
        return False
    return _are_titles(texts, titles) or _are_teasers(texts, stretches)


def _are_titles(texts: list[str], titles: list[str]) -> bool:
    whole = _key(" ".join(texts)[:_MOST_CHARACTERS])
    inside = [t for t in titles if _key(t) in whole]
    return len(inside) >= _FEWEST_TITLES and 2 * sum(len(_key(t)) for t in inside) >= len(whole)


def _are_teasers(texts: list[str], stretches: list[_Stretch]) -> bool:
    keys = [_key(s.text) for s in stretches]
    held = [0] * len(keys)
    for text in texts:
        key = _key(text)[:_KEY]
        at = next((i for i, k in enumerate(keys) if key in k), None)
        if at is not None:
            held[at] += len(text.split())
    holding = [i for i, words in enumerate(held) if words]
    if len(holding) < 3 or 2 * max(held) > sum(held):
        return False
    return all(stretches[i].count() <= _TEASER_WORDS for i in holding)


def _stretches(tree: Any) -> Iterator[_Stretch]:
    """The page's words parted by its linked titles; menus, head and foot of the page left out."""
    stretch, inside, outside = _Stretch(), 0, 0
    for event, node in walk(tree):
        name = node.tag
        if name in _FRAME:
            outside += 1 if event == "start" else -1
        if outside == 0 and name == "a" and event == "start" and not inside and _is_title(node):
            yield stretch
            stretch, inside = _Stretch(_text(node)), 1
        elif name == "a" and inside:
            inside += 1 if event == "start" else -1
        if outside == 0:
            words = (node.text or "") if event == "start" and not inside else ""
            tail = (node.tail or "") if event == "end" and not inside else ""
            stretch.words.append(f"{words}{tail} " if words or tail else "")
    yield stretch


def _is_title(link: Any) -> bool:
    words = _count(link, _TITLE_WORDS.stop)
    parent = link.getparent()
    if words not in _TITLE_WORDS or not link.get("href") or parent is None:
        return False
    if parent.tag in _HEADINGS or any(child.tag in _HEADINGS for child in link.iter()):
        return True
    return parent.tag in _BLOCKS and _count(parent, words + _BESIDE) <= words + _BESIDE


def _count(element: Any, limit: int) -> int:
    """The words in an element, counted a little past ``limit`` at most."""
    count = 0
    for text in element.itertext():
        count += len(text.split())
        if count > limit:
            break
    return count


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _key(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
