"""Bytes to characters: mark, declaration, strict UTF-8, Windows-1252, and a detector last.

Which bytes are worth decoding is the readers' business; what the text means is nobody's here.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from communique.documents.document import Remark

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
# Western texts seldom have more than one accented letter in six; Cyrillic or Greek ones have most.
_MOST_HIGH_BYTES_IN_WESTERN = 0.25
_DETECTOR_SAMPLE = 200_000
# Browsers read these labels as Windows-1252, because that is what pages mean by them.
_MEANT_AS_1252 = {"iso8859-1", "ascii", "cp1252"}
_DECLARED_IN = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w:.-]{2,40})|"""
    rb"""<meta\b[^>]{0,300}?charset\s*=\s*["']?\s*([\w:.-]{2,40})""",
    re.IGNORECASE,
)
_DECLARATION_WITHIN = 4096
# UTF-8 that was read as Windows-1252 and written again: a capital of its first row, then what the
# second byte looks like there.
_TWICE_ENCODED = re.compile(
    "[ÂÃâÐÑ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013\u2014\u2018\u2019\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
)
_FEWEST_GARBLED = 3


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the name of its encoding and what decided for it; line ends are a line feed."""

    text: str
    encoding: str
    basis: str = "utf-8"


def decode(data: bytes, declared: str | None = None) -> Decoded | None:
    """``data`` as text, or None when no encoding fits.

    ``declared`` is what the transport says; a declaration inside HTML or XML is looked for in the
    first bytes. A declaration that does not fit the bytes is passed over.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding, "mark", errors="replace")
    for label in (declared, declared_in(data)):
        found = _as_declared(data, label) if label else None
        if found:
            return found
    try:
        return _decoded(data, "utf-8", "utf-8")
    except UnicodeDecodeError:
        pass
    if _is_damaged_utf8(data):
        return _decoded(data, "utf-8", "damaged", errors="replace")
    return _windows_1252(data) or _detected(data)


def declared_in(data: bytes) -> str | None:
    """The encoding that HTML or XML declares for itself."""
    match = _DECLARED_IN.search(data, 0, _DECLARATION_WITHIN)
    return (match[1] or match[2]).decode("ascii", "ignore") if match else None


def remarks_on(decoded: Decoded) -> tuple[Remark, ...]:
    """What a user should hear about the characters: a guessed encoding, garbled letters."""
    found: list[Remark] = []
    if decoded.basis in ("damaged", "statistics"):
        found.append(
            Remark(
                "encoding_guessed",
                f"read as {decoded.encoding} although some bytes do not fit it or nothing declares "
                "it: save the page as UTF-8 if letters look wrong",
            )
        )
    garbled = len(_TWICE_ENCODED.findall(decoded.text)) + decoded.text.count("\ufffd")
    if garbled >= _FEWEST_GARBLED:
        found.append(
            Remark(
                "mojibake",
                f"{garbled} letters look garbled by a wrong encoding before the text came here: "
                "names may not be found; fetch the page again",
            )
        )
    return tuple(found)


def _as_declared(data: bytes, label: str) -> Decoded | None:
    try:
        encoding = codecs.lookup(label.strip().lower()).name
        if encoding in _MEANT_AS_1252:
            # Bytes that are UTF-8 beyond doubt are never Western letters as well.
            if _is_utf8_beyond_doubt(data):
                return None
            encoding = "cp1252"
        if encoding.startswith(("utf-16", "utf-32")) and b"\0" not in data:
            return None
        return _decoded(data, encoding, "declared")
    except (LookupError, UnicodeError, ValueError, TypeError, AttributeError):
        return None


def _is_utf8_beyond_doubt(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _decoded(data: bytes, encoding: str, basis: str, errors: str = "strict") -> Decoded:
    text = data.decode(encoding, errors)
    return Decoded(text.replace("\r\n", "\n").replace("\r", "\n"), encoding, basis)


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether nearly all bytes above 127 form UTF-8: a bruised file, not another encoding."""
    high = _count_high(data)
    formed = sum(len(run) for run in _MULTIBYTE.findall(data))
    return high >= 4 and formed >= 0.9 * high


def _count_high(data: bytes) -> int:
    return len(data) - len(data.translate(None, delete=bytes(range(128, 256))))


def _windows_1252(data: bytes) -> Decoded | None:
    if _count_high(data) > _MOST_HIGH_BYTES_IN_WESTERN * len(data):
        return None
    try:
        return _decoded(data, "cp1252", "cp1252")
    except UnicodeDecodeError:
        return None


def _detected(data: bytes) -> Decoded | None:
    best = from_bytes(data[:_DETECTOR_SAMPLE]).best()
    if best is None:
        return None
    return _decoded(data, best.encoding, "statistics", errors="replace")
