"""The engine: asks about an article, checks the answer against its text, writes the rows.

It needs a network, so it is not pure as the others are: an answer that is kept on disk gives the
same reading again, byte for byte. An article that the model does not read goes to the rules, or
to nobody, with a note that says why.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace

from communique.article.article import Article
from communique.engines.engine import Reading
from communique.engines.llm.aligning import is_fuzzy
from communique.engines.llm.answer import Answer
from communique.engines.llm.asking import Asker, Unanswered
from communique.engines.llm.configuration import (
    ENV_CACHE_DIR,
    NAME,
    Configuration,
    from_environment,
)
from communique.engines.llm.gathering import Gatherings
from communique.engines.llm.ledger import ledger_of_run
from communique.engines.llm.page import Page, note_on
from communique.engines.llm.people import Told
from communique.engines.llm.question import make_question, prompt_version
from communique.engines.llm.speech import read_quotes, read_sources
from communique.engines.prepared import anchor_of
from communique.engines.quoting import Quoting
from communique.engines.remedy import EngineNotReadyError
from communique.engines.rows import RowWriter
from communique.engines.rules import RulesEngine
from communique.ids import digest
from communique.lexicon.normal import normalise
from communique.mentions.posts import find_posts
from communique.mentions.triggers import gate_matcher, signing_matcher
from communique.spans import Span

_VERSION = "1"
_READ = ("headline", "subhead", "body", "key_points", "caption")
_WITH_POSTS = ("body", "caption", "pull_quote", "other")


class LlmEngine:
    """Reads by a model behind an OpenAI-compatible address.

    Raises EngineNotReadyError when the configuration cannot be used.
    """

    name = NAME

    def __init__(
        self,
        configuration: Configuration | None = None,
        make_asker: Callable[[Configuration], Asker] | None = None,
    ) -> None:
        self._configuration = configuration or from_environment()
        self._asker = (make_asker or _asker)(self._configuration)
        self._fallback = RulesEngine()

    @property
    def version(self) -> str:
        """Names the model, the prompt, and every setting that a reading depends on."""
        own = self._configuration
        settings = (own.fallback, own.round, own.max_articles, own.max_tokens, own.max_output,
                    own.max_characters, is_fuzzy())  # fmt: skip
        model = re.sub(r"[^\w.-]+", "-", own.model)
        set_up = digest(json.dumps(settings).encode())[:8]
        return f"{_VERSION}.{model}.prompt.{prompt_version()}.set.{set_up}"

    def read(self, article: Article) -> Reading:
        """The reading of the model, as far as the text bears it out.

        What the gate turns away is not sent: the rules read its quotations.
        """
        if not _passes_gate(article):
            return self._fallback.read(article)
        normal = normalise(article.text)
        question = make_question(article, normal, self._configuration)
        page = Page(article, normal, question.blocks)
        if not question.is_whole:
            page.note("llm_shown_in_part", "the article is longer than the model may be shown")
        answer = self._asker.answer(self._key(article), question.body)
        if isinstance(answer, Unanswered):
            return self._unread(article, answer)
        return self._reading(article, page, answer)

    def _key(self, article: Article) -> str:
        text = digest(article.text.encode(errors="replace"))
        return f"{text} {_VERSION} {self._configuration.model} {prompt_version()}"

    def _unread(self, article: Article, reason: Unanswered) -> Reading:
        is_read = self._configuration.fallback == "rules"
        told = "read by the rules instead" if is_read else "not read for gatherings"
        note = note_on(article, reason.code, f"{told}: {reason.message}")
        if not is_read:
            return Reading(notes=(note,))
        reading = self._fallback.read(article)
        return replace(reading, notes=(*reading.notes, note))

    def _reading(self, article: Article, page: Page, answer: Answer) -> Reading:
        anchor = anchor_of(article, page.normal)
        people = Told(page, answer.people, article.row.dateline_country_code or "")
        sources = read_sources(page, answer.sources)
        of_line = {line.no: s for s in reversed(sources) if (line := page.line_at(s.span))}
        writer = RowWriter(article, Quoting(article, page.normal, self.name, self.version))
        writer.write_described(Gatherings(page, people, anchor).read(answer.events), of_line)
        writer.write_posts(find_posts(page.text, _shown(article, page), anchor))
        writer.write_quotes(read_quotes(page, answer.quotes, people))
        writer.write_citations(sources)
        return replace(writer.reading(), notes=tuple(page.notes.values()))


def _asker(configuration: Configuration) -> Asker:
    try:
        ledger = ledger_of_run(
            configuration.cache_dir, configuration.max_articles, configuration.max_tokens
        )
    except OSError as error:
        what = f"its folder cannot be written ({error.strerror or type(error).__name__})"
        raise EngineNotReadyError(
            NAME, what, f"give a folder of your own in {ENV_CACHE_DIR}"
        ) from error
    return Asker(configuration, ledger)


def _passes_gate(article: Article) -> bool:
    return any(
        gate.find(article.text, sentence.span)
        for gate in (gate_matcher(), signing_matcher())
        for sentence in article.sentences
        if sentence.block_role in _READ
    )


def _shown(article: Article, page: Page) -> list[Span]:
    return [page.normal.normal(b.span) for b in article.blocks if b.role in _WITH_POSTS]
