"""The headline, once, from the block that the page cutter named.

A site's name behind the headline ("… : Harbour Tribune") is not part of it; the words of the page
stay as written.
"""

from __future__ import annotations

import re

from communique.article.view import Found, View
from communique.spans import Span, strip

SITE_NAME = re.compile(r"\s+(?:[|:\u2013\u2014-]+|::)\s+(?P<name>[A-ZÀ-Þ][^|:\u2013\u2014]{2,40})$")
"""A site's name behind a page's title."""


def read_headline(view: View, outlet: str | None) -> Found | None:
    """The headline as evidence, or None when the page has none above its body."""
    for block in view.blocks:
        if block.role == "headline":
            span = strip(view.text, block.span)
            return _found(view.text, _without_outlet(view.text, span, outlet))
    return None


def _without_outlet(text: str, span: Span, outlet: str | None) -> Span:
    match = SITE_NAME.search(span.cut(text))
    if match and outlet and match["name"].strip().casefold() == outlet.casefold():
        return Span(span.start, span.start + match.start())
    return span


def _found(text: str, span: Span) -> Found:
    value = " ".join(span.cut(text).split())
    return Found("headline", value, "headline_block", span)
