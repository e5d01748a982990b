"""Readers called as the store calls them, and one invented article to put into every format."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from communique.documents.document import Document, Rejection
from communique.documents.readers import read_documents

NOW = datetime(2031, 5, 6, 7, 8, tzinfo=UTC)
Read = Callable[..., list[Document | Rejection]]

HEADLINE = "Harbour ministers agree on pilot fees"
PARAGRAPHS = (
    "The harbour ministers of three small states agreed on common pilot fees in Talvik on Monday, "
    "after two days of talks that both sides had called difficult.",
    "Minister Ola Brandvik, who chaired the meeting, said that the fees would be the same in every "
    "port by the end of the year, and that no ship would pay twice.",
    "His guest, Minister Tess Arnholt, called the result fair. The ministers will meet again in "
    "autumn, when the first bills under the new rules are due.",
)


@pytest.fixture
def read() -> Read:
    def _read(source: bytes | Path, uri: str = "raw/file") -> list[Document | Rejection]:
        return list(read_documents(source, uri, NOW))

    return _read


@pytest.fixture
def page() -> Callable[..., str]:
    """An HTML page around the invented article."""

    def _page(head: str = "", *, menu: str = "", body: tuple[str, ...] = PARAGRAPHS) -> str:
        paragraphs = "".join(f"<p>{p}</p>" for p in body)
        return (
            f"<!DOCTYPE html><html lang='en'><head><title>{HEADLINE} | Talvik Post</title>{head}"
            f"</head><body><nav>{menu}</nav><article><h1>{HEADLINE}</h1>{paragraphs}</article>"
            "<footer>All rights reserved</footer></body></html>"
        )

    return _page
