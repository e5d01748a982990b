"""Bodies, days and speed of the HTML reader on the labelled pages, all of them.

What belongs here: figures of reading documents. What does not: floors (``tests/contract``) and
whole runs (``whole_process.py``).

    python benchmarks/readers.py            # figures
    python benchmarks/readers.py --errors   # and the pages that are read worst
"""

from __future__ import annotations

import argparse
import sys
import time

from html_pages import (
    READ_ON,
    aeb_pages,
    body_f1,
    body_of,
    htmldate_pages,
    published_day_of,
)

from communique.documents.readers import read_document

_ROUNDS = 3


def main() -> None:
    """Print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--errors", action="store_true")
    shows_errors = arguments.parse_args().errors
    pages = list(aeb_pages())
    truth = {key: body for key, _, body in pages}
    found = {key: body_of(data) for key, data, _ in pages}
    _say(f"body F1, aeb ({len(pages)} pages): {body_f1(found, truth):.4f}")
    if shows_errors:
        scores = sorted((body_f1({k: found[k]}, {k: truth[k]}), k) for k in truth if found[k])
        _say(*(f"  {score:.3f} {key}" for score, key in scores[:10]))
    dated = list(htmldate_pages())
    days = {name: published_day_of(data) for name, data, _ in dated}
    wrong = [(name, day, days[name]) for name, _, day in dated if days[name] != day]
    _say(f"published day, htmldate ({len(dated)} pages): {1 - len(wrong) / len(dated):.4f}")
    if shows_errors:
        _say(*(f"  {name}: {day}, read {read}" for name, day, read in wrong))
    _say(f"HTML pages/s of one core, aeb, best of {_ROUNDS}: {len(pages) / _seconds(pages):.1f}")


def _say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def _seconds(pages: list[tuple[str, bytes, str]]) -> float:
    """CPU seconds of the fastest of some rounds over all pages."""
    rounds = []
    for _ in range(_ROUNDS):
        begun = time.process_time()
        for _, data, _ in pages:
            read_document(data, "raw/page.html", READ_ON)
        rounds.append(time.process_time() - begun)
    return min(rounds)


if __name__ == "__main__":
    main()
