#!/usr/bin/env bash
# Installs what is missing to build and run ConvScope (Debian, Ubuntu).
#   bash app/setup.sh            what the program needs
#   bash app/setup.sh --tests    and what its tests need
#   bash app/setup.sh --video    and what writes films as MP4 and WebM; GIF and PNG need nothing
#   bash app/setup.sh --camera   and what a camera needs: some 275 packages, GStreamer among them
#   bash app/setup.sh --bench    and what the comparison with other programs needs
#   bash app/setup.sh --windows  and what makes the core for Windows and tries it
#   bash app/setup.sh --package  and what packages are made and tried with
#   bash app/setup.sh --fuzz     and what looks for files that the program can not bear
#   bash app/setup.sh --ci       and what continuous integration needs besides
set -euo pipefail

program=(
    g++ cmake ninja-build
    qt6-base-dev qt6-svg-dev
    qt6-image-formats-plugins # found at run time: webp and tiff
    libopencv-core-dev libopencv-imgproc-dev libeigen3-dev zlib1g-dev libzip-dev libtiff-dev libcgif-dev
    libonnx-dev protobuf-compiler libprotobuf-dev
    fonts-dejavu-core dataset-fashion-mnist
)
tests=(libgtest-dev libopencv-dnn-dev nlohmann-json3-dev poppler-utils)
video=(ffmpeg) # found at run time
camera=(qt6-multimedia-dev gstreamer1.0-plugins-good) # the second: cameras under Video4Linux
bench=(libbenchmark-dev python3-torch)
windows=(g++-mingw-w64-x86-64-posix libz-mingw-w64-dev googletest wine64)
package=(
    dpkg-dev gzip qt6-wayland patchelf xz-utils           # what they are made with, and what has to lie in the folder
    desktop-file-utils appstream shared-mime-info lintian # they say whether it is valid
    debootstrap xvfb xdotool imagemagick weston           # a clean root, and a screen for it to be looked at
)
fuzz=(clang-14 libclang-rt-14-dev)
ci=(clang-format)

say() { printf '%s\n' "$*"; }
fail() {
    say "$@" >&2
    exit 1
}

wanted=("${program[@]}")
for option in "$@"; do
    case $option in
    --tests) wanted+=("${tests[@]}") ;;
    --video) wanted+=("${video[@]}") ;;
    --camera) wanted+=("${camera[@]}") ;;
    --bench) wanted+=("${bench[@]}") ;;
    --windows) wanted+=("${windows[@]}") ;;
    --package) wanted+=("${package[@]}") ;;
    --fuzz) wanted+=("${tests[@]}" "${fuzz[@]}") ;;
    --ci) wanted+=("${tests[@]}" "${ci[@]}") ;;
    *)
        say "Usage: bash app/setup.sh [--tests] [--video] [--camera] [--bench] [--windows] [--package] [--fuzz] [--ci]" >&2
        exit 2
        ;;
    esac
done

# For systems where the packages have other names: once they are there, CONVSCOPE_SETUP=skip leaves this out.
[[ ${CONVSCOPE_SETUP-} != skip ]] || exit 0
if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    fail "This system has no apt. ConvScope needs what Debian calls:" "  ${wanted[*]}" \
        "Please install them and start again with CONVSCOPE_SETUP=skip in the environment."
fi

declare -A installed
while read -r name status; do
    [[ $status != installed ]] || installed[$name]=yes
done < <(dpkg-query --show --showformat '${Package} ${db:Status-Status}\n' "${wanted[@]}" 2>/dev/null || true)
missing=()
for name in "${wanted[@]}"; do [[ -n ${installed[$name]-} ]] || missing+=("$name"); done
((${#missing[@]})) || exit 0

say "ConvScope needs packages that are not installed yet:" "  ${missing[*]}"
as_root=()
if ((EUID != 0)); then
    command -v sudo >/dev/null ||
        fail "Please install them as root:" "  apt-get update && apt-get install --no-install-recommends ${missing[*]}"
    as_root=(sudo)
fi
export LC_ALL=C DEBIAN_FRONTEND=noninteractive
install=(apt-get install --no-install-recommends "${missing[@]}")
[[ -z ${CI-} ]] || install+=(-o Dpkg::Options::=--force-unsafe-io) # a machine that is thrown away need not wait for its disk
"${as_root[@]}" apt-get update -qq || say "Not every package list could be refreshed; going on with those at hand." >&2
# Asked and answered with no, apt says what it would do; nothing is locked for that.
"${install[@]}" --assume-no -o Debug::NoLocking=1 2>/dev/null | grep -E '^(Need to get|After this operation)' || true
how=(--yes -q)
[[ -t 1 ]] || how=(--yes -qq -o Dpkg::Use-Pty=0) # somebody who watches sees apt's progress
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive LC_ALL=C "${install[@]}" "${how[@]}" </dev/null ||
    fail "Installing them failed; apt's reason stands above."
say "Installed."
