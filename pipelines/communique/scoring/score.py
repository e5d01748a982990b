"""The scoring of labelled articles against published rows, from end to end."""

from __future__ import annotations

from collections.abc import Sequence

from communique.scoring.articles import count_article, count_sayings
from communique.scoring.cases import Case, cases_of
from communique.scoring.gatherings import count_attendees, count_events
from communique.scoring.gold import GoldArticle
from communique.scoring.merging import Mention, count_merging
from communique.scoring.pairing import pair_events
from communique.scoring.reading import Reading, Tables, merged, readings_by_gold_id
from communique.scoring.tally import Scorecard, Tally


def score(gold: Sequence[GoldArticle], tables: Tables, *, is_merged: bool = True) -> Scorecard:
    """Compares labels with rows by table (schema.name); see ``SCORED_TABLES``.

    An article is found by the file name at the end of its ``document_uri``; of one that is not
    found, everything is missed. Where there are no marts (``is_merged`` false), the measures across
    articles are left out.
    """
    tally = Tally()
    cases: list[Case] = []
    readings = readings_by_gold_id(tables)
    mention_id_of: dict[Mention, str] = {}
    for article in gold:
        reading = readings.get(article.gold_id, Reading(header={}))
        tally.case("articles_found", article.gold_id in readings, article.gold_id)
        pairs = pair_events(article.events, reading.events)
        count_article(tally, article, reading)
        count_events(tally, article, reading, pairs)
        count_attendees(tally, article, pairs)
        count_sayings(tally, article, reading)
        cases += cases_of(article, reading, pairs)
        for label, told in pairs.matched:
            mention_id_of[article.gold_id, label.key] = told.event_mention_id
    across = count_merging(tally, gold, mention_id_of, merged(tables)) if is_merged else {}
    return tally.scorecard(across, cases)
