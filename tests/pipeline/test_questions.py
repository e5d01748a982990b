"""The answers that the pages print are the ones that a run on the sample gives."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from tests.pipeline.conftest import REPOSITORY, Ran

from communique.store.answers import answer, questions, with_answers

pytestmark = pytest.mark.pipeline

PAGES = ("README.md", "docs/flow.md", "docs/history.md", "docs/questions.md")


def read(page: str) -> str:
    return (REPOSITORY / page).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def published(sample: Ran) -> Path:
    return sample.settings.published_path


@pytest.mark.parametrize("page", PAGES)
def test_every_answer_on_the_page_is_the_one_the_sample_gives(page: str, published: Path) -> None:
    with duckdb.connect(str(published), read_only=True) as con:
        real = with_answers(read(page), con)
    assert read(page).splitlines() == real.splitlines(), "see CONTRIBUTING, Answers in the docs"


@pytest.mark.parametrize("page", PAGES)
def test_every_question_on_the_page_has_an_answer_with_rows(page: str, published: Path) -> None:
    asked = list(questions(read(page)))
    assert asked
    with duckdb.connect(str(published), read_only=True) as con:
        for sql in asked:
            assert len(answer(sql, con).splitlines()) > 2, sql


def test_each_of_the_ten_questions_is_one_query() -> None:
    sections = read("docs/questions.md").split("\n## ")[1:]
    assert [section.split(" ")[0] for section in sections] == [f"{n}." for n in range(1, 11)]
    for section in sections:
        (sql,) = questions(section)
        assert sql.strip().rstrip(";").count(";") == 0
