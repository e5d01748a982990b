"""HTML text to a tree of elements, with what the parser would drop in silence kept.

libxml2 leaves out what is nested below 256 levels; such markup is flattened first. What the
elements say is read elsewhere.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from communique.documents.refusal import RefusedError

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_BOXES = re.compile(
    r"</?(?:div|span|font|b|i|u|em|strong|small|big|center|section|blockquote|table|tbody|tr|td|ul|"
    r"ol|li|dl|dd|a|form|nobr|tt|s|strike|abbr|label)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_TAGS = re.compile(r"<[^<>]{0,2000}>")


@cache
def _parser() -> Any:
    from lxml.html import HTMLParser

    return HTMLParser(
        collect_ids=False, default_doctype=False, remove_comments=True, remove_pis=True
    )


def tree_of(text: str) -> tuple[Any, bool]:
    """The tree of an HTML page, and whether its nesting had to be flattened.

    Raises RefusedError (``empty``) for markup without any element.
    """
    text = _CONTROL.sub("", _DECLARATION.sub("", text))
    for attempt in (text, _BOXES.sub("\n", text) if "<" in text else text):
        tree, is_whole = _parsed(attempt)
        if is_whole:
            return tree, attempt is not text
    tree, _ = _parsed("<html><body><p>" + _TAGS.sub("</p><p>", text).replace("<", " "))
    return tree, True


def _parsed(text: str) -> tuple[Any, bool]:
    from lxml import etree
    from lxml.html import document_fromstring

    try:
        tree = document_fromstring(text or "<html></html>", parser=_parser())
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise RefusedError("empty", "markup without a page: fetch it again") from error
    log = _parser().error_log
    return tree, not any("depth" in entry.message for entry in log)
