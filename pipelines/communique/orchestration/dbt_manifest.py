"""Prepares dbt's manifest whenever it is missing or no longer says what the project says.

The manifest describes the models to Dagster; it is shared by all data folders of a checkout.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from communique.settings import Settings
from communique.store.files import write_whole
from communique.store.locks import hold

_FORM = 1
"""Of what ``with_homes`` adds; another number makes every manifest anew."""

_MADE_BY_DBT = {"target", "logs", "dbt_packages"}


class ManifestError(RuntimeError):
    """dbt could not read the project; the message ends with what it said."""


def prepare_manifest(settings: Settings) -> Path:
    """The path of a manifest that fits the project; parses the project when there is none."""
    target = settings.dbt_dir / "target"
    manifest, stamp = target / "manifest.json", target / "manifest.digest"
    with hold(target / ".lock", wait_s=120, what="the preparation of dbt's manifest"):
        digest = project_digest(settings)
        is_fresh = manifest.is_file() and stamp.is_file() and stamp.read_text() == digest
        if not is_fresh:
            write_whole(manifest, _parsed(settings))
            write_whole(stamp, digest.encode())
    return manifest


def project_digest(settings: Settings) -> str:
    """sha256 over dbt's version, the project's files and the names of its seeds."""
    total = hashlib.sha256(f"{version('dbt-core')} {_FORM}".encode())
    for path in _project_files(settings.dbt_dir):
        total.update(path.relative_to(settings.dbt_dir).as_posix().encode() + b"\0")
        total.update(path.read_bytes() + b"\0")
    for path in sorted((settings.project_dir / "data").glob("*/*.csv")):
        total.update(path.name.encode() + b"\0")
    return total.hexdigest()


def _project_files(dbt_dir: Path) -> Iterator[Path]:
    for path in sorted(dbt_dir.rglob("*")):
        parts = path.relative_to(dbt_dir).parts
        if parts[0] not in _MADE_BY_DBT and not path.name.startswith(".") and path.is_file():
            yield path


def _parsed(settings: Settings) -> bytes:
    """The manifest as ``dbt parse`` writes it; raises ManifestError."""
    with tempfile.TemporaryDirectory(prefix="communique-dbt-") as folder:
        environment = {
            **os.environ,
            "COMMUNIQUE_DATA_DIR": folder,
            "DBT_TARGET_PATH": folder,
            "DBT_LOG_PATH": folder,
            "DBT_PROFILES_DIR": str(settings.dbt_dir),
            "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        }
        done = subprocess.run(
            [sys.executable, "-m", "dbt.cli.main", "parse", "--quiet"],
            cwd=settings.dbt_dir,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        manifest = Path(folder) / "manifest.json"
        if done.returncode or not manifest.is_file():
            said = (done.stdout + done.stderr).strip()
            raise ManifestError(f"dbt cannot read {settings.dbt_dir}:\n{said}")
        return json.dumps(with_homes(json.loads(manifest.read_bytes()))).encode()


def with_homes(manifest: dict[str, Any]) -> dict[str, Any]:
    """The manifest with a model for every test that stands on several and is attached to none.

    Dagster shows such a test as a check only when it is told of which asset; the mart that it
    stands on is the one a reader looks at.
    """
    nodes = manifest["nodes"]
    tests = [node for node in nodes.values() if node["resource_type"] == "test"]
    for node in tests:
        parents = [p for p in node["depends_on"]["nodes"] if p in nodes]
        if parents and not node.get("attached_node"):
            home = min(parents, key=lambda p: (_distance(nodes[p]), p))
            node["config"]["meta"] = {
                "dagster": {"ref": {"name": nodes[home]["name"]}},
                **node["config"].get("meta", {}),
            }
    return manifest


def _distance(node: dict[str, Any]) -> int:
    """How far a node is from a reader: marts first, then what they are made from, then seeds."""
    layers = ["marts", "intermediate", "staging"]
    layer = node["fqn"][1]
    return layers.index(layer) if layer in layers else len(layers)
