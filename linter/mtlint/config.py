"""The configuration: one frozen object, made once from files and flags and passed to everything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from mtlint.findings import Severity


@dataclass(frozen=True, slots=True)
class LanguageTool:
    """How grammar is checked: the table `languagetool` of the configuration file.

    Without `url` a server is started on this machine; `timeout` is in seconds.
    """

    enabled: bool = False
    url: str | None = None
    # A code of LanguageTool's; None: that of the texts.
    language: str | None = None
    disabled_rules: tuple[str, ...] = ()
    disabled_categories: tuple[str, ...] = ()
    # A server takes a second for 20,000 characters, and some seconds for the first ones after its start.
    timeout: float = 60.0
    download: bool = False


@dataclass(frozen=True, slots=True)
class Config:
    """Every setting of a run. The names are those of the configuration file, `-` for `_`."""

    # Which rules: selectors are codes, code prefixes, names or ALL. An empty `select` means the defaults.
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rule_folders: tuple[Path, ...] = ()
    rule_overrides: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    # Which languages.
    target_lang: str = "en"
    source_lang: str | None = None
    # Words, names and acronyms that are right (`words` and the lines of `words-file` together).
    words: tuple[str, ...] = ()
    # Grammar, through LanguageTool.
    languagetool: LanguageTool = field(default_factory=LanguageTool)
    # Which files; patterns are gitignore's, relative to `root`.
    include: tuple[str, ...] = ("*.txt", "*.md", "*.markdown")
    exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    text_field: str | None = None
    # Whether comments in a text may silence findings.
    inline_ignore: bool = True
    # Findings that are known already.
    baseline: Path | None = None
    # When it fails: `fail_on` None is nothing said, `max_penalty` None no limit. What is shown.
    fail_on: Severity | Literal["never"] | None = None
    max_penalty: float | None = None
    show_neutral: bool = False
    output_format: str = "full"
    # How it runs. `jobs` None: one process a core, at most two where there is little to do.
    jobs: int | None = None
    cache: bool = True
    # Where the configuration was found: patterns and relative paths start here.
    root: Path = field(default_factory=Path)
    file: Path | None = None

    @property
    def lowest_failing(self) -> Severity | None:
        """The lowest severity of a finding that makes a run fail; None where no finding does.

        Without a word about it, minor; or none where a limit of the penalty decides.
        """
        if self.fail_on is None:
            return Severity.MINOR if self.max_penalty is None else None
        return None if self.fail_on == "never" else self.fail_on
