#!/usr/bin/env bash
# Installs what the tests need, builds everything and runs the tests; ends with ctest's own summary.
#   bash tests/run.sh [PRESET] [arguments for ctest]      PRESET: release (default), dev, asan, tsan, fuzz, core-only, windows-core
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
preset=${1:-release}
# The presets dev, asan, tsan, fuzz, core-only and windows-core make warnings errors. Release does not: at -O3 g++ 12 invents some about
# std::string, and which ones changes with what is inlined.
settings=(-DCONVSCOPE_TESTS=ON)
[[ $preset != release ]] || settings+=(-DCONVSCOPE_LEVELS=ON) # app/run.sh builds for this computer alone

packages=(--tests)
[[ $preset != windows-core ]] || packages+=(--windows)
[[ $preset != fuzz ]] || packages+=(--fuzz)
bash app/setup.sh "${packages[@]}"
bash app/build.sh "$preset" all "${settings[@]}"

# Windows are drawn into memory. Qt wants a private folder for its sockets.
XDG_RUNTIME_DIR=$(mktemp -d)
trap 'rm -rf "$XDG_RUNTIME_DIR"' EXIT
export QT_QPA_PLATFORM=offscreen XDG_RUNTIME_DIR
unset DISPLAY WAYLAND_DISPLAY
if [[ $preset == windows-core ]]; then # a Windows of its own, made once and kept running while the tests do
    export WINEPREFIX=$PWD/build/windows-core/wine WINEDEBUG=-all WINEDLLOVERRIDES='mscoree=;mshtml='
    mkdir -p "$WINEPREFIX"
    /usr/lib/wine/wine64 wineboot --init >/dev/null 2>&1
fi
ctest --preset "$preset" --parallel "$(nproc)" "${@:2}"
