"""Assembling: one row with the header's parts, its evidence and its notes."""

import pickle
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.article.article import Article
from communique.article.assemble import assemble
from communique.documents.document import Document, Rejection
from communique.documents.readers import read_document
from communique.ids import make_id
from communique.spans import quotes_back

LABELLED = Path(__file__).parents[2] / "cases" / "labelled_page.txt"
PAGE = "\n\n".join(line[14:] for line in LABELLED.read_text("utf-8").splitlines())
SEEDS = Path(__file__).parents[4] / "shared" / "corpus" / "seeds"


def read(text: str) -> Article | Rejection:
    document = read_document(text.encode(), "raw/page.txt", datetime(2031, 5, 7, tzinfo=UTC))
    if isinstance(document, Rejection):
        return document
    return assemble(document, "test")


def test_the_header_of_a_page_with_everything() -> None:
    article = read(PAGE)
    assert isinstance(article, Article)
    row = article.row
    assert row.article_id == make_id("art", row.document_id, 0)
    assert row.headline == "Fisheries ministers of five states agree on a common quota in Bergen"
    assert (row.outlet, row.bylines, row.language) == ("Harbour Courier", ("Ida Berg",), "en")
    assert (row.agencies, row.has_unnamed_agency) == ((), True)
    assert (row.dateline_place, str(row.dateline_date)) == ("Bergen", "2031-05-06")
    assert row.published_text == "Updated: 06-05-2031 08:15 GMT"
    assert row.count_body_words > 60
    assert article.notes == ()
    assert {e.attribute for e in article.evidence} >= {
        "headline", "outlet", "bylines", "updated_at", "dateline_place", "dateline_date"
    }  # fmt: skip


def test_a_page_without_a_body_is_rejected_with_a_remedy() -> None:
    rejection = read("Home\nNews\nSport")
    assert isinstance(rejection, Rejection)
    assert rejection.code == "no_article"


def test_another_language_is_kept_with_a_warning() -> None:
    article = read(
        "Los ministros se reúnen en la capital\n\nLos ministros de cinco países se reunieron el "
        "martes en el ayuntamiento de la ciudad y acordaron una cuota común para la pesca."
    )
    assert isinstance(article, Article)
    assert [(n.code, n.severity) for n in article.notes] == [("unsupported_language", "warning")]
    assert article.row.language == "es"


def test_the_address_of_the_page_is_kept(read_page: Callable[..., Article]) -> None:
    row = read_page("", "Link: https://courier.example/world/quota-2031").row
    assert row.canonical_url == "https://courier.example/world/quota-2031"


EDITS = [
    "\u200b",
    "\u00a0",
    "\r\n",
    "\u202e",
    "\u200f",
    "🎣",
    "\t",
    "\n\n",
    "©",
    "|",
    '"',
    "By ",
    "漢",
]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(PAGE)), st.sampled_from(EDITS)), max_size=25))
def test_every_span_of_an_edited_page_quotes_back(edits: list[tuple[int, str]]) -> None:
    text = PAGE
    for at, what in edits:
        text = text[:at] + what + text[at:]
    article = read(text)
    assert article == read(text)
    assert pickle.loads(pickle.dumps(article)) == article
    if isinstance(article, Article):
        for row in article.evidence:
            assert quotes_back(article.text, row.span_start, row.span_end, row.surface)
            assert row.surface.strip()
        for sentence in article.sentences:
            assert article.blocks[sentence.block_no].span.contains(sentence.span)
        assert len({e.evidence_id for e in article.evidence}) == len(article.evidence)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_an_article_or_a_rejection(text: str) -> None:
    assert read(text) == read(text)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the corpus is not beside this checkout")
def test_furniture_of_the_seed_pages_is_never_body() -> None:
    for path in sorted(SEEDS.glob("*.txt")):
        document = read_document(path.read_bytes(), path.name, datetime(2026, 2, 1, tzinfo=UTC))
        assert isinstance(document, Document)
        article = assemble(document, "test")
        assert isinstance(article, Article)
        body = " ".join(b.span.cut(article.text) for b in article.blocks if b.role == "body")
        for word in ("GLP-1", "Priya", "AI-generated", "Key Points", "Newsletter", "min read"):
            assert word not in body
