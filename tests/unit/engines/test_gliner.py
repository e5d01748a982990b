"""The recoding and the remedies; a real model is read only where one is installed.

A stand-in takes the package's place in one test, of the seam alone: it says nothing of how well
such a model reads.
"""

import os
import sys
from collections.abc import Callable
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from communique.article.article import Article
from communique.engines.gliner import ENV_WEIGHTS, GlinerEngine, recode
from communique.engines.remedy import EngineNotReadyError
from communique.engines.rules import RulesEngine
from communique.mentions.people import find_parties
from communique.mentions.pieces import BODY, NAME, ROLE, cut_pieces
from communique.spans import Span, quotes_back

_NAMES = {"Boden Ministry": "person", "Ida Berg": "person", "Salt Circle": "organization"}


def coded(text: str, entities: dict[str, str]) -> str:
    found = [(Span(text.index(w), text.index(w) + len(w)), code) for w, code in entities.items()]
    return "".join(p.code for p in recode(cut_pieces(text, Span(0, len(text))), found))


def test_a_person_s_pieces_become_a_name() -> None:
    text = "Boden Ministry, Finance Minister of Norway"
    assert not [p for p in find_parties(text, cut_pieces(text, Span(0, len(text)))) if p.name]
    pieces = recode(cut_pieces(text, Span(0, len(text))), [(Span(0, 14), NAME)])
    assert find_parties(text, pieces)[0].name == "Boden Ministry"


def test_of_a_body_the_last_piece_becomes_its_head() -> None:
    assert coded("the Salt Circle met", {"Salt Circle": BODY}) == "tNBw"


def test_what_the_lexicons_know_stays_what_it_is() -> None:
    text = "Norwegian Finance Minister Ida Berg"
    plain = coded(text, {})
    assert coded(text, {"Finance Minister": ROLE, "Ida Berg": NAME}) == plain
    assert coded("Norway met", {"Norway": NAME})[0] == "C"


def test_a_missing_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ENV_WEIGHTS, raising=False)
    with pytest.raises(EngineNotReadyError, match=ENV_WEIGHTS):
        GlinerEngine()


def test_a_missing_package_is_answered_with_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("communique.engines.gliner.find_spec", lambda name: None)
    with pytest.raises(EngineNotReadyError, match=r"pip install 'communique\[gliner\]'"):
        GlinerEngine(tmp_path)


def stand_in(monkeypatch: pytest.MonkeyPatch, load: Callable[..., Any]) -> None:
    module = ModuleType("gliner")
    module.__spec__ = ModuleSpec("gliner", None)
    module.GLiNER = type("GLiNER", (), {"from_pretrained": staticmethod(load)})  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "gliner", module)


def test_a_folder_without_weights_is_told_of(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stand_in(monkeypatch, lambda *a, **k: None)
    with pytest.raises(EngineNotReadyError, match="no GLiNER model in"):
        GlinerEngine(tmp_path / "none")


def test_weights_that_do_not_load_are_told_of(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise OSError("no tokenizer")

    stand_in(monkeypatch, fail)
    (tmp_path / "gliner_config.json").write_text("{}", encoding="ascii")
    with pytest.raises(EngineNotReadyError, match="do not load"):
        GlinerEngine(tmp_path)


class Answering:
    """Names the words it is told to name, and adds entities that no sentence has."""

    def predict_entities(
        self, text: str, labels: list[str], *, threshold: float
    ) -> list[dict[str, Any]]:
        found = [
            {"start": text.index(w), "end": text.index(w) + len(w), "label": label}
            for w, label in _NAMES.items()
            if w in text
        ]
        return [*found, {"start": 5, "end": 10**6, "label": "person"},
                {"start": 0, "end": 2, "label": "weather"}]  # fmt: skip


def test_the_model_s_names_reach_the_rows_and_nothing_is_fetched(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, article_of: Callable[[str], Article]
) -> None:
    asked: list[dict[str, Any]] = []

    def load(path: str, **options: Any) -> Answering:
        asked.append({"path": path, **options})
        return Answering()

    stand_in(monkeypatch, load)
    (tmp_path / "gliner_config.json").write_text("{}", encoding="ascii")
    article = article_of(
        "Talks in Oslo\n\nOslo, May 6\n\nNorwegian Finance Minister Ida Berg met Boden Ministry, "
        "Finance Minister of Denmark, in Oslo on Tuesday. They spoke of salt and of the "
        "winter that the ports had behind them, and of little else.\n"
    )
    engine = GlinerEngine(tmp_path)
    reading = engine.read(article)
    named = {row.name: row.country_code for row in reading.attendee_mentions}
    assert named == {"Ida Berg": "NO", "Boden Ministry": "DK"}
    by_rules = RulesEngine().read(article).attendee_mentions
    assert len(by_rules) > len(named), "the rules alone take the name for a body as well"
    assert {row.engine for row in reading.event_mentions} == {"gliner"}
    assert all(
        quotes_back(article.text, r.span_start, r.span_end, r.surface)
        for r in (*reading.attendee_mentions, *reading.evidence)
    )
    assert asked == [{"path": str(tmp_path), "local_files_only": True}]


@pytest.mark.skipif(ENV_WEIGHTS not in os.environ, reason=f"{ENV_WEIGHTS} names no weights here")
def test_real_weights_name_a_person(article_of: Callable[[str], Article], page: str) -> None:
    pytest.importorskip("gliner")
    reading = GlinerEngine().read(article_of(page))
    assert "Ida Berg" in {row.name for row in reading.attendee_mentions}
