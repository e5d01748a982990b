"""A broken record of a WARC file is refused with its number, and the others are read."""

from __future__ import annotations

import gzip
import io
import time
import tracemalloc
from collections.abc import Callable

import pytest

from communique.documents.document import Document, Rejection
from communique.documents.limits import MAX_BYTES
from communique.documents.readers import expand
from communique.documents.warc_records import Broken, RawRecord, split_records

from . import build
from .conftest import Read

COUNT = 5


def records(page: Callable[..., str]) -> list[bytes]:
    """The records of a WARC file of five pages, each with its own record."""
    whole = build.warc({
        f"https://post.example/{n}": page().replace("pilot fees", f"pilot fees {n}").encode()
        for n in range(COUNT)
    })  # fmt: skip
    parts = whole.split(b"WARC/1.0\r\n")[1:]
    return [b"WARC/1.0\r\n" + part for part in parts]


def told(results: list[Document | Rejection]) -> list[str]:
    """For each result the page's number, or the code of its refusal."""
    return [
        r.code if isinstance(r, Rejection) else r.text.partition("post.example/")[2][0]
        for r in results
    ]


def with_length(record: bytes, change: Callable[[int], object]) -> bytes:
    before, _, rest = record.partition(b"Content-Length: ")
    digits, _, after = rest.partition(b"\r\n")
    return before + b"Content-Length: " + str(change(int(digits))).encode() + b"\r\n" + after


HARM: dict[str, Callable[[bytes], bytes]] = {
    "breaks off": lambda r: r[: len(r) // 2],
    "breaks off in its head": lambda r: r[:90],
    "too short a length": lambda r: with_length(r, lambda n: n - 40),
    "too long a length": lambda r: with_length(r, lambda n: n + 700),
    "a length over the file": lambda r: with_length(r, lambda n: n * 1_000),
    "a length over all limits": lambda r: with_length(r, lambda n: 10**15),
    "no length": lambda r: r.replace(b"Content-Length", b"Content-Lenght"),
    "a length in words": lambda r: with_length(r, lambda n: "long"),
    "rubbish before it": lambda r: b"rubbish " * 400 + b"\r\n" + r[: len(r) // 3],
}


@pytest.mark.parametrize("name", HARM)
@pytest.mark.parametrize("at", [0, 2, COUNT - 1])
def test_a_broken_record_costs_no_other(
    name: str, at: int, read: Read, page: Callable[..., str]
) -> None:
    parts = records(page)
    parts[at] = HARM[name](parts[at])
    results = read(b"".join(parts), "raw/a.warc")
    assert [t for t in told(results) if t != "damaged"] == [str(n) for n in range(COUNT) if n != at]
    (refused,) = [r for r in results if isinstance(r, Rejection)]
    assert refused.document_uri == f"raw/a.warc#record={at + 1}"
    assert "the others are read" in refused.message


PACKED_HARM: dict[str, Callable[[bytes], bytes]] = {
    "breaks off": lambda m: m[: len(m) // 2],
    "a wrong byte": lambda m: m[: len(m) // 2] + b"\x55\xaa\x55\xaa" + m[len(m) // 2 + 4 :],
    "a wrong checksum": lambda m: m[:-8] + b"\0\0\0\0" + m[-4:],
    "a wrong head": lambda m: b"\x1f\x8b\x07" + m[3:],
    "rubbish": lambda m: bytes(range(256)) * 40,
}


@pytest.mark.parametrize("name", PACKED_HARM)
@pytest.mark.parametrize("at", [0, 2, COUNT - 1])
def test_a_broken_packed_record_costs_no_other(
    name: str, at: int, read: Read, page: Callable[..., str]
) -> None:
    parts = [gzip.compress(r, mtime=0) for r in records(page)]
    parts[at] = PACKED_HARM[name](parts[at])
    results = read(b"".join(parts), "raw/a.warc.gz")
    kept = [t for t in told(results) if t != "damaged"]
    if at == 0 and name == "rubbish":
        # The file no longer begins as a packed one.
        assert kept == ["not_text"]
        return
    assert kept == [str(n) for n in range(COUNT) if n != at]
    assert told(results).count("damaged") == 1


def test_padding_and_small_records_are_passed_over_in_silence(
    read: Read, page: Callable[..., str]
) -> None:
    info = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n"
    data = gzip.compress(info) + b"".join(map(gzip.compress, records(page))) + bytes(512)
    assert told(read(data, "raw/a.warc.gz")) == [str(n) for n in range(COUNT)]


def test_a_record_over_the_limit_is_refused_and_not_held() -> None:
    pages = {"https://post.example/0": b"x" * (3 * MAX_BYTES), "https://post.example/1": b"<p>y"}
    stream = io.BufferedReader(io.BytesIO(build.warc(pages)))  # type: ignore[arg-type]
    tracemalloc.start()
    first, second = (r for r in split_records(stream) if isinstance(r, RawRecord))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (first.length > 3 * MAX_BYTES, len(first.content) < 1.01 * MAX_BYTES) == (True, True)
    assert second.content.endswith(b"<p>y")
    assert peak < 4 * MAX_BYTES


@pytest.mark.parametrize("length", [10, 500_000, 19_000_000, 10**12])
def test_wrong_lengths_without_end_are_done_with_soon(length: int) -> None:
    one = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n!\r\n\r\n" % length
    started = time.process_time()
    results = list(split_records(io.BytesIO(one * 60_000)))
    assert time.process_time() - started < 10
    assert any(isinstance(r, Broken) for r in results)


def test_a_file_named_as_a_crawl_without_any_record_is_refused() -> None:
    (one,) = expand(b"nothing here\n" * 50, "raw/a.warc")
    assert one.refusal is not None and one.refusal.code == "damaged"
