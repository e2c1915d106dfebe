"""The hooks, as pre-commit runs them: installed from a git repository, in a repository of a user's."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BAD = "The vote came on Monday.Then they left.\n"  # LIN103 missing-space, which has a safe fix
FINE = "The vote came on Monday. Then they left.\n"

# Nothing of this process's own set-up may leak in: the hook has an environment of its own.
_CLEAN = {
    name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "GIT_", "MTLINT_"))
}
_IDENTITY = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")


def git(*arguments: str, cwd: Path) -> str:
    command = ["git", *_IDENTITY, *arguments]
    return subprocess.run(command, cwd=cwd, check=True, capture_output=True, env=_CLEAN).stdout.decode()


def pre_commit(*arguments: str | Path, cwd: Path, home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", *map(str, arguments)],
        cwd=cwd,
        env={**_CLEAN, "PRE_COMMIT_HOME": str(home), "PRE_COMMIT_COLOR": "never"},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="session")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The work tree as a git repository: pre-commit installs what is committed."""
    copy = tmp_path_factory.mktemp("hooks")
    listed = git("ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT).split("\0")
    for name in filter(None, listed):
        source, target = ROOT / name, copy / name
        if source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())
    git("init", "--quiet", cwd=copy)
    git("add", "--all", cwd=copy)
    git("commit", "--quiet", "--message", "All", cwd=copy)
    return copy


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps the hook's environment: installed once for all tests."""
    return tmp_path_factory.mktemp("pre-commit-home")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "texts of ours"
    folder.mkdir()
    git("init", "--quiet", cwd=folder)
    return folder


def configure(repository: Path, hooks: Path, hook: str, args: Sequence[str] = ()) -> None:
    revision = git("rev-parse", "HEAD", cwd=hooks).strip()
    (repository / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: {hooks}\n  rev: {revision}\n"
        f"  hooks:\n  - id: {hook}\n    args: [{', '.join(args)}]\n"
    )


def stage(repository: Path, **files: str) -> None:
    for name, text in files.items():
        file = repository / name.replace("__", "/").replace("_", " ")
        file = file.with_name(f"{file.name}.md")
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
    git("add", "--all", cwd=repository)


def test_try_repo_runs_both_hooks(repository: Path, hooks: Path, home: Path) -> None:
    stage(repository, a_page=BAD)
    done = pre_commit("try-repo", hooks, "--all-files", cwd=repository, home=home)
    assert done.returncode == 1, done.stdout + done.stderr
    assert done.stdout.count("a page.md:1:18: LIN103 ") == 2
    assert done.stdout.count("- exit code: 1") == 2


def test_files_with_findings_fail_and_others_pass(repository: Path, hooks: Path, home: Path) -> None:
    configure(repository, hooks, "mtlint")
    stage(repository, a_page=BAD)
    done = pre_commit("run", cwd=repository, home=home)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "a page.md:1:18: LIN103 " in done.stdout
    stage(repository, a_page=FINE)
    assert pre_commit("run", cwd=repository, home=home).returncode == 0


def test_excluded_files_are_left_out_even_if_no_other_is_staged(
    repository: Path, hooks: Path, home: Path
) -> None:
    configure(repository, hooks, "mtlint")
    (repository / "mtlint.toml").write_text('exclude = ["drafts/"]\n')
    stage(repository, drafts__a_page=BAD)
    done = pre_commit("run", "--verbose", cwd=repository, home=home)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "LIN103" not in done.stdout


def test_fix_mode_fixes_and_fails_so_that_the_change_is_looked_at(
    repository: Path, hooks: Path, home: Path
) -> None:
    configure(repository, hooks, "mtlint", ["--fix"])
    stage(repository, a_page=BAD)
    done = pre_commit("run", cwd=repository, home=home)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "files were modified by this hook" in done.stdout
    assert (repository / "a page.md").read_text() == FINE
    git("add", "--all", cwd=repository)
    assert pre_commit("run", cwd=repository, home=home).returncode == 0


def test_several_batches_report_every_file(repository: Path, hooks: Path, home: Path) -> None:
    configure(repository, hooks, "mtlint", ["--output-format=concise"])
    # More names than one command line takes.
    names = [f"{'long name ' * 20}{number}" for number in range(900)]
    stage(repository, **dict.fromkeys(names, BAD))
    done = pre_commit("run", cwd=repository, home=home)
    assert done.returncode == 1
    assert done.stdout.count(": LIN103 ") == len(names)
    assert done.stdout.count(" findings (") > 1


def test_the_hook_for_all_files_runs_whatever_is_staged(repository: Path, hooks: Path, home: Path) -> None:
    configure(repository, hooks, "mtlint-all")
    stage(repository, a_page=BAD)
    git("commit", "--quiet", "--no-verify", "--message", "Text", cwd=repository)
    done = pre_commit("run", cwd=repository, home=home)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "a page.md:1:18: LIN103 " in done.stdout
