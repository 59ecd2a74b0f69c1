#!/usr/bin/env bash
# Runs tests with the core's library of one level, however much more this processor can.
#   bash at_level.sh LOADER LEVEL PROGRAM TEST... [PROGRAM TEST...]
#       LEVEL: x86-64-v4, x86-64-v3 or baseline; test_core_library, among the tests, sees whether it is that level
set -euo pipefail
loader=$1 level=$2

# A folder "baseline" does not exist, so that mask leaves nothing but the library beside them.
if [[ $level != baseline ]] && ! "$loader" --help | grep -q "^ *$level (supported"; then
    printf 'SKIPPED: this processor is no %s, so its core was NOT tested here.\n' "$level"
    exit 77
fi
export CONVSCOPE_LEVEL=$level
for word in "${@:3}"; do
    if [[ $word == */* ]]; then
        program=$word
    else
        "$loader" --glibc-hwcaps-mask "$level" "$program" "$word" --gtest_brief=1
    fi
done
