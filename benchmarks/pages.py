"""Times the page cutter on text dumps of pages, and scores the bodies it finds.

What belongs here: pages a second on one core and the body's F1 (4-gram shingles). What does not:
scores on unseen pages, which ``communique.training.body_lines`` prints; these dumps are among the
pages that the classifier was trained on.

    python benchmarks/pages.py [--dumps ../shared/data/pages] [--runs 5]
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

# One core: set before numpy is loaded.
os.environ.setdefault("OMP_NUM_THREADS", "1")

from communique.page import dateline, furniture, written_dates
from communique.page.blocks import cut_page
from communique.training.labelled_pages import LabelledPage, score, text_dumps

_REMEMBERED = (furniture._remembered, dateline.find_dateline, written_dates._found)
_DUMPS = Path(__file__).resolve().parents[2] / "shared" / "data" / "pages"


def found_body(page: LabelledPage) -> str:
    """The body blocks of the page, one under the other."""
    blocks = cut_page(page.text)
    return "\n".join(b.span.cut(page.text) for b in blocks if b.role == "body")


def best_time(pages: list[LabelledPage], runs: int) -> float:
    """CPU seconds of the quickest of several runs over all pages, none of which remembers another.

    Within a run the cutter remembers lines, as it does when it reads a folder of pages.
    """
    times = []
    for _ in range(runs):
        for remembered in _REMEMBERED:
            remembered.cache_clear()
        begin = time.process_time()
        for page in pages:
            cut_page(page.text)
        times.append(time.process_time() - begin)
    return min(times)


def main() -> None:
    """Print a line a file of dumps."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--dumps", type=Path, default=_DUMPS, help="folder of textdump_*.jsonl")
    parser.add_argument("--runs", type=int, default=5, help="runs, of which the best counts")
    options = parser.parse_args()
    files = sorted(options.dumps.glob("textdump_*.jsonl"))
    if not files:
        sys.stdout.write(f"no textdump_*.jsonl in {options.dumps}: nothing is measured\n")
        return
    for file in files:
        pages = list(text_dumps(file))
        result = score((found_body(page), page.body) for page in pages)
        speed = len(pages) / best_time(pages, options.runs)
        sys.stdout.write(
            f"{file.stem:18} {len(pages):4} pages  {speed:5.0f} pages/s  "
            f"F1 {result.f1:.3f} (precision {result.precision:.3f}, recall {result.recall:.3f})\n"
        )


if __name__ == "__main__":
    main()
