"""A page that counts back from its fetch is dated by the fetch that its container states."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.article.article import Article
from communique.article.assemble import assemble
from communique.documents.document import Document
from communique.records import ArticleRow

from . import build
from .conftest import HEADLINE, PARAGRAPHS, Read

TEXT = "\n\n".join(PARAGRAPHS)


def row_of(results: list[object]) -> ArticleRow:
    (document,) = results
    assert isinstance(document, Document), document
    article = assemble(document, "test")
    assert isinstance(article, Article)
    return article.row


def told(row: ArticleRow) -> tuple[str, str, str]:
    return (str(row.published_basis), row.published_precision, str(row.published_day))


def posted(words: str) -> str:
    return f'<div class="entry-meta">{words}</div>'


@pytest.mark.parametrize(
    ("words", "basis", "precision", "day"),
    [
        ("Posted 2 hours ago", "relative", "day", "2031-05-05"),
        ("20 minutes ago", "relative", "minute", "2031-05-05"),
        ("hace 9 horas", "relative", "day", "2031-05-05"),
        ("vor 1 Tag", "relative", "unknown", "None"),
        ("7 min read", "fetched", "minute", "2031-05-05"),
    ],
)
def test_a_crawled_page_counts_back_from_its_record(
    words: str, basis: str, precision: str, day: str, read: Read, page: Callable[..., str]
) -> None:
    html = page(menu="").replace("<article>", posted(words) + "<article>")
    data = build.warc({"https://post.example/fees": html.encode()})
    row = row_of(read(data, "a.warc"))
    assert told(row) == (basis, precision, day)


def test_a_record_counts_back_from_its_own_fetch(read: Read) -> None:
    record: dict[str, object] = {
        "title": HEADLINE, "text": TEXT, "published": "3 hours ago",
        "fetched_at": "2031-04-30T12:00:00Z",
    }  # fmt: skip
    row = row_of(read(build.json_lines([record]), "a.jsonl"))
    assert told(row) == ("relative", "day", "2031-04-30")
    assert row.published_text == "3 hours ago"


def test_the_day_of_ingestion_is_no_fetch(read: Read, page: Callable[..., str]) -> None:
    html = page().replace("<article>", posted("2 hours ago") + "<article>")
    for data in (html.encode(), f"{HEADLINE}\n2 hours ago\n\n{TEXT}".encode()):
        row = row_of(read(data, "a"))
        assert (row.published_at, row.published_basis) == (None, None)


@pytest.mark.parametrize(
    ("sender", "basis", "outlet"),
    [
        ("<Saved by Blink>", "fetched", None),
        ('"Saved by a browser 10"', "fetched", None),
        ("Talvik Press Office <press@talvik.example>", "mail", "Talvik Press Office"),
    ],
)
def test_the_date_of_a_saved_page_is_its_fetch_and_that_of_a_letter_is_not(
    sender: str, basis: str, outlet: str | None, read: Read, page: Callable[..., str]
) -> None:
    data = build.mail(page().replace(" | Talvik Post", ""), kind="html")
    data = data.replace(b"Talvik Press Office <press@talvik.example>", sender.encode())
    row = row_of(read(data, "a.mhtml"))
    assert (row.published_basis, row.outlet) == (basis, outlet)


def test_a_saved_page_counts_back_from_when_it_was_saved(
    read: Read, page: Callable[..., str]
) -> None:
    html = page().replace("<article>", posted("15 minutes ago") + "<article>")
    data = build.mail(html, kind="html")
    data = b"Snapshot-Content-Location: https://post.example/fees\r\n" + data
    row = row_of(read(data, "a.mhtml"))
    assert str(row.published_at) == "2031-05-05 07:15:00+00:00"
    assert row.published_basis == "relative"


@pytest.mark.parametrize(
    ("comment", "instant"),
    [
        ("\n Saved with a tool \n url: https://post.example/fees \n saved date: Mon May 05 2031 "
         "12:00:00 GMT+0200 (Summer Time)\n", "2031-05-05T09:45"),
        (" Mirrored from post.example/fees by a copier/3.x [X'14], Mon, 05 May 2031 10:00:00 GMT ",
         "2031-05-05T09:45"),
        ("\n FILE ARCHIVED ON 10:00:00 May 05, 2031 AND RETRIEVED LATER\n", "2031-05-05T00:00"),
        (" saved date: unknown ", None),
        (" revision of 5 May 2031 ", None),
    ],
)  # fmt: skip
def test_a_copier_says_in_a_comment_when_it_saved_the_page(
    comment: str, instant: str | None, read: Read, page: Callable[..., str]
) -> None:
    html = page().replace("<article>", posted("15 minutes ago") + "<article>")
    html = html.replace("<html", f"<!--{comment}--><html", 1)
    row = row_of(read(html.encode(), "a.html"))
    told = row.published_at.isoformat()[:16] if row.published_at else None
    assert (told, row.published_basis) == (instant, "relative" if instant else None)
