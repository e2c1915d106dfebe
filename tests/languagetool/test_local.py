"""A server that a run starts for itself, on this machine, and ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from process import ENVIRONMENT, mtlint
from servers import FOLDER, MISSING

pytestmark = [
    pytest.mark.languagetool,
    pytest.mark.skipif(bool(MISSING), reason=MISSING),
    pytest.mark.usefixtures("cache"),
]

SERVED = {"LTP_PATH": str(FOLDER)}


def start(folder: Path, *flags: str) -> subprocess.Popen[bytes]:
    """A run that checks grammar with a server of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "mtlint", "check", ".", "--languagetool", *flags],
        cwd=folder,
        env={**ENVIRONMENT, **SERVED, "MTLINT_CACHE_DIR": os.environ["MTLINT_CACHE_DIR"]},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def servers_of(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """The LanguageTool servers among the processes that a run has started."""
    try:
        children = psutil.Process(process.pid).children(recursive=True)
        return [one for one in children if "org.languagetool.server.HTTPServer" in one.cmdline()]
    except psutil.NoSuchProcess:
        return []


def is_gone(server: psutil.Process) -> bool:
    """Whether a process ends within some seconds."""
    _, alive = psutil.wait_procs([server], timeout=20)
    return not alive


def write_texts(folder: Path, count: int) -> None:
    """Texts, each with an error of grammar in every paragraph, and no two alike."""
    for number in range(count):
        lines = (f"In {number}{n} there was an house of {n} floors in the town." for n in range(99))
        (folder / f"{number:03}.txt").write_text("\n\n".join(lines))


def test_all_processes_share_one_server_which_ends_with_the_run(tmp_path: Path) -> None:
    # More than one batch, so that there are processes.
    write_texts(tmp_path, 2)
    (tmp_path / "large.md").write_text("```\n" + "code " * 400_000 + "\n```\n")
    with start(tmp_path, "--jobs", "2", "--output-format", "concise", "-o", "report") as process:
        seen: set[psutil.Process] = set()
        while process.poll() is None:
            seen.update(servers_of(process))
            time.sleep(0.05)
        _, errors = process.communicate()
    assert process.returncode == 1, errors
    assert (tmp_path / "report").read_text().count("(EN_A_VS_AN)") == 2 * 99
    (server,) = seen
    assert is_gone(server)


@pytest.mark.parametrize(("sent", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_the_server_ends_when_the_run_is_stopped(tmp_path: Path, sent: int, status: int) -> None:
    write_texts(tmp_path, 50)
    with start(tmp_path) as process:
        for _ in range(600):
            if servers := servers_of(process):
                break
            time.sleep(0.1)
        (server,) = servers
        time.sleep(3)
        process.send_signal(sent)
        _, errors = process.communicate(timeout=30)
    assert process.returncode == status
    assert b"Traceback" not in errors
    assert is_gone(server)


def test_nothing_is_downloaded_without_a_word(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("This is an test.\n")
    empty = tmp_path / "empty"
    done = mtlint("check", "a.txt", "--languagetool", cwd=tmp_path, environment={"LTP_PATH": str(empty)})
    assert done.returncode == 2
    assert "write `download = true` below [languagetool]" in done.stderr
    assert not list(empty.iterdir())


def test_java_is_missing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("This is an test.\n")
    nowhere = {**SERVED, "PATH": str(tmp_path)}
    done = mtlint("check", "a.txt", "--languagetool", cwd=tmp_path, environment=nowhere)
    assert done.returncode == 2
    assert "needs Java 17 or later, which is not installed" in done.stderr


def test_the_library_starts_one_too(tmp_path: Path) -> None:
    code = (
        "from mtlint import Config, Linter\n"
        "from mtlint.config import LanguageTool\n"
        "linter = Linter(Config(select=('LIN201',), languagetool=LanguageTool(enabled=True)))\n"
        "print([one.source.rule for one in linter.check_text('This is an test.')])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**ENVIRONMENT, **SERVED},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert done.stdout == "['EN_A_VS_AN']\n"
