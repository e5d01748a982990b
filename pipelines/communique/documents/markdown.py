"""Markdown: its marks taken away, headings and captions kept as such, front matter on top.

Only the marks that articles use are known; anything else stays as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from communique.documents.decoding import decode, remarks_on
from communique.documents.emission import Emission, Page
from communique.documents.html_text import Part
from communique.documents.known_keys import fold, record_fields
from communique.documents.member import Member
from communique.documents.refusal import Refusal, not_text

MEDIA_TYPE = "text/markdown"
_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([\w-]+):[ \t]*(.+)$", re.MULTILINE)
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_RULE = re.compile(r"^\s*(?:[-*_=]\s*){3,}$")
_IMAGE = re.compile(r"!\[([^\]\n]*)\]\([^)\n]*\)")
_LINK = re.compile(r"\[([^\]\n]*)\]\([^)\n]*\)|\[([^\]\n]*)\]\[[^\]\n]*\]")
_ONLY_LINK = re.compile(r"^(?:[-*+]|\d+[.)])\s+\[[^\]\n]*\]\([^)\n]*\)\s*$")
_DEFINITION = re.compile(r"^\s*\[[^\]\n]+\]:\s+\S+")
_STRONG = re.compile(r"(\*\*|__|~~)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])([*_`])(?=\S)([^*_`\n]+?)(?<=\S)\1(?![\w*])")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!>-])")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+")
_REASON = "markdown: a paragraph"
_KEYS = {
    "published": "record.published", "updated": "record.updated", "byline": "record.author",
    "outlet": "record.outlet", "address": "record.address", "language": "record.language",
}  # fmt: skip


def read_markdown(source: Member, ingested_at: datetime) -> Page | Refusal:
    """The page of a Markdown file."""
    decoded = decode(source.data, source.origin.charset)
    if decoded is None or "\0" in decoded.text:
        return not_text("no character encoding fits its bytes")
    front = _FRONT.match(decoded.text)
    text = decoded.text[front.end() :] if front else decoded.text
    held = dict(_front_matter(front[1] if front else ""))
    emission = Emission()
    emission.metadata(
        source.origin.pairs + tuple((_KEYS[h], v) for h, v in held.items() if h in _KEYS)
    )
    emission.part("headline", held.get("headline", ""), "markdown: front matter")
    emission.parts(_parts(text, has_headline="headline" in held))
    if not any(mark.role != "other" for mark in emission.marks):
        return Refusal("empty", "no visible character: fetch the page again")
    return emission.page(MEDIA_TYPE, decoded.encoding, remarks_on(decoded))


def _front_matter(text: str) -> Iterator[tuple[str, str]]:
    for match in _FIELD.finditer(text):
        known = record_fields().get(fold(match[1]))
        if known:
            yield known[0], match[2].strip().strip("\"'")


def _parts(text: str, *, has_headline: bool) -> Iterator[Part]:
    for paragraph in re.split(r"\n[ \t]*\n|\n(?=#{1,6}\s)|(?<=\n)(?=\s*(?:[-*+]|\d+[.)])\s)", text):
        lines = [li for li in paragraph.strip().split("\n") if not _is_markup_only(li)]
        heading = _HEADING.match(lines[0].strip()) if lines else None
        if heading:
            is_first = heading[1] == "#" and not has_headline
            has_headline |= is_first
            words = _plain(heading[2])
            yield ("headline" if is_first else "subhead"), words, "markdown: a heading"
            lines = lines[1:]
        if lines:
            yield _paragraph(lines)


def _is_markup_only(line: str) -> bool:
    return bool(
        _RULE.match(line) or _DEFINITION.match(line) or line.lstrip().startswith(("```", "~~~"))
    )


def _paragraph(lines: list[str]) -> Part:
    joined = " ".join(line.strip() for line in lines)
    if _IMAGE.fullmatch(joined):
        return "caption", _plain(joined), "markdown: a picture's words"
    if _ONLY_LINK.match(joined):
        return "nav", _plain(joined), "markdown: a list item that is only a link"
    if joined.startswith(">"):
        joined = re.sub(r"(?:^|\s)>\s?", " ", joined)
    return "body", _plain(joined), _REASON


def _plain(text: str) -> str:
    text = _IMAGE.sub(r"\1", text)
    text = _LINK.sub(lambda m: m[1] if m[1] is not None else m[2], text)
    text = _STRONG.sub(r"\2", text)
    text = _EMPHASIS.sub(r"\2", text)
    return _ESCAPED.sub(r"\1", text).strip()
