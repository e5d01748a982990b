"""Real articles and copies made of them, written as staging tables; and which of them are copies.

Three sets in one warehouse: newswire of 1987, where the wire sent many a story twice; letters of
one administration, which share wording and tell of different visits; and reprints of both that are
made here, cut and dressed as other outlets do. Nothing depends on chance but through fixed seeds.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import chain, combinations
from pathlib import Path
from typing import Any

from communique.article.assemble import assemble
from communique.article.shingles import folded_words, shingles
from communique.documents.document import Document, Rejection
from communique.ids import digest, make_id
from communique.records import ArticleRow, BlockRow, DocumentRow, ParseRow, type_of_table
from communique.store.schema import to_frame
from communique.training.labelled_pages import text_dumps

Pair = tuple[str, str]
LANDED = datetime(2026, 2, 1, tzinfo=UTC)
VERSION = "copies"
LEAST_PARAGRAPHS = 6
LEAST_WORDS = 120
LONGEST_NOISE = 12
OUTLETS = ("Harbour Gazette", "The Inland Courier", "Morning Ledger", "Kestrel Wire Review")
ENGLISH = {"au", "ca", "ind", "uk", "us", "za"}
PLACES = ("LISBON", "WELLINGTON", "OTTAWA", "NAIROBI")


@dataclass(frozen=True, kw_only=True)
class Story:
    """An article as its set gives it; ``kind`` is wire, letter, reprint or noisy (with noise)."""

    key: str
    kind: str
    outlet: str
    headline: str
    body: str
    published_at: datetime
    agencies: tuple[str, ...] = ()
    original: str | None = None
    page: str | None = None

    @property
    def paragraphs(self) -> list[str]:
        """Paragraphs of the body, each on one line."""
        pieces = re.split(r"\n\s*\n|\n {2,}", self.body)
        return [" ".join(piece.split()) for piece in pieces if piece.strip()]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _second(written: str) -> datetime:
    return datetime.strptime(written.partition(".")[0].strip(), "%d-%b-%Y %H:%M:%S").replace(
        tzinfo=UTC
    )


def wire_stories(folder: Path) -> list[Story]:
    """The newswire of 1987: one agency, each story with its second."""
    return [
        Story(
            key=f"wire-{row['newid']}", kind="wire", outlet="Reuters", headline=row["title"],
            body=row["body"], agencies=("Reuters",),
            published_at=_second(row["date"]),
        )
        for row in _rows(folder / "reuters1987.jsonl.gz")
    ]  # fmt: skip


def letters(folder: Path) -> list[Story]:
    """The releases of one administration on meetings and visits."""
    return [
        Story(
            key=f"letter-{row['id']}", kind="letter", outlet="Swiss Federal Administration",
            headline=row["title"], body=f"{row['lead']}\n\n{row['body']}",
            published_at=datetime.fromisoformat(row["pubdate"]).replace(tzinfo=UTC),
        )
        for row in _rows(folder / "nsb_en_meetings.jsonl.gz")
    ]  # fmt: skip


@cache
def _runs(body: str) -> tuple[int, ...]:
    return shingles(body)


@dataclass(frozen=True)
class Shared:
    """How much two stories share: runs of words in both, over all, and over the shorter's."""

    jaccard: float
    containment: float


def shared_wording(stories: Iterable[Story]) -> dict[Pair, Shared]:
    """Every pair of stories with a run of five words in common, compared exactly."""
    sets = {story.key: set(_runs(story.body)) for story in stories}
    holders = defaultdict(list)
    for key, runs in sets.items():
        for run in runs:
            holders[run].append(key)
    counts: dict[Pair, int] = defaultdict(int)
    for keys in holders.values():
        for pair in combinations(sorted(keys), 2):
            counts[pair] += 1
    return {
        (a, b): Shared(count / len(sets[a] | sets[b]), count / min(len(sets[a]), len(sets[b])))
        for (a, b), count in counts.items()
    }


def form_letters(
    stories: Iterable[Story], wording: dict[Pair, Shared], of_one_event: set[Pair]
) -> set[Pair]:
    """Letters of different days that share a fifth of their wording, and not the event.

    Which of them tell of one event, announced and then reported, people have said.
    """
    day_of = {story.key: story.published_at for story in stories}
    pairs = {pair for pair, found in wording.items() if found.containment >= 0.2}
    return {(a, b) for a, b in pairs - of_one_event if day_of[a] != day_of[b]}


@dataclass(frozen=True)
class Furniture:
    """What stands around the body of a real page."""

    before: str
    after: str
    lines: tuple[str, ...] = field(repr=False)


def furniture(folder: Path) -> list[Furniture]:
    """The text before and after the body of each labelled page of an English-speaking country."""
    found = []
    for page in chain.from_iterable(map(text_dumps, sorted(folder.glob("textdump_*.jsonl")))):
        if page.source == "fundus" and page.name.partition("_")[0] not in ENGLISH:
            continue
        body = [number for number, is_body in enumerate(page.is_body) if is_body]
        if not body:
            continue
        start, end = page.lines[body[0]].span.start, page.lines[body[-1]].span.end
        lines = [" ".join(line.text.split()) for line in page.lines]
        noise = [
            line
            for line, is_body in zip(lines, page.is_body, strict=True)
            if not is_body and 2 <= len(line.split()) <= LONGEST_NOISE
        ]
        found.append(Furniture(page.text[:start], page.text[end:], tuple(noise)))
    return found


