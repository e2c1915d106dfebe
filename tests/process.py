"""The command, run as a user runs it: a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from subprocess import CompletedProcess

import mtlint as package

_PATHS = (str(Path(package.__file__).parents[1]), os.environ.get("PYTHONPATH"))

ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, _PATHS))}
"""Makes the process find the same package as the tests, wherever it starts."""


def _cache() -> dict[str, str]:
    """The cache that a test has chosen meanwhile."""
    return {name: os.environ[name] for name in ("MTLINT_CACHE_DIR",) if name in os.environ}


def mtlint(
    *arguments: str | Path,
    cwd: Path,
    stdin: bytes = b"",
    environment: Mapping[str, str] | None = None,
) -> CompletedProcess[str]:
    """Run `mtlint` in a folder."""
    done = subprocess.run(
        [sys.executable, "-m", "mtlint", *map(str, arguments)],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        env={**ENVIRONMENT, **_cache(), **(environment or {})},
        timeout=60,
        check=False,
    )
    return CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())
