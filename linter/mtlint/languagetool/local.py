"""A LanguageTool server on this machine, for as long as a run lasts."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from language_tool_python import LanguageTool
from language_tool_python.download_lt import LTP_DOWNLOAD_VERSION, LocalLanguageTool
from language_tool_python.exceptions import LanguageToolError

from mtlint import config
from mtlint.errors import ConfigError

_TERMINATED = 128 + signal.SIGTERM


class Server(LanguageTool):
    """A server that language-tool-python has started; `close` ends it."""

    def _wait_for_server_ready(self, timeout: int = 60) -> None:
        # After 15 seconds language-tool-python takes a port for bad and starts another server beside the
        # first: on a busy machine it would start one after the other.
        super()._wait_for_server_ready(timeout)


def start(settings: config.LanguageTool, language: str) -> Server:
    """Start a server. It ends with `close`, at the latest when this process ends.

    Raises ConfigError, which says what is missing.
    """
    try:
        # language-tool-python downloads what is not there without asking, which mtlint leaves to the user.
        installed = LocalLanguageTool.get_latest_installed_version()
        if installed is None and not settings.download:
            raise ConfigError(
                "LanguageTool is not on this machine: write `download = true` below [languagetool] to have "
                f"LanguageTool {LTP_DOWNLOAD_VERSION} downloaded (250 MB), or name a server by its `url`"
            )
        version = installed.version_name if installed else LTP_DOWNLOAD_VERSION
        return Server(language, language_tool_download_version=version)
    except ModuleNotFoundError:
        raise ConfigError("a LanguageTool server needs Java 17 or later, which is not installed") from None
    except (LanguageToolError, OSError, SystemError, SystemExit, ValueError) as error:
        if isinstance(error, SystemExit) and error.code == _TERMINATED:
            raise
        raise ConfigError(f"LanguageTool could not be started: {error}") from None


@contextmanager
def serving(settings: config.LanguageTool, language: str) -> Iterator[str]:
    """The address of a server that lives as long as the `with` block, and ends with it, however it ends."""
    with _ended_by_exception():
        # What an exception leaves behind while it starts, language-tool-python ends with this process.
        server = start(settings, language)
        try:
            yield server.url
        finally:
            server.close()


@contextmanager
def _ended_by_exception() -> Iterator[None]:
    """Let SIGTERM end this process as an exception does, so that the server does not outlive it.

    (An interrupt from the keyboard is one already.) Processes forked meanwhile end at once.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    owner = os.getpid()

    def end(_signal: int, _frame: object) -> None:
        if os.getpid() != owner:
            os._exit(_TERMINATED)
        sys.exit(_TERMINATED)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        with suppress(TypeError):
            signal.signal(signal.SIGTERM, before)
