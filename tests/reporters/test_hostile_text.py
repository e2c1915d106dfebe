"""Whatever stands in a text or in a name: no report obeys it, breaks over it or grows with it."""

from __future__ import annotations

import re
import unicodedata

import pytest
from handmade import make_finding, make_result
from hypothesis import given
from hypothesis import strategies as st
from reading import MESSAGES
from test_text_formats import report

from mtlint.findings import Severity, Skipped
from mtlint.reporters import Display, format_names
from mtlint.reporters.summary import Summary
from mtlint.reporters.visible import visible

EXACT = ("json", "json-lines")
"""Formats that give texts back as they are, escaped; the others give back what can be seen of them."""

HOSTILE = {
    "escape sequences": "\x1b[2J\x1b]0;owned\x07 red",
    "bidirectional controls": "\u202egnihton\u202c \u2066\u200b",
    "a command": "::error file=a.txt::owned",
    "a command on its own line": "first\n::error::owned\r\n::stop-commands::x",
    "a command anywhere": "so ##[add-mask]a and ###[error]x and ##vso[task.complete]y",
    "escaped ends of lines": "%0A::error::owned%0D%25",
    "HTML": "</code></summary><script>alert('1')</script><img src=x onerror=alert(1)> &lt; &amp;",
    "Markdown": "[a](https://evil.example) ![b](x.png) | `c` **d** <https://evil.example> \\| ~~~ # @you #1",
    "addresses": "https://evil.example www.evil.example you@evil.example",
    "what XML forbids": "\x00\x01\x0b\x0c\ufffe\uffff ]]> <!DOCTYPE x [<!ENTITY a 'b'>]>",
    "line ends of all kinds": "a\u2028b\u2029c\x85d\x0be\x1cf",
    "what is not UTF-8": "a\udce9b\udcff",
}


def raw_report(name: str, text: str) -> str:
    """A report over a finding that has a text in all its places, beside a file that was skipped for it."""
    finding = make_finding(f"{text} ⟦{text}⟧ {text}", message=text, filename=text, document=None)
    summary = Summary(skipped=[Skipped(text, text, failed=True)], skipped_rules=(("TER103", text),))
    return report(name, [make_result(finding, filename=text)], Display(max_penalty=1), summary)


def obeyed(text: str) -> list[str]:
    """What a terminal would obey or a reader could not see."""
    return [
        char
        for char in text
        if not char.isprintable() and char != "\n" and unicodedata.category(char) != "Zs"
    ]


@pytest.mark.parametrize("name", format_names())
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_nothing_in_a_report_is_obeyed(name: str, text: str) -> None:
    output = raw_report(name, text)
    assert not obeyed(output)
    assert not re.search(r"##[A-Za-z]*\[", output)
    # As a runner sees a line: without the spaces before it.
    commands = [line for line in output.split("\n") if line.lstrip().startswith("::")]
    assert all(name == "github" and re.match("::(error|warning) ", line) for line in commands)


@pytest.mark.parametrize("name", MESSAGES)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_message_is_read_back(name: str, text: str) -> None:
    finding = make_finding("⟦x⟧", message=text)
    (message,) = MESSAGES[name](report(name, [make_result(finding)], Display()))
    expected = text if name in EXACT else visible(text)
    assert message == (expected.replace("](", "] (") if name == "sarif" else expected)


@pytest.mark.parametrize("name", MESSAGES)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_names_and_reasons_break_no_report(name: str, text: str) -> None:
    assert MESSAGES[name](raw_report(name, text))


anything = st.text(st.characters(exclude_characters="⟦⟧"), min_size=1, max_size=80)


@pytest.mark.parametrize("name", MESSAGES)
@given(text=anything)
def test_any_message_is_read_back(name: str, text: str) -> None:
    finding = make_finding(f"⟦{text}⟧", message=text, severity=Severity.MINOR)
    (message,) = MESSAGES[name](report(name, [make_result(finding)], Display()))
    expected = text if name in EXACT else visible(text)
    assert message == (expected.replace("](", "] (") if name == "sarif" else expected)


@pytest.mark.parametrize("name", format_names())
def test_a_line_of_a_megabyte_stays_out_of_reports(name: str) -> None:
    line = "word " * 200_000
    finding = make_finding(f"⟦{line}⟧", message=f'"{line}" is repeated', context=line[:960])
    output = report(name, [make_result(finding)], Display())
    # The JSON formats give the matched text as it is: that is their purpose.
    assert len(output) < (3_000_000 if name in EXACT else 50_000)
