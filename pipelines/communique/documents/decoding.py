"""Bytes to characters: byte order mark, strict UTF-8, Windows-1252, and a detector last.

Which bytes are worth decoding is the readers' business; what the text means is nobody's here.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

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


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the name of the encoding it was decoded with; line ends are a single line feed."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded | None:
    """``data`` as text, or None when no encoding fits."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding, errors="replace")
    try:
        return _decoded(data, "utf-8")
    except UnicodeDecodeError:
        pass
    if _is_damaged_utf8(data):
        return _decoded(data, "utf-8", errors="replace")
    return _windows_1252(data) or _detected(data)


def _decoded(data: bytes, encoding: str, errors: str = "strict") -> Decoded:
    text = data.decode(encoding, errors)
    return Decoded(text.replace("\r\n", "\n").replace("\r", "\n"), encoding)


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether nearly all bytes above 127 form UTF-8: a bruised file, not another encoding."""
    high = sum(byte > 127 for byte in data)
    formed = sum(len(run) for run in _MULTIBYTE.findall(data))
    return high >= 4 and formed >= 0.9 * high


def _windows_1252(data: bytes) -> Decoded | None:
    if sum(byte > 127 for byte in data) > _MOST_HIGH_BYTES_IN_WESTERN * len(data):
        return None
    try:
        return _decoded(data, "cp1252")
    except UnicodeDecodeError:
        return None


def _detected(data: bytes) -> Decoded | None:
    best = from_bytes(data[:_DETECTOR_SAMPLE]).best()
    if best is None:
        return None
    return _decoded(data, best.encoding, errors="replace")
