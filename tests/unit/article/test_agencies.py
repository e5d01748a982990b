"""Agencies: who is credited for the copy, and who is only cited, pictured or the outlet itself."""

from collections.abc import Callable

import pytest

from communique.article.agencies import is_initials
from communique.article.article import Article


@pytest.mark.parametrize(
    ("below", "agencies"),
    [
        ("- ANI", ("ANI",)),
        ("Source: Xinhua", ("Xinhua",)),
        ("(With inputs from PTI)", ("PTI",)),
        ("With information from EFE", ("EFE",)),
        ("Reuters", ("Reuters",)),
        ("- XQZ", ("XQZ",)),
        ("- HC", ()),
        ("REUTERS", ("Reuters",)),
        ("Photo: Reuters", ()),
        ("Source: Ministry of Fisheries", ()),
    ],
)
def test_a_line_under_the_text_credits_an_agency(
    below: str, agencies: tuple[str, ...], read_page: Callable[..., Article]
) -> None:
    assert read_page("Harbour Courier", below).row.agencies == agencies


def test_an_agency_cited_in_a_sentence_is_not_credited(read_page: Callable[..., Article]) -> None:
    body = "The ministers agreed on a quota, Reuters reported. AFP said so too, they added."
    assert read_page(body=body).row.agencies == ()


@pytest.mark.parametrize(
    ("end", "agencies"),
    [
        ("they said. \u2014 XQZ", ("XQZ",)),
        ("they said. \u2014 REUTERS", ("Reuters",)),
        ("they said. \u2014 HCR", ()),
        ("they said. \u2014 JD", ()),
        ("they said with a dash \u2014 XQZ", ()),
    ],
)
def test_capitals_behind_a_dash_sign_the_last_paragraph(
    end: str, agencies: tuple[str, ...], read_page: Callable[..., Article]
) -> None:
    body = f"The ministers agreed on a herring quota.\n\nThey meet again soon, {end}"
    assert read_page("Harbour Courier Review\n9 July 2024", body=body).row.agencies == agencies


def test_unnamed_agencies_are_told_apart(read_page: Callable[..., Article]) -> None:
    row = read_page("", "(With inputs from agencies.)").row
    assert (row.agencies, row.has_unnamed_agency) == ((), True)
    assert not read_page("", "- ANI").row.has_unnamed_agency


@pytest.mark.parametrize(
    ("acronym", "outlet", "is_own"),
    [("HC", "Harbour Courier", True), ("ANI", "Harbour Courier", False), ("HC", None, False)],
)
def test_initials_of_the_outlet_are_no_agency(
    acronym: str, outlet: str | None, is_own: bool
) -> None:
    assert is_initials(acronym, outlet) is is_own
