"""Bytes to text: encodings, line ends, and what is refused as no text."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.documents.document import Document, Rejection
from communique.documents.limits import MAX_BYTES
from communique.documents.readers import read_document
from communique.ids import digest

NOW = datetime(2031, 5, 6, 7, 8, tzinfo=UTC)


def read(data: bytes) -> Document | Rejection:
    return read_document(data, "raw/page.txt", NOW)


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        ("Zürich \u2013 talks".encode(), "utf-8", "Zürich \u2013 talks"),
        ("Zürich \u2013 talks".encode("utf-8-sig"), "utf-8", "Zürich \u2013 talks"),
        ("Zürich".encode("utf-16"), "utf-16-le", "Zürich"),
        ("Zürich \u2013 “talks”".encode("cp1252"), "cp1252", "Zürich \u2013 “talks”"),
        (b"one\r\ntwo\rthree\n", "utf-8", "one\ntwo\nthree\n"),
    ],
)
def test_text_is_decoded_and_its_encoding_kept(data: bytes, encoding: str, text: str) -> None:
    document = read(data)
    assert isinstance(document, Document)
    assert (document.encoding, document.text) == (encoding, text)
    assert document.document_id == digest(data)
    assert document.byte_length == len(data)


def test_a_bruised_utf8_file_is_not_taken_for_another_encoding() -> None:
    document = read("Zürich, Genève und Québec \u2013 die Gespräche ".encode() * 3 + b"\xc3")
    assert isinstance(document, Document)
    assert document.encoding == "utf-8"
    assert document.text.startswith("Zürich, Genève")


def test_a_cyrillic_code_page_is_detected_last() -> None:
    words = "Министр иностранных дел встретил коллегу на вокзале. " * 5
    document = read(words.encode("cp1251"))
    assert isinstance(document, Document)
    assert "Министр" in document.text


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        ("\ufeff\u200b".encode(), "empty"),
        (b"%PDF-1.7 text", "damaged"),
        (b"\x89PNG\r\n\x1a\n", "not_text"),
        (b"\x1f\x8b\x08 text", "damaged"),
        (b"PK\x03\x04 text", "damaged"),
        (b"{\\rtf1 text}", "unsupported_format"),
        (b"words\x00words", "not_text"),
        (b"\x01\x02\x03\x04 words \x05\x06", "not_text"),
        (b"<!DOCTYPE html><p> </p>", "empty"),
        (b"\n <html lang='en'>", "empty"),
        (b"<?xml version='1.0'?><rss/>", "empty"),
        (b"<?xml version='1.0'?><settings><colour>red</colour></settings>", "unsupported_format"),
        (b'{"headline": "Talks"}', "unsupported_format"),
        (b'[{"headline": "Talks"}]', "unsupported_format"),
        (b"a" * (MAX_BYTES + 1), "too_large"),
    ],
)
def test_what_is_no_page_is_rejected_with_its_reason(data: bytes, code: str) -> None:
    rejection = read(data)
    assert isinstance(rejection, Rejection)
    assert rejection.code == code
    assert ":" in rejection.message


@pytest.mark.parametrize("text", ["[translated from Spanish]\nTalks", "{Photo} Talks", "<3 talks"])
def test_brackets_alone_are_no_markup(text: str) -> None:
    assert isinstance(read(text.encode()), Document)


def test_a_landing_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        read_document(b"words", "raw/page.txt", NOW.replace(tzinfo=None))


@given(st.binary(max_size=300))
def test_any_bytes_give_a_document_or_a_rejection(data: bytes) -> None:
    result = read(data)
    assert result == read(data)
    if isinstance(result, Document):
        assert result.text.strip()
        assert "\r" not in result.text


@given(st.text(min_size=1, max_size=300))
def test_what_was_text_comes_back_with_plain_line_ends(text: str) -> None:
    result = read(text.encode())
    if isinstance(result, Document) and not text.startswith("\ufeff"):
        assert result.text == text.replace("\r\n", "\n").replace("\r", "\n")
