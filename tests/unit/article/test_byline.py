"""Bylines: named persons and desks, without what stands around them."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.article.article import Article

CASES = Path(__file__).parents[2] / "cases" / "bylines.csv"


def _cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.mark.parametrize("case", _cases(), ids=lambda c: c["line"])
def test_a_byline_gives_its_persons_desks_and_agencies(
    case: dict[str, str], read_page: Callable[..., Article]
) -> None:
    row = read_page(case["line"]).row
    assert ";".join(row.bylines) == case["names"]
    assert ";".join(row.agencies) == case["agencies"]
