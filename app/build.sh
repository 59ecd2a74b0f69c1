#!/usr/bin/env bash
# Configures and builds a target: bash app/build.sh PRESET TARGET [settings for cmake, -D...].
# Speaks on stderr only: how far it is, and what failed; nothing when there is nothing to do.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
preset=$1 target=$2 settings=("${@:3}")
folder=build/$preset

say() { printf '%s\n' "$*" >&2; }

# The cache belongs to this place (a copied folder brings another's), to this processor (for which parts may be built
# alone) and was made with the same settings; what is found only where it is there, Qt Multimedia, counts as one.
camera=$(compgen -G '/usr/lib/*/cmake/Qt6Multimedia' || true)
made_for="$PWD ${settings[*]} $camera $({ grep -m1 '^flags' /proc/cpuinfo 2>/dev/null || true; } | cksum)"
configured() {
    [[ -f $folder/build.ninja && -f $folder/.settings && $(<"$folder/.settings") == "$made_for" ]]
}

configure() {
    mkdir -p "$folder"
    grep -qsxF "CMAKE_HOME_DIRECTORY:INTERNAL=$PWD" "$folder/CMakeCache.txt" || rm -f "$folder/CMakeCache.txt"
    if ! cmake --preset "$preset" "${settings[@]}" >"$folder/configure.log" 2>&1; then
        cat "$folder/configure.log" >&2
        say "Configuring failed; the messages stand above."
        exit 1
    fi
    printf '%s\n' "$made_for" >"$folder/.settings"
}

# Ninja's lines "[ 40%] Building ..." become one line that is redrawn, or where nobody watches one for every tenth. What
# else it says when all is well is left out; warnings and errors go through.
show_progress() {
    local line done tenth=0
    while IFS= read -r line; do
        if [[ $line =~ ^\[\ *([0-9]+)%\] ]]; then
            done=${BASH_REMATCH[1]}
            if [[ -t 2 ]]; then
                printf '\r\e[KBuilding ConvScope (%s): %s %%' "$preset" "$done" >&2
            elif ((done / 10 > tenth)); then
                tenth=$((done / 10))
                say "Building ConvScope ($preset): ${tenth}0 %"
            fi
        elif [[ $line != "ninja: Entering"* && $line != "ninja: no work"* && $line != "-- "* ]]; then
            say "$line"
        fi
    done
    [[ -z ${done-} || ! -t 2 ]] || printf '\r\e[K' >&2
}

configured || configure
if ! NINJA_STATUS="[%p] " ninja -C "$folder" "$target" 2>&1 | show_progress; then
    say "Building failed; the messages stand above."
    exit 1
fi
