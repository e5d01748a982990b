"""Our scorer and the reference scorer measure the same: both score one file made from labels.

The file holds what the labels say, with faults strewn in by a fixed seed, so that every measure
has hits and misses. What we show beyond the reference's measures (each field from end to end, the
faults) is held against its counts.
"""

import json
import random
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from communique.queries.published import open_published, read_tables
from communique.scoring import load_gold, score
from communique.scoring.figures import fields_of
from communique.scoring.reading import SCORED_TABLES

REPOSITORY = Path(__file__).resolve().parents[2]
SHARED = REPOSITORY.parent / "shared"
REFERENCE = SHARED / "eval" / "score.py"
GOLD = REPOSITORY / "data" / "gold"
LONG_AGO = datetime(2019, 5, 5, tzinfo=UTC)

THINGS = ("events_main", "events_background", "attendees", "quotes", "cited_sources", "agencies")
VALUES = (
    "headline", "outlet", "published_day", "dateline_place", "event_type", "event_status",
    "event_salience", "event_date", "event_country", "event_city", "attendee_role",
    "attendee_country", "attendee_participation", "quote_speaker",
)  # fmt: skip

TABLES = {
    "staging.articles": "article_id varchar, document_uri varchar, outlet varchar, "
    "agencies varchar[], headline varchar, published_at timestamptz, dateline_place varchar",
    "staging.blocks": "article_id varchar, block_role varchar, span_start int, span_end int",
    "staging.event_mentions": "event_mention_id varchar, article_id varchar, salience varchar, "
    "event_type varchar, event_status varchar, event_name varchar, start_date date, city varchar, "
    "country_code varchar, span_start int, span_end int, surface varchar",
    "staging.attendee_mentions": "event_mention_id varchar, article_id varchar, kind varchar, "
    "name varchar, role varchar, affiliation varchar, country_code varchar, participation varchar, "
    "span_start int, span_end int, surface varchar",
    "staging.quotes": "article_id varchar, speaker varchar, quote varchar, span_start int, "
    "span_end int, surface varchar",
    "staging.citations": "article_id varchar, cited_source varchar, span_start int, span_end int, "
    "surface varchar",
    "marts.events": "event_id varchar",
    "marts.event_reports": "event_id varchar, event_mention_id varchar",
    "marts.attendees": "event_id varchar, kind varchar, name varchar, affiliation varchar, "
    "country_code varchar",
    "marts.disagreements": "event_id varchar, attribute varchar",
}


