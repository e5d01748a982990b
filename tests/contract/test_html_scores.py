"""Floors of the HTML reader on labelled pages outside the repository; skipped without them.

Bodies are scored on every page, days on all but the slowest half; ``benchmarks/readers.py`` prints
the full figures and the speed.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))
html_pages = pytest.importorskip("html_pages")

BODY_FLOOR = 0.955
DAY_FLOOR = 0.90

pytestmark = pytest.mark.skipif(not html_pages.PAGES.is_dir(), reason="no ../shared/data/pages")


def test_bodies_of_html_pages_are_found() -> None:
    pages = list(html_pages.aeb_pages())
    found = {key: html_pages.body_of(data) for key, data, _ in pages}
    assert html_pages.body_f1(found, {key: body for key, _, body in pages}) >= BODY_FLOOR


def test_the_published_day_of_html_pages_is_found() -> None:
    pages = list(html_pages.htmldate_pages())
    right = sum(html_pages.published_day_of(data) == day for _, data, day in pages)
    assert right / len(pages) >= DAY_FLOOR
