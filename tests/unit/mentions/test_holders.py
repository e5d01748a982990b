"""An office without a name is its only holder's, and nobody's where that is in doubt."""

import pytest
from tests.unit.lines import lines_of

from communique.mentions.persons import People

SALT = "The head of the Ministry of Salt"


def _holder(told: str, office: str, home: str = "NO") -> str | None:
    lines = lines_of(told, office)
    people = People(lines, home)
    party = next(p for p in lines[1].parties if p.kind == "office")
    person = people.person(party)
    return person.name if person else None


@pytest.mark.parametrize(
    ("told", "office"),
    [
        ("Norwegian Minister Ida Berg met him.", f"{SALT} also saw Eva Lind."),
        ("Norwegian Minister Ida Berg met him.", "The chief of the Ministry of Salt saw Eva Lind."),
        (
            "Norwegian Minister Ida Berg met him.",
            "The head of the Federal Department of Salt left.",
        ),
        ("Norwegian Minister Ida Berg met him.", "The head of the Federal Ministry of Salt left."),
        (
            "Norwegian Minister Ida Berg met him.",
            "The head of the Norwegian Ministry of Salt left.",
        ),
        ("Norwegian Salt Minister Ida Berg met him.", f"{SALT} left."),
        ("Norwegian Minister Ida Berg met Chilean Minister Luis Soto.", f"{SALT} left."),
        ("President Ida Berg of Norway met Chilean Minister Luis Soto.", f"{SALT} left."),
    ],
)
def test_the_head_of_a_ministry_is_the_only_one_who_can_lead_it(told: str, office: str) -> None:
    assert _holder(told, office) == "Ida Berg"


def test_a_title_of_one_country_alone_and_a_listed_ministry_say_whose_it_is() -> None:
    told = "Federal Councillor Ida Berg met Chilean Minister Luis Soto."
    assert _holder(told, "The head of the FDFA also saw Eva Lind.", "CH") == "Ida Berg"
    assert _holder(told, "The head of the Chilean Ministry of Salt left.", "CH") == "Luis Soto"


@pytest.mark.parametrize(
    ("told", "office"),
    [
        ("Minister Ida Berg met him.", f"{SALT} left."),
        ("Chilean Minister Luis Soto met him.", f"{SALT} left."),
        ("Norwegian Minister Ida Berg met Minister Luis Soto.", f"{SALT} left."),
        ("Norwegian Minister Ida Berg met Norwegian Minister Luis Soto.", f"{SALT} left."),
        ("President Luis Soto met Norwegian Minister Ida Berg.", f"{SALT} left."),
        ("Norwegian Trade Minister Ida Berg met him.", f"{SALT} left."),
        ("Norwegian Minister Ida Berg met him.", "The deputy head of the Ministry of Salt left."),
        ("Norwegian Minister Ida Berg met him.", "The head of the World Bank left."),
        ("Norwegian Minister Ida Berg met him.", f"{SALT}'s legal unit left."),
        ("Norwegian Minister Ida Berg met him.", f"{SALT} press office left."),
        ("Norwegian Minister Ida Berg met him.", "Minister Eva Lind, the head of the Ministry of"
         " Salt, and others left."),
        ("Norwegian Minister Ida Berg met him.", f"{SALT} thanked Ida Berg."),
        ("Norwegian Minister Ida Berg met him.", "A head of the Ministry of Salt left."),
    ],
)  # fmt: skip
def test_whoever_may_be_another_is_nobody(told: str, office: str) -> None:
    assert _holder(told, office) is None


@pytest.mark.parametrize(
    ("told", "office", "known"),
    [
        ("Chilean Minister Luis Soto spoke.", "The minister left.", "Luis Soto"),
        ("Chilean Minister Luis Soto spoke.", "The Chilean minister left.", "Luis Soto"),
        ("Chilean Minister Luis Soto spoke.", "A Chilean minister came in May.", None),
        ("Chilean Minister Luis Soto spoke.", "No minister left.", None),
        ("Chilean Minister Luis Soto spoke.", "The Peruvian minister left.", None),
        ("Prime Minister Luis Soto spoke.", "The deputy prime minister left.", None),
        ("Minister Luis Soto spoke.", "The Foreign Minister left.", None),
        ("State Secretary Luis Soto spoke.", "The State Secretary for Trade left.", None),
    ],
)
def test_an_office_is_that_of_whom_the_article_tells_it(
    told: str, office: str, known: str | None
) -> None:
    assert _holder(told, office) == known
