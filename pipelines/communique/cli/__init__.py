"""The command line ``communique``: ``app`` is its entry point."""

from communique.cli.app import app

__all__ = ["app"]
