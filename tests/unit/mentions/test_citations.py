from collections.abc import Callable

import pytest

from communique.mentions.citations import find_citations
from communique.mentions.lines import Line
from communique.mentions.persons import People

MINISTRY = [("the Ministry of Trade", "government")]


@pytest.mark.parametrize(
    ("sentence", "cited"),
    [
        ("According to the Ministry of Trade, a deal is near.", MINISTRY),
        ("A deal is near, a release said.", [("a release", "release")]),
        ("(With inputs from agencies.)", [("agencies", "agency")]),
        ("A deal is near, Norwegian officials said.", [("Norwegian officials", "government")]),
        ("A deal is near, Foreign Minister Ida Berg said.", []),
        ("A deal is near, she said.", []),
    ],
)  # fmt: skip
def test_a_source_is_whom_the_article_draws_on(
    sentence: str, cited: list[tuple[str, str]], line: Callable[[str], Line]
) -> None:
    one = line(sentence)
    found = find_citations([one], People([one]))
    assert [(citation.source, citation.kind) for citation in found] == cited


def test_a_source_named_twice_is_listed_once(line: Callable[[str], Line]) -> None:
    one = line("A release said so, and the release said it again, a release said.")
    assert len(find_citations([one], People([one]))) == 1
