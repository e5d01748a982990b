"""The model engine when the server fails, and what it keeps and spends."""

import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from communique.documents.document import Document
from communique.engines.llm.engine import LlmEngine
from communique.parse import Parsed, parse

Build = Callable[..., LlmEngine]
KEY = "sk-a-key-that-nobody-may-see"


def codes(parsed: Parsed) -> list[str]:
    return [note.code for note in parsed.parse_notes if note.code.startswith("llm_")]


def engines_of(parsed: Parsed) -> set[str]:
    return {row.engine for row in (*parsed.event_mentions, *parsed.quotes)}


def test_a_reply_that_is_no_completion_is_an_outage(
    build: Build, model_server: Any, document_of: Callable[[str], Document]
) -> None:
    model_server.reply = lambda request: b"<html>gateway</html>"
    parsed = parse(document_of("salt"), build())
    assert codes(parsed) == ["llm_unreachable"] and len(model_server.requests) == 3


def test_a_busy_server_is_asked_again_after_bounded_waits(
    build: Build, model_server: Any, document_of: Callable[[str], Document]
) -> None:
    model_server.statuses = [(429, {"Retry-After": "900"}), (500, {})]
    waits: list[float] = []
    parsed = parse(document_of("salt"), build(waits))
    assert codes(parsed) == [] and engines_of(parsed) == {"llm"}
    assert waits == [30.0, 2.0]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_server_that_stays_busy_is_given_up(
    build: Build, model_server: Any, document_of: Callable[[str], Document], status: int
) -> None:
    model_server.statuses = [(status, {})] * 50
    engine = build()
    for number in range(6):
        text = document_of("salt").text.replace("2031", str(number)) + f"\nEdition {number}.\n"
        parsed = parse(document_of(text), engine)
        assert codes(parsed) == ["llm_unreachable"] and engines_of(parsed) == {"rules"}
    assert len(model_server.requests) == 9, "three articles, three attempts each"


def test_a_refused_key_ends_it_at_once_and_stands_in_no_note(
    build: Build,
    model_server: Any,
    document_of: Callable[[str], Document],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    model_server.statuses = [(401, {"X-Key": KEY})] * 9
    engine = build()
    parsed = [parse(document_of(case), engine) for case in ("salt", "order")]
    assert len(model_server.requests) == 1
    assert model_server.headers[0]["Authorization"] == f"Bearer {KEY}"
    told = repr((parsed, engine.version, engine._configuration)) + caplog.text
    assert "status 401" in told and KEY not in told


def test_a_redirect_is_not_followed(
    build: Build, model_server: Any, document_of: Callable[[str], Document]
) -> None:
    model_server.statuses = [(307, {"Location": f"{model_server.url}/elsewhere"})]
    parsed = parse(document_of("salt"), build())
    assert codes(parsed) == ["llm_unreachable"] and len(model_server.requests) == 1


def test_a_slow_server_costs_a_bounded_time(
    build: Build, model_server: Any, document_of: Callable[[str], Document]
) -> None:
    model_server.wait = 5.0
    began = time.monotonic()
    parsed = parse(document_of("salt"), build(timeout=0.2, attempts=2))
    assert codes(parsed) == ["llm_unreachable"]
    assert time.monotonic() - began < 3


def test_an_address_where_nobody_listens_is_told_of(
    build: Build, document_of: Callable[[str], Document]
) -> None:
    parsed = parse(document_of("salt"), build(url="http://127.0.0.1:9/v1", timeout=1))
    (note,) = [n for n in parsed.parse_notes if n.code == "llm_unreachable"]
    assert "COMMUNIQUE_LLM_ROUND" in note.message


def test_what_was_answered_is_not_asked_again_by_another_run(
    build: Build, model_server: Any, document_of: Callable[[str], Document]
) -> None:
    first = parse(document_of("salt"), build())
    assert parse(document_of("salt"), build()) == first
    assert len(model_server.requests) == 1


def test_a_damaged_answer_on_disk_is_asked_for_anew(
    build: Build, model_server: Any, document_of: Callable[[str], Document], tmp_path: Path
) -> None:
    first = parse(document_of("salt"), build())
    (kept,) = tmp_path.rglob("answers/*/*.json")
    kept.write_text('{"people": ', encoding="utf-8")
    assert parse(document_of("salt"), build()) == first
    assert len(model_server.requests) == 2


def test_another_model_is_another_question_and_another_version(
    build: Build, model_server: Any, document_of: Callable[[str], Document]
) -> None:
    one, other = build(), build(model="vendor/other model")
    parse(document_of("salt"), one)
    parse(document_of("salt"), other)
    assert len(model_server.requests) == 2
    assert one.version != other.version and "/" not in other.version


def test_beyond_the_budget_the_rules_read_and_a_note_says_so(
    build: Build, model_server: Any, document_of: Callable[[str], Document]
) -> None:
    engine = build(max_articles=1)
    assert engines_of(parse(document_of("salt"), engine)) == {"llm"}
    parsed = parse(document_of("order"), engine)
    assert engines_of(parsed) == {"rules"} and len(model_server.requests) == 1
    (note,) = [n for n in parsed.parse_notes if n.code == "llm_budget_spent"]
    assert note.severity == "warning" and "COMMUNIQUE_LLM_MAX_ARTICLES" in note.message


def test_a_budget_of_tokens_holds_before_the_request(
    build: Build, model_server: Any, document_of: Callable[[str], Document]
) -> None:
    parsed = parse(document_of("salt"), build(max_tokens=1_000))
    assert codes(parsed) == ["llm_budget_spent"] and model_server.requests == []


def test_without_a_fallback_the_article_stays_and_is_not_read(
    build: Build, document_of: Callable[[str], Document]
) -> None:
    parsed = parse(document_of("salt"), build(max_tokens=1_000, fallback="none"))
    assert parsed.articles and parsed.event_mentions == () and parsed.quotes == ()
    assert codes(parsed) == ["llm_budget_spent"]


def test_a_raised_budget_is_a_new_version_so_that_the_rest_is_read(build: Build) -> None:
    versions = {build(max_articles=n).version for n in (1, 2)} | {build(round="b").version}
    assert len(versions) == 3


def test_a_page_that_the_gate_turns_away_is_not_sent(
    build: Build, model_server: Any, document_of: Callable[[str], Document]
) -> None:
    text = "Boats painted\n\nThe yard painted two boats blue. The crews liked the colour a lot.\n"
    assert codes(parse(document_of(text), build())) == []
    assert model_server.requests == []


def test_of_a_long_article_the_model_sees_the_beginning_and_a_note_says_so(
    build: Build, model_server: Any, document_of: Callable[[str], Document]
) -> None:
    parsed = parse(document_of("salt"), build(max_characters=200))
    assert "llm_shown_in_part" in codes(parsed)
    assert "Canada" not in model_server.requests[0]["messages"][1]["content"]
