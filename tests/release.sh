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

build=build/package # compiled once for both packages
if [[ $quick ]]; then
    build=build/release # which the tests have run with
    archive=$(bash app/package.sh bundle --quick --from $build --to "$out")
else
    archive=$(bash app/package.sh bundle --to "$out")
    again=$(bash app/package.sh bundle --from $build --to "$out/again")
    cmp "$archive" "$again" || fail "Two bundles of the same build differ."
    say "ok: two bundles of the same build are the same bytes"
    size=$(stat -c %s "$archive")
    ((size <= largest)) || fail "$archive has $size bytes, at most $largest are wanted."
    say "ok: $archive has $size bytes"
    bash app/package.sh bundle --data --from $build --to "$out"
fi

# ---- tried in roots ---------------------------------------------------------------------------------------------------

source app/install/roots.sh

try_in() { # NAME SUITE PACKAGES
    local why root=$out/roots/$1
    why=$(why_no_root "$root" "$2" "$3")
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

bash app/package.sh check-deb $build
[[ ! $quick ]] || exit 0
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH-$(git log -1 --format=%ct)}
copy=$PWD/$out/another-folder # where everything is compiled once more
rm -rf "$copy"
git clone -q . "$copy"
bash app/package.sh deb
bash "$copy/app/package.sh" deb
for deb in build/packages/*.deb; do
    cmp "$deb" "$copy/$deb" || fail "Two packages of one commit, made in two folders, differ."
done
rm -rf "$copy"
say "ok: packages of one commit, made in two folders, are the same bytes"
if command -v piuparts >/dev/null; then
    base=() # the root that is there need not be made once more
    [[ ! -f build/packages/root-bookworm.tar ]] || gzip -1 <build/packages/root-bookworm.tar >"$out/root.tar.gz"
    [[ ! -f $out/root.tar.gz ]] || base=(--basetgz "$out/root.tar.gz")
    piuparts --no-upgrade-test --warn-on-others -d bookworm "${base[@]}" build/packages/convscope_*.deb >"$out/piuparts.log" 2>&1 ||
        fail "piuparts found something: $out/piuparts.log"
    say "ok: piuparts"
else
    say "skipped: piuparts, which is not installed"
fi

# ---- what CI leaves out -------------------------------------------------------------------------------------------------

bash tests/run.sh asan -L wide
bash tests/run.sh fuzz
