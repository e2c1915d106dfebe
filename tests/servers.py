"""Real LanguageTool servers for tests: `scripts/languagetool/fetch.sh` fetches what they need."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

_CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
FOLDER = Path(os.environ.get("LTP_PATH") or _CACHE / "mtlint-languagetool")
"""Where fetch.sh puts servers, and language-tool-python looks for them if told so by LTP_PATH."""

JARS = sorted(FOLDER.glob("LanguageTool-*/languagetool-server.jar"))

MISSING = (
    "there is no Java"
    if not shutil.which("java")
    else ""
    if JARS
    else "there is no LanguageTool server; scripts/languagetool/fetch.sh fetches one"
)
"""Why a test cannot have a server; empty where it can."""


class Running(NamedTuple):
    """A server of a test's own."""

    url: str
    process: subprocess.Popen[bytes]


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@contextmanager
def running() -> Iterator[Running]:
    """A server on loopback that is ended with the `with` block."""
    port = free_port()
    command = ["java", "-Xmx1g", "-cp", str(JARS[-1]), "org.languagetool.server.HTTPServer", "--port"]
    with subprocess.Popen(
        [*command, str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            url = f"http://localhost:{port}"
            _wait(url, process)
            yield Running(url, process)
        finally:
            process.kill()


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert process.poll() is None, "the server has ended"
        try:
            with urllib.request.urlopen(f"{url}/v2/healthcheck", timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the server is not ready after a minute")
