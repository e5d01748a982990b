"""The dbt project as assets; dbt alone writes the warehouse, once a run."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings, dbt_assets

from communique.orchestration.dbt_run import build
from communique.orchestration.policy import OWNERS, RETRY
from communique.orchestration.resources import Dbt, Store


class Translator(DagsterDbtTranslator):
    """dbt's nodes as assets ``<layer>/<name>``; the layer is the models' folder, or seeds."""

    def __init__(self) -> None:
        super().__init__(DagsterDbtTranslatorSettings(enable_source_tests_as_checks=True))

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> dg.AssetKey:
        """``<layer>/<name>``; sources carry their key in the project's own words."""
        if dbt_resource_props["resource_type"] == "source":
            return super().get_asset_key(dbt_resource_props)
        return dg.AssetKey([_layer(dbt_resource_props), dbt_resource_props["name"]])

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str:
        """The layer."""
        return _layer(dbt_resource_props)

    def get_owners(self, dbt_resource_props: Mapping[str, Any]) -> Sequence[str]:
        """The owners of all assets."""
        return OWNERS

    def get_description(self, dbt_resource_props: Mapping[str, Any]) -> str:
        """The model's words, without the SQL that the parent adds."""
        return dbt_resource_props.get("description") or ""


def _layer(props: Mapping[str, Any]) -> str:
    if props["resource_type"] == "source":
        return "staging"
    if props["resource_type"] == "snapshot":
        return str(props["schema"])
    return "seeds" if props["resource_type"] == "seed" else props["fqn"][1]


def warehouse_assets(manifest: Path) -> dg.AssetsDefinition:
    """All models and seeds of ``manifest`` as one step."""

    @dbt_assets(
        manifest=manifest,
        name="warehouse",
        dagster_dbt_translator=Translator(),
        retry_policy=RETRY,
    )
    def warehouse(
        context: dg.AssetExecutionContext, dbt: Dbt, store: Store
    ) -> Iterator[dg.Output[None] | dg.AssetCheckResult | dg.AssetObservation]:
        """Builds and tests the models that say what all documents together say."""
        yield from build(context, dbt, store.settings)

    return warehouse


def published_models(manifest: Path) -> list[dg.AssetKey]:
    """The keys of what is copied into the published file: marts and ``stg_`` models."""
    nodes = json.loads(manifest.read_bytes())["nodes"].values()
    translator = Translator()
    return sorted(
        translator.get_asset_key(node)
        for node in nodes
        if node["resource_type"] in ("model", "snapshot") and _layer(node) in ("staging", "marts")
    )
