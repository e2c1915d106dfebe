"""Many texts to a LanguageTool server: known answers first, patience with a server that stumbles."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from mtlint.config import LanguageTool
from mtlint.errors import ConfigError
from mtlint.languagetool.remark import Remark, Request, Unanswered

if TYPE_CHECKING:
    from mtlint.languagetool.answers import Answers
    from mtlint.languagetool.client import Client

T = TypeVar("T")

# Seconds before a request is made again. A server that is started anew is back after four seconds.
_PAUSES = (0.5, 2.0, 6.0)

# Requests at once from one process. A server works on as many as it has cores.
_AT_ONCE = max(1, min(4, os.cpu_count() or 1))

# Texts after which answers are kept: an interrupt in the middle of a long run loses some seconds of it.
_KEPT_AFTER = 8 * _AT_ONCE


class _Ready(NamedTuple):
    client: Client
    answers: Answers | None


def require_the_package() -> None:
    """Raise ConfigError where language-tool-python is not installed."""
    if find_spec("language_tool_python") is None:
        raise ConfigError(
            "checking grammar needs language-tool-python, which is not installed: "
            'python3 -m pip install "mtlint[grammar]"'
        )


class Proofreader:
    """Asks the server of the configuration; `cache` says whether answers are kept.

    Thread-safe. A server that has not answered in spite of all patience is not asked again: every later
    text gets the same reason at once, so that a run over a corpus ends.

    Raises ConfigError where language-tool-python is not installed.
    """

    def __init__(self, settings: LanguageTool, *, cache: bool) -> None:
        require_the_package()
        self._settings = settings
        self._url = settings.url
        self._cache = cache
        self._lock = threading.Lock()
        self._ready: dict[Request, _Ready] = {}
        self._gone: Unanswered | None = None

    def check(self, texts: Sequence[str], request: Request) -> list[tuple[Remark, ...] | Unanswered]:
        """The remarks on each text, or why there are none."""
        ready = self._connect(request)
        if isinstance(ready, Unanswered):
            return [ready] * len(texts)
        client, answers = ready
        known = answers.find(texts) if answers else {}
        new = [text for text in dict.fromkeys(texts) if text not in known]
        found: dict[str, tuple[Remark, ...] | Unanswered] = {**known}
        for at in range(0, len(new), _KEPT_AFTER):
            some = new[at : at + _KEPT_AFTER]
            found.update(zip(some, self._ask_all(client, some), strict=True))
            if answers:
                said = {text: found[text] for text in some}
                answers.keep({text: one for text, one in said.items() if not isinstance(one, Unanswered)})
        return [found[text] for text in texts]

    def _connect(self, request: Request) -> _Ready | Unanswered:
        """The server and the answers that are known of it."""
        with self._lock:
            if self._gone is not None:
                return self._gone
            if request not in self._ready:
                ready = self._patiently(lambda: self._meet(request))
                if isinstance(ready, Unanswered):
                    # One that does not know the language will not learn it.
                    self._gone = ready
                    return ready
                self._ready[request] = ready
            return self._ready[request]

    def _meet(self, request: Request) -> _Ready:
        from mtlint.languagetool.answers import Answers
        from mtlint.languagetool.client import Client

        self._url = self._url or self._started(request)
        client = Client(self._url, request, self._settings.timeout)
        return _Ready(client, Answers(request, client.version()) if self._cache else None)

    def _ask_all(self, client: Client, texts: Sequence[str]) -> list[tuple[Remark, ...] | Unanswered]:
        if len(texts) < 2 or _AT_ONCE == 1:
            return [self._ask(client, text) for text in texts]
        from concurrent.futures import ThreadPoolExecutor

        pool = ThreadPoolExecutor(_AT_ONCE)
        try:
            return list(pool.map(lambda text: self._ask(client, text), texts))
        finally:
            # Who interrupts the run does not wait for what has not been sent yet.
            pool.shutdown(wait=False, cancel_futures=True)

    def _ask(self, client: Client, text: str) -> tuple[Remark, ...] | Unanswered:
        return self._patiently(lambda: client.remarks(text)) if self._gone is None else self._gone

    def _patiently(self, ask: Callable[[], T]) -> T | Unanswered:
        """Make a call, and make it again while the server does not answer."""
        from mtlint.languagetool.client import RefusedError, SlowError, UnreachableError

        for pause in (*_PAUSES, None):
            try:
                return ask()
            except RefusedError as error:
                return Unanswered(f"{self._server} refused: {error}")
            except UnreachableError as error:
                if self._gone or pause is None or isinstance(error, SlowError):
                    self._gone = self._gone or Unanswered(self._advice(error))
                    return self._gone
            time.sleep(pause)
        raise AssertionError("the last pause is None")

    def _started(self, request: Request) -> str:
        """The address of a server of this process's own; the command line starts one for all processes."""
        from mtlint.languagetool.local import start

        self._local = start(self._settings, request.language)
        return self._local.url

    @property
    def _server(self) -> str:
        return f"LanguageTool at {self._url}"

    def _advice(self, error: Exception) -> str:
        """What failed in the end, and what to do."""
        from mtlint.languagetool.client import SlowError

        if isinstance(error, SlowError):
            todo = f"raise `timeout` ({self._settings.timeout:g} s) in [languagetool], or use a faster server"
        else:
            todo = f"asked {len(_PAUSES) + 1} times; start the server, or name another by --languagetool-url"
        return f"{self._server}: {error} ({todo})"
