"""Every format gives the same article, with its origin and what its container states."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.article.article import Article
from communique.article.assemble import assemble
from communique.documents.document import Document, Rejection
from communique.ids import digest

from . import build
from .conftest import HEADLINE, PARAGRAPHS, Read

TEXT = "\n\n".join(PARAGRAPHS)
ROW: dict[str, object] = {
    "headline": HEADLINE,
    "maintext": TEXT,
    "date_publish": "2031-05-05T09:00:00+02:00",
    "authors": ["Iva Lund", "Per Hald"],
    "source": "Talvik Post",
    "url": "https://post.example/fees",
}


def only(results: list[Document | Rejection]) -> Document:
    (one,) = results
    assert isinstance(one, Document), one
    return one


def article(document: Document) -> Article:
    made = assemble(document, "test")
    assert isinstance(made, Article)
    return made


def body_of(document: Document) -> str:
    return "\n".join(b.span.cut(document.text).strip() for b in article(document).blocks
                     if b.role == "body")  # fmt: skip


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.txt", lambda html: f"{HEADLINE}\n\n{TEXT}\n".encode()),
        ("a.html", lambda html: html.encode()),
        ("page", lambda html: html.encode("utf-16")),
        ("a.md", lambda html: f"# {HEADLINE}\n\n{TEXT}\n".encode()),
        ("a.json", lambda html: json.dumps(ROW).encode()),
        ("a.jsonl", lambda html: build.json_lines([ROW])),
        ("a.csv", lambda html: f'title,text\n"{HEADLINE}","{TEXT}"\n'.encode()),
        ("a.tsv", lambda html: f'title\ttext\n{HEADLINE}\t"{TEXT}"\n'.encode()),
        ("a.parquet", lambda html: build.parquet([ROW])),
        ("a.xml", lambda html: build.rss([(HEADLINE, "Mon, 05 May 2031 09:00:00 +0200",
                                           "".join(f"<p>{p}</p>" for p in PARAGRAPHS))])),
        ("a.warc", lambda html: build.warc({"https://post.example/fees": html.encode()})),
        ("a.eml", lambda html: build.mail(TEXT)),
        ("b.eml", lambda html: build.mail(html, kind="html")),
        ("a.zip", lambda html: build.zipped({"in/a.html": html.encode()})),
        ("a.tar", lambda html: build.tarred({"in/a.html": html.encode()})),
        ("a.html.gz", lambda html: build.packed(html.encode(), "gzip")),
        ("a.html.bz2", lambda html: build.packed(html.encode(), "bzip2")),
        ("a.html.xz", lambda html: build.packed(html.encode(), "xz")),
        ("a.tgz", lambda html: build.packed(build.tarred({"a.html": html.encode()}), "gzip")),
    ],
)  # fmt: skip
def test_each_format_gives_the_article(
    name: str, make: Callable[[str], bytes], read: Read, page: Callable[..., str]
) -> None:
    document = only(read(make(page()), f"raw/{name}"))
    assert body_of(document).replace("\n\n", "\n") == "\n".join(PARAGRAPHS)
    assert article(document).row.headline in (HEADLINE, "Pilot fees agreed")


def test_a_pdf_gives_its_paragraphs_joined_and_its_date(read: Read) -> None:
    lines = [
        "The harbour ministers of three small states agreed on common pilot",
        "fees in Talvik on Monday, after two days of talks that both sides had",
        "called difficult.",
    ]
    document = only(read(build.pdf(lines), "raw/a.pdf"))
    assert " ".join(lines) in document.text
    assert document.text.startswith("pdf.created: 2031-05-04T10:15:00+02:00\n")


@pytest.mark.parametrize(
    ("name", "make", "uri"),
    [
        ("x.zip", lambda d: build.zipped({"a/b.txt": d}), "raw/x.zip!/a/b.txt"),
        ("x.zip", lambda d: build.zipped({"../../b.txt": d}), "raw/x.zip!/../../b.txt"),
        ("x.tar", lambda d: build.tarred({"/etc/b.txt": d}), "raw/x.tar!//etc/b.txt"),
        ("x.zip", lambda d: build.zipped({"y.zip": build.zipped({"b": d})}), "raw/x.zip!/y.zip!/b"),
        ("x.txt.gz", lambda d: build.packed(d, "gzip"), "raw/x.txt.gz"),
        ("x.warc", lambda d: build.warc({"https://post.example/": d}),
         "raw/x.warc#urn:uuid:00000000-0000-0000-0000-000000000001"),
    ],
)  # fmt: skip
def test_a_member_has_its_own_address_and_the_key_of_its_own_bytes(
    name: str, make: Callable[[bytes], bytes], uri: str, read: Read
) -> None:
    document = only(read(make(TEXT.encode()), f"raw/{name}"))
    assert (document.document_uri, document.document_id) == (uri, digest(TEXT.encode()))


def test_the_same_row_has_the_same_key_in_every_table(read: Read) -> None:
    row: dict[str, object] = {"headline": HEADLINE, "text": TEXT}
    table = f'text,headline\n"{TEXT}",{HEADLINE}\n'.encode()
    assert (
        only(read(table, "a.csv")).document_id == only(read(build.parquet([row]), "a")).document_id
    )


def test_what_a_record_states_becomes_the_header(read: Read) -> None:
    row = article(only(read(build.json_lines([ROW]), "raw/a.jsonl"))).row
    assert row.outlet == "Talvik Post"
    assert row.bylines == ("Iva Lund", "Per Hald")
    assert row.canonical_url == "https://post.example/fees"
    assert (row.published_basis, str(row.published_day)) == ("record", "2031-05-05")
    assert row.published_text == "2031-05-05T09:00:00+02:00"


def test_created_beats_updated_in_metadata(read: Read, page: Callable[..., str]) -> None:
    head = (
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":'
        '"2031-05-04T23:30:00+02:00","dateModified":"2031-05-05T10:00:00+02:00","author":'
        '{"name":"Iva Lund"},"publisher":{"name":"Talvik Post"}}</script>'
        '<meta property="article:published_time" content="2031-05-04T21:30:00Z">'
    )
    row = article(only(read(page(head).encode(), "a.html"))).row
    assert (row.published_basis, str(row.published_day)) == ("json_ld", "2031-05-04")
    assert str(row.updated_at) == "2031-05-05 08:00:00+00:00"
    assert (row.outlet, row.bylines) == ("Talvik Post", ("Iva Lund",))


def test_every_value_of_the_header_quotes_back(read: Read, page: Callable[..., str]) -> None:
    head = (
        '<meta property="og:site_name" content="Talvik  Post">'
        '<meta name="author" content="Iva Lund">'
        '<meta name="date" content="2031-05-05">'
    )
    made = article(only(read(page(head).encode(), "a.html")))
    assert {"outlet", "bylines", "published_at", "headline"} <= {e.attribute for e in made.evidence}
    for evidence in made.evidence:
        assert made.text[evidence.span_start : evidence.span_end] == evidence.surface


def test_blocks_tile_a_page_with_marks(read: Read, page: Callable[..., str]) -> None:
    made = article(only(read(page('<meta name="date" content="2031-05-05">').encode(), "a.html")))
    assert "".join(b.span.cut(made.text) for b in made.blocks) == made.text
    assert [b.role for b in made.blocks] == ["other", "headline", "body", "body", "body"]


def test_the_fetch_of_a_crawl_is_the_weakest_witness(read: Read, page: Callable[..., str]) -> None:
    bare = build.warc({"https://post.example/fees": page().encode()})
    assert article(only(read(bare, "a.warc"))).row.published_basis == "fetched"
    dated = page('<meta name="date" content="2031-05-01">')
    row = article(only(read(build.warc({"https://post.example/f": dated.encode()}), "a.warc"))).row
    assert (row.published_basis, row.canonical_url) == ("meta", "https://post.example/f")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b'{"text": "one", "text": "two"}', "twice"),
        (b'{"text": "cut o', "line 2, bytes "),
        (b'{"text": NaN}', "NaN"),
        (b'["only", "a", "list"]', "no object"),
        (b'{"text": "\xff\xfe"}', "line 2"),
        (b'{"text": "a\x00b"}', "line 2"),
    ],
)
def test_a_bad_line_is_refused_with_its_place_and_the_others_are_read(
    line: bytes, why: str, read: Read
) -> None:
    good = build.json_lines([ROW])
    first, bad, last = read(good + line + b"\n" + good.replace(b"May", b"June"), "raw/a.jsonl")
    assert isinstance(first, Document) and isinstance(last, Document)
    assert isinstance(bad, Rejection) and bad.code == "damaged" and why in bad.message
    assert bad.document_uri == "raw/a.jsonl#line=2"


def test_a_list_where_a_text_should_be_is_taken_as_paragraphs_and_a_number_is_not(
    read: Read,
) -> None:
    listed = only(read(build.json_lines([{"text": list(PARAGRAPHS)}]), "a.jsonl"))
    assert listed.text == TEXT + "\n"
    (number,) = read(build.json_lines([{"text": 7}]), "a.jsonl")
    assert isinstance(number, Rejection)


def test_an_entry_without_a_text_points_to_its_page(read: Read) -> None:
    first, second = read(build.rss([(HEADLINE, "2031-05-05", ""), ("Fees", "2031-05-05", TEXT)]))
    assert isinstance(first, Rejection) and first.code == "empty"
    assert isinstance(second, Document) and second.document_uri == "raw/file#entry=2"
    assert article(second).row.outlet == "Talvik Post"


def test_an_address_with_an_earlier_day_tells_the_first_publication(
    read: Read, page: Callable[..., str]
) -> None:
    head = (
        '<meta name="date" content="2031-05-05">'
        '<link rel="canonical" href="https://post.example/2031/04/02/fees">'
    )
    row = article(only(read(page(head).encode(), "a.html"))).row
    assert (row.published_basis, str(row.published_day)) == ("address", "2031-04-02")


def test_an_instant_in_utc_is_dated_where_the_page_is_made(
    read: Read, page: Callable[..., str]
) -> None:
    head = (
        '<meta property="article:published_time" content="2031-05-04T22:30:00Z">'
        '<meta property="og:locale" content="nb_NO">'
    )
    row = article(only(read(page(head).encode(), "a.html"))).row
    assert str(row.published_at) == "2031-05-04 22:30:00+00:00"
    assert str(row.published_day) == "2031-05-05"


def test_a_broken_member_costs_no_other(read: Read) -> None:
    files = {"a.txt": TEXT.encode(), "b.gz": b"\x1f\x8b rubbish", "c.png": b"\x89PNG\r\n\x1a\n"}
    results = read(build.zipped({**files, "d.txt": HEADLINE.encode()}), "raw/x.zip")
    assert [getattr(r, "code", "read") for r in results] == ["read", "damaged", "not_text", "read"]


def test_links_in_an_archive_are_passed_over(read: Read) -> None:
    data = build.tarred({"a.txt": TEXT.encode()}, links={"b.txt": "/etc/hostname"})
    assert only(read(data, "raw/x.tar")).document_uri == "raw/x.tar!/a.txt"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<h1>Page not found</h1><p>The page you are looking for has moved.</p>", "error_page"),
        ("<h1>Access denied</h1><p>Reference 18.2f</p>", "error_page"),
        (
            "<p>Fees rise. Subscribe to continue reading this and other articles.</p>",
            "paywall_stub",
        ),
        ("<p>We value your privacy. We and our partners store information.</p>", "cookie_wall"),
    ],
)
def test_pages_without_an_article_are_rejected_by_name(body: str, code: str, read: Read) -> None:
    html = f"<html><head><title>Post</title></head><body>{body}</body></html>"
    (result,) = read(html.encode(), "a.html")
    assert isinstance(result, Rejection) and result.code == code


def test_a_long_article_may_speak_of_paywalls(read: Read, page: Callable[..., str]) -> None:
    extra = "Subscribe to continue reading, said the sign at the harbour museum."
    assert isinstance(only(read(page(body=(*PARAGRAPHS * 3, extra)).encode(), "a.html")), Document)


def test_declared_encodings_are_kept_and_garbled_letters_noticed(read: Read) -> None:
    html = "<html><head><meta charset='windows-1251'></head><body><article><p>{}</p></article>"
    words = "Министр принял коллегу в порту и назвал переговоры трудными. " * 5
    document = only(read(html.format(words).encode("cp1251"), "a.html"))
    assert document.encoding == "cp1251" and "Министр" in document.text
    garbled = "Zürich, Genève, Málaga, Köln \u2013 ".encode().decode("cp1252") * 3
    assert [r.code for r in only(read(garbled.encode(), "a.txt")).remarks] == ["mojibake"]


def test_deep_markup_is_read_whole_and_remarked(read: Read) -> None:
    inner = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    html = f"<html><body>{'<div>' * 400}{inner}{'</div>' * 400}</body></html>"
    document = only(read(html.encode(), "a.html"))
    assert all(p in document.text for p in PARAGRAPHS)
    assert [r.code for r in document.remarks] == ["deep_markup"]


def test_a_big_file_is_read_in_little_memory(read: Read, tmp_path: Path) -> None:
    from communique.documents.readers import expand

    path = tmp_path / "big.jsonl"
    with path.open("wb") as handle:
        for number in range(2_000):
            handle.write(build.json_lines([{"text": f"{number} " + "words " * 3_000}]))
    tracemalloc.start()
    count = sum(1 for _ in expand(path, "raw/big.jsonl"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 2_000
    assert peak < path.stat().st_size / 8


def test_a_password_is_asked_for_by_name(read: Read) -> None:
    data = bytearray(build.zipped({"a.txt": TEXT.encode()}))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + at] |= 1
    (result,) = read(bytes(data), "raw/x.zip")
    assert isinstance(result, Rejection) and result.code == "encrypted"
