"""Articles that every engine reads, and a model server on this machine that does as told."""

import json
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from communique.documents.document import Document
from communique.engines.llm.asking import Asker
from communique.engines.llm.configuration import Configuration
from communique.engines.llm.engine import LlmEngine
from communique.engines.llm.ledger import Ledger
from communique.ids import digest

CASES = Path(__file__).resolve().parents[1] / "cases" / "engines"
LANDED = datetime(2031, 5, 9, 6, tzinfo=UTC)
PHRASES = ("trigger", "name", "time", "city", "country", "venue", "words", "role", "affiliation")


@pytest.fixture
def document_of() -> Callable[[str], Document]:
    """A document of a case's text, or of the text given."""

    def make(text: str) -> Document:
        path = CASES / f"{text}.txt"
        if "\n" not in text and path.is_file():
            text = path.read_text(encoding="utf-8")
        return Document(
            document_id=digest(text.encode()),
            document_uri="raw/case.txt",
            media_type="text/plain",
            encoding="utf-8",
            byte_length=len(text.encode()),
            ingested_at=LANDED,
            text=text,
        )

    return make


def blocks_of(request: dict[str, Any]) -> dict[int, str]:
    """The numbered blocks that a request shows, as a model would read them."""
    content = request["messages"][1]["content"]
    data = json.loads(content.splitlines()[1])
    return {block["block"]: block["text"] for block in data["blocks"]}


def answered(value: Any, blocks: dict[int, str]) -> Any:
    """A case's answer with each string made a phrase: the first block that holds it, or block 0."""

    def phrase(words: str) -> dict[str, Any]:
        return {"block": next((no for no, t in blocks.items() if words in t), 0), "words": words}

    if isinstance(value, list):
        return [answered(one, blocks) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        key: phrase(one)
        if key in PHRASES and isinstance(one, str)
        else [phrase(topic) for topic in one]
        if key == "topics"
        else answered(one, blocks)
        for key, one in value.items()
    }


class ModelServer:
    """Answers chat completions; ``reply`` makes the content of a request, or raises ``Status``."""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.reply: Callable[[dict[str, Any]], str | bytes] = self.honest
        self.statuses: list[tuple[int, dict[str, str]]] = []
        self.finish_reason = "stop"
        self.delay = threading.Event()
        self.wait = 0.0
        self.url = ""

    def honest(self, request: dict[str, Any]) -> str:
        """The labelled answer of the case whose headline is shown."""
        blocks = blocks_of(request)
        shown = "\n".join(blocks.values())
        for path in sorted(CASES.glob("*.txt")):
            headline = path.read_text(encoding="utf-8").splitlines()[0]
            if headline in shown:
                given = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
                return json.dumps(answered(given, blocks))
        return json.dumps({"people": [], "events": [], "quotes": [], "sources": []})

    def says(self, change: Callable[[dict[str, Any]], None]) -> None:
        """From now on the honest answer with ``change`` made to it."""

        def reply(request: dict[str, Any]) -> str:
            answer = json.loads(self.honest(request))
            change(answer)
            return json.dumps(answer)

        self.reply = reply


def handler_of(server: ModelServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            request = json.loads(body)
            server.requests.append(request)
            server.headers.append(dict(self.headers))
            server.delay.wait(server.wait)
            if server.statuses:
                status, headers = server.statuses.pop(0)
                self.answer(status, b'{"error": "no"}', headers)
                return
            content = server.reply(request)
            if isinstance(content, bytes):
                self.answer(200, content, {})
                return
            choice = {"message": {"content": content}, "finish_reason": server.finish_reason}
            reply = {"choices": [choice], "usage": {"total_tokens": 1_000}}
            self.answer(200, json.dumps(reply).encode(), {})

        def answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            return

    return Handler


@pytest.fixture
def model_server() -> Iterator[ModelServer]:
    """A server on the loopback address; it stops with the test."""
    server = ModelServer()
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(server))
    httpd.daemon_threads = True
    server.url = f"http://127.0.0.1:{httpd.server_address[1]}/v1"
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.delay.set()
    httpd.shutdown()
    httpd.server_close()
    thread.join(timeout=5)


@pytest.fixture
def build(
    model_server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., LlmEngine]:
    """An engine that asks the test's server and never sleeps; settings as keywords."""
    monkeypatch.setenv("COMMUNIQUE_LLM_KEY", "sk-a-key-that-nobody-may-see")

    def make(waits: list[float] | None = None, **settings: Any) -> LlmEngine:
        chosen = {"cache_dir": tmp_path, "url": model_server.url, "model": "case-model"}
        configuration = Configuration(**{**chosen, **settings})
        ledger = Ledger(
            tmp_path / "ledger.json", configuration.max_articles, configuration.max_tokens
        )
        sleep = (waits if waits is not None else []).append
        return LlmEngine(configuration, lambda own: Asker(own, ledger, sleep=sleep))

    return make
