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
        ("A deal is near, said a trade ministry release.",
         [("a trade ministry release", "release")]),
        ("A deal is near, diplomatic sources in Oslo said.",
         [("diplomatic sources in Oslo", "anonymous")]),
        ("The Ministry of Trade and the Salt Board said on Monday a deal is near.",
         [("The Ministry of Trade", "government"), ("the Salt Board", "government")]),
        ("A deal is near, according to a statement by the Ministry of Trade.", MINISTRY),
        ("A deal is near, the Norsk Saltbyran news agency reports.",
         [("the Norsk Saltbyran news agency", "agency")]),
        ("A deal is near, a person at the Norwegian ministry said.",
         [("a person at the Norwegian ministry", "anonymous")]),
        ("Officials said so, and a deal is near, according to the Treasury Department.",
         [("Officials", "government"), ("the Treasury Department", "government")]),
        ("Traders expect a deal.", [("Traders", "anonymous")]),
        ("The Ministry of Trade expects a deal.", []),
        ("A deal is near, the top Norwegian diplomat said.", []),
        ("The head of government said a deal is near.", []),
        ("Ida Berg of the Group of States came.", []),
        ("A deal is near, according to Saltbladet.", [("Saltbladet", "outlet")]),
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


def test_what_points_back_is_led_to_its_name_or_dropped(line: Callable[[str], Line]) -> None:
    one = line("They met at the Ministry of Trade, and a deal is near, the ministry said.")
    two = line("A release of the Ministry of Trade came, and the statement said a deal is near.")
    assert [c.source for c in find_citations([one], People([one]))] == ["Ministry of Trade"]
    assert [c.source for c in find_citations([two], People([two]))] == ["the Ministry of Trade"]
