"""Pages that are lists of articles are rejected by name, and articles beside lists are not."""

from __future__ import annotations

import time

import pytest

from communique.documents.document import Document, Rejection

from .conftest import PARAGRAPHS, Read

TITLES = (
    "Harbour ministers agree on pilot fees",
    "Storm closes northern ports for a second day",
    "Herring quota set for the coming year",
    "New bridge to open before the autumn",
    "Council debates the price of ferry tickets",
    "Two towns share one fire brigade",
    "Museum of the sea shows old maps",
    "School boats return to the outer islands",
    "Fishing fleet counts its losses after gale",
    "Grain ship freed from the sandbank",
    "Pilots vote on a new contract",
    "Lighthouse keepers meet for the last time",
)
TEASERS = (
    "The ministers of three small states met in Talvik and agreed on common fees for pilots.",
    "Waves of nine metres were measured off the cape, and the ferries stayed in port.",
    "The quota falls by a tenth, which the fishermen's union called a fair bargain.",
)


def listed(form: str, count: int = len(TITLES)) -> str:
    """The titles, each in the form's markup, linked to a page of its own."""
    return "".join(
        form.format(link=f"<a href='/a/{n}'>{title}</a>", n=n, teaser=TEASERS[n % 3], title=title)
        for n, title in enumerate(TITLES[:count])
    )


def html(main: str, head: str = "") -> bytes:
    return (
        f"<!DOCTYPE html><html><head><title>News | Talvik Post</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a></nav><main>{main}</main></body></html>"
    ).encode()


@pytest.mark.parametrize(
    "main",
    [
        f"<ul>{listed('<li>{link}</li>')}</ul>",
        listed("<div><h3>{link}</h3><span>5 May 2031</span></div>"),
        f"<h1>Latest news</h1>{listed('<article><h2>{link}</h2><p>{teaser}</p></article>')}",
        listed("<div><a href='/a/{n}'><h3>{title}</h3></a><p>{teaser} <a>More</a></p></div>"),
        f"<table>{listed('<tr><td>{n} May 2031</td><td>{link}</td></tr>')}</table>",
        f"<h1>Releases</h1>{listed('<p>{link} <i>5 May</i></p>')}",
    ],
)
def test_a_list_of_articles_is_an_index_page(main: str, read: Read) -> None:
    (result,) = read(html(main), "a.html")
    assert isinstance(result, Rejection) and result.code == "index_page"
    assert "fetch the articles themselves" in result.message


BODY = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)


@pytest.mark.parametrize(
    "main",
    [
        f"<h1>{TITLES[0]}</h1>{BODY}<h2>Read also</h2><ul>{listed('<li>{link}</li>')}</ul>",
        f"<h1>{TITLES[0]}</h1>{BODY}{listed('<article><h2>{link}</h2><p>{teaser}</p></article>')}",
        f"<h1>Four things</h1>{listed(f'<h2>{{link}}</h2>{BODY}', 8)}",
        f"<h1>{TITLES[0]}</h1>{BODY}{listed('<p>{link}</p>' + BODY, 7)}",
    ],
)
def test_an_article_beside_or_between_lists_is_read(main: str, read: Read) -> None:
    (result,) = read(html(main), "a.html")
    assert isinstance(result, Document)
    assert PARAGRAPHS[0] in result.text


def test_a_page_that_calls_itself_an_article_is_no_index(read: Read) -> None:
    main = listed("<h2>{link}</h2><p>{teaser}</p>")
    (result,) = read(html(main, "<meta property='og:type' content='article'>"), "a.html")
    assert isinstance(result, Document)


@pytest.mark.parametrize("form", ["{link} ", "<p>{link}</p>", "<li>{link}<p>{teaser}</p>"])
def test_a_list_without_end_is_judged_soon(form: str, read: Read) -> None:
    started = time.process_time()
    (result,) = read(html(f"<p>{listed(form) * 500}"), "a.html")
    assert time.process_time() - started < 10
    assert isinstance(result, Rejection | Document)
