"""Pages around one invented body, and what assembling them gives."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from communique.article.article import Article
from communique.article.assemble import assemble
from communique.documents.document import Document
from communique.documents.readers import read_document

BODY = (
    "The fisheries ministers of five northern states agreed on a herring quota after talks.\n\n"
    "Olav Ness, who hosted the meeting, called the herring quota a fair bargain for the states.\n\n"
    "Joint patrols of the five states will set out in autumn, the fisheries ministers added."
)
HEADLINE = "Fisheries ministers of five states agree on herring quota"


@pytest.fixture
def read_page() -> Callable[..., Article]:
    """Assembles a page: lines above the body, the body, lines below it."""

    def read(
        above: str = "", below: str = "", *, body: str = BODY, headline: str = HEADLINE
    ) -> Article:
        text = "\n".join((headline, above, "", body, "", below))
        document = read_document(text.encode(), "raw/page.txt", datetime(2026, 1, 14, tzinfo=UTC))
        assert isinstance(document, Document)
        article = assemble(document, "test")
        assert isinstance(article, Article)
        return article

    return read
