#!/usr/bin/env bash
# Makes packages of ConvScope, and tries them.
#   bash app/package.sh deb                a Debian package (and one of the camera's module where that was built)
#   bash app/package.sh check-deb [BUILD]  makes it from a build that is there (default: build/release), validates it,
#                                          installs, starts and removes it in a clean Debian; says what cannot be tried
#   bash app/package.sh bundle [--data] [--quick] [--from BUILD] [--to FOLDER]
#                                          a folder that runs from a stick (app/install/bundle.sh says more)
# What is made lies in build/packages. The same commit gives the same bytes, wherever it is built.
#   CONVSCOPE_WEB=https://...   where the screenshots are published, for the software centres: the packages name them there
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
packages=$PWD/build/packages

say() { printf '%s\n' "$*" >&2; }
fail() {
    say "$@"
    exit 1
}

# The time of everything in a package: that of the last commit; of a folder without history, that of its README.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH-$(git log -1 --format=%ct 2>/dev/null || stat -c %Y README.md)}
export SOURCE_DATE_EPOCH LC_ALL=C.UTF-8 TZ=UTC

case ${1-} in
deb) source app/install/deb.sh && make_deb "${@:2}" ;;
check-deb) source app/install/deb.sh && check_deb "${@:2}" ;;
bundle) exec bash app/install/bundle.sh "${@:2}" ;;
*)
    say "Usage: bash app/package.sh deb | check-deb [BUILD] | bundle ..."
    exit 2
    ;;
esac
