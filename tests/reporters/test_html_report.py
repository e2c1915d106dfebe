"""The HTML report as a file: what it holds, how large it gets, and that text stays text."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from handmade import make_finding, make_result
from hypothesis import given, settings
from hypothesis import strategies as st
from test_text_formats import left_out, report

from mtlint.catalogue import load_catalogue
from mtlint.config import Config
from mtlint.findings import FEWEST_COMPARED, Applicability, DocumentResult, Edit, Fix, Severity
from mtlint.reporters import Display
from mtlint.reporters.formats.html import LISTED, WHOLE
from mtlint.reporters.html.page import PANELS_SIZE
from mtlint.reporters.summary import Summary
from mtlint.reporters.visible import visible

HOSTILE = (
    "<script>document.title = 'taken'</script>",
    "</script></style></title><img src=x onerror=alert(1)>",
    "&lt;b&gt; &#60;script&#62; &amp;amp;",
    "\x1b[2J\x1b]0;title\x07 \x9b31m",
    "\u202egpj.exe\u2066 \u200e\ufeff",
    "::error file=a.txt::owned",
    "[click](javascript:alert(1)) ![x](http://127.0.0.1:9/x.png)",
    "{{ 7 * 7 }} {% raw %} {# no #}",
    "\" onmouseover='alert(1)' autofocus onfocus=alert(1) x=\"",
    "]]> --> <!-- <![CDATA[",
)


class Page(HTMLParser):
    """The parts of a page that could do harm, and what a reader sees of the texts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str | None]] = []
        self.lines: list[str] = []
        self._open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += attributes
        if ("class", "line") in attributes:
            self.lines.append("")
            self._open = ["div"]
        elif self._open:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        # A link in a line is the number of a finding, and no text.
        if self._open and self._open[-1] != "a":
            self.lines[-1] += data


def page_with(text: str) -> Page:
    """A report in which a text stands at every place a text can come to."""
    span = f"⟦{text}⟧"
    size = len(text.encode())
    edit = Edit(0, size, text, make_finding(span).location, make_finding(span).end_location)
    finding = make_finding(
        span, message=text, filename=text, document=text, fix=Fix(Applicability.SAFE, text, (edit,))
    )
    result = make_result(finding, filename=text, text=text)
    summary = Summary(skipped_rules=(("X1", text),))
    return Page(report("html", [result], Display(), summary))


HARMLESS = page_with("harmless")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_adds_no_markup(text: str) -> None:
    page = page_with(text)
    assert page.tags == HARMLESS.tags
    assert [name for name, _ in page.attributes] == [name for name, _ in HARMLESS.attributes]
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "style"]
    assert {value for name, value in page.attributes if name == "href"} == {
        value for name, value in HARMLESS.attributes if name == "href"
    }
    assert page.lines == [visible(text)]


@settings(max_examples=25)
@given(st.text(st.sampled_from("<>&\"'/=;!-[]{}%#`\\ ascript\u202e\x1b\0"), min_size=1, max_size=30))
def test_no_text_adds_markup(text: str) -> None:
    page = page_with(text)
    assert page.tags == HARMLESS.tags
    assert page.lines == [visible(text)]


def test_nothing_is_fetched_and_only_its_own_script_runs() -> None:
    text = report("html", [], Display(), Summary())
    page = Page(text)
    assert page.tags["script"] == page.tags["style"] == 1
    assert not page.tags.keys() & {"link", "img", "iframe", "object", "embed", "base"}
    assert not [value for name, value in page.attributes if name in ("src", "srcset", "action")]
    policy = next(value for _, value in page.attributes if value and "default-src" in value)
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-\S+'; script-src 'sha256-\S+'; "
        r"base-uri 'none'; form-action 'none'",
        policy,
    )


def test_what_was_left_out_is_said() -> None:
    text = report("html", [], Display(), left_out())
    assert "<bdi>news/photo.txt</bdi>: it is binary" in text
    assert "<bdi>x</bdi>: gone (error)" in text
    assert "TER103 was not run: there is no glossary" in text


def test_a_rule_is_explained_with_its_examples() -> None:
    rules = {rule.code: rule for rule in load_catalogue(Config()).rules}
    rule = rules["ACC101"]
    text = report("html", [make_result(make_finding("⟦x⟧"), text="x")], Display(rules=rules))
    assert f'id="rule-{rule.code}"' in text
    assert rule.summary in text
    assert '<mark class="example">check and check</mark>' in text
    assert "ACC102 repeated-stem" not in text


def test_neutral_findings_are_shown_at_once_where_they_were_asked_for() -> None:
    result = make_result(make_finding("⟦x⟧", severity=Severity.NEUTRAL), text="x")
    checked = 'value="neutral" checked'
    assert checked not in report("html", [result], Display())
    assert checked in report("html", [result], Display(show_neutral=True))
    assert checked in report("html", [result], Display(shown_codes=frozenset({"ACC101"})))


def test_short_documents_are_not_ranked_above_bad_ones() -> None:
    short = make_result(make_finding("⟦x⟧"), filename="short.txt", words=5, text="x")
    bad = make_result(*[make_finding("⟦x⟧")] * 3, filename="bad.txt", words=FEWEST_COMPARED, text="x")
    names = re.findall(r"<h3><bdi>(.*?)</bdi>", report("html", [short, bad], Display()))
    assert names == ["bad.txt", "short.txt"]


def many(count: int) -> list[DocumentResult]:
    """Documents of which each is worse than the one before; every tenth has no findings."""
    finding = make_finding("It is ⟦the the⟧ end.", severity=Severity.CRITICAL)
    clean = make_result(filename="clean.txt")
    return [
        make_result(
            finding, filename=f"{n:05}.txt", words=FEWEST_COMPARED + count - n, text="It is the the end."
        )
        if n % 10
        else clean
        for n in range(count)
    ]


def test_of_ten_thousand_documents_the_worst_are_whole_and_the_rest_is_counted() -> None:
    text = report("html", many(10_000), Display())
    names = re.findall(r"<h3><bdi>(.*?)</bdi>", text)
    worst = [f"{n:05}.txt" for n in range(9_999, 0, -1) if n % 10]
    assert names == worst[:WHOLE]
    listed = text[text.index('id="others"') :]
    assert re.findall(r'<th scope="row"><bdi>(.*?)</bdi>', listed) == worst[WHOLE : WHOLE + LISTED]
    assert f"the next {LISTED} are" in text
    assert f"{9000 - WHOLE - LISTED:,} more with findings are only added up" in text
    assert f"{9000 - WHOLE - LISTED:,} more together" in listed
    assert len(text) < 1_000_000


def test_a_report_of_dense_long_documents_has_a_bounded_size() -> None:
    text = "It is the the end of <it>. " * 40_000
    findings = [
        make_finding("It is ⟦the the⟧ end.", start=6 + 27 * n, end=13 + 27 * n, message="<" * 5000)
        for n in range(400)
    ]
    results = [make_result(*findings, filename=f"{n}.txt", text=text) for n in range(WHOLE)]
    page = report("html", results, Display())
    shown = page.count('<details class="panel"')
    assert 1 <= shown < WHOLE
    assert f"The {shown} worst documents of {WHOLE} are shown with text" in page
    assert f"the next {WHOLE - shown} are" in page
    assert len(page) < PANELS_SIZE + 500_000