class FaultyReader:
    """Turns labels into rows, wrongly now and then."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.reports: Counter[str] = Counter()
        self.rows: dict[str, list[tuple]] = {name: [] for name in TABLES}

    def maybe(self, value, wrong, share=0.2):
        return wrong if self.chance.random() < share else value

    def read(self, gold_id: str, text: str, label: dict) -> None:
        article_id = f"art_{gold_id}"
        if self.chance.random() < 0.05:
            return
        published = label["published"]
        if published and len(published) < len("2026-01-13"):
            published = f"{published}-01-01"[:10]
        dateline = label.get("dateline") or {}
        self.rows["staging.articles"].append(
            (
                article_id,
                f"raw/{gold_id}.txt",
                self.maybe(label["outlet"], "The Wrong Paper"),
                self.maybe(label["agencies"], [*label["agencies"][1:], "Otherwire"]),
                self.maybe(label["headline"], "Quite another headline"),
                self.maybe(published and datetime.fromisoformat(published), LONG_AGO),
                self.maybe(dateline.get("place"), None),
            )
        )
        middle = len(text) // 2
        self.rows["staging.blocks"] += [
            (article_id, "nav", 0, len(text) // 10),
            (article_id, "body", len(text) // 10, middle),
            (article_id, self.maybe("body", "other"), middle, len(text)),
        ]
        for number, event in enumerate(label["events"]):
            if self.chance.random() > 0.15:
                self.read_event(article_id, f"evm_{gold_id}_{number}", text, event)
        for quote in label["quotes"]:
            words = self.maybe(f"{quote['starts']} and so on", "nobody ever said these words")
            speaker = self.maybe(quote["speaker"], "Somebody Else")
            self.rows["staging.quotes"].append((article_id, speaker, words, *self.span(text)))
        for source in label["cited_sources"]:
            cited = self.maybe(source, "unheard-of circles")
            self.rows["staging.citations"].append((article_id, cited, *self.span(text)))

    def span(self, text: str) -> tuple[int, int, str]:
        start = self.chance.randrange(max(1, len(text) - 20))
        return start, start + 12, self.maybe(text[start : start + 12], "not these words")

    def event_id(self, key: str, mention_id: str) -> str:
        """Wrong from the third report on: of two ids equally often, the reference draws lots."""
        self.reports[key] += 1
        right = f"evt_{key}"
        return right if self.reports[key] < 3 else self.maybe(right, f"evt_{mention_id}", 0.4)

    def read_event(self, article_id: str, mention_id: str, text: str, event: dict) -> None:
        start = self.maybe(event["start"], "2001-01-01")
        self.rows["staging.event_mentions"].append(
            (
                mention_id,
                article_id,
                self.maybe(event["salience"], "background"),
                self.maybe(event["type"], "call"),
                self.maybe(event["status"], "planned"),
                self.maybe(event["name"], "Some gathering"),
                start,
                self.maybe(event["city"], "Springfield"),
                self.maybe(event["country"], "XK"),
                *self.span(text),
            )
        )
        event_id = self.event_id(event["key"], mention_id)
        self.rows["marts.events"].append((event_id,))
        self.rows["marts.event_reports"].append((event_id, mention_id))
        if self.chance.random() < 0.5:
            self.rows["marts.disagreements"].append((event_id, "start_date"))
        for attendee in event["attendees"]:
            if self.chance.random() < 0.15:
                continue
            name = self.maybe(attendee["name"], "Xavier Nobody", 0.1)
            row = (attendee["kind"], name)
            country = self.maybe(attendee["country"], "XK")
            self.rows["staging.attendee_mentions"].append(
                (
                    mention_id,
                    article_id,
                    *row,
                    self.maybe(attendee["role"], "bystander"),
                    attendee["affiliation"],
                    country,
                    self.maybe(attendee["participation"], "speaker"),
                    *self.span(text),
                )
            )
            self.rows["marts.attendees"].append((event_id, *row, attendee["affiliation"], country))


def publish(path: Path, folder: Path, seed: int) -> None:
    reader = FaultyReader(seed)
    for label in sorted(folder.rglob("*.json")):
        reader.read(
            label.stem, label.with_suffix(".txt").read_text(), json.loads(label.read_text())
        )
    con = duckdb.connect(str(path))
    con.execute("set timezone = 'UTC'; create schema staging; create schema marts")
    for table, columns in TABLES.items():
        con.execute(f"create table {table} ({columns})")
        rows = reader.rows[table]
        if rows:
            con.executemany(f"insert into {table} values ({', '.join('?' * len(rows[0]))})", rows)
    con.close()


@pytest.mark.skipif(not REFERENCE.is_file(), reason="the reference scorer is not beside this tree")
@pytest.mark.parametrize(("corpus", "seed"), [("seeds", 1), ("dev", 2), ("gold", 3)])
def test_both_scorers_give_the_same_measures(tmp_path, corpus, seed):
    folder = GOLD if corpus == "gold" else SHARED / "corpus" / corpus
    published, report = tmp_path / "communique.duckdb", tmp_path / "report.json"
    publish(published, folder, seed)
    command = [sys.executable, REFERENCE, published, folder, "--json", report, "--errors"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    with open_published(published) as con:
        scorecard = score(load_gold(folder), read_tables(con, SCORED_TABLES))
    wanted = json.loads(report.read_text())
    assert {k: dict(v) for k, v in scorecard.measures.items()} == wanted
    assert list(scorecard.measures) == list(wanted)
    assert len(scorecard.errors) == len([x for x in printed.splitlines() if _is_error(x)])
    _check_things(scorecard, wanted)
    _check_values(scorecard, wanted)


def _check_things(scorecard, wanted):
    """What is found, missed and too much from end to end is what the reference counts."""
    figures = fields_of(scorecard.cases)
    for name in THINGS:
        if name in figures or any(wanted[name].values()):
            assert figures[name] == wanted[name], name


def _check_values(scorecard, wanted):
    """The right values of found things are as many as the reference's hits, of as many cases."""
    of_found = [case for case in scorecard.cases if not case.is_within_missed]
    for name in VALUES:
        cases = [case for case in of_found if case.field == name]
        if name == "published_day":
            cases = [case for case in cases if case.wanted]
        assert (sum(case.is_right for case in cases), len(cases)) == (
            wanted[name]["hits"],
            wanted[name]["of"],
        ), name


def _is_error(line: str) -> bool:
    return line.split(" ")[0].endswith(":")
