"""The model engine against answers that invent, obey, ramble, or stand on another page."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from communique.documents.document import Document
from communique.engines.llm.engine import LlmEngine
from communique.parse import Parsed, parse

Build = Callable[..., LlmEngine]


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


def test_the_schema_that_is_sent_takes_an_honest_answer(
    build: Build, model_server: Any, document_of: Callable[[str], Document]
) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    for case in ("salt", "order", "harbour"):
        parse(document_of(case), build())
        request = model_server.requests[-1]
        schema = request["response_format"]["json_schema"]["schema"]
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.validate(json.loads(model_server.honest(request)), schema)


def test_an_obeyed_order_leaves_no_row(
    build: Build, model_server: Any, document_of: Callable[[str], Document]
) -> None:
    def obey(answer: dict[str, Any]) -> None:
        order = {"block": answer["events"][0]["trigger"]["block"], "words": "Emperor Norton"}
        summit = json.loads(json.dumps(answer["events"][0]))
        summit.update(event=9, type="summit", trigger={**order, "words": "a summit in Quito"})
        answer["people"].append(
            {"person": 9, "name": order, "role": None, "affiliation": None, "country": None}
        )
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
