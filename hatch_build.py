"""Compiles the rules while mtlint is installed from its sources, as pre-commit does: its first run need not.

A start without a cache takes seconds, most of them Hyperscan's. The engine of the default settings goes into
the wheel as an entry of the cache. The very Python, code, rules and Hyperscan that made it can use it, on
such a processor; all others make their own at their first run, as do runs with other settings. A wheel for
an index serves many machines: HATCH_BUILD_NO_HOOKS=1 leaves the engine out.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_MAKE = "import sys; sys.path.insert(0, sys.argv[1]); import mtlint; mtlint.Linter()"


class ReadyEngine(BuildHookInterface[BuilderConfig]):
    """Makes `mtlint/ready/` before a wheel is put together, an editable one too."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Leave one engine there, none where it cannot be made: nothing else needs it."""
        build_data["artifacts"].append("/linter/mtlint/ready/*.pickle")
        source = Path(self.root, "linter")
        try:
            _make(source, source / "mtlint" / "ready")
        except (OSError, subprocess.CalledProcessError) as error:
            why = error.stderr if isinstance(error, subprocess.CalledProcessError) else error
            self.app.display_warning(f"rules not compiled, the first run will do it: {why}")


def _make(source: Path, ready: Path) -> None:
    ready.mkdir(exist_ok=True)
    for old in ready.glob("*.pickle"):
        old.unlink()
    with tempfile.TemporaryDirectory(dir=ready) as cache:
        command = (sys.executable, "-c", _MAKE, str(source))
        environment = {**os.environ, "MTLINT_CACHE_DIR": cache}
        subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        for made in Path(cache).glob("engine-*.pickle"):
            made.chmod(0o644)
            made.replace(ready / made.name)
