#!/usr/bin/env bash
# Runs cxcalc with the words of $ARGS, split as a shell splits them. Its exit status is that of the step.
set -euo pipefail

eval "set -- $ARGS"
exec cxcalc "$@" -o github
