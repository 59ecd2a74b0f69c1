#!/usr/bin/env bash
# Looks for bytes that a reader of files can not bear: bash tests/fuzz/run.sh SECONDS [FORMAT...]
# One target after the other (all of them without FORMAT), each for SECONDS, from corpus/ and from what earlier runs
# found in build/fuzz/corpus. What fails lies in build/fuzz/found; put it into corpus/ once it is mended.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
seconds=${1:?"seconds for each target, then formats if not all"}
formats=("${@:2}")
((${#formats[@]})) || formats=(idx npy csv npz cifar pixels onnx tiff run scene lecture)

bash app/setup.sh --fuzz
bash app/build.sh fuzz all -DCONVSCOPE_TESTS=ON
mkdir -p build/fuzz/found
failed=0
for format in "${formats[@]}"; do
    mkdir -p "build/fuzz/corpus/$format"
    log=build/fuzz/found/$format.log
    # A second and 512 MB are plenty for a file of at most 64 kB.
    build/fuzz/bin/fuzz_"$format" -max_total_time="$seconds" -timeout=1 -rss_limit_mb=512 -max_len=65536 \
        -artifact_prefix=build/fuzz/found/"$format"- -print_final_stats=1 \
        "build/fuzz/corpus/$format" "tests/fuzz/corpus/$format" >"$log" 2>&1 || failed=1
    runs=$(sed -n 's/^stat::number_of_executed_units: //p' "$log")
    covered=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$log" | tail -n 1)
    echo "$format: ${runs:-0} runs, ${covered:-0} edges, $(find build/fuzz/found -name "$format-*" | wc -l) faults"
done
exit "$failed"
