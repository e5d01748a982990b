"""Engines by name, through the entry points of group ``communique.engines``.

A third party ships an engine without touching us: it names it in its own package's entry points.
"""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points

from communique.engines.engine import Engine

GROUP = "communique.engines"


def engine_names() -> tuple[str, ...]:
    """The names of the installed engines, sorted."""
    return tuple(sorted({point.name for point in entry_points(group=GROUP)}))


def load_engine(name: str) -> Engine:
    """Builds the engine called ``name``.

    Raises LookupError, naming the engines there are, for a name that nobody has registered, and
    TypeError when what is registered under it is no engine.
    """
    points = {point.name: point for point in entry_points(group=GROUP)}
    if name not in points:
        known = ", ".join(engine_names()) or "none; install the package (pip install -e .)"
        raise LookupError(f"no engine {name!r}; there are: {known}")
    return _built(points[name])


def _built(point: EntryPoint) -> Engine:
    engine = point.load()()
    if not isinstance(engine, Engine):
        raise TypeError(f"{point.value} is no engine: it lacks name, version or read(article)")
    return engine
