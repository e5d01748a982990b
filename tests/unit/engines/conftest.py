from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from communique.article.article import Article
from communique.article.assemble import assemble
from communique.documents.document import Document
from communique.ids import digest

LANDED = datetime(2031, 5, 9, 6, tzinfo=UTC)

PAGE = """Salt ministers gather in Oslo

Oslo, May 6

Norwegian Finance Minister Ida Berg convened a meeting of finance ministers in Oslo on Tuesday to \
discuss salt quotas.

According to the Ministry of Finance, participants in the meeting included Treasurer of Australia, \
Owen Marsh; Minister of Finance of Canada, Jean Roy; and Minister of Finance of Japan, Aiko Mori.

Additionally, Minister of Economy of Italy, Carla Neri; and Chancellor of the Exchequer of the \
United Kingdom, Anne Hill; and Brightwater Managing Director Tom Reed also presented.

Chilean Finance Minister Luis Soto did not attend.

"We have agreed on a quota for the coming year," Berg told reporters.

Reader Comments

A
Anna P
Prime Minister Rui Pinto met President Ana Sousa in Lisbon on Sunday. What a day it was for all.
"""


@pytest.fixture
def article_of() -> Callable[[str], Article]:
    def read(text: str) -> Article:
        document = Document(
            document_id=digest(text.encode()),
            document_uri="raw/salt.txt",
            media_type="text/plain",
            encoding="utf-8",
            byte_length=len(text.encode()),
            ingested_at=LANDED,
            text=text,
        )
        article = assemble(document, "test")
        assert isinstance(article, Article)
        return article

    return read


@pytest.fixture
def page() -> str:
    return PAGE
