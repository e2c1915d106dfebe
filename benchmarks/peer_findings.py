"""What other checkers of text find, as stretches of text: how each is called, and how its report is read.

Every tool runs as it comes, with the configuration that `Peer.setting` says.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

Texts = Mapping[str, str]
"""Texts by the names of their files, which lie in one folder."""


class Stretch(NamedTuple):
    """A place in a text: code points, the end exclusive."""

    name: str
    start: int
    end: int


class Peer(NamedTuple):
    """A tool: how it is set up, what it finds in the files of a folder, and which version it is.

    Both functions take the program, or the address of a server.
    """

    name: str
    what: str
    setting: str
    find: Callable[[str, Path, Texts], Iterator[Stretch]]
    version: Callable[[str], str]


def _output(*command: str | Path, cwd: Path) -> str:
    """What a command prints; that it finds something is no failure. Raises RuntimeError."""
    done = subprocess.run(list(map(str, command)), cwd=cwd, capture_output=True, check=False)
    if not done.stdout and done.stderr:
        raise RuntimeError(f"{Path(command[0]).name}: {done.stderr.decode()[:500]}")
    return done.stdout.decode()


def _line_start(text: str, number: int) -> int:
    """Where the n-th line begins, from 1."""
    start = 0
    for _ in range(number - 1):
        start = text.index("\n", start) + 1
    return start


def _typos(program: str, folder: Path, texts: Texts) -> Iterator[Stretch]:
    for line in _output(program, "--isolated", "--format", "json", ".", cwd=folder).splitlines():
        found = json.loads(line)
        if found["type"] != "typo" or "byte_offset" not in found:
            continue
        name = Path(found["path"]).name
        start = _line_start(texts[name], found["line_num"])
        before = texts[name][start:].encode()[: found["byte_offset"]].decode()
        start += len(before)
        yield Stretch(name, start, start + len(found["typo"]))


def _codespell(program: str, folder: Path, texts: Texts) -> Iterator[Stretch]:
    # It names the line and the word: the n-th time is the n-th place of the word on that line.
    seen: Counter[tuple[str, int, str]] = Counter()
    for line in _output(program, ".", cwd=folder).splitlines():
        if not (found := re.match(r"(.+?):(\d+): (\S+) ==> ", line)):
            continue
        name, number, word = Path(found[1]).name, int(found[2]), found[3]
        start = _line_start(texts[name], number)
        row = texts[name][start:].split("\n", 1)[0]
        places = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", row)]
        at = start + places[min(seen[name, number, word], len(places) - 1)]
        seen[name, number, word] += 1
        yield Stretch(name, at, at + len(word))


def _proselint(program: str, folder: Path, texts: Texts) -> Iterator[Stretch]:
    report: dict[str, Any] = json.loads(_output(program, "check", "-o", "json", ".", cwd=folder))
    for file, result in report["result"].items():
        for found in result.get("diagnostics", ()):
            # Its spans count from 1.
            start, end = found["span"]
            yield Stretch(Path(urllib.parse.unquote(file)).name, start - 1, end - 1)


def _vale(program: str, folder: Path, texts: Texts) -> Iterator[Stretch]:
    settings = folder.parent / "vale.ini"
    settings.write_text("MinAlertLevel = suggestion\n[*.{txt,md}]\nBasedOnStyles = Vale\n")
    unread = 0
    for name, text in texts.items():
        # File by file: one whose front matter it cannot read ends the whole run.
        try:
            alerts = json.loads(_output(program, "--config", settings, "--output", "JSON", name, cwd=folder))
        except RuntimeError:
            unread += 1
            continue
        for found in alerts.get(name, ()):
            # Columns count from 1, ends inclusive.
            start = _line_start(text, found["Line"])
            yield Stretch(name, start + found["Span"][0] - 1, start + found["Span"][1])
    if unread:
        print(f"vale could not read {unread} of {len(texts)} texts", file=sys.stderr)


def _harper(program: str, folder: Path, texts: Texts) -> Iterator[Stretch]:
    for line in _output(program, *texts, cwd=folder).splitlines():
        found = json.loads(line)
        yield Stretch(found["file"], found["start"], found["end"])


def _languagetool(url: str, folder: Path, texts: Texts) -> Iterator[Stretch]:
    for name, text in texts.items():
        form = urllib.parse.urlencode({"language": "en-US", "text": text}).encode()
        with urllib.request.urlopen(f"{url}/v2/check", form, timeout=300) as answer:
            matches = json.load(answer)["matches"]
        # It counts UTF-16 units.
        units = text.encode("utf-16-le")
        for found in matches:
            start = len(units[: 2 * found["offset"]].decode("utf-16-le", "replace"))
            end = len(units[: 2 * (found["offset"] + found["length"])].decode("utf-16-le", "replace"))
            yield Stretch(name, start, end)


def _says(*arguments: str) -> Callable[[str], str]:
    """The version that a program prints."""

    def version(program: str) -> str:
        said = subprocess.run((program, *arguments), capture_output=True, text=True, check=False).stdout
        return next(iter(re.findall(r"\d+(?:\.\d+)+", said)), "")

    return version


def _go_module(program: str) -> str:
    """The version that Go has written into a program; what Vale says itself is "master"."""
    said = subprocess.run(
        ("go", "version", "-m", program), capture_output=True, text=True, check=False
    ).stdout
    return next(iter(re.findall(r"\tmod\t\S+\tv(\S+)", said)), "")


def _server(url: str) -> str:
    with urllib.request.urlopen(f"{url}/v2/info", timeout=30) as answer:
        return str(json.load(answer)["software"]["version"])


PEERS = (
    Peer("typos", "spelling, by a list of mistakes", "`typos --isolated`", _typos, _says("--version")),
    Peer("codespell", "spelling, by a list of mistakes", "`codespell`", _codespell, _says("--version")),
    Peer("proselint", "style", "`proselint check`", _proselint, _says("version")),
    Peer(
        "vale", "style and spelling", "`vale` with `BasedOnStyles = Vale`, its own style", _vale, _go_module
    ),
    Peer(
        "harper",
        "grammar and spelling",
        "`LocalLinter` of harper.js, default rules",
        _harper,
        _says("--version"),
    ),
)
LANGUAGETOOL = Peer(
    "LanguageTool", "grammar, style and spelling", "its server without settings, `language=en-US`",
    _languagetool, _server,
)  # fmt: skip
