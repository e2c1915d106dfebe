#!/usr/bin/env bash
# The first step of action.yml: install mtlint into an environment of its own, apart from the job's Python.
# Python runs with -I throughout: no file of the repository that is linted may pass for a module of Python's.
set -euo pipefail

fail() {
    printf '::error title=mtlint::%s\n' "$1"
    exit 2
}

if [ -z "$INPUT_VERSION" ]; then
    what=$GITHUB_ACTION_PATH
elif [[ $INPUT_VERSION =~ ^[A-Za-z0-9_][A-Za-z0-9._/+-]*$ ]]; then
    what="mtlint @ git+https://github.com/mtlint/mtlint@$INPUT_VERSION"
else
    fail 'The input "version" is not the name of a tag, a branch or a commit'
fi

python3 -I -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail 'mtlint needs Python 3.11 or later: put actions/setup-python before it'
venv=$RUNNER_TEMP/mtlint-venv
python3 -I -m venv --clear "$venv" || fail 'There is no environment to install mtlint into'
"$venv/bin/python" -I -m pip install --quiet --disable-pip-version-check --no-input "$what" ||
    fail 'mtlint could not be installed'
