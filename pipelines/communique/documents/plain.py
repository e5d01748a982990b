"""Text dumps of pages: what a reader gets who selects all of a page and copies it.

Refuses what is no such text, with the reason and the remedy. Where the page's parts lie is not
looked at here.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass

from communique.documents.decoding import Decoded, decode

MEDIA_TYPE = "text/plain"
MAX_BYTES = 20_000_000

_BINARY_MAGIC = (
    b"%PDF", b"\x89PNG", b"\x1f\x8b", b"PK\x03\x04", b"PK\x05\x06", b"GIF8", b"\xff\xd8\xff",
    b"RIFF", b"\x7fELF", b"SQLite format 3", b"PAR1", b"\xd0\xcf\x11\xe0", b"7z\xbc\xaf",
    b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"OggS", b"\x00\x00\x01\x00",
)  # fmt: skip
_MARKUP = re.compile(
    r"\s*(<!doctype|<!--|<\?xml|<html|<head|<body|<rss|<feed|<article|<div|<svg|\{\\rtf|WARC/1\.)",
    re.IGNORECASE,
)
_JSON_LINE = re.compile(r'\s*[\[{]\s*(\{\s*)?"[^"\n]*"\s*[:,\]]')
_MOST_CONTROL = 0.01
_INVISIBLE = {"Cc", "Cf", "Zs", "Zl", "Zp"}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why bytes are no text dump: a code, and words that say what to do."""

    code: str
    message: str


def read_plain(data: bytes) -> Decoded | Refusal:
    """The text of a dump, or why there is none."""
    if len(data) > MAX_BYTES:
        return Refusal(
            "too_large",
            f"{len(data)} bytes, more than {MAX_BYTES}: split the file, one page a file",
        )
    if data.startswith(_BINARY_MAGIC):
        return _not_text("it begins like a binary format")
    decoded = decode(data)
    if decoded is None:
        return _not_text("no character encoding fits its bytes")
    return _refusal_of_text(decoded.text) or decoded


def _refusal_of_text(text: str) -> Refusal | None:
    if not any(unicodedata.category(c) not in _INVISIBLE for c in text):
        if "\0" in text:
            return _not_text("it holds NUL bytes")
        return Refusal("empty", "no visible character: fetch the page again and save it as text")
    if "\0" in text:
        return _not_text("it holds NUL bytes")
    strange = sum((c < " " and c not in "\t\n\f\v") or "\x7f" <= c <= "\x9f" for c in text)
    if strange > _MOST_CONTROL * len(text) + 1:
        return _not_text(f"{strange} of its {len(text)} characters are control characters")
    if _MARKUP.match(text) or _is_json(text):
        return Refusal(
            "unsupported_format",
            "this is markup or JSON, and only text dumps of pages are read: open the page, "
            "select all, copy, and save it as a .txt file",
        )
    return None


def _is_json(text: str) -> bool:
    if not text.lstrip().startswith(("{", "[")):
        return False
    if _JSON_LINE.match(text):
        return True
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _not_text(why: str) -> Refusal:
    return Refusal("not_text", f"not a text file, {why}: save the page as plain text (UTF-8)")
