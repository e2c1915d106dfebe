#!/bin/sh
# Installs the tools that benchmarks/speed.py and benchmarks/peers_quality.py compare mtlint with, into one folder:
#
#     benchmarks/peers.sh FOLDER
#     python benchmarks/speed.py --peers FOLDER
#     python benchmarks/peers_quality.py --peers FOLDER
#
# Each comes from its own registry by that registry's client, if the machine has one: pip for typos, codespell
# and proselint, npm for write-good, alex, textlint, cspell and harper, go for Vale, Maven for LanguageTool. What
# cannot be installed is left out of the tables.
set -u

folder=${1:?usage: benchmarks/peers.sh FOLDER}
mkdir -p "$folder/bin"
folder=$(cd "$folder" && pwd)
here=$(cd "$(dirname "$0")" && pwd)

try() {
    name=$1
    shift
    if "$@" >"$folder/$name.log" 2>&1; then
        echo "$name: installed"
    else
        echo "$name: left out, see $folder/$name.log" >&2
    fi
}

from_pip() {
    python3 -m venv "$folder/python" &&
        "$folder/python/bin/pip" install typos codespell proselint &&
        for tool in typos codespell proselint; do
            ln -sf "$folder/python/bin/$tool" "$folder/bin/$tool"
        done
}

from_npm() {
    # textlint has no rules of its own.
    npm install --prefix "$folder/node" --no-audit --no-fund \
        write-good alex cspell textlint textlint-rule-common-misspellings textlint-rule-write-good &&
        for tool in write-good alex cspell textlint; do
            ln -sf "$folder/node/node_modules/.bin/$tool" "$folder/bin/$tool"
        done
}

from_harper() {
    # Its command line is in no registry; this is the part of it that is needed, for peers_quality.py.
    npm install --prefix "$folder/harper" --no-audit --no-fund harper.js &&
        cp "$here/harper.mjs" "$folder/harper/" &&
        printf '#!/bin/sh\nexec node "%s/harper/harper.mjs" "$@"\n' "$folder" >"$folder/bin/harper" &&
        chmod +x "$folder/bin/harper"
}

from_go() {
    # The latest may need a library's commit that a module proxy does not have.
    GOBIN="$folder/bin" go install github.com/vale-cli/vale/v3/cmd/vale@latest ||
        GOBIN="$folder/bin" go install github.com/vale-cli/vale/v3/cmd/vale@v3.22.0
}

from_maven() {
    # Its command line is not in the registry; this is the part of it that is needed.
    mkdir -p "$folder/languagetool" && cat >"$folder/languagetool/Check.java" <<'JAVA' &&
import java.nio.file.*;
import java.util.stream.Stream;
import org.languagetool.*;

class Check {
    public static void main(String[] folders) throws Exception {
        JLanguageTool tool = new JLanguageTool(Languages.getLanguageForShortCode("en-US"));
        try (Stream<Path> files = Files.walk(Path.of(folders[0])).filter(Files::isRegularFile).sorted()) {
            for (Path file : (Iterable<Path>) files::iterator)
                for (var match : tool.check(Files.readString(file)))
                    System.out.println(file + ":" + match.getFromPos() + ": " + match.getMessage());
        }
    }
}
JAVA
        cat >"$folder/languagetool/pom.xml" <<'POM' &&
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>benchmark</groupId>
  <artifactId>peers</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.languagetool</groupId>
      <artifactId>language-en</artifactId>
      <version>6.6</version>
    </dependency>
  </dependencies>
</project>
POM
        mvn -q -f "$folder/languagetool/pom.xml" dependency:copy-dependencies \
            -DoutputDirectory="$folder/languagetool/lib" &&
        printf '#!/bin/sh\nexec java -cp "%s/languagetool/lib/*" "%s/languagetool/Check.java" "$@"\n' \
            "$folder" "$folder" >"$folder/bin/languagetool" &&
        chmod +x "$folder/bin/languagetool"
}

try pip from_pip
try npm from_npm
try harper from_harper
try go from_go
try maven from_maven
