#!/usr/bin/env bash
# Fetches a LanguageTool server for English from Maven Central, 250 MB, into a folder outside of the checkout, laid
# out as language-tool-python wants it (LTP_PATH), and prints that folder. Needs mvn and Java 17.
# What is there already is not fetched again.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
version=$(sed -n 's:.*<languagetool.version>\(.*\)</languagetool.version>.*:\1:p' "$here/pom.xml")
folder=${LTP_PATH:-${XDG_CACHE_HOME:-$HOME/.cache}/mtlint-languagetool}
target=$folder/LanguageTool-$version

if [ ! -f "$target/languagetool-server.jar" ]; then
    new=$folder/.new-$$
    mkdir -p "$new"
    trap 'rm -rf "$new"' EXIT
    mvn -B -q -f "$here/pom.xml" dependency:copy-dependencies -DincludeScope=runtime \
        -DoutputDirectory="$new/libs" >&2
    # Started with this one jar as class path: its manifest names the others.
    python3 - "$new" <<'PYTHON'
import sys, zipfile
from pathlib import Path

folder = Path(sys.argv[1])
jars = "".join(f" libs/{jar.name}" for jar in sorted((folder / "libs").glob("*.jar")))
line = f"Class-Path:{jars}"
# A line of a manifest has at most 72 bytes; the next one goes on after a space.
lines = [line[:70], *(" " + line[at : at + 69] for at in range(70, len(line), 69))]
manifest = "\r\n".join(["Manifest-Version: 1.0", *lines, "", ""])
with zipfile.ZipFile(folder / "languagetool-server.jar", "w") as archive:
    archive.writestr("META-INF/MANIFEST.MF", manifest)
PYTHON
    rm -rf "$target"
    mv "$new" "$target"
fi
echo "$folder"
