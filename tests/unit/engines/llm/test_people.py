from collections.abc import Callable

import pytest

from communique.article.article import Article
from communique.engines.llm.answer import Phrase, ToldPerson
from communique.engines.llm.page import Page
from communique.engines.llm.people import Told, read_body
from communique.lexicon.normal import normalise

TEXT = """Talks on salt in Oslo

Oslo, May 6

Finance Minister Ida Berg of Norway met the Governor of the Reserve Bank, Jean Roy, in Oslo. Roy, \
a Canadian, was followed by State Councillors Tom Hall and Ann Lee. Officials from Japan and the \
International Board for the Study of Salt were there. He left early.
"""
ArticleOf = Callable[[str], Article]


def page_of(article_of: ArticleOf) -> Page:
    article = article_of(TEXT)
    normal = normalise(article.text)
    return Page(article, normal, {b.no: normal.normal(b.span) for b in article.blocks})


def told(page: Page, name: str, **values: str) -> Told:
    def phrase(words: str) -> Phrase:
        blocks = range(99)
        return Phrase(next(n for n in blocks if page._aligner.find(n, words)), words)

    given = {key: phrase(values[key]) if key in values else None
             for key in ("role", "affiliation", "country")}  # fmt: skip
    return Told(page, [ToldPerson(no=4, name=phrase(name), **given)], home="")


def test_a_title_is_no_part_of_a_name(article_of: ArticleOf) -> None:
    people = told(page_of(article_of), "Finance Minister Ida Berg", affiliation="Norway")
    person = people.persons[4]
    assert (person.name, person.country_code) == ("Ida Berg", "NO")


def test_an_office_of_several_is_held_by_one(article_of: ArticleOf) -> None:
    person = told(page_of(article_of), "Ann Lee", role="State Councillors").persons[4]
    assert person.named.role == "State Councillor"


def test_a_country_told_apart_gives_the_code_that_a_body_lacks(article_of: ArticleOf) -> None:
    page = page_of(article_of)
    person = told(page, "Jean Roy", affiliation="the Reserve Bank", country="Canadian").persons[4]
    assert person.country_code == "CA"
    assert told(page, "Jean Roy", affiliation="Reserve Bank").persons[4].country_code == ""


@pytest.mark.parametrize("words", ["He", "Finance Minister", "early"])
def test_what_is_no_name_is_no_person(article_of: ArticleOf, words: str) -> None:
    page = page_of(article_of)
    assert told(page, words).persons == {}
    assert [note.code for note in page.notes.values()] == ["llm_not_a_name"]


@pytest.mark.parametrize(
    ("words", "served"),
    [
        ("Officials from Japan", "Japan"),
        (
            "the International Board for the Study of Salt",
            "International Board for the Study of Salt",
        ),
        ("Norway", "Norway"),
        ("State Councillors", None),
        ("early", None),
    ],
)
def test_a_body_is_taken_whole_and_a_common_noun_not_at_all(
    article_of: ArticleOf, words: str, served: str | None
) -> None:
    page = page_of(article_of)
    block = next(n for n in range(99) if page._aligner.find(n, words))
    span = page.find(Phrase(block, words), "a participant")
    assert span is not None
    body = read_body(page, span, "delegation")
    assert (body.served.text if body and body.served else None) == served
