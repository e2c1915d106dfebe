"""The page: templates filled with what was found, in one file that needs nothing else."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from mtlint import __version__
from mtlint.findings import FEWEST_COMPARED, Applicability, Severity
from mtlint.reporters.display import Display
from mtlint.reporters.html.charts import Distribution, by_family, by_rule, family_of
from mtlint.reporters.html.explained import explained
from mtlint.reporters.html.marked import passages
from mtlint.reporters.html.panel import WORDING, read_panel
from mtlint.reporters.html.ranking import Entry, Ranking
from mtlint.reporters.summary import Summary
from mtlint.reporters.tally import plural
from mtlint.reporters.visible import visible
from mtlint.rule import FAMILIES

PANELS_SIZE = 4_000_000
"""Characters of all panels together. With that a browser shows the report in about two seconds, and it can
still be sent by mail; 100 articles with 20 findings each take half."""

SKIPPED = 200
"""Skipped files named one by one."""

NOTES = 10
"""Notes shown of one document."""

_TEMPLATES = Path(__file__).parent / "templates"
_WORST_FIRST = tuple(reversed(Severity))


class Document(NamedTuple):
    """A document that the report shows whole: the name of its place in the page, and its panel."""

    id: str
    entry: Entry
    panel: Markup


def page(ranking: Ranking, distribution: Distribution, summary: Summary, display: Display) -> Iterator[str]:
    """The report, piece by piece."""
    documents = list(_documents(ranking))
    codes = sorted({code for code, _, _ in summary.rules})
    style, script = _asset("report.css"), _asset("report.js")
    yield from (
        _environment()
        .get_template("report.html.j2")
        .generate(
            version=__version__,
            style=style,
            script=script,
            policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
            "base-uri 'none'; form-action 'none'",
            summary=summary,
            fixable={kind.value: summary.fixable[kind] for kind in Applicability},
            fixed=summary.fixed.total(),
            severities=_WORST_FIRST,
            checked={
                severity: severity is not Severity.NEUTRAL
                or any(display.shows_rule(code, severity) for code in codes)
                for severity in _WORST_FIRST
            },
            columns=distribution.columns,
            families=by_family(summary.rules),
            rules=by_rule(summary.rules),
            by_code=_by_code(summary),
            family_names=FAMILIES,
            documents=documents,
            listed=ranking.listed,
            rest=ranking.rest,
            least_words=FEWEST_COMPARED,
            skipped=summary.skipped[:SKIPPED],
            skipped_more=len(summary.skipped) - SKIPPED,
            explained=explained(display.rules[code] for code in codes if code in display.rules),
        )
    )


def _documents(ranking: Ranking) -> Iterator[Document]:
    """The worst documents, as many as there is room for; the others are listed."""
    template = _environment().get_template("panel.html.j2")
    room = PANELS_SIZE
    for number, (key, entry) in enumerate(ranking.whole, 1):
        panel = read_panel(entry.panel)
        text = passages(panel)
        shown = Markup(
            template.render(
                id=f"d{number}",
                entry=entry,
                panel=panel,
                notes=entry.notes[:NOTES],
                passages=text,
                # In a file of records, rows are those of the file and not of the text.
                rows={
                    line.row for part in text for line in part.lines if line.row and entry.document is None
                },
                more=sum(entry.counts.values()) - len(panel.findings),
                severities=_WORST_FIRST,
            )
        )
        room -= len(shown)
        if room < 0:
            ranking.demote(key, entry)
        else:
            yield Document(f"d{number}", entry, shown)


def _by_code(summary: Summary) -> dict[str, list[tuple[str, str, int]]]:
    """Code, name and number of findings of every rule that found something, by family."""
    families: dict[str, list[tuple[str, str, int]]] = {}
    for count, code, name, _ in sorted(summary.by_rule(), key=lambda row: row[1]):
        families.setdefault(family_of(code), []).append((code, name, count))
    return families


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Any] = {
        "visible": visible,
        "sentence": lambda text: visible(text if len(text) <= WORDING else f"{text[:WORDING]}…"),
        "number": lambda count: f"{count:,}",
        "penalty": lambda value: f"{value:,.1f}",
        "plural": plural,
    }
    environment.filters.update(filters)
    return environment


def _asset(name: str) -> Markup:
    """A file of our own that stands in the page as it is."""
    return Markup((_TEMPLATES / name).read_text("utf-8"))


def _hash(asset: str) -> str:
    """What the content security policy knows a script or a style by: nothing else may run."""
    return f"sha256-{b64encode(hashlib.sha256(asset.encode()).digest()).decode()}"
