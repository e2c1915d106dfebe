"""Fixtures: mtlint installed as the action installs it, and folders to lint."""

from __future__ import annotations

from pathlib import Path

import pytest
from composite import INSTALL, run_steps
from repository import commit, git


@pytest.fixture(scope="session")
def temp(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """RUNNER_TEMP of a job that has run the first step of the action. Its path has a space, as any may."""
    temp = tmp_path_factory.mktemp("runner temp")
    done = run_steps([INSTALL], temp, temp)
    assert (done.status, done.log) == (0, []), done.errors
    return temp


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A repository of texts. Two rules are compiled soon, where a job starts without a cache."""
    workspace = tmp_path / "our texts"
    workspace.mkdir()
    (workspace / "mtlint.toml").write_text('select = ["LIN103", "LIN108"]\n')
    return workspace


@pytest.fixture(scope="session")
def version_nine(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Variables that make git fetch from a folder what it would fetch from GitHub: a package with one tag."""
    source = tmp_path_factory.mktemp("source")
    (source / "mtlint").mkdir()
    (source / "mtlint/__init__.py").touch()
    (source / "mtlint/__main__.py").write_text("print('this is version nine')\n")
    (source / "pyproject.toml").write_text(
        '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
        '[project]\nname = "mtlint"\nversion = "9"\n'
    )
    commit(source)
    git("tag", "v9/rc+1", cwd=source)
    return {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{source.as_uri()}.insteadOf",
        "GIT_CONFIG_VALUE_0": "https://github.com/mtlint/mtlint",
    }
