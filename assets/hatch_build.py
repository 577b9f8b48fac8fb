"""Building the wheel builds the web assets and the translations first, so that what is installed is whole."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).parent))


class AssetsHook(BuildHookInterface):
    """Runs `assets/build.py` before files are collected; an editable install leaves that to `make assets`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Build what is missing or stale."""
        if version != "editable":
            import build as assets  # noqa: PLC0415

            assets.build(Path(self.root))
