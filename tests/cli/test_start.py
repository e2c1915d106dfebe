"""How `mtlint` starts and stops."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from mtlint import __version__
from process import ENVIRONMENT, mtlint

HEAVY = {"numpy", "yaml", "rich", "hyperscan", "pathspec", "multiprocessing", "jinja2"}


def run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=ENVIRONMENT, check=True
    )
    return done.stdout


def test_version_imports_nothing_heavy() -> None:
    output = run(
        "import sys; from mtlint.__main__ import main; main(['--version']); print(*sys.modules, sep='\\n')"
    )
    first, *modules = output.splitlines()
    assert first == f"mtlint {__version__}"
    assert not HEAVY & set(modules)


def test_blas_is_told_to_start_no_threads() -> None:
    code = "import os; import mtlint.__main__; print(os.environ['OPENBLAS_NUM_THREADS'])"
    assert run(f"import os; os.environ.pop('OPENBLAS_NUM_THREADS', None); {code}") == "1\n"
    assert run(f"import os; os.environ['OPENBLAS_NUM_THREADS'] = '3'; {code}") == "3\n"


def test_interrupt_ends_with_status_130_and_no_traceback(tmp_path: Path) -> None:
    fifo = tmp_path / "in"
    os.mkfifo(fifo)
    with subprocess.Popen(
        [sys.executable, "-m", "mtlint", "check", "--isolated", "-"],
        stdin=os.open(fifo, os.O_RDWR),  # never at its end
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
    ) as process:
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=20)
    assert process.returncode == 130
    assert output == b""
    assert b"Traceback" not in errors


def test_unknown_command_is_one_sentence(tmp_path: Path) -> None:
    done = mtlint("chek", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("mtlint: error: No such command 'chek'")
    assert len(done.stderr.splitlines()) == 1


def test_without_a_command_the_help_is_shown(tmp_path: Path) -> None:
    done = mtlint(cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("Usage: mtlint")
