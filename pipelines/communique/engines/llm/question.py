"""The question about one article: its blocks as numbered data, and what is asked of them.

What the article says goes into one JSON document between marks that hold the text's own hash,
which no text can contain; the instructions stand apart, in ``prompt.md``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from communique.article.article import Article
from communique.engines.llm.configuration import Configuration
from communique.engines.llm.schema import ANSWER_SCHEMA
from communique.ids import digest
from communique.lexicon.normal import Normal
from communique.spans import Span, strip

SHOWN = ("headline", "subhead", "dateline", "body", "key_points", "caption", "agency_credit")
"""Roles of the blocks that a model sees: those that may state facts, datelines and credits."""


@dataclass(frozen=True, slots=True)
class Question:
    """The request's body, and the blocks shown, by number, in the normalised text.

    ``is_whole`` is False when the article was longer than may be shown.
    """

    body: bytes
    blocks: dict[int, Span]
    is_whole: bool


@cache
def instructions() -> str:
    """The text of ``prompt.md``."""
    return files(__package__).joinpath("prompt.md").read_text(encoding="utf-8")


@cache
def prompt_version() -> str:
    """Changes with the instructions and the schema."""
    asked = instructions() + json.dumps(ANSWER_SCHEMA, sort_keys=True)
    return digest(asked.encode())[:8]


def make_question(article: Article, normal: Normal, configuration: Configuration) -> Question:
    """The question about ``article``; blocks are shown in order until the limit is reached."""
    blocks: dict[int, Span] = {}
    left, is_whole = configuration.max_characters, True
    for block in article.blocks:
        span = strip(normal.text, normal.normal(block.span))
        if block.role not in SHOWN or not len(span):
            continue
        if len(span) > left:
            is_whole = False
            break
        left -= len(span)
        blocks[block.no] = span
    body = {
        "model": configuration.model,
        "temperature": 0,
        "max_tokens": configuration.max_output,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "gatherings", "strict": True, "schema": ANSWER_SCHEMA},
        },
        "messages": [
            {"role": "system", "content": instructions()},
            {"role": "user", "content": _data(article, normal, blocks)},
        ],
    }
    return Question(json.dumps(body, ensure_ascii=False).encode(errors="replace"), blocks, is_whole)


def _data(article: Article, normal: Normal, blocks: dict[int, Span]) -> str:
    day = article.row.published_day or article.row.dateline_date
    role_of = {block.no: block.role for block in article.blocks}
    data = {
        "published": day.isoformat() if day else None,
        "blocks": [
            {"block": no, "role": role_of[no], "text": span.cut(normal.text)}
            for no, span in blocks.items()
        ],
    }
    mark = digest(article.text.encode(errors="replace"))[:16]
    return f"DATA {mark}\n{json.dumps(data, ensure_ascii=False)}\nEND {mark}"
