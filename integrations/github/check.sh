#!/usr/bin/env bash
# The second step of action.yml: annotations to the log, a summary to the page of the run, SARIF to a file.
set -euo pipefail

fail() {
    printf '::error title=mtlint::%s\n' "$1"
    echo "exit-status=2" >>"$GITHUB_OUTPUT"
    exit 2
}

# -I: no file of the repository that is linted may pass for a module of Python's or mtlint's.
python=("$RUNNER_TEMP/mtlint-venv/bin/python" -I)
# A job may use the action more than once.
reports=$(mktemp -d "$RUNNER_TEMP/mtlint-reports.XXXXXX")

call=("${python[@]}" -m mtlint check)
add_lines() {
    local line
    while IFS= read -r line; do
        line=${line%$'\r'}
        if [ -n "$line" ]; then call+=("$line"); fi
    done
}

words=$("${python[@]}" -c 'import os, shlex; print(*shlex.split(os.environ["INPUT_ARGS"]), sep="\n")' 2>/dev/null) ||
    fail 'The input "args" ends inside a quotation'
add_lines <<<"$words"
# After the user's: of two output formats the last one counts, and only this one is safe in a log of GitHub's.
call+=(
    --output-format github
    --report "sarif=$reports/mtlint.sarif"
    --report "markdown=$reports/summary.md"
    --
)

# No paths would mean the current folder: not what an empty list of changed files is meant to say.
[ -n "${INPUT_PATHS//[[:space:]]/}" ] || fail 'The input "paths" is empty'
add_lines <<<"$INPUT_PATHS"

status=0
"${call[@]}" </dev/null || status=$?
if [ -s "$reports/summary.md" ]; then
    cat "$reports/summary.md" >>"$GITHUB_STEP_SUMMARY"
fi
if [ -s "$reports/mtlint.sarif" ]; then
    echo "sarif-file=$reports/mtlint.sarif" >>"$GITHUB_OUTPUT"
fi
echo "exit-status=$status" >>"$GITHUB_OUTPUT"
exit "$status"
