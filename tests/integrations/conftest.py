"""mtlint installed as the action installs it, and folders to lint."""

from __future__ import annotations

from pathlib import Path

import pytest
from composite import INSTALL, run_steps


@pytest.fixture(scope="session")
def temp(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """RUNNER_TEMP of a job that has run the first step of the action. Its path has a space, as any may."""
    temp = tmp_path_factory.mktemp("runner temp")
    done = run_steps([INSTALL], temp, temp)
    assert (done.status, done.log) == (0, []), done.errors
    return temp


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A repository of texts; its configuration keeps away any that lies above it."""
    workspace = tmp_path / "our texts"
    workspace.mkdir()
    (workspace / "mtlint.toml").write_text("")
    return workspace
