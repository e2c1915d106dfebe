"""What LanguageTool says about texts, rule by rule: rules/lexicons/languagetool-off.csv comes of reading it.

    scripts/languagetool/serve.sh
    python benchmarks/grammar.py --url http://localhost:8081 FOLDER...

mtlint's own rules win, as in a run. With `--all` nothing is off: what ought to be is found so.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from mtlint import Config, Finding, Linter
from mtlint.config import LanguageTool
from mtlint.discovery import discover
from mtlint.findings import DocumentResult
from mtlint.readers import read_file

_AROUND = 60
"""Code points of the line that are shown on either side of a finding."""

_NOTHING_OFF = "kind,id,found,right,why\n"


def results(folders: Iterable[str], linter: Linter) -> Iterator[DocumentResult]:
    """What linting every document gives. Raises SystemExit where the server does not answer."""
    for file in discover(list(folders), linter.config).files:
        for result in linter.lint(read_file(file, linter.config).documents):
            if result.failures:
                sys.exit(result.failures[0])
            yield result


def shown(finding: Finding) -> str:
    """A finding in its line, and what LanguageTool would write."""
    at = finding.context_offset
    before, after = finding.context[:at], finding.context[at:].removeprefix(finding.text)
    new = f" -> {finding.fix.edits[0].content}" if finding.fix else ""
    return f"{before[-_AROUND:]}⟦{finding.text}⟧{after[:_AROUND]}{new}".replace("\n", " ")


def main() -> None:
    """Print the findings of each rule, the most frequent first."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folders", nargs="+", metavar="FOLDER")
    parser.add_argument("--url", default="http://localhost:8081")
    parser.add_argument("--all", action="store_true", help="with the rules that are off")
    parser.add_argument("--most", type=int, default=20, help="findings to show of each rule")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "off.csv").write_text(_NOTHING_OFF)
        config = Config(
            languagetool=LanguageTool(enabled=True, url=given.url),
            rule_overrides={"LIN201": {"off": "off.csv"}} if given.all else {},
            root=Path(folder),
        )
        found: dict[str, list[Finding]] = defaultdict(list)
        words = 0
        for result in results(given.folders, Linter(config)):
            words += result.words
            for one in result.findings:
                if one.code == "LIN201":
                    found[one.source.rule].append(one)
    print(f"{sum(map(len, found.values())):,} findings in {words:,} words")
    for name, findings in sorted(found.items(), key=lambda item: -len(item[1])):
        print(f"\n{len(findings):,} {name} ({findings[0].severity.value}): {findings[0].message}")
        print("\n".join(f"    {shown(one)}" for one in findings[: given.most]))


if __name__ == "__main__":
    main()
