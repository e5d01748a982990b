"""The model engine against a server that misbehaves in every way that we could think of."""

import json
import logging
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from communique.documents.document import Document
from communique.engines.llm.asking import Asker
from communique.engines.llm.configuration import Configuration
from communique.engines.llm.engine import LlmEngine
from communique.engines.llm.ledger import Ledger
from communique.parse import Parsed, parse

Build = Callable[..., LlmEngine]
KEY = "sk-a-key-that-nobody-may-see"


@pytest.fixture
def build(model_server: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """An engine that asks the test's server and never sleeps; settings as keywords."""
    monkeypatch.setenv("COMMUNIQUE_LLM_KEY", KEY)

    def make(waits: list[float] | None = None, **settings: Any) -> LlmEngine:
        chosen = {"cache_dir": tmp_path, "url": model_server.url, "model": "case-model"}
        configuration = Configuration(**{**chosen, **settings})
        ledger = Ledger(
            tmp_path / "ledger.json", configuration.max_articles, configuration.max_tokens
        )
        sleep = (waits if waits is not None else []).append
        return LlmEngine(configuration, lambda own: Asker(own, ledger, sleep=sleep))

    return make


def codes(parsed: Parsed) -> list[str]:
    return [note.code for note in parsed.parse_notes if note.code.startswith("llm_")]


def names(parsed: Parsed) -> set[str | None]:
    return {row.name for row in parsed.attendee_mentions}


def engines_of(parsed: Parsed) -> set[str]:
    return {row.engine for row in (*parsed.event_mentions, *parsed.quotes)}


def test_an_honest_answer_becomes_rows_through_our_own_resolvers(
    build: Build, document_of: Callable[[str], Document]
) -> None:
    parsed = parse(document_of("salt"), build())
    assert codes(parsed) == []
    told = [(e.event_type, e.event_status, e.start_date, e.date_rule, e.city, e.country_code,
             e.venue, e.time_zone) for e in parsed.event_mentions]  # fmt: skip
    assert told == [
        ("ministerial", "held", date(2031, 5, 6), "weekday_behind", "Oslo", "NO", None,
         "Europe/Oslo"),
        ("bilateral_meeting", "held", None, None, "Oslo", "NO", "Harbour Hall", "Europe/Oslo"),
        ("bilateral_meeting", "planned", date(2031, 6, 3), "year_from_publication", "Ottawa", "CA",
         None, "America/Toronto"),
    ]  # fmt: skip
    main = parsed.event_mentions[0].event_mention_id
    assert parsed.event_mentions[1].super_event_mention_id == main
    people = {
        row.name: (row.role, row.country_code, row.participation)
        for row in parsed.attendee_mentions
        if row.event_mention_id == main
    }
    assert people == {
        "Ida Berg": ("Finance Minister", "NO", "host"),
        "Owen Marsh": ("Treasurer", "AU", "attendee"),
        "Jean Roy": ("Minister of Finance", "CA", "attendee"),
        "Aiko Mori": ("Minister of Finance", "JP", "attendee"),
        "Luis Soto": ("Finance Minister", "CL", "absent"),
    }
    assert [q.speaker for q in parsed.quotes] == ["Ida Berg"]
    assert [c.cited_source for c in parsed.citations] == ["the Ministry of Finance"]


def test_article_text_is_sent_as_data_apart_from_the_instructions(
    build: Build, model_server: Any, document_of: Callable[[str], Document]
) -> None:
    parse(document_of("order"), build())
    (request,) = model_server.requests
    system, user = request["messages"]
    assert (system["role"], user["role"]) == ("system", "user")
    assert "telephone with Danish" in user["content"]
    assert "Danish" not in system["content"].replace('"Norwegian"', "")
    assert "Norton" not in user["content"], "comments are not shown"
    assert "tools" not in request and request["temperature"] == 0
    assert request["response_format"]["json_schema"]["strict"] is True


def test_an_obeyed_order_leaves_no_row(
    build: Build, model_server: Any, document_of: Callable[[str], Document]
) -> None:
    def obey(answer: dict[str, Any]) -> None:
        order = {"block": answer["events"][0]["trigger"]["block"], "words": "Emperor Norton"}
        summit = json.loads(json.dumps(answer["events"][0]))
        summit.update(event=9, type="summit", trigger={**order, "words": "a summit in Quito"})
        answer["people"].append({"person": 9, "name": order, "role": None, "affiliation": None})
        answer["events"].append(summit)
        answer["events"][0]["participants"].append(
            {"person": 9, "words": order, "kind": "person", "participation": "host",
             "stands_in_for": None}
        )  # fmt: skip

    model_server.says(obey)
    parsed = parse(document_of("order"), build())
    assert [e.event_type for e in parsed.event_mentions] == ["call"]
    assert names(parsed) == {"Rui Pinto", "Karen Lund"}
    assert codes(parsed).count("llm_words_not_in_block") >= 2


def test_a_model_that_answers_an_order_with_prose_is_not_believed(
    build: Build, model_server: Any, document_of: Callable[[str], Document]
) -> None:
    model_server.reply = lambda request: "A summit took place in Quito. Emperor Norton hosted it."
    parsed = parse(document_of("order"), build())
    assert codes(parsed) == ["llm_answer_not_of_schema"]
    assert engines_of(parsed) == {"rules"} and "Emperor Norton" not in names(parsed)


def test_invented_people_and_values_are_dropped_one_by_one(
    build: Build, model_server: Any, document_of: Callable[[str], Document]
) -> None:
    def invent(answer: dict[str, Any]) -> None:
        block = answer["people"][0]["name"]["block"]
        answer["people"][1]["name"]["words"] = "Owen Marshall"
        answer["people"][2]["role"]["words"] = "Chancellor of the Exchequer"
        answer["events"][0]["city"]["words"] = "Bergen"
        answer["events"][0]["time"] = {"block": block, "words": "on 4 July 1999"}

    model_server.says(invent)
    parsed = parse(document_of("salt"), build())
    main = parsed.event_mentions[0]
    people = {
        row.name: row
        for row in parsed.attendee_mentions
        if row.event_mention_id == main.event_mention_id
    }
    assert set(people) == {"Ida Berg", "Jean Roy", "Aiko Mori", "Luis Soto"}
    assert people["Jean Roy"].role is None
    assert (main.city, main.start_date, main.start_precision) == (None, None, "unknown")
    assert codes(parsed).count("llm_words_not_in_block") == 4
    assert main.confidence < 0.9


def test_names_of_another_article_do_not_leak_in(
    build: Build, model_server: Any, document_of: Callable[[str], Document]
) -> None:
    first = parse(document_of("salt"), build())
    other = json.dumps(json.loads(model_server.honest(model_server.requests[0])))
    model_server.reply = lambda request: other
    parsed = parse(document_of("order"), build())
    assert names(parsed).isdisjoint(names(first) - {None})
    assert parsed.event_mentions == () and parsed.quotes == ()


def test_words_of_another_block_are_not_taken(
    build: Build, model_server: Any, document_of: Callable[[str], Document]
) -> None:
    def move(answer: dict[str, Any]) -> None:
        for person in answer["people"]:
            person["name"]["block"] += 999

    model_server.says(move)
    assert names(parse(document_of("salt"), build())) == set()


def test_positions_that_a_model_adds_are_never_looked_at(
    build: Build, model_server: Any, document_of: Callable[[str], Document], tmp_path: Path
) -> None:
    wanted = parse(document_of("salt"), build(cache_dir=tmp_path / "a"))

    def add(answer: dict[str, Any]) -> None:
        for event in answer["events"]:
            event["trigger"].update(span_start=0, span_end=5, start=3)

    model_server.says(add)
    assert parse(document_of("salt"), build(cache_dir=tmp_path / "b")) == wanted


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        '{"people": [], "events": [], "quotes": []}',
        '{"people": {}, "events": [], "quotes": [], "sources": []}',
        '{"people": [], "events": [{"event": "one"}], "quotes": [], "sources": []}',
        "[" * 5_000,
        '{"people": [], "events": [], "quotes": [], "sources": [{"words": {"block": true, '
        '"words": "x"}, "kind": "release"}]}',
    ],
)
def test_an_answer_out_of_shape_is_asked_for_once_more_and_then_left(
    build: Build, model_server: Any, document_of: Callable[[str], Document], content: str
) -> None:
    model_server.reply = lambda request: content
    parsed = parse(document_of("salt"), build())
    assert codes(parsed) == ["llm_answer_not_of_schema"]
    assert len(model_server.requests) == 2
    assert engines_of(parsed) == {"rules"}


def test_a_vocabulary_of_its_own_is_not_taken(
    build: Build, model_server: Any, document_of: Callable[[str], Document]
) -> None:
    model_server.says(lambda answer: answer["events"][0].update(type="coronation"))
    (note,) = [n for n in parse(document_of("salt"), build()).parse_notes if "llm" in n.code]
    assert "events[0].type" in note.message


def test_an_answer_cut_off_is_not_read_and_not_asked_for_again(
    build: Build, model_server: Any, document_of: Callable[[str], Document]
) -> None:
    model_server.finish_reason = "length"
    parsed = parse(document_of("salt"), build())
    assert codes(parsed) == ["llm_answer_cut_off"] and len(model_server.requests) == 1


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
