from datetime import UTC, datetime

import pytest

from communique.scoring.words import fold, is_same_name, is_same_publication, is_same_role, likeness


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  São   Tomé ", "sao tome"),
        ("O'Neil and O\u2019Neil", "oneil and oneil"),
        ("G-7 (draft)", "g 7 draft"),
        ("漢字", ""),
        (None, ""),
    ],
)
def test_folding_keeps_lower_case_words_only(text, folded):
    assert fold(text) == folded


def test_an_empty_text_is_like_another_empty_one_only():
    assert likeness(None, "") == 1.0
    assert likeness("a", None) == 0.0


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Berg Ida", "Ida Berg", True),
        ("Berg", "Ida Berg", True),
        ("Al", "Al Berg", False),
        ("Ida Bergh", "Ida Berg", True),
        ("Ola Berg", "Ida Berg", False),
        (None, None, False),
    ],
)
def test_names_are_the_same_in_any_order_and_when_one_is_part_of_the_other(one, other, is_same):
    assert is_same_name(one, other) is is_same


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Minister of Salt", "salt minister", True),
        ("Minister for Salt and Tin", "Minister", False),
        (None, None, True),
        (None, "Minister", False),
        ("the US", None, True),
    ],
)
def test_roles_share_half_of_their_telling_words(one, other, is_same):
    assert is_same_role(one, other) is is_same


@pytest.mark.parametrize(
    ("wanted", "is_same"),
    [
        ("2031", True),
        ("2031-06", False),
        ("2031-05-06", True),
        ("2031-05-05", True),
        ("2031-05-04", False),
        ("2031-05-06T08:00", True),
        ("2031-05-07T08:00", False),
        ("2031-05-06T10:00+02:00", True),
        ("2031-05-06T08:02+00:00", False),
    ],
)
def test_a_publication_agrees_as_precisely_as_its_label(wanted, is_same):
    assert is_same_publication(datetime(2031, 5, 6, 8, tzinfo=UTC), wanted) is is_same
