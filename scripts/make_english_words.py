"""Make the English word list of the rules from SCOWL, the Spell Checker Oriented Word Lists.

SCOWL sorts words by how well known they are: size 10 holds what everyone writes, 70 what a large dictionary
has, 80 and 95 what Scrabble players know. mtlint needs both ends: the whole list tells damage from words
("ofcase" is none), the small sizes tell which parts a joined word may plausibly have ("of", "case").

The output holds one `word<TAB>class` per line, sorted, lower-cased, in UTF-8, without possessives. The class
is the smallest SCOWL size (10 to 80) that has it as an ordinary word in any spelling of English, or 90 for
words that only the lists of names, capitalised words and abbreviations have. The same input, the same bytes.

    python scripts/make_english_words.py            # writes rules/lexicons/en/words.txt.gz and words.LICENSE
"""

from __future__ import annotations

import argparse
import gzip
import re
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCOWL = Path("/usr/share/dict/scowl")
COPYRIGHT = Path("/usr/share/doc/scowl/copyright")
STATUS = Path("/var/lib/dpkg/status")

FILE_NAME = re.compile(r"(?P<spelling>.+)-(?P<kind>[a-z-]+)\.(?P<size>\d\d)$")
SPELLING = re.compile(r"english|american|british|british_z|canadian|australian|(?:\w+_)?variant_\d")
ORDINARY = {"words", "contractions"}
NAMES = {"upper", "proper-names", "abbreviations"}
LARGEST_ORDINARY = 80  # size 95 has noise that would hide real damage ("ofte", "thae")
NAME_CLASS = 90
SINGLE_LETTERS = {"a", "i", "o"}

# Words that news has gained since SCOWL's lists were made; without them "onboarding" is "on boarding".
NEWER_CLASS = 80
NEWER_WORDS = """
    agritourism bioplastic bioplastics bodycam bodycams chatbot chatbots coworking cybersecurity dashcam
    dashcams doomscrolling edtech esports fintech fintechs geotag geotagged handwashing hasher hashers
    insourced insourcing livestream livestreamed livestreamer livestreaming livestreams metaverse
    microplastic mpox nowcast nowcasts offboarding onboarded onboarding onboards onshored onshoring
    outmigration overtourism podcaster podcasters powertrains proptech reskill reskilled reskilling
    rideshare stablecoin stablecoins telehealth timelapse tokenise tokenised tokenize tokenized unfollow
    unfollowed upcycle upcycled upcycling upskill upskilled upskilling upzoning vaper vapers vlog
    vlogger vloggers vlogging vlogs
"""

HEADER = """\
# English words and how well known they are, for mtlint's rules about words that ran together.
# Source: SCOWL {version} (http://wordlist.aspell.net), Debian package scowl; its licence: words.LICENSE.
# Made by scripts/make_english_words.py; do not edit.
# word<TAB>class: 10 to 80, the smallest SCOWL size that has it (80 also for some newer words); 90, names and
# abbreviations only.
"""


def class_of(path: Path) -> int | None:
    """The class that the words of one SCOWL file belong to; None for files that are not used."""
    match = FILE_NAME.match(path.name)
    if not match or not SPELLING.fullmatch(match["spelling"]):
        return None
    size = int(match["size"])
    if match["kind"] in ORDINARY and size <= LARGEST_ORDINARY:
        return size
    return NAME_CLASS if match["kind"] in NAMES else None


def usable(word: str) -> bool:
    """No possessive, no single letter that is no word, nothing without a letter."""
    if word.endswith(("'s", "s'")) or not any(character.isalpha() for character in word):
        return False
    return len(word) > 1 or word in SINGLE_LETTERS


def decode(content: bytes) -> str:
    """The text of a SCOWL file: ISO-8859-1 as SCOWL documents it, UTF-8 as Debian has it since 2020."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("iso-8859-1")


def collect(folder: Path) -> dict[str, int]:
    """Every word of the folder with its smallest class, and the newer words; empty without SCOWL lists."""
    classes: dict[str, int] = {}
    for path in sorted(folder.iterdir()):
        size = class_of(path)
        if size is None:
            continue
        for line in decode(path.read_bytes()).splitlines():
            word = line.strip().lower()
            if usable(word):
                classes[word] = min(size, classes.get(word, size))
    for word in NEWER_WORDS.split() if classes else ():
        classes.setdefault(word, NEWER_CLASS)
    return classes


def scowl_version() -> str:
    """The version of the installed Debian package, or "(version unknown)"."""
    if not STATUS.is_file():
        return "(version unknown)"
    text = STATUS.read_text(encoding="utf-8", errors="replace")
    match = re.search(r"^Package: scowl\n(?:.+\n)*?Version: (\S+)", text, re.MULTILINE)
    return match[1] if match else "(version unknown)"


def main() -> int:
    """Write the list and its licence, print how many words each class has."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--scowl", type=Path, default=SCOWL, help="folder of the SCOWL lists (%(default)s)")
    parser.add_argument("--copyright", type=Path, default=COPYRIGHT, help="its licence (%(default)s)")
    parser.add_argument("--output", type=Path, default=ROOT / "rules/lexicons/en", help="folder to write to")
    arguments = parser.parse_args()
    words_file: Path = arguments.output / "words.txt.gz"
    if not arguments.scowl.is_dir() or not arguments.copyright.is_file():
        print(f"{arguments.scowl}: no SCOWL here; apt-get install scowl", file=sys.stderr)
        return 2
    classes = collect(arguments.scowl)
    if not classes:
        print(f"{arguments.scowl}: holds no SCOWL lists; apt-get install scowl", file=sys.stderr)
        return 2
    lines = "".join(f"{word}\t{size}\n" for word, size in sorted(classes.items()))
    text = HEADER.format(version=scowl_version()) + lines
    arguments.output.mkdir(parents=True, exist_ok=True)
    # mtime=0 and no file name inside: the bytes depend on the words alone.
    words_file.write_bytes(gzip.compress(text.encode("utf-8"), compresslevel=9, mtime=0))
    (arguments.output / "words.LICENSE").write_bytes(arguments.copyright.read_bytes())
    for size, count in sorted(Counter(classes.values()).items()):
        print(f"{size}\t{count}")
    print(f"{words_file}: {len(classes)} words, {words_file.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
