"""Reports read back as their consumers read them: by schema, by parser, by the rules of the host."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft4Validator, Draft7Validator
from junitparser import JUnitXml
from markdown_it import MarkdownIt

SCHEMAS = Path(__file__).parent / "schemas"

# https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!\\./)"},
                    "lines": {"type": "object", "required": ["begin"]},
                },
            },
        },
    },
}


@cache
def _schema(name: str) -> Any:
    return json.loads((SCHEMAS / name).read_text("utf-8"))


def sarif(text: str) -> dict[str, Any]:
    """The only run of a log, which the schema allows."""
    log = json.loads(text)
    Draft7Validator(_schema("sarif-2.1.0.json")).validate(log)
    (run,) = log["runs"]
    return dict(run)


def gitlab(text: str) -> list[dict[str, Any]]:
    """The issues; no two have the same fingerprint."""
    issues: list[dict[str, Any]] = json.loads(text)
    Draft7Validator(GITLAB).validate(issues)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    return issues


def rdjson(text: str) -> list[dict[str, Any]]:
    """The diagnostics. Protocol buffers hold only what UTF-8 can."""
    result = json.loads(text)
    Draft4Validator(_schema("rdjson.json")).validate(result)
    json.dumps(result, ensure_ascii=False).encode("utf-8")
    diagnostics: list[dict[str, Any]] = result["diagnostics"]
    return diagnostics


def junit(text: str) -> list[Any]:
    """The tests of all suites, whose sums are right."""
    cases: list[Any] = []
    suites: Any = JUnitXml.fromstring(text.encode("utf-8"))
    for suite in suites:
        said = suite.tests, suite.failures, suite.errors, suite.skipped
        cases += suite
        suite.update_statistics()
        assert said == (suite.tests, suite.failures, suite.errors, suite.skipped)
    return cases


def github(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Level, properties and message of every line, as ActionCommand.TryParseV2 of actions/runner has them."""
    commands = []
    for line in text.split("\n")[:-1]:
        assert line.startswith("::")
        info, separator, data = line[2:].partition("::")
        assert separator
        level, _, said = info.partition(" ")
        pairs = [pair.split("=", 1) for pair in said.strip().split(",")]
        properties = {name: _unescape(value, {"%3A": ":", "%2C": ","}) for name, value in pairs}
        commands.append((level, properties, _unescape(data, {})))
    assert all(level in ("error", "warning", "notice") for level, _, _ in commands)
    return commands


def _unescape(text: str, more: Mapping[str, str]) -> str:
    for sign, meaning in {"%0D": "\r", "%0A": "\n", **more, "%25": "%"}.items():
        text = text.replace(sign, meaning)
    return text


def markdown(text: str) -> list[str]:
    """What stands as code on the page. Nothing but the format's own tags and links to rules may be on it."""
    found: list[str] = []
    for block in MarkdownIt("commonmark", {"html": True}).enable("table").parse(text):
        if block.type == "html_block":
            found += map(html.unescape, re.findall("<code>(.*?)</code>", block.content))
            tags = re.sub("<code>.*?</code>", "", block.content)
            assert re.fullmatch(r"(<details><summary>: [\w ,]+</summary>|</details>)\n+", tags), tags
        code: list[str] | None = None
        for token in block.children or ():
            assert token.type in ("text", "html_inline", "link_open", "link_close", "text_special"), (
                token.type
            )
            if token.type == "link_open":
                assert str(token.attrs["href"]).startswith("https://"), token.attrs
                assert code is None
            elif token.type == "html_inline":
                assert token.content == ("<code>" if code is None else "</code>")
                if code is not None:
                    found.append("".join(code))
                code = [] if code is None else None
            elif code is not None:
                code.append(token.content)
    return found


MESSAGES: Mapping[str, Callable[[str], list[str]]] = {
    "json": lambda text: [one["message"] for one in json.loads(text)["findings"]],
    "json-lines": lambda text: [json.loads(line)["message"] for line in text.splitlines()],
    "sarif": lambda text: [one["message"]["text"] for one in sarif(text)["results"]],
    "junit": lambda text: [result.message for case in junit(text) for result in case.result],
    "github": lambda text: [message for _, _, message in github(text)],
    "gitlab": lambda text: [one["description"] for one in gitlab(text)],
    "rdjson": lambda text: [one["message"] for one in rdjson(text)],
    "markdown": lambda text: markdown(text)[2:],
}
"""The messages of a report's findings; in Markdown the document's name stands twice before them."""
