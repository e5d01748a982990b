"""The outlet: which of the names that stand on a page is the publication's."""

from collections.abc import Callable

import pytest

from communique.article.article import Article

HEADLINE = "Fisheries ministers of five states agree on herring quota"


@pytest.mark.parametrize(
    ("masthead", "above", "below", "outlet"),
    [
        ("Harbour Courier", "", "", "Harbour Courier"),
        ("Harbour Courier | World", "", "", "Harbour Courier"),
        ("", "Harbourwire News Desk | 9 July 2024", "", "Harbourwire"),
        ("", "", "© 2024 Harbour Courier. All rights reserved", "Harbour Courier"),
        ("", "", "Published in Harbour Courier, July 9th 2024.", "Harbour Courier"),
        (
            "",
            "",
            "Publisher\n\nMinistry of Fisheries and the Coast",
            "Ministry of Fisheries and the Coast",
        ),
        ("", "", "", None),
        ("Home | World | Sport", "", "- ANI", None),
        ("", "9 July 2024", "© Copyright 2024", None),
        ("View from the Harbour", "", "", "View from the Harbour"),
        ("harbour24news", "", "", "harbour24news"),
        (
            "JavaScript is off. Please enable it to view the full site.\nHarbour Evening",
            "",
            "",
            "Harbour Evening",
        ),
        ("Harbour Local 7", "Associated Press\nPublished: July 9, 2024", "", "Harbour Local 7"),
        ("HBN NEWS | HBN SPORTS\nHarbour Broadcast Network", "", "", "Harbour Broadcast Network"),
        ("The National", "", "", "The National"),
        ("Questions? +1 (555) 010-0000", "", "", None),
        ("", "", "Publisher\n9 July 2024, 03:21 GMT", None),
        ("", "", "© ANI 2024", None),
        ("", "", "ANI on Telegram\n© ANI 2024", "ANI"),
        ("", "", "Category: Media", None),
    ],
)
def test_the_outlet_is_what_the_page_calls_itself(
    masthead: str, above: str, below: str, outlet: str | None, read_page: Callable[..., Article]
) -> None:
    headline = f"{masthead}\n\n{HEADLINE}" if masthead else HEADLINE
    assert read_page(above, below, headline=headline).row.outlet == outlet


def test_the_site_behind_a_page_title_is_the_outlet_and_not_the_headline(
    read_page: Callable[..., Article],
) -> None:
    row = read_page("9 July 2024", headline=f"{HEADLINE} : Harbour Tribune").row
    assert (row.headline, row.outlet) == (HEADLINE, "Harbour Tribune")


def test_a_city_in_the_name_gives_the_zone(read_page: Callable[..., Article]) -> None:
    row = read_page("9 July 2024 18:20", headline=f"Dhaka Courier\n\n{HEADLINE}").row
    assert row.outlet_time_zone == "Asia/Dhaka"
    assert row.published_at is not None
    assert row.published_at.isoformat() == "2024-07-09T12:20:00+00:00"
    assert row.published_offset is None
