"""The limits of checks, as data/policy says them; nothing is checked here."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path


def read_limits(project_dir: Path) -> Mapping[str, float]:
    """Each limit by name. Raises ValueError, naming the file, for what is no number."""
    path = project_dir / "data" / "policy" / "check_limits.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle, strict=True))
    try:
        return {row["surface"]: float(row["weight"]) for row in rows}
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path}: a row without a name or a number ({error})") from error
