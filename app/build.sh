#!/usr/bin/env bash
# Configures and builds a target: bash app/build.sh PRESET TARGET [settings for cmake, -D...].
# Speaks on stderr only: how far it is, and what failed; nothing when there is nothing to do.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
preset=$1 target=$2 settings=("${@:3}")
folder=build/$preset

say() { printf '%s\n' "$*" >&2; }

# The cache belongs to this place (a copied folder brings another's) and was made with the same settings.
configured() {
    [[ -f $folder/build.ninja && -f $folder/.settings && $(<"$folder/.settings") == "$PWD ${settings[*]}" ]]
}

configure() {
    mkdir -p "$folder"
    grep -qsxF "CMAKE_HOME_DIRECTORY:INTERNAL=$PWD" "$folder/CMakeCache.txt" || rm -f "$folder/CMakeCache.txt"
    if ! cmake --preset "$preset" "${settings[@]}" >"$folder/configure.log" 2>&1; then
        cat "$folder/configure.log" >&2
        say "Configuring failed; the messages stand above."
        exit 1
    fi
    printf '%s\n' "$PWD ${settings[*]}" >"$folder/.settings"
}

up_to_date() { [[ $(ninja -C "$folder" -n "$target" 2>/dev/null | tail -n 1) == "ninja: no work to do." ]]; }

# Ninja's lines "[ 40%] Building ..." become one for every tenth; all others (warnings, errors) go through.
every_tenth() {
    local line tenth last=0
    while IFS= read -r line; do
        if [[ $line =~ ^\[\ *([0-9]+)%\] ]]; then
            tenth=$((BASH_REMATCH[1] / 10))
            ((tenth <= last)) || say "  ${tenth}0 %"
            last=$tenth
        else
            say "$line"
        fi
    done
}

build() {
    export NINJA_STATUS="[%p] "
    if [[ -t 2 ]]; then
        ninja -C "$folder" "$target" 1>&2 # redraws one line
    else
        ninja -C "$folder" "$target" 2>&1 | every_tenth
    fi
}

configured || configure
up_to_date && exit 0
say "Building ConvScope ($preset) ..."
if ! build; then
    say "Building failed; the messages stand above."
    exit 1
fi
