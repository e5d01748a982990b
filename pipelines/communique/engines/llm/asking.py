"""Gets an article's answer: from the cache, else from the model within the budget, else a reason.

The waits between attempts grow and are bounded; after several articles in a row without a reply
the address is left alone for the rest of the process.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from communique.engines.llm.answer import Answer, AnswerError, read_answer
from communique.engines.llm.cache import Cache
from communique.engines.llm.client import Ask, AskError, Reply, ask
from communique.engines.llm.configuration import (
    ENV_MAX_ARTICLES,
    ENV_MAX_OUTPUT,
    ENV_MAX_TOKENS,
    ENV_ROUND,
    Configuration,
)
from communique.engines.llm.ledger import Ledger
from communique.ids import digest

_CHARACTERS_A_TOKEN = 3
_FIRST_WAIT = 1.0
_LONGEST_WAIT = 30.0
_ANSWERS_TRIED = 2
_FAILURES_IN_A_ROW = 3


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Why an article has no answer: a code for the note, and words with the remedy."""

    code: str
    message: str


_SPENT = Unanswered(
    "llm_budget_spent",
    "the run's budget of articles or tokens is spent; raise "
    f"{ENV_MAX_ARTICLES} or {ENV_MAX_TOKENS} and run again: what was answered is not paid twice",
)


class Asker:
    """Asks about one article after another; it remembers only how often the address failed."""

    def __init__(
        self, configuration: Configuration, ledger: Ledger, *, send: Ask = ask,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:  # fmt: skip
        self._configuration = configuration
        self._ledger = ledger
        self._cache = Cache(configuration.cache_dir)
        self._send = send
        self._sleep = sleep
        self._failures = 0

    def answer(self, key: str, body: bytes) -> Answer | Unanswered:
        """The answer to ``body``; ``key`` names everything that it depends on."""
        name = digest(key.encode() + b"\0" + body)
        kept = self._cache.get(name)
        if kept is not None:
            try:
                return read_answer(kept)
            except AnswerError:  # a damaged file: ask again, and write it anew
                pass
        if self._failures >= _FAILURES_IN_A_ROW:
            return _unreachable("it was given up after failures in a row")
        return self._asked(name, body)

    def _asked(self, name: str, body: bytes) -> Answer | Unanswered:
        reason: Unanswered = _SPENT
        bad_answers = 0
        for attempt in range(self._configuration.attempts):
            reserved = len(body) // _CHARACTERS_A_TOKEN + self._configuration.max_output
            if not self._ledger.reserve(reserved, articles=int(attempt == 0)):
                return _SPENT
            try:
                reply = self._send(self._configuration.url, body, self._configuration.timeout)
            except AskError as error:
                self._ledger.settle(reserved, reserved if error.may_cost else 0)
                reason = _unreachable(str(error))
                if error.is_final:
                    self._failures = _FAILURES_IN_A_ROW if error.is_lasting else self._failures
                    return reason
                self._wait(attempt, error.wait)
                continue
            self._failures = 0
            self._ledger.settle(reserved, _cost(body, reply))
            read = self._read(name, reply)
            bad_answers += isinstance(read, Unanswered)
            if isinstance(read, Answer) or not reply.is_whole or bad_answers >= _ANSWERS_TRIED:
                return read
            reason = read
        self._failures += reason.code == "llm_unreachable"
        return reason

    def _read(self, name: str, reply: Reply) -> Answer | Unanswered:
        if not reply.is_whole:
            return Unanswered(
                "llm_answer_cut_off",
                f"the answer was cut off by its length; raise {ENV_MAX_OUTPUT}",
            )
        try:
            answer = read_answer(reply.content)
        except AnswerError as error:
            return Unanswered(
                "llm_answer_not_of_schema",
                f"the answer is not of the schema ({error}); choose a model and server that obey "
                "response_format json_schema",
            )
        self._cache.keep(name, reply.content)
        return answer

    def _wait(self, attempt: int, wanted: float | None) -> None:
        if attempt + 1 < self._configuration.attempts:
            wait = _FIRST_WAIT * 2**attempt if wanted is None else wanted
            self._sleep(min(wait, _LONGEST_WAIT))


def _cost(body: bytes, reply: Reply) -> int:
    """As billed; where the server does not say, from the lengths."""
    if reply.tokens is not None:
        return reply.tokens
    return (len(body) + len(reply.content)) // _CHARACTERS_A_TOKEN


def _unreachable(why: str) -> Unanswered:
    return Unanswered(
        "llm_unreachable",
        f"the model's address gave no answer: {why}; look at the service, then set {ENV_ROUND} "
        "to a new label and run again",
    )