def reprints(stories: Sequence[Story], pages: Sequence[Furniture], every: int) -> Iterator[Story]:
    """Two abridged copies of every n-th long story, by two outlets; half of them on whole pages."""
    long = [
        story
        for story in stories
        if len(story.paragraphs) >= LEAST_PARAGRAPHS and len(story.body.split()) >= LEAST_WORDS
    ]
    for number, story in enumerate(long[::every]):
        for copy in range(2):
            yield _reprint(story, pages, random.Random(f"{story.key} {copy}"), number % 2 == 1)


def _reprint(
    story: Story, pages: Sequence[Furniture], chance: random.Random, on_page: bool
) -> Story:
    outlet, place = chance.choice(OUTLETS), chance.choice(PLACES)
    at = story.published_at + timedelta(minutes=chance.randrange(30, 2000))
    kept = _abridged(story.paragraphs, chance)
    words = kept[0].split()
    headline = "In brief: " + " ".join(words[2:9]).rstrip(",.")
    kept[0] = f"{place}, {at:%B} {at.day} - {kept[0]}"
    byline = f"By {outlet} staff with wire reports"
    around = chance.choice(pages)
    key = f"{story.key}-{chance.getrandbits(40):010x}"
    if on_page:
        text = "\n\n".join([around.before, headline, byline, *kept, around.after])
        return Story(
            key=key, kind="reprint", outlet=outlet, headline=headline, body="\n\n".join(kept),
            published_at=at, original=story.key, page=text,
        )  # fmt: skip
    noise = chance.sample(around.lines, min(6, len(around.lines)))
    body = "\n\n".join([byline, *noise[:2], *kept, *noise[2:]])
    return Story(
        key=key, kind="noisy", outlet=outlet, headline=headline, body=body, published_at=at,
        original=story.key,
    )  # fmt: skip


def _abridged(paragraphs: list[str], chance: random.Random) -> list[str]:
    """40 to 80 % of the paragraphs in their order: from the top, or here and there."""
    count = max(2, round(len(paragraphs) * chance.uniform(0.4, 0.8)))
    if chance.random() < 0.5:
        return paragraphs[:count]
    return [paragraphs[i] for i in sorted(chance.sample(range(len(paragraphs)), count))]


def write_staging(stories: Iterable[Story], data_dir: Path) -> dict[str, str]:
    """The staging tables of the stories as one batch; gives the story of each article.

    A story on a whole page goes through the page cutter; one that it finds no body on is left out,
    as a reader would leave it out.
    """
    rows: dict[str, list[Any]] = {table: [] for table in type_of_table}
    story_of: dict[str, str] = {}
    for story in stories:
        found = _cut(story) if story.page else _as_is(story)
        if found is None:
            continue
        document, article, blocks = found
        story_of[article.article_id] = story.key
        rows["documents"].append(document)
        rows["articles"].append(article)
        rows["blocks"].extend(blocks)
        rows["parses"].append(
            ParseRow(
                parse_id=make_id("prs", document.document_id, VERSION),
                document_id=document.document_id,
                parser_version=VERSION,
                parsed_at=LANDED,
                is_rejected=False,
                count_articles=1,
                count_event_mentions=0,
            )
        )
    for table, content in rows.items():
        folder = data_dir / "staging" / table / "batch=copies"
        folder.mkdir(parents=True, exist_ok=True)
        to_frame(table, content).write_parquet(folder / "part.parquet")
    return story_of


def _document(story: Story, text: str) -> DocumentRow:
    return DocumentRow(
        document_id=digest(f"{story.key}\n{text}".encode()), document_uri=f"raw/{story.key}.txt",
        media_type="text/plain", encoding="utf-8", byte_length=len(text.encode()),
        ingested_at=LANDED, text=text,
    )  # fmt: skip


def _as_is(story: Story) -> tuple[DocumentRow, ArticleRow, list[BlockRow]]:
    document = _document(story, story.body)
    article = ArticleRow(
        article_id=make_id("art", document.document_id, 0), document_id=document.document_id,
        document_uri=document.document_uri, outlet=story.outlet, outlet_time_zone=None,
        agencies=story.agencies, has_unnamed_agency=False, bylines=(), headline=story.headline,
        language="en", canonical_url=None, published_at=story.published_at,
        published_precision="minute", published_text=None, published_basis=None,
        published_offset=None, published_day=story.published_at.date(), updated_at=None,
        dateline_place=None, dateline_country_code=None, dateline_time_zone=None,
        dateline_date=None, dateline_text=None, count_body_words=len(folded_words(story.body)),
        shingles=_runs(story.body), parser_version=VERSION,
    )  # fmt: skip
    block = BlockRow(
        article_id=article.article_id, block_no=0, block_role="body", role_reason="given",
        span_start=0, span_end=len(story.body),
    )  # fmt: skip
    return document, article, [block]


def _cut(story: Story) -> tuple[DocumentRow, ArticleRow, list[BlockRow]] | None:
    assert story.page
    row = _document(story, story.page)
    article = assemble(
        Document(
            document_id=row.document_id, document_uri=row.document_uri, media_type=row.media_type,
            encoding=row.encoding, byte_length=row.byte_length, ingested_at=LANDED, text=row.text,
        ),
        VERSION,
    )  # fmt: skip
    if isinstance(article, Rejection):
        return None
    blocks = [
        BlockRow(
            article_id=article.row.article_id, block_no=number, block_role=block.role,
            role_reason=block.reason, span_start=block.span.start, span_end=block.span.end,
        )
        for number, block in enumerate(article.blocks)
    ]  # fmt: skip
    return row, article.row, blocks


def pairs_of(groups: Iterable[Iterable[str]]) -> set[Pair]:
    """Every pair of keys that share a group."""
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def f1(found: set[Pair], truth: set[Pair]) -> float:
    """How well the pairs found agree with the truth, 0 to 1."""
    return 2 * len(found & truth) / (len(found) + len(truth))
