#!/usr/bin/env bash
# What must hold before a release: the packages are made, twice to the same bytes, and tried by somebody without rights in
# roots of Debian that have none of what ConvScope needs. What this machine cannot do is left out, with the reason.
#   bash tests/release.sh             all of it; what is made lies in build/release-check, with pictures to look at
#   bash tests/release.sh quick       as CI runs it: what build/release has, in one root
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export LC_ALL=C.UTF-8
quick=
[[ ${1-} != quick ]] || quick=yes
out=build/release-check
largest=$((60 * 1000 * 1000)) # bytes of a bundle without data
mkdir -p "$out/again"

say() { printf '%s\n' "$*"; }
fail() {
    say "FAILED: $*" >&2
    exit 1
}

# The version that is built is the newest one of which it is told what is new.
version=$(sed -n 's/^project(ConvScope VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
told=$(sed -n 's/^## \([0-9.]*\) (.*/\1/p' resources/CHANGELOG.md | head -1)
[[ $version == "$told" ]] || fail "CMakeLists.txt has version $version, resources/CHANGELOG.md tells what is new in $told."

bash app/setup.sh --package

# ---- the bundle -------------------------------------------------------------------------------------------------------

if [[ $quick ]]; then
    archive=$(bash app/bundle.sh --quick --from build/release --to "$out")
else
    archive=$(bash app/bundle.sh --to "$out")
    again=$(bash app/bundle.sh --from build/release --to "$out/again")
    cmp "$archive" "$again" || fail "Two bundles of the same build differ."
    say "ok: two bundles of the same build are the same bytes"
    size=$(stat -c %s "$archive")
    ((size <= largest)) || fail "$archive has $size bytes, at most $largest are wanted."
    say "ok: $archive has $size bytes"
    bash app/bundle.sh --data --from build/release --to "$out"
fi

# ---- tried in roots ---------------------------------------------------------------------------------------------------

# Why not; nothing: they can be made.
why_no_roots() {
    local tool
    ((EUID == 0)) || { say "this needs root" && return; }
    for tool in debootstrap unshare chroot Xvfb xdotool import; do
        command -v "$tool" >/dev/null || { say "$tool is not installed (bash app/setup.sh --package)" && return; }
    done
    unshare --mount --net --pid --fork true 2>/dev/null || say "nothing can be mounted on this machine"
}

# A Debian with nothing in it but what is essential, and PACKAGES; made once.
unpack_root() { # FOLDER SUITE PACKAGES
    local tar=build/packages/root-$(basename "$1").tar mirror
    mirror=$(sed -n 's/^URIs: *//p; s/^deb \(http[^ ]*\).* main.*/\1/p' /etc/apt/sources.list \
        /etc/apt/sources.list.d/debian.* 2>/dev/null | head -1)
    rm -rf "$1"
    mkdir -p "$1" build/packages
    if [[ ! -f $tar ]]; then
        debootstrap --variant=minbase ${3:+--include="$3"} "$2" "$1" "${mirror:-http://deb.debian.org/debian}" \
            >"$out/root.log" 2>&1 || return 1
        tar -C "$1" --one-file-system -cf "$tar.new" . && mv "$tar.new" "$tar"
    else
        tar -C "$1" -xf "$tar"
    fi
}

try_in() { # NAME SUITE PACKAGES
    local why root=$out/roots/$1
    why=$(why_no_roots)
    if [[ -z $why ]]; then
        unpack_root "$root" "$2" "$3" || why="no Debian could be unpacked (is there a network?), see $out/root.log"
    fi
    if [[ -n $why ]]; then
        say "skipped: the bundle in $1, since $why"
        return
    fi
    unshare --mount --propagation private --net --pid --fork --kill-child \
        bash app/install/try_bundle.sh "$PWD/$root" "$PWD/$archive" "$PWD/$out"
    rm -rf "$root"
    say "ok: the bundle in $1"
}

try_in debian-12 bookworm ""
if [[ ! $quick ]]; then
    try_in debian-12-x bookworm libx11-6,libxcb1
    try_in debian-13-x trixie libx11-6,libxcb1
    try_in debian-13-wayland trixie libwayland-client0,libwayland-cursor0
fi

# ---- the Debian package -----------------------------------------------------------------------------------------------

if [[ -f app/package.sh ]]; then
    bash app/package.sh check-deb build/release
else
    say "skipped: the Debian package, since nothing makes it yet"
fi
