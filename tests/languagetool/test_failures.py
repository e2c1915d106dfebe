"""What is said, and what is reported all the same, when a LanguageTool server does not answer."""

from __future__ import annotations

import json
import os
import re
import site
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from mtlint import Config, Linter
from mtlint.config import LanguageTool
from mtlint.errors import UncheckedError
from mtlint.reporters import format_names
from process import ENVIRONMENT, mtlint
from servers import MISSING, free_port, running

pytestmark = pytest.mark.usefixtures("cache")

TEXT = "They met met in the town.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two texts with a defect that mtlint finds by itself."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT)
    return tmp_path


def test_a_server_that_is_not_there(folder: Path) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    done = mtlint("check", ".", "--languagetool-url", url, "--output-format", "json", cwd=folder)
    assert done.returncode == 2
    report = json.loads(done.stdout)
    assert [one["code"] for one in report["findings"]] == ["LIN108", "LIN108"]
    assert [one["filename"] for one in report["skipped"]] == ["a.txt", "b.txt"]
    assert all(f"LanguageTool at {url}" in one["reason"] for one in report["skipped"])
    errors = [line for line in done.stderr.splitlines() if "error" in line]
    assert len(errors) == 2
    assert "start the server, or name another by --languagetool-url" in errors[0]


def test_every_format_reports_all_else(folder: Path) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    reports = [flag for name in format_names() for flag in ("--report", f"{name}=out/{name}")]
    (folder / "out").mkdir()
    done = mtlint("check", "a.txt", "--languagetool-url", url, *reports, cwd=folder)
    assert done.returncode == 2
    assert f"mtlint: error: a.txt: LIN201 did not run: LanguageTool at {url}" in done.stderr
    for name in format_names():
        assert "LIN108" in (folder / "out" / name).read_text(), name


def test_diffs_baselines_and_fixes_end_with_status_2_too(folder: Path) -> None:
    flags = ("--languagetool-url", f"http://127.0.0.1:{free_port()}")
    diff = mtlint("check", "a.txt", *flags, "--diff", "--unsafe-fixes", cwd=folder)
    assert (diff.returncode, "+They met in the town." in diff.stdout) == (2, True)
    known = mtlint("check", "a.txt", *flags, "--baseline", "known.json", "--write-baseline", cwd=folder)
    assert (known.returncode, "LIN108" in (folder / "known.json").read_text()) == (2, True)
    fixed = mtlint("check", "a.txt", *flags, "--fix", "--unsafe-fixes", cwd=folder)
    assert (fixed.returncode, (folder / "a.txt").read_text()) == (2, "They met in the town.\n")


def test_the_library_raises(tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    linter = Linter(Config(languagetool=LanguageTool(enabled=True, url=url)))
    with pytest.raises(UncheckedError, match=f"LanguageTool at {url}: it does not answer"):
        linter.check_text(TEXT)


def test_a_comment_is_not_called_unused_when_nobody_could_look(folder: Path) -> None:
    (folder / "a.txt").write_text("All is well. <!-- mtlint: ignore[LIN201] -->\n")
    url = f"http://127.0.0.1:{free_port()}"
    done = mtlint("check", "a.txt", "--languagetool-url", url, cwd=folder)
    assert "unused" not in done.stderr


def test_a_server_that_never_answers(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        (folder / "mtlint.toml").write_text(f'[languagetool]\nenabled = true\nurl = "{url}"\ntimeout = 0.5\n')
        began = time.monotonic()
        done = mtlint("check", ".", cwd=folder)
    assert done.returncode == 2
    assert "LIN108" in done.stdout
    assert re.search(r"it took too long \(raise `timeout` \(0\.5 s\)", done.stderr)
    # A server that is too slow is not asked again for each of the texts.
    assert time.monotonic() - began < 30


class _Other(BaseHTTPRequestHandler):
    """A web server that is none of LanguageTool's."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.server.body)  # type: ignore[attr-defined]

    def log_message(self, *_: object) -> None:
        """Nothing."""


@contextmanager
def other_server(body: bytes) -> Iterator[str]:
    """A web server that says `body` whatever it is asked."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Other) as server:
        server.body = body  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize("body", [b"<html>It works!</html>", b'{"it": "works"}', b"[1]", b"null"])
def test_another_server_at_that_address(folder: Path, body: bytes) -> None:
    with other_server(body) as url:
        done = mtlint("check", "a.txt", "--languagetool-url", url, cwd=folder)
    assert done.returncode == 2
    assert "LIN108" in done.stdout
    assert f"LanguageTool at {url}: what answers there is no LanguageTool server" in done.stderr
    assert "Traceback" not in done.stderr


def test_language_tool_python_is_not_installed(folder: Path) -> None:
    # Everything that is installed, but for it.
    packages = folder / "packages"
    packages.mkdir()
    for place in [*site.getsitepackages()]:
        for entry in Path(place).iterdir():
            if not entry.name.startswith("language_tool_python"):
                (packages / entry.name).symlink_to(entry)
    done = subprocess.run(
        [sys.executable, "-S", "-m", "mtlint", "check", "a.txt", "--languagetool-url", "http://localhost:1"],
        cwd=folder,
        env={**ENVIRONMENT, "PYTHONPATH": os.pathsep.join([ENVIRONMENT["PYTHONPATH"], str(packages)])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr == (
        "mtlint: error: checking grammar needs language-tool-python, which is not installed: "
        'python3 -m pip install "mtlint[grammar]"\n'
    )


@pytest.mark.languagetool
@pytest.mark.skipif(bool(MISSING), reason=MISSING)
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_server_that_is_killed_while_it_is_asked(tmp_path: Path, cache: Path, jobs: str) -> None:
    answers = cache / "languagetool.sqlite"
    answers.unlink(missing_ok=True)
    count = 60
    for number in range(count):
        lines = [f"In {number}{n} they met met an girl of {n} years in the town." for n in range(99)]
        (tmp_path / f"{number:03}.txt").write_text("\n\n".join(lines))
    with running() as server:
        flags = ("--languagetool-url", server.url, "--output-format", "json", "--jobs", jobs)
        with subprocess.Popen(
            [sys.executable, "-m", "mtlint", "check", ".", *flags],
            cwd=tmp_path,
            env={**ENVIRONMENT, "MTLINT_CACHE_DIR": str(cache)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            _wait_for_an_answer(answers)
            server.process.kill()
            output, errors = process.communicate(timeout=120)
    assert process.returncode == 2
    report = json.loads(output)
    unchecked = {one["filename"] for one in report["skipped"]}
    assert 0 < len(unchecked) < count
    # What mtlint finds itself is there for all files; what LanguageTool said, for those it could read.
    found = {one["filename"] for one in report["findings"] if one["code"] == "LIN108"}
    assert len(found) == len(report["documents"]) == count
    grammar = {one["filename"] for one in report["findings"] if one["code"] == "LIN201"}
    assert grammar
    assert f"LanguageTool at {server.url}: it does not answer (asked 4 times".encode() in errors


def _wait_for_an_answer(file: Path) -> None:
    for _ in range(600):
        if file.exists():
            try:
                with closing(sqlite3.connect(file, timeout=5)) as base:
                    if base.execute("SELECT 1 FROM answers").fetchone():
                        return
            except sqlite3.OperationalError:
                pass
        time.sleep(0.1)
    raise AssertionError("no answer has come in a minute")
