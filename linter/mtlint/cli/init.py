"""`mtlint init`: a configuration file to begin with."""

from __future__ import annotations

import click

from mtlint.errors import ConfigError

FILE = "mtlint.toml"

TEMPLATE = """\
# Configuration of mtlint. Every setting is optional; what is commented out is an example or the default.
# The same keys can stand in pyproject.toml under [tool.mtlint]. Paths and patterns start at this folder.

# Rules: codes (ACC101), prefixes of codes (ACC), names (repeated-phrase), or "ALL"; see `mtlint rules`.
# select = ["ACC", "TER", "LIN", "LOC", "MRK"]
# extend-select = ["readability"]
# ignore = ["LIN104"]

# Rules not to report in some files (patterns as in .gitignore; ! before one means all other files).
# per-file-ignores = { "drafts/" = ["LIN104", "STY"] }

# Folders with rules of your own.
# rule-folders = ["house-style"]

# Languages of the texts, and what they were translated from, where that is known.
# target-lang = "en"
# source-lang = "vi"

# Words, names and acronyms that are right; a file holds one a line, # begins a comment.
# words = ["Baonghean"]
# words-file = "words.txt"

# Which files of a folder are linted, and which are left out (patterns as in .gitignore).
# include = ["*.txt", "*.md", "*.markdown"]
# exclude = ["archive/"]

# The field of a JSON record that holds its text.
# text-field = "text"

# Findings that are known already and are not reported (mtlint check --write-baseline).
# baseline = "mtlint-baseline.json"

# The lowest severity that makes the exit status 1: neutral, minor, major, critical, or never.
# fail-on = "minor"

# The highest penalty a document may have: points per 1,000 words, over at least 200 words. With it, fail-on
# is "never" unless it is set, too.
# max-penalty = 20

# Output.
# output-format = "full"
# show-neutral = false

# Processes; by default one a core, fewer where there is little to do.
# jobs = 2

# Grammar, by a LanguageTool server (pip install 'mtlint[grammar]').
# [languagetool]
# enabled = true
# url = "http://localhost:8081"

# What a rule does can be changed: its severity, whether it runs by default, and the options
# that `mtlint rule CODE` lists.
# [rules.STY101]
# severity = "minor"
"""


@click.command("init", short_help="Write a configuration file to begin with.")
def command() -> None:
    """Write mtlint.toml, with every setting explained, into the current folder."""
    try:
        with open(FILE, "x", encoding="utf-8") as file:
            file.write(TEMPLATE)
    except FileExistsError as error:
        raise ConfigError(f"there is already a {FILE} here; it was left as it is") from error
    click.echo(f"Wrote {FILE}")
