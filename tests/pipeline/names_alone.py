"""How well names are told alike: labelled pairs of names through the models that score them.

    .venv/bin/python tests/pipeline/names_alone.py PAIRS.csv

The file has the columns schema, name1, name2 and is_match; only persons are read. All names stand
in one event of one country, so that spelling alone decides. Floors stand in
``tests/gold/floors.json`` under "merging", "name_pairs", and are held by ``test_names``.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import polars as pl

sys.path.insert(0, str(Path(__file__).parent))
from gold_staging import write_gold
from merging_alone import REPOSITORY, build_marts

from communique.ids import make_id
from communique.mentions.people import name_key

Pair = tuple[str, str, bool]
PAGE = sorted((REPOSITORY / "data" / "gold").glob("*.json"))[0]
LIMITS = "select surface, weight from intermediate.match_weights where surface like 'person_%'"
SCORES = """
select l.name, r.name, coalesce(pairs.score, (l.form_id = r.form_id)::double)
from intermediate.int_person_mentions_keyed as l
cross join intermediate.int_person_mentions_keyed as r
left join intermediate.int_person_pairs_scored as pairs
    on
        least(l.form_id, r.form_id) = pairs.left_id
        and greatest(l.form_id, r.form_id) = pairs.right_id
where pairs.score is not null or l.form_id = r.form_id
"""


def read_pairs(path: Path) -> list[Pair]:
    """The labelled pairs of persons' names in a file."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["schema"] == "Person"]
    return [(row["name1"], row["name2"], row["is_match"] == "true") for row in rows]


def write_names(names: Iterable[str], data_dir: Path) -> None:
    """Staging tables of one page whose participants have the names."""
    write_gold([PAGE], data_dir)
    path = data_dir / "staging" / "attendee_mentions" / "batch=gold" / "part.parquet"
    first = pl.read_parquet(path).head(1)
    listed = sorted(set(names))
    new = {
        "attendee_mention_id": [make_id("att", name) for name in listed],
        "kind": ["person"] * len(listed),
        "name": listed,
        "name_key": [name_key(name) for name in listed],
        "country_code": ["XK"] * len(listed),
    }
    rest = first.drop(*new).select(pl.all().repeat_by(len(listed)).explode())
    told = pl.DataFrame(new).hstack(rest).select(first.columns).cast(dict(first.schema))
    told.write_parquet(path)


def scores(data_dir: Path, target: Path) -> tuple[dict[tuple[str, str], float], dict[str, float]]:
    """The likeness of each two names that have any, and the limits of the policy."""
    models = ("--select", "+int_person_pairs_scored")
    warehouse = build_marts(
        data_dir, target, "build", "--exclude-resource-type", "test", "unit_test", *models
    )
    with duckdb.connect(str(warehouse), read_only=True) as con:
        found = {(left, right): score for left, right, score in con.execute(SCORES).fetchall()}
        return found, dict(con.execute(LIMITS).fetchall())


def measure(
    pairs: Sequence[Pair], told: Mapping[tuple[str, str], float], limit: float
) -> list[float]:
    """F1, precision and recall of the pairs whose likeness reaches ``limit``."""
    hits = [is_match for left, right, is_match in pairs if told.get((left, right), 0) >= limit]
    matches = sum(is_match for *_, is_match in pairs)
    right = sum(hits)
    shares = (2 * right / (len(hits) + matches), right / max(1, len(hits)), right / matches)
    return [round(share, 3) for share in shares]


def figures(pairs: Sequence[Pair], data_dir: Path, target: Path) -> dict[str, float]:
    """What has a floor: names that may be one, and names that are one wherever they stand."""
    write_names((name for left, right, _ in pairs for name in (left, right)), data_dir)
    told, limits = scores(data_dir, target)
    f1, precision, _ = measure(pairs, told, limits["person_alike"])
    _, precision_anywhere, recall_anywhere = measure(pairs, told, limits["person_threshold"])
    return {
        "persons_f1": f1,
        "persons_precision": precision,
        "persons_precision_anywhere": precision_anywhere,
        "persons_recall_anywhere": recall_anywhere,
    }


def main(path: Path) -> int:
    """Build, measure and print."""
    with TemporaryDirectory() as scratch:
        data_dir = Path(scratch)
        pairs = read_pairs(path)
        found = figures(pairs, data_dir, data_dir / "target")
    sys.stdout.write(f"{len(pairs)} pairs of persons' names\n")
    sys.stdout.writelines(f"{name:28} {value}\n" for name, value in found.items())
    return 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
