#!/usr/bin/env bash
# What libraries of the core show to others is namespace cnn, and no template instantiation of Eigen or std.
#   bash exports.sh NM LIBRARY...
set -euo pipefail
for library in "${@:2}"; do
    shown=$("$1" --dynamic --defined-only "$library" | sed 's/^[0-9a-f]* //')
    grep -q '^T _ZN3cnn' <<<"$shown"
    if wrong=$(grep -vE '^[A-Za-z] _Z(NK?|T[VIS]N)3cnn' <<<"$shown"); then
        printf '%s shows what should stay inside:\n%s\n' "$library" "$wrong"
        exit 1
    fi
done
