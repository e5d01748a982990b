"""What the cases of a scoring come to: each field's precision and recall, and the worst articles.

The measures that the reference scorer knows too are counted in ``articles`` and ``gatherings``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from communique.scoring.cases import Case
from communique.scoring.tally import Measure, Tally


@dataclass(frozen=True, slots=True)
class Worst:
    """One article's faults by kind: things missed, things too many, wrong values of found ones."""

    gold_id: str
    missed: int
    extra: int
    wrong: int

    @property
    def faults(self) -> int:
        """All of them."""
        return self.missed + self.extra + self.wrong


def fields_of(cases: Iterable[Case]) -> dict[str, Measure]:
    """Precision, recall and F1 of each field from end to end, by name in order of first use.

    The values of a missed thing are missed and those of a false one too many; a wrong value is
    both. Where label and row are both empty there is nothing to count.
    """
    tally = Tally()
    for case in cases:
        is_wanted, is_found = case.wanted is not None, case.found is not None
        tally.found(
            case.field,
            right=is_wanted and is_found and case.is_right,
            extra=is_found and not (is_wanted and case.is_right),
            missed=is_wanted and not (is_found and case.is_right),
        )
    return dict(tally.scorecard({}).measures)


def faults_of(cases: Iterable[Case]) -> list[Case]:
    """Each miss, each false thing and each wrong value, but not the values of missed things."""
    return [case for case in cases if not case.is_right and not _is_told_already(case)]


def _is_told_already(case: Case) -> bool:
    return case.is_empty or case.is_within_missed


def worst(cases: Sequence[Case], count: int) -> list[Worst]:
    """The ``count`` articles with the most faults, most first; of equals, by id."""
    by_article: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(_KINDS, 0))
    for case in faults_of(cases):
        by_article[case.gold_id][case.outcome] += 1
    articles = [Worst(gold_id, **kinds) for gold_id, kinds in by_article.items()]
    return sorted(articles, key=lambda a: (-a.faults, a.gold_id))[:count]


_KINDS = ("missed", "extra", "wrong")
