"""Make what README.md and docs/ show true: run their commands and snippets, and write down what they print.

    python scripts/update_pages.py                  rewrite the pages
    python scripts/update_pages.py --check          print the differences and exit with 1, if there are any
    python scripts/update_pages.py docs/library.md  only these

A page is followed from its beginning to its end in a folder of its own, which holds a copy of seeds/ and the
files that the page shows: a block with a title, as in ```toml title="mtlint.toml", is the file of that name.

    console   the lines that begin with "$ " are run by bash, with this checkout's mtlint; the lines after
              them are what they print to standard output
    sh        each line is run
    python    is run; a `text` block right after it is what it prints
    toml      is a configuration that mtlint accepts
    yaml      is a rule that loads, hooks that exist, or a CI configuration: whole ones (with a title) fit the
              published schema, inputs and variables are those that exist, and commands are run

Other blocks are only shown. An exit status of 1 is that of findings, and allowed.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from mtlint.errors import MtlintError
from page_blocks import Block, blocks_of, with_contents
from page_claims import CLAIMS, SHOWN
from page_shell import Shell
from stale import ROOT, settle


def pages() -> list[Path]:
    """All pages, those with most to run first."""
    found = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    return sorted(found, key=lambda page: page.read_text("utf-8").count("$ "), reverse=True)


def updated(page: Path) -> str:
    """The page as it should be. Raises SystemExit, which names page and line, for what cannot be true."""
    text = page.read_text("utf-8")
    name = page.relative_to(ROOT).as_posix()
    contents: dict[Block, str] = {}
    printed: str | None = None
    with tempfile.TemporaryDirectory() as folder:
        shell = Shell(Path(folder))
        for block in blocks_of(text):
            try:
                if block.sort == "text" and printed is not None:
                    contents[block], printed = printed, None
                    continue
                printed, content = _tried(block, shell)
            except (ValueError, MtlintError) as error:
                raise SystemExit(f"{name}:{block.first}: {error}") from error
            if content is not None:
                contents[block] = content
    return with_contents(text, contents)


def _tried(block: Block, shell: Shell) -> tuple[str | None, str | None]:
    """What a program prints, for the block after it; and a block's own content as it should be."""
    if block.sort in CLAIMS:
        return None, CLAIMS[block.sort](block, shell)
    if block.sort not in SHOWN | {"python"}:
        raise ValueError(f'nobody knows how to try a block of "{block.sort}"')
    if block.title:
        shell.write(block.title, block.content)
    return (shell.python(block.content) if block.sort == "python" else None), None


def main() -> int:
    """Rewrite, or check."""
    parser = argparse.ArgumentParser(description="Run the commands of the pages and write down their output.")
    parser.add_argument("pages", nargs="*", type=Path, help="only these (default: README.md and docs/)")
    parser.add_argument(
        "--check", action="store_true", help="change nothing; exit with 1 if one is out of date"
    )
    arguments = parser.parse_args()
    chosen = [page.resolve() for page in arguments.pages] or pages()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return settle(dict(zip(chosen, pool.map(updated, chosen), strict=True)), check=arguments.check)


if __name__ == "__main__":
    sys.exit(main())
