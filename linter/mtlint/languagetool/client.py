"""One LanguageTool server, through language-tool-python: the only place that speaks to it."""

from __future__ import annotations

import json
from typing import Any, cast
from urllib.parse import urljoin, urlsplit

import requests
from language_tool_python import LanguageTool, Match
from language_tool_python.exceptions import LanguageToolError, RateLimitError

from mtlint.languagetool.remark import Remark, Request


class UnreachableError(Exception):
    """No answer came: the server is not there, not ready, too slow, or no LanguageTool server."""


class SlowError(UnreachableError):
    """No answer came in time. To ask again would only add to what keeps the server busy."""


class RefusedError(Exception):
    """The server is there and does not answer this request; the message is its own."""


class Client(LanguageTool):
    """A server that runs already.

    language-tool-python does the talking. What it leaves out is here: a timeout of the user's choice, the
    version, exact positions, and telling a server that is gone from one that refuses a text.
    """

    def __init__(self, url: str, request: Request, timeout: float) -> None:
        """Ask the server at `url` which languages it knows. Raises UnreachableError or RefusedError."""
        # A constant of five minutes there; making the object asks the server already.
        self._TIMEOUT = timeout  # type: ignore[assignment]
        try:
            super().__init__(request.language, remote_server=_base(url), proxies=_proxies(url))
        except ValueError:
            raise RefusedError(f'it does not know the language "{request.language}"') from None
        except LanguageToolError as error:
            raise _error_of(error) from error
        except (TypeError, KeyError, AttributeError):
            raise UnreachableError("what answers there is no LanguageTool server") from None
        self.enabled_rules = set(request.enabled_rules)

    def version(self) -> str:
        """The server's version and the date it was built on: what its answers depend on."""
        software = self._answer("")["software"]
        return f"{software['version']} {software.get('buildDate')}"

    def remarks(self, text: str) -> tuple[Remark, ...]:
        """What the server remarks on a text. Raises UnreachableError or RefusedError."""
        # Match moves offsets by the characters beyond U+FFFF before them: the table of those is kept in the
        # class, where threads overwrite each other's, and lengths are not corrected. Given no text it leaves
        # the UTF-16 units that the server counts in; Passage.span maps both ends.
        matches = [Match(match, "") for match in self._answer(text)["matches"]]
        return tuple(
            Remark(one.rule_id, one.category, one.message, one.offset, one.error_length, _first(one))
            for one in matches
        )

    def _answer(self, text: str) -> dict[str, Any]:
        # `check` keeps of an answer only the matches, neither the version nor whether the server gave up
        # half-way. It also asks twice without a pause; mtlint's own pauses are in `proofreader`.
        try:
            answer = self._query_server(
                urljoin(self.url, "check"), self._create_params(text), num_tries=1, method="post"
            )
        except LanguageToolError as error:
            raise _error_of(error) from error
        if not isinstance(answer, dict) or "matches" not in answer or "software" not in answer:
            raise UnreachableError("what answers there is no LanguageTool server")
        if answer.get("warnings", {}).get("incompleteResults"):
            raise RefusedError("it gave up before the end of the text")
        return cast("dict[str, Any]", answer)


def _base(url: str) -> str:
    """A server's address as language-tool-python wants it, which appends `v2/`."""
    return url.rstrip("/").removesuffix("/check").removesuffix("/v2") + "/"


def _proxies(url: str) -> dict[str, str] | None:
    """No proxy between this machine and itself, whatever the environment says of others."""
    here = urlsplit(url).hostname in ("localhost", "127.0.0.1", "::1")
    return {"http": "", "https": ""} if here else None


def _first(match: Match) -> str | None:
    return match.replacements[0] if match.replacements else None


def _error_of(error: LanguageToolError) -> UnreachableError | RefusedError:
    """What a failure of language-tool-python means: it tells them apart only by their causes."""
    cause = error.__cause__
    if isinstance(error, RateLimitError):
        return UnreachableError("it answers no more requests for now (rate limit)")
    if isinstance(cause, requests.Timeout):
        return SlowError("it took too long")
    if isinstance(cause, json.JSONDecodeError):
        # The body of an error: plain text, or the page of a proxy whose server is gone.
        said = " ".join(str(error).split())
        if said.startswith("Error:"):
            return RefusedError(said[:200])
        return UnreachableError(f"what answers there is no LanguageTool server: {said[:100]}")
    return UnreachableError("it does not answer")
