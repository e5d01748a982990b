"""Which reader bytes need: by their content first, by suffix and stated media type second.

Only the first bytes are looked at; nothing is read here.
"""

from __future__ import annotations

import re

HEAD = 4096
"""Bytes that decide."""

_MAGIC = (
    (b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (b"\x1f\x8b", "gzip"), (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"), (b"PAR1", "parquet"), (b"WARC/", "warc"), (b"%PDF-", "pdf"),
)  # fmt: skip
_BINARY = (
    b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"RIFF", b"\x7fELF", b"SQLite format 3",
    b"\xd0\xcf\x11\xe0", b"7z\xbc\xaf", b"\x28\xb5\x2f\xfd", b"OggS", b"\x00\x00\x01\x00",
    b"Rar!", b"ARROW1", b"ORC", b"\x00asm", b"MZ\x90", b"ID3", b"wOFF", b"wOF2",
)  # fmt: skip
_BY_SUFFIX = {
    "csv": "csv", "tsv": "csv", "md": "markdown", "markdown": "markdown", "html": "html",
    "htm": "html", "xhtml": "html", "jsonl": "jsonl", "ndjson": "jsonl", "eml": "mail",
    "mht": "mail", "mhtml": "mail", "rtf": "rtf", "warc": "warc", "wet": "warc",
}  # fmt: skip
_BY_MEDIA_TYPE = {
    "text/html": "html", "application/xhtml+xml": "html", "text/markdown": "markdown",
    "text/csv": "csv", "message/rfc822": "mail", "application/x-ndjson": "jsonl",
}  # fmt: skip
_HTML = re.compile(
    r"(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|script|link|"
    r"article|main|section|div|table|h[1-6]|p|span|a|ul|ol|br|center|font|figure|header)\b",
    re.IGNORECASE | re.DOTALL,
)
_XHTML = re.compile(r"<html\b", re.IGNORECASE)
_XML = re.compile(
    r"<\?xml\b|<!doctype\s+\w|<!--|<(?:\w+:)?[a-z][\w.-]*(?:\s+xmlns|[\s>/])", re.IGNORECASE
)
_JSON_START = re.compile(r'[\[{]\s*(?:[\[{]\s*)*(?:"|\]|\})|\[\s*-?\d')
_JSON_KEY = re.compile(
    r'\[?\s*\{\s*"(?:[^"\\\n]|\\.)*"\s*:|\[\s*(?:"(?:[^"\\\n]|\\.)*"\s*[,\]]|\])|\{\s*\}'
)
_TWO_OBJECTS = re.compile(r"\A\{.*\}[ \t\r]*\n\s*\{")
_MAIL_FIELD = re.compile(r"^([A-Za-z][\w-]*):[ \t]", re.MULTILINE)
_MAIL_SURE = {"mime-version", "message-id", "received", "return-path", "snapshot-content-location"}
_MAIL_USUAL = {"from", "to", "subject", "date", "content-type", "sender", "reply-to"}


def kind_of(head: bytes, name: str = "", media_type: str | None = None) -> str:
    """The kind of reader for bytes that begin with ``head``: ``text`` when nothing says more.

    ``binary`` and ``rtf`` have no reader.
    """
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head[257:262] == b"ustar":
        return "tar"
    if head.startswith(_BINARY):
        return "binary"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    return _kind_of_text(_as_text(head), _suffix(name), media_type)


def _as_text(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace").lstrip("\ufeff")
    if head[:2].count(0) == 1 and head[:40].count(0) >= len(head[:40]) // 3:
        return head.decode("utf-16-le" if head[1:2] == b"\0" else "utf-16-be", "replace")
    return head.decode("utf-8", "replace").lstrip("\ufeff")


def _kind_of_text(text: str, suffix: str, media_type: str | None) -> str:
    start = text.lstrip()
    if start.startswith(r"{\rtf"):
        return "rtf"
    if start.startswith("<"):
        return _kind_of_markup(start)
    if start.startswith(("{", "[")) and _JSON_START.match(start):
        if suffix in ("jsonl", "ndjson") or _TWO_OBJECTS.match(start):
            return "jsonl"
        if _JSON_KEY.match(start) or suffix == "json":
            return "json"
    if _is_mail(start):
        return "mail"
    stated = _BY_SUFFIX.get(suffix) or _BY_MEDIA_TYPE.get((media_type or "").lower())
    return stated or "text"


def _kind_of_markup(start: str) -> str:
    if _HTML.match(start) or (_XML.match(start) and _XHTML.search(start)):
        return "html"
    return "xml" if _XML.match(start) else "text"


def _is_mail(start: str) -> bool:
    header = start.split("\n\n", 1)[0].split("\r\n\r\n", 1)[0]
    if start.startswith("From ") and "\n" in header:
        header = header.split("\n", 1)[1]
    if not _MAIL_FIELD.match(header):
        return False
    names = {match.lower() for match in _MAIL_FIELD.findall(header)}
    return bool(names & _MAIL_SURE) and bool(names & _MAIL_USUAL)


def _suffix(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""
