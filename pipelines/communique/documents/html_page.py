"""HTML pages and pieces of HTML to page text: metadata header, headline, article, captions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from communique.documents.decoding import Decoded, decode, remarks_on
from communique.documents.document import Remark
from communique.documents.emission import Emission, Page
from communique.documents.html_body import article_parts, captions
from communique.documents.html_metadata import (
    About,
    guessed_day,
    has_published,
    posted_words,
    read_about,
    saved_when,
)
from communique.documents.html_text import Part, all_parts
from communique.documents.html_tree import tree_of
from communique.documents.limits import MAX_HTML_BYTES
from communique.documents.member import Member, Pairs
from communique.documents.no_article import refusal_of_page
from communique.documents.refusal import Refusal, RefusedError, not_text, too_large

MEDIA_TYPE = "text/html"
_FEWEST_WORDS = 25
_FLAT = Remark(
    "deep_markup",
    "the markup is nested deeper than a parser goes and was flattened: the article may hold lines "
    "of menus",
)


def read_html(source: Member, ingested_at: datetime) -> Page | Refusal:
    """The page of an HTML file."""
    if len(source.data) > MAX_HTML_BYTES:
        return too_large(len(source.data), MAX_HTML_BYTES)
    decoded = decode(source.data, source.origin.charset)
    if decoded is None:
        return not_text("no character encoding fits its bytes")
    return page_of_html(decoded, decoded.encoding, source.origin.pairs, ingested_at)


def page_of_html(
    html: str | Decoded,
    encoding: str,
    pairs: Pairs,
    ingested_at: datetime,
    *,
    title: str = "",
    lead: str = "",
) -> Page | Refusal:
    """The page of HTML text.

    ``pairs`` is what its container states, ``title`` and ``lead`` the headline and the lead if
    the container holds them apart.
    """
    decoded = html if isinstance(html, Decoded) else Decoded(html, encoding)
    try:
        tree, is_flat = tree_of(decoded.text)
    except RefusedError as error:
        return error.refusal
    remarks = remarks_on(decoded) + ((_FLAT,) if is_flat else ())
    if _is_piece(decoded.text):
        parts = list(all_parts(tree, "html: a piece of a page, all of it article"))
        if lead.strip() and parts and lead.strip()[:80] not in parts[0][1]:
            parts.insert(0, ("subhead", " ".join(lead.split()), "record: a field holds the lead"))
        return _emitted(parts, pairs, title, encoding, remarks)
    about = read_about(tree)
    pairs = pairs + about.pairs + saved_when(decoded.text)
    if not has_published(pairs):
        pairs += posted_words(tree) + guessed_day(tree, _address(pairs), ingested_at)
    headline = title or about.headline
    parts = _article(tree, about, headline)
    refusal = refusal_of_page(tree, parts, about, pairs)
    return refusal or _emitted(parts, pairs, headline, encoding, remarks)


def _is_piece(html: str) -> bool:
    head = html.lstrip()[:50_000].lower()
    return not any(mark in head for mark in ("<html", "<head", "<body", "<!doctype", "<meta"))


def _article(tree: Any, about: About, headline: str) -> list[Part]:
    parts = article_parts(tree, headline)
    words = sum(len(text.split()) for _, text, _ in parts)
    stated = about.json_ld.body
    if words < _FEWEST_WORDS and len(stated.split()) > words:
        reason = "html: JSON-LD holds the article"
        parts = [("body", line, reason) for line in stated.split("\n") if line.strip()]
    body = "\n".join(text for _, text, _ in parts)
    return [*parts, *captions(tree, body)]


def _address(pairs: Pairs) -> str | None:
    keys = ("warc.target_uri", "link.canonical", "og:url", "json_ld.url", "record.address")
    stated = dict(reversed(pairs))
    return next((stated[key] for key in keys if stated.get(key, "").startswith("http")), None)


def _emitted(
    parts: list[Part], pairs: Pairs, headline: str, encoding: str, remarks: tuple[Remark, ...]
) -> Page | Refusal:
    if not parts:
        return Refusal("empty", "no visible text in it: save the page as a browser shows it")
    emission = Emission()
    emission.metadata(pairs)
    emission.part("headline", headline, "html: the page's own headline")
    emission.parts(parts)
    return emission.page(MEDIA_TYPE, encoding, remarks)
