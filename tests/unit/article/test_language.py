"""The language of a body, by its small words, and none where they say too little."""

import pytest

from communique.article.language import read_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ministers of five states met in the old town hall and agreed on a quota.", "en"),
        (
            "Los ministros de cinco países se reunieron en el ayuntamiento y acordaron una cuota.",
            "es",
        ),
        ("Министры пяти стран встретились на побережье и обсудили новые правила лова.", "ru"),
        ("too short", None),
    ],
)
def test_the_language_of_a_body_is_told(text: str, language: str | None) -> None:
    assert read_language(text) == language
