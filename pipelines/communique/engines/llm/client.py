"""One request to an OpenAI-compatible address, and what came of it.

No redirects are followed, no key is put into an error, no reply is read without end. Whether to
ask again is decided by ``asking``.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from typing import IO, Any, Protocol
from urllib.error import HTTPError
from urllib.request import (
    BaseHandler,
    HTTPRedirectHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
)

from communique.engines.llm.configuration import is_this_machine, key

_LARGEST_REPLY = 4_000_000
_CHUNK = 65_536
_WORTH_ANOTHER = (408, 409, 425, 429)


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model wrote; ``is_whole`` is False when it was cut off; ``tokens`` as billed."""

    content: str
    is_whole: bool
    tokens: int | None


class AskError(Exception):
    """A request without a usable reply.

    ``is_final``: asking again gives the same. ``is_lasting``: nor would another article get an
    answer. ``may_cost``: the model may have worked on it. ``wait``: seconds the server asks for.
    """

    def __init__(
        self, message: str, *, is_final: bool = False, is_lasting: bool = False,
        may_cost: bool = False, wait: float | None = None,
    ) -> None:  # fmt: skip
        super().__init__(message)
        self.is_final = is_final
        self.is_lasting = is_lasting
        self.may_cost = may_cost
        self.wait = wait


class Ask(Protocol):
    """Sends one request; ``client.ask`` is one."""

    def __call__(self, url: str, body: bytes, timeout: float) -> Reply:
        """The reply; raises AskError."""


def ask(url: str, body: bytes, timeout: float) -> Reply:
    """Posts ``body`` to the chat completions of ``url``; ``timeout`` bounds the whole, in seconds.

    Raises AskError.
    """
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if secret := key():
        headers["Authorization"] = f"Bearer {secret}"
    request = Request(f"{url}/chat/completions", data=body, headers=headers, method="POST")
    end = time.monotonic() + timeout
    try:
        with _opener(url).open(request, timeout=timeout) as response:
            data = _read(response, end)
    except HTTPError as error:
        error.close()
        raise _refused(error) from None
    except (TimeoutError, OSError, HTTPException, ValueError) as error:
        raise _failed(error) from None
    return _reply(data)


class _NoRedirect(HTTPRedirectHandler):
    """A redirect would carry the key and the article to an address nobody chose."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


def _opener(url: str) -> OpenerDirector:
    handlers: list[BaseHandler] = [_NoRedirect()]
    if is_this_machine(url):
        handlers.append(ProxyHandler({}))
    return build_opener(*handlers)


def _read(response: Any, end: float) -> bytes:
    data = bytearray()
    while chunk := response.read1(_CHUNK):
        data += chunk
        if time.monotonic() > end:
            raise TimeoutError
        if len(data) > _LARGEST_REPLY:
            raise AskError(
                f"the reply is longer than {_LARGEST_REPLY} bytes", is_final=True, may_cost=True
            )
    return bytes(data)


def _refused(error: HTTPError) -> AskError:
    """The status alone: what servers write beside it may repeat the key."""
    if error.code in _WORTH_ANOTHER or error.code >= 500:
        return AskError(f"status {error.code}", wait=_seconds(error.headers.get("Retry-After")))
    is_lasting = error.code in (401, 402, 403, 404) or 300 <= error.code < 400
    return AskError(f"status {error.code}", is_final=True, is_lasting=is_lasting)


def _seconds(value: str | None) -> float | None:
    return float(value) if value and value.isdecimal() else None


def _failed(error: Exception) -> AskError:
    reason = getattr(error, "reason", error)
    is_timeout = isinstance(error, TimeoutError) or isinstance(reason, TimeoutError)
    what = "no reply in time" if is_timeout else f"no connection ({type(reason).__name__})"
    return AskError(what, may_cost=not isinstance(reason, ConnectionRefusedError))


def _reply(data: bytes) -> Reply:
    try:
        given = json.loads(data)
        choice = given["choices"][0]
        content = choice["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        raise AskError("the reply is no chat completion", may_cost=True) from None
    if not isinstance(content, str):
        raise AskError("the model refused or wrote nothing", is_final=True, may_cost=True)
    return Reply(content, choice.get("finish_reason") != "length", _tokens(given))


def _tokens(given: Mapping[str, Any]) -> int | None:
    usage = given.get("usage")
    total = usage.get("total_tokens") if isinstance(usage, dict) else None
    return total if isinstance(total, int) and total >= 0 else None
