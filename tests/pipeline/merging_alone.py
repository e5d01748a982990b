"""How well reports are merged when nothing was misread: labels as staging tables, one dbt build.

    .venv/bin/python tests/pipeline/merging_alone.py LABELLED_FOLDER...

prints the measures across articles, several folders as one warehouse. Their floors stand in
``tests/gold/floors.json`` under "merging" and are held by ``test_marts_on_gold``.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent))
from gold_staging import write_gold

from communique.queries.published import open_published, read_tables
from communique.scoring import load_sets, score
from communique.scoring.reading import SCORED_TABLES
from communique.store.published import publish

REPOSITORY = Path(__file__).resolve().parents[2]
MEASURES = ("merge_b_cubed", "merged_people", "day_disagreement_kept")


def build_marts(
    data_dir: Path, target: Path, *arguments: str, project: Path = REPOSITORY / "dbt_project"
) -> Path:
    """dbt on the staging tables of ``data_dir``; the target folder may be shared between runs.

    Gives the warehouse. Raises RuntimeError with dbt's words when it fails.
    """
    (data_dir / "warehouse").mkdir(exist_ok=True)
    done = subprocess.run(
        [str(Path(sys.executable).with_name("dbt")), "--no-use-colors", "--quiet", *arguments,
         "--project-dir", project, "--profiles-dir", project, "--target-path", target,
         "--log-path", target / "logs"],
        env={**os.environ, "COMMUNIQUE_DATA_DIR": str(data_dir), "TZ": "Pacific/Auckland"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stdout[-4000:] + done.stderr[-2000:])
    return data_dir / "warehouse" / "communique.duckdb"


def labels_of(folders: Sequence[Path]) -> list[Path]:
    """The label files of the folders, each folder's by name."""
    return [label for folder in folders for label in sorted(folder.glob("*.json"))]


def measures(warehouse: Path, folders: Sequence[Path], target: Path) -> dict[str, dict[str, float]]:
    """Each measure across articles with its figures; ``target`` is where it may publish."""
    publish(warehouse, target)
    gold = [article for articles in load_sets(folders).values() for article in articles]
    with open_published(target) as con:
        card = score(gold, read_tables(con, SCORED_TABLES))
    assert card.measures["articles_found"]["value"] == 1.0
    found = {name: card.measures[name] for name in MEASURES if name in card.measures}
    return {name: dict(figures) for name, figures in found.items()}


def values(figures: dict[str, dict[str, float]]) -> dict[str, float]:
    """What has a floor: each measure, and the precision of merging, which guards against lumps."""
    told = {name: measure["value"] for name, measure in figures.items()}
    return told | {"merge_precision": figures["merge_b_cubed"]["precision"]}


def main(folders: Sequence[Path]) -> int:
    """Build, score and print."""
    with TemporaryDirectory() as scratch:
        data_dir = Path(scratch)
        count = write_gold(labels_of(folders), data_dir)
        build = ("build", "--exclude-resource-type", "test", "unit_test")
        warehouse = build_marts(data_dir, data_dir / "target", *build)
        found = measures(warehouse, folders, data_dir / "published" / "communique.duckdb")
    sys.stdout.write(f"{count} articles, labels as mentions\n")
    for name, figures in found.items():
        told = "  ".join(f"{key} {value}" for key, value in figures.items())
        sys.stdout.write(f"{name:22} {told}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main([Path(argument) for argument in sys.argv[1:]]))
