"""Whether a value can be judged right: the attribute is known, and it may have the value.

The attributes and their states are rows of data/policy; nothing is written here.
"""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

_COUNTRY = re.compile(r"[A-Z]{2}")


class BadValueError(ValueError):
    """The attribute is unknown, or cannot have this value; the message says what it can have."""


def checked_value(policy: Path, attribute: str, value: str, *, is_of_participant: bool) -> str:
    """The value as the file will hold it; raises BadValueError, saying what would do."""
    about = ("attendance", "both") if is_of_participant else ("event", "both")
    attributes = [
        row["surface"] for row in _rows(policy, "claim_attributes") if row["about"] in about
    ]
    if attribute not in attributes:
        whom = "a participant" if is_of_participant else "an event"
        hint = "" if is_of_participant else "; a participant's need --attendance"
        raise BadValueError(
            f"{attribute}: no attribute of {whom}; they are: {', '.join(attributes)}{hint}"
        )
    right = " ".join(value.split())
    if not right:
        raise BadValueError(f"{attribute}: the value is empty; say what is right")
    if attribute.endswith("_date"):
        _refuse_no_day(attribute, right)
    if attribute == "country_code" and not _COUNTRY.fullmatch(right):
        raise BadValueError(f"country_code: {right!r} is no code of two capitals, such as NO")
    states = _states(policy, attribute)
    if states and right not in states:
        raise BadValueError(f"{attribute}: {right!r} is none of {', '.join(states)}")
    return right


def _refuse_no_day(attribute: str, value: str) -> None:
    try:
        date.fromisoformat(value)
    except ValueError as error:
        raise BadValueError(f"{attribute}: {value!r} is no day; write it as 2026-01-12") from error


def _states(policy: Path, attribute: str) -> list[str]:
    """The values that an attribute may have, none where any will do."""
    if attribute == "event_type":
        return [row["surface"] for row in _rows(policy, "event_type_families")]
    rows = _rows(policy, "claim_values")
    return [row["surface"] for row in rows if row["attribute"] == attribute]


def _rows(policy: Path, name: str) -> list[dict[str, str]]:
    path = policy / f"{name}.csv"
    if not path.is_file():
        raise BadValueError(f"{path}: is not there; run from a checkout of the project")
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))
