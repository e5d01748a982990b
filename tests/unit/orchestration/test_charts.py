from __future__ import annotations

import base64
import re
from xml.etree import ElementTree

from communique.orchestration.charts import bar_chart, bars_svg

_SVG = "{http://www.w3.org/2000/svg}"


def _bars(svg: str) -> list[int]:
    return [int(r.get("width", "0")) for r in ElementTree.fromstring(svg).iter(f"{_SVG}rect")]


def test_the_longest_bar_is_the_largest_count_and_the_others_follow() -> None:
    assert _bars(bars_svg("t", [("a", 10), ("b", 5), ("c", 0)])) == [420, 210, 0]


def test_no_counts_are_told_and_not_drawn() -> None:
    assert _bars(bars_svg("t", [])) == []
    assert "nothing yet" in bars_svg("t", [])
    assert _bars(bars_svg("t", [("a", 0)])) == [0]


def test_labels_are_text_and_nothing_else() -> None:
    hostile = "<script>alert(1)</script>](javascript:x)"
    svg = bars_svg(hostile, [(hostile, 1)])
    assert not list(ElementTree.fromstring(svg).iter(f"{_SVG}script"))
    shown = bar_chart(hostile, [(hostile, 1)]).md_str
    assert shown is not None
    picture = re.fullmatch(
        r"!\[[\w .:/,-]*\]\(data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)\)", shown
    )
    assert picture
    assert "nothing" not in base64.b64decode(picture[1]).decode()
