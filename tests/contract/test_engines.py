"""What every engine must do, whoever wrote it: the same articles through each one."""

import pickle
import tomllib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from communique.documents.document import Document
from communique.engines.engine import Engine
from communique.engines.remedy import EngineNotReadyError
from communique.parse import Parsed, parse
from communique.spans import quotes_back
from communique.store.schema import faults

PYPROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"
ENGINES: dict[str, str] = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"][
    "entry-points"
]["communique.engines"]
WITH_SPANS = ("event_mentions", "attendee_mentions", "evidence", "quotes", "citations")
CASES = ("salt", "order", "harbour")

Make = Callable[[], Engine]


@pytest.fixture(params=sorted(ENGINES))
def make_engine(
    request: pytest.FixtureRequest,
    model_server: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Make:
    """Makes the engine; one that lacks a package or weights here is skipped by its own words."""
    monkeypatch.setenv("COMMUNIQUE_LLM_URL", model_server.url)
    monkeypatch.setenv("COMMUNIQUE_LLM_MODEL", "case-model")
    monkeypatch.setenv("COMMUNIQUE_LLM_CACHE_DIR", str(tmp_path))
    module, _, name = ENGINES[request.param].partition(":")
    make: Make = getattr(import_module(module), name)
    try:
        make()
    except EngineNotReadyError as error:
        pytest.skip(str(error))
    return make


def rows(parsed: Parsed) -> list[Any]:
    return [row for table in WITH_SPANS for row in getattr(parsed, table)]


def test_the_registry_holds_the_engines_of_the_house() -> None:
    assert {"rules", "llm", "gliner"} <= set(ENGINES)


def test_it_is_an_engine_and_pickles(make_engine: Make) -> None:
    engine = make_engine()
    copy = pickle.loads(pickle.dumps(engine))
    assert isinstance(copy, Engine)
    assert (copy.name, copy.version) == (engine.name, engine.version)


def test_its_name_is_that_of_the_registry(make_engine: Make) -> None:
    assert ENGINES[make_engine().name]


@pytest.mark.parametrize("case", CASES)
def test_every_row_quotes_back_and_none_had_to_be_dropped(
    make_engine: Make, document_of: Callable[[str], Document], case: str
) -> None:
    document = document_of(case)
    parsed = parse(document, make_engine())
    codes = {note.code for note in parsed.parse_notes}
    assert "span_does_not_quote_back" not in codes
    assert all(
        quotes_back(document.text, r.span_start, r.span_end, r.surface) for r in rows(parsed)
    )
    assert all(len(r.surface) > 0 for r in rows(parsed))


@pytest.mark.parametrize("case", CASES)
def test_its_rows_are_of_the_contract(
    make_engine: Make, document_of: Callable[[str], Document], case: str
) -> None:
    parsed = parse(document_of(case), make_engine())
    broken = [f for table, found in parsed.tables().items() for f in faults(table, found)]
    assert broken == []


@pytest.mark.parametrize("case", CASES)
def test_the_same_article_gives_the_same_rows(
    make_engine: Make, document_of: Callable[[str], Document], case: str
) -> None:
    document = document_of(case)
    assert parse(document, make_engine()) == parse(document, make_engine())


def test_a_page_where_nobody_meets_stays_silent(
    make_engine: Make, document_of: Callable[[str], Document]
) -> None:
    parsed = parse(document_of("harbour"), make_engine())
    assert parsed.articles
    assert parsed.event_mentions == () and parsed.attendee_mentions == ()


def test_a_page_with_a_meeting_does_not(
    make_engine: Make, document_of: Callable[[str], Document]
) -> None:
    parsed = parse(document_of("salt"), make_engine())
    main = [e for e in parsed.event_mentions if e.salience == "main"]
    assert [(e.event_type, e.city, e.country_code) for e in main] == [("ministerial", "Oslo", "NO")]
    named = {a.name: a.country_code for a in parsed.attendee_mentions}
    assert {"Ida Berg": "NO", "Owen Marsh": "AU", "Aiko Mori": "JP"}.items() <= named.items()


def test_comments_are_nobody_s_facts(
    make_engine: Make, document_of: Callable[[str], Document]
) -> None:
    for case in ("salt", "harbour"):
        parsed = parse(document_of(case), make_engine())
        assert not any("Sousa" in r.surface or "Lisbon" in r.surface for r in rows(parsed))


def test_what_a_page_orders_is_not_done(
    make_engine: Make, document_of: Callable[[str], Document]
) -> None:
    parsed = parse(document_of("order"), make_engine())
    assert [e.event_type for e in parsed.event_mentions if e.salience == "main"] == ["call"]
    assert not any("Norton" in r.surface or "Quito" in r.surface for r in rows(parsed))


def test_rows_hang_together(make_engine: Make, document_of: Callable[[str], Document]) -> None:
    parsed = parse(document_of("salt"), make_engine())
    events = {e.event_mention_id for e in parsed.event_mentions}
    attendees = {a.attendee_mention_id for a in parsed.attendee_mentions}
    assert {a.event_mention_id for a in parsed.attendee_mentions} <= events
    assert {e.event_mention_id for e in parsed.evidence} <= events | {None}
    assert {e.attendee_mention_id for e in parsed.evidence} <= attendees | {None}
    assert {e.super_event_mention_id for e in parsed.event_mentions} <= events | {None}
    assert all(0 <= r.confidence <= 1 for r in parsed.event_mentions + parsed.attendee_mentions)
