"""git, without the settings of whoever runs the tests."""

from __future__ import annotations

import subprocess
from pathlib import Path

from composite import CLEAN

_IDENTITY = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")


def git(*arguments: str, cwd: Path) -> None:
    subprocess.run(["git", *_IDENTITY, *arguments], cwd=cwd, env=CLEAN, check=True, capture_output=True)


def commit(folder: Path) -> None:
    """Commit all that is there; make a repository of the folder if it is none yet."""
    git("init", "--quiet", cwd=folder)
    git("add", "--all", cwd=folder)
    git("commit", "--quiet", "--message", "All", cwd=folder)
