"""The rules with a zero-shot model for names: it says what is a person, a body, an office.

The grammar of ``mentions`` decides everything else, as in the rules engine. Weights come from a
folder on this machine and nowhere else; package and weights are loaded when the engine is built.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from communique.engines.prepared import Prepared
from communique.engines.remedy import EngineNotReadyError
from communique.engines.rules import RulesEngine
from communique.mentions.lines import Line
from communique.mentions.people import find_parties
from communique.mentions.pieces import (
    BODY,
    NAME,
    ORGANIZATION,
    PARTICLE,
    PLURAL_ROLE,
    ROLE,
    THING,
    VENUE,
    WORD,
    Piece,
)
from communique.spans import Span

ENV_WEIGHTS = "COMMUNIQUE_GLINER_PATH"
LABELS = {"person": NAME, "organization": BODY, "government position": ROLE}
"""What the model is asked for, and the piece that each answer makes."""

_NAME = "gliner"
_THRESHOLD = 0.5
_OPEN = (NAME, BODY, THING, VENUE, WORD, PARTICLE)
_CLOSED = {BODY: (BODY, ORGANIZATION), ROLE: (ROLE, PLURAL_ROLE)}


class Model(Protocol):
    """What the engine needs of a GLiNER model."""

    def predict_entities(
        self, text: str, labels: list[str], *, threshold: float
    ) -> list[dict[str, Any]]:
        """Entities with ``start``, ``end`` (characters, end-exclusive) and ``label``."""


class GlinerEngine(RulesEngine):
    """Reads by rules over pieces that a GLiNER model has named.

    Raises EngineNotReadyError, with the remedy, when the package or the weights are missing.
    """

    name = _NAME

    def __init__(self, weights: Path | None = None) -> None:
        self._weights = weights or _weights(os.environ)
        self._digest = _digest(self._weights)
        self.version = f"1.rules.{RulesEngine.version}.weights.{self._digest[:8]}"
        _model(self._weights, self._digest)

    def lines(self, ready: Prepared) -> list[Line]:
        """The sentences that the rules read, with the model's names in them."""
        model = _model(self._weights, self._digest)
        return [_named(line, _entities(model, line)) for line in super().lines(ready)]


def recode(pieces: Sequence[Piece], entities: Sequence[tuple[Span, str]]) -> list[Piece]:
    """The pieces with those under an entity made what the model says that they are.

    Where the lexicons know a country, city, office or body, they keep the word. A person's pieces
    all become parts of a name; of a body and an office the last one becomes its head.
    """
    changed = list(pieces)
    for span, code in entities:
        under = [i for i, p in enumerate(pieces) if span.contains(p.span)]
        if not under or any(pieces[i].code in _CLOSED.get(code, ()) for i in under):
            continue
        heads = under if code == NAME else under[-1:]
        for i in heads:
            piece = pieces[i]
            if piece.code in _OPEN and piece.text[0].isalpha():
                is_particle = code == NAME and piece.text[0].islower()
                changed[i] = Piece(PARTICLE if is_particle else code, piece.span, piece.text)
    return changed


def _named(line: Line, entities: Sequence[tuple[Span, str]]) -> Line:
    if not entities:
        return line
    pieces = tuple(recode(line.pieces, entities))
    codes = "".join(piece.code for piece in pieces)
    return replace(line, pieces=pieces, codes=codes, parties=tuple(find_parties(line.text, pieces)))


def _entities(model: Model, line: Line) -> list[tuple[Span, str]]:
    """The model's entities in a sentence; what lies outside it or has no known label is left."""
    text = line.span.cut(line.text)
    found = []
    for one in model.predict_entities(text, list(LABELS), threshold=_THRESHOLD):
        code, start, end = LABELS.get(one["label"]), int(one["start"]), int(one["end"])
        if code and 0 <= start < end <= len(text):
            found.append((Span(start, end).shift(line.span.start), code))
    return sorted(found)


def _weights(env: Mapping[str, str]) -> Path:
    given = env.get(ENV_WEIGHTS, "").strip()
    if not given:
        raise EngineNotReadyError(
            _NAME, f"{ENV_WEIGHTS} is not set", "give the folder of a GLiNER model's weights"
        )
    return Path(given).expanduser()


@cache
def _digest(weights: Path) -> str:
    """sha256 over the names and bytes of the folder's files."""
    if find_spec("gliner") is None:
        remedy = "install it with: pip install 'communique[gliner]'"
        raise EngineNotReadyError(_NAME, "the package gliner is not installed", remedy)
    files = sorted(path for path in weights.rglob("*") if path.is_file())
    if not any(path.name == "gliner_config.json" for path in files):
        remedy = f"give in {ENV_WEIGHTS} a folder that holds gliner_config.json and the weights"
        raise EngineNotReadyError(_NAME, f"no GLiNER model in {weights}", remedy)
    total = hashlib.sha256()
    for path in files:
        total.update(path.relative_to(weights).as_posix().encode() + b"\0")
        with path.open("rb") as handle:
            total.update(hashlib.file_digest(handle, "sha256").digest())
    return total.hexdigest()


@cache
def _model(weights: Path, _digest: str) -> Model:
    """One model a process; nothing is fetched."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    module = import_module("gliner")
    try:
        model: Model = module.GLiNER.from_pretrained(str(weights), local_files_only=True)
    except Exception as error:  # the package raises what its many parts raise
        remedy = f"give complete weights in {ENV_WEIGHTS}, with tokenizer and encoder config"
        what = f"the weights in {weights} do not load ({type(error).__name__})"
        raise EngineNotReadyError(_NAME, what, remedy) from error
    return model
