"""Answers kept on disk, so that the same question is paid for once.

A file an answer, its name the hash of everything that the answer depends on. Only answers that
could be read are kept. The files hold words of the articles: they are readable by their owner
alone.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


class Cache:
    """The folder of answers; keys are hexadecimal digests."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "answers"

    def get(self, key: str) -> str | None:
        """The answer kept under ``key``, or None."""
        try:
            return self._path(key).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def keep(self, key: str, content: str) -> bool:
        """Keeps an answer; False when the folder does not take it. A reader never sees a half."""
        path = self._path(key)
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
            with os.fdopen(descriptor, "w", encoding="utf-8") as handle:
                handle.write(content)
            Path(name).replace(path)
        except (OSError, UnicodeEncodeError):
            return False
        return True

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"
