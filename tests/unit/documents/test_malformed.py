"""Two thousand broken files give a result or a rejection, in bounded time and memory."""

from __future__ import annotations

import random
import resource
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from communique.documents.document import Document, Rejection
from communique.documents.readers import read_documents

from . import build
from .conftest import PARAGRAPHS

NOW = datetime(2031, 5, 6, tzinfo=UTC)
COUNT = 2_000
SEED = 20310506
SECONDS_EACH = 5.0
MEGABYTES_MORE = 900
_WRONG = ("cp1252", "utf-16", "utf-16-le", "cp437", "koi8-r", "shift_jis", "utf-32")


def _originals(page: str) -> dict[str, bytes]:
    html, text = page.encode(), "\n\n".join(PARAGRAPHS).encode()
    row: dict[str, object] = {"title": "Pilot fees", "text": text.decode(), "date": "2031-05-05"}
    feed = build.rss([("Pilot fees", "Mon, 05 May 2031 09:00:00 GMT", f"<p>{PARAGRAPHS[0]}</p>")])
    warc = build.warc({"https://post.example/a": html})
    return {
        "a.txt": text, "a.html": html, "a.md": b"# Fees\n\n" + text, "a.xml": feed,
        "a.jsonl": build.json_lines([row] * 4), "a.csv": b"title,text\nFees,\"" + text + b"\"\n",
        "a.eml": build.mail(text.decode()), "a.pdf": build.pdf(list(PARAGRAPHS)), "a.warc": warc,
        "a.warc.gz": build.packed(warc, "gzip"),
        "a.zip": build.zipped({"b.html": html, "c.txt": text}),
        "a.tar": build.tarred({"b.html": html}), "a.bz2": build.packed(text, "bzip2"),
        "a.xz": build.packed(html, "xz"), "a.parquet": build.parquet([row] * 3),
        "a.tgz": build.packed(build.tarred({"b/c.txt": text}), "gzip"),
    }  # fmt: skip


def _truncated(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def _bruised(data: bytes, chance: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(chance.randint(1, 40)):
        out[chance.randrange(len(out))] = chance.randrange(256)
    return bytes(out)


def _with_nul(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + b"\0" * chance.randint(1, 600) + data[at:]


def _shuffled(data: bytes, chance: random.Random) -> bytes:
    size = max(1, len(data) // 7)
    pieces = [data[i : i + size] for i in range(0, len(data), size)]
    chance.shuffle(pieces)
    return b"".join(pieces)


def _reencoded(data: bytes, chance: random.Random) -> bytes:
    return data.decode("utf-8", "replace").encode(chance.choice(_WRONG), "replace")


def _doubled(data: bytes, chance: random.Random) -> bytes:
    return data + data[chance.randrange(len(data)) :] * chance.randint(1, 3)


def _nested(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 6)):
        data = chance.choice(
            (
                lambda d: build.zipped({"../../x": d}),
                lambda d: build.packed(d, "gzip"),
                lambda d: build.tarred({"/etc/x": d}),
            )
        )(data)
    return data


_HARM: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _truncated, _bruised, _with_nul, _shuffled, _reencoded, _doubled, _nested,
)  # fmt: skip


def _malformed(page: str) -> Iterator[tuple[str, bytes]]:
    chance = random.Random(SEED)
    originals = sorted(_originals(page).items())
    for number in range(COUNT):
        name, data = originals[number % len(originals)]
        for harm in chance.sample(_HARM, chance.choice((1, 1, 2))):
            data = harm(data, chance)
        yield f"raw/{number}-{name}", data


def _peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def test_two_thousand_broken_files_are_read_or_refused(page: Callable[..., str]) -> None:
    before, slow, codes = _peak_megabytes(), [], set()
    for uri, data in _malformed(page()):
        started = time.process_time()
        results = list(read_documents(data, uri, NOW))
        if time.process_time() - started > SECONDS_EACH:
            slow.append(uri)
        assert results, uri
        for one in results:
            assert one.document_uri.startswith(uri)
            assert isinstance(one, Document) or one.message
            codes.add(one.code if isinstance(one, Rejection) else "read")
    assert slow == []
    assert _peak_megabytes() - before < MEGABYTES_MORE
    assert {"read", "damaged", "not_text"} <= codes


def _deep(count: int, tag: str = "div") -> bytes:
    inner = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    return (f"<html><body>{f'<{tag}>' * count}{inner}{f'</{tag}>' * count}</body></html>").encode()


_LAUGHS = b"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'ha'>" + b"".join(
    b"<!ENTITY %c '%s'>" % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
) + b"]><rss><channel><item><title>&j;</title></item></channel></rss>"  # fmt: skip
_OUTSIDE = (
    b"<?xml version='1.0'?><!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"
    b"<rss><channel><item><description>&x;</description></item></channel></rss>"
)


@pytest.mark.parametrize(
    ("make", "codes"),
    [
        (lambda: build.packed(bytes(60_000_000), "gzip"), {"bomb"}),
        (lambda: build.packed(bytes(60_000_000), "bzip2"), {"bomb"}),
        (lambda: build.packed(bytes(60_000_000), "xz"), {"bomb"}),
        (lambda: build.zipped({"a.jsonl": b"[" * 60_000_000}), {"bomb"}),
        (lambda: build.packed(build.packed(bytes(60_000_000), "gzip"), "gzip"), {"bomb"}),
        (lambda: _LAUGHS, {"bomb"}),
        (lambda: _OUTSIDE, {"bomb"}),
        (lambda: b"a" * 50_000_000, {"too_large"}),
        (lambda: b'{"text": "' + b"a" * 50_000_000 + b'"}\n{"text": 1}\n', {"too_large"}),
        (lambda: b'{"a":' * 100_000 + b"1" + b"}" * 100_000, {"damaged"}),
        (lambda: b"[" * 1_000_000, {"damaged", "read"}),
        (lambda: _deep(300), {"read"}),
        (lambda: _deep(100_000), {"read"}),
        (lambda: _deep(5_000, "nav"), {"read"}),
        (lambda: b"<html><body><p>" + b"word " * 600_000, {"read"}),
        (
            lambda: b"<html><body>" + b"<li><a href=x>y</a>" * 40_000,
            {"read", "empty", "index_page"},
        ),
        (lambda: b"<html><script>" + b"{" * 3_000_000, {"empty", "read"}),
        (lambda: b"<" * 3_000_000, {"read"}),
        (lambda: b"\xff\xfe" + b"\x00\xd8" * 2_000_000, {"read", "not_text", "empty"}),
        (lambda: b"MIME-Version: 1.0\nSubject: x\n" * 100_000, {"empty", "read", "damaged"}),
    ],
)
def test_attacks_end_soon(make: Callable[[], bytes], codes: set[str]) -> None:
    data, started = make(), time.process_time()
    results = list(read_documents(data, "raw/attack", NOW))
    assert time.process_time() - started < 2 * SECONDS_EACH
    assert {r.code if isinstance(r, Rejection) else "read" for r in results} <= codes
