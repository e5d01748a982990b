"""Pages that hold no article: errors, paywalls, cookie walls, lists; the wording is a lexicon.

Only short texts are judged by words: a long article may quote any of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from communique.documents.html_metadata import About
from communique.documents.html_text import Part
from communique.documents.link_list import is_link_list
from communique.documents.member import Pairs
from communique.documents.refusal import Refusal
from communique.lexicon.load import entries
from communique.lexicon.match import Matcher

_SHORT_PAGE = 120
"""Words up to which wording alone can make a page an error or a wall."""

_SHORT_TITLE = 8
_STUB = 150
_LIST_LINES = 12
_LIST_SHARE = 0.8
_LINE_WORDS = 14
_ENDS = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")  # noqa: RUF001

_REMEDY = {
    "paywall_stub": "only the beginning stands before a paywall: give the whole article as its "
    "reader sees it",
    "cookie_wall": "only a request for consent: accept it in the browser, then save the page",
    "error_page": "an error or access page instead of an article: fetch the page again",
    "index_page": "a list of articles, none of them in full: fetch the articles themselves",
}


@cache
def _wordings() -> Matcher:
    return Matcher(entries("rejections"), fold_case=True)


def refusal_of(code: str, because: str) -> Refusal:
    """The refusal of a page for ``code``, with what gave it away."""
    return Refusal(code, f"{_REMEDY[code]} ({because})")


def refusal_of_text(text: str, title: str = "") -> Refusal | None:
    """Why a short text is no article, or None; a title counts as short whatever follows it."""
    words = len(text.split())
    if words <= _SHORT_PAGE:
        hit = _first(text, "text")
        if hit:
            return refusal_of(hit["code"], f"it says {hit['surface']!r}")
    if title and len(title.split()) <= _SHORT_TITLE and words <= 2 * _SHORT_PAGE:
        hit = _first(title, "title")
        if hit:
            return refusal_of(hit["code"], f"its title says {hit['surface']!r}")
    return None


def refusal_of_page(tree: Any, parts: list[Part], about: About, pairs: Pairs) -> Refusal | None:
    """Why an HTML page holds no article, or None; ``parts`` is what was taken for one."""
    status = dict(pairs).get("http.status")
    if status:
        return refusal_of("error_page", f"the server answered {status}")
    texts = [text for role, text, _ in parts if role == "body"]
    text = "\n".join(texts)
    words = len(text.split())
    found = refusal_of_text(text, about.title)
    if found:
        return found
    if about.json_ld.is_paid and words < _STUB:
        return refusal_of("paywall_stub", f"{words} words, and JSON-LD says it is not free")
    if about.kind == "article" or about.json_ld.headline:
        return None
    if _is_list(texts):
        return refusal_of("index_page", f"{len(texts)} short lines and no paragraph")
    if is_link_list(tree, texts):
        return refusal_of("index_page", "titles that link away, with a few words each")
    return None


def _first(text: str, where: str) -> Mapping[str, str] | None:
    hits = (hit.entry for hit in _wordings().find(text))
    return next((row for row in hits if where in row["where"].split("+")), None)


def _is_list(texts: list[str]) -> bool:
    """Whether nearly every line is short and ends in no full stop."""
    if len(texts) < _LIST_LINES:
        return False
    short = sum(len(t.split()) <= _LINE_WORDS and not _ENDS.search(t) for t in texts)
    return short >= _LIST_SHARE * len(texts)
