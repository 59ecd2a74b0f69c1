#!/usr/bin/env bash
# Makes ConvScope as a folder that needs no installing: with its own Qt, libraries and fonts, for any Linux on x86-64 with
# glibc 2.36 or newer. Nothing in it is a link, since a stick may know none. The same build gives the same bytes.
#   bash app/package.sh bundle [--data] [--quick] [--from BUILD] [--to FOLDER]
#     --data   with Fashion-MNIST
#     --quick  pack fast instead of small
#     --from   take what is built there (build/release, say) instead of building build/package, of which the Debian package
#              is made, too; with -DCONVSCOPE_LEVELS=native it is for processors like this one alone
#     --to     where the archive goes (build)
# Says on stdout what was made. Needs what "bash app/setup.sh --package" installs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export LC_ALL=C.UTF-8 TZ=UTC

say() { printf '%s\n' "$*" >&2; }
fail() {
    say "$@"
    exit 1
}

data= quick= from= to=build
while (($#)); do
    case $1 in
    --data) data=yes ;;
    --quick) quick=yes ;;
    --from) from=${2-} && shift ;;
    --to) to=${2-} && shift ;;
    *) fail "Usage: bash app/package.sh bundle [--data] [--quick] [--from BUILD] [--to FOLDER]" ;;
    esac
    shift || fail "Something is missing behind the last option."
done
for tool in patchelf objdump xz tar; do
    command -v "$tool" >/dev/null || fail "$tool is missing: bash app/setup.sh --package"
done
if [[ -z $from ]]; then
    from=build/package
    bash app/build.sh package all
fi
[[ -f $from/CMakeCache.txt ]] || fail "$from is no build of ConvScope."
grep -q '^CONVSCOPE_LEVELS:[A-Z]*=ON' "$from/CMakeCache.txt" ||
    say "Note: $from was built for processors like this one alone; the bundle is not to be given away."

version=$(sed -n 's/^project(ConvScope VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
name=convscope-$version-x86_64${data:+-data}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
folder=$work/$name

# ---- the program -----------------------------------------------------------------------------------------------------

cmake --install "$from" --prefix "$folder" --component program --strip >/dev/null
libraries=$(dirname "$(find "$folder" -name libcnn_core.so -not -path '*/glibc-hwcaps/*')")
program=$folder/bin/convscope
# RPATH in place of RUNPATH: it holds for what the libraries need as well, so that Debian's need no change, and goes
# before LD_LIBRARY_PATH, in which another program's Qt may be found.
patchelf --force-rpath --set-rpath "\$ORIGIN/../${libraries#"$folder/"}" "$program"

# ---- Qt's plugins, which nothing links --------------------------------------------------------------------------------

plugins=$(dirname "$(dirname "$(find /usr/lib/*/qt6/plugins/platforms -name libqxcb.so)")")
# The window on X, on Wayland and in memory; frames of windows on Wayland; pictures; keys that compose letters; printers.
# OpenGL is not among them: everything is drawn by the processor.
for plugin in platforms/lib{qxcb,qwayland-generic,qoffscreen}.so 'wayland-shell-integration/*' 'wayland-decoration-client/*' \
    'imageformats/*' 'iconengines/*' 'platforminputcontexts/*' 'printsupport/*'; do
    for file in "$plugins"/$plugin; do
        [[ -f $file ]] || fail "There is no $file: bash app/setup.sh --package"
        install -D -m 755 "$file" "$libraries/plugins/${file#"$plugins/"}"
    done
done
printf '[Paths]\nPrefix=..\nPlugins=%s/plugins\n' "${libraries#"$folder/"}" >"$folder/bin/qt.conf"

# ---- libraries: all but glibc's ------------------------------------------------------------------------------------------

glibc='^(ld-linux-x86-64|lib(c|m|mvec|pthread|dl|rt|resolv|util|anl|nss_.*|BrokenLocale))\.so'
elves() { find "$folder" -type f \( -name '*.so' -o -name '*.so.*' -o -path '*/bin/convscope' \) | sort; }
libcursor=$(find /usr/lib/*-linux-gnu -name libXcursor.so.1) # Qt looks for it when it runs: pointers in the desktop's look
{
    elves | LD_LIBRARY_PATH=$libraries xargs -d '\n' ldd
    ldd "$libcursor"
    printf 'libXcursor.so.1 => %s\n' "$libcursor"
} | sed -n 's/^[[:space:]]*\([^ ]*\) => \(\/[^ ]*\).*/\1 \2/p' | sort -u | while read -r soname path; do
    [[ $soname =~ $glibc || $path == "$folder"/* ]] || install -m 644 "$path" "$libraries/$soname"
    [[ $path != /usr/* && $path != /lib* ]] || printf '%s\n' "$path"
done >"$work/taken"

# Nothing may be found elsewhere by chance, and nothing may need a newer glibc than is said.
elves | xargs -d '\n' objdump -p | sed -n 's/^ *NEEDED *//p' | sort -u | while read -r needed; do
    [[ $needed =~ $glibc || -f $libraries/$needed ]] || fail "$needed is needed, but not in the bundle."
done
newest=$(elves | xargs -d '\n' objdump -T | grep -oE 'GLIBC_2\.[0-9]+' | sort -Vu | tail -1)
[[ $(printf '%s\n' GLIBC_2.36 "$newest" | sort -V | tail -1) == GLIBC_2.36 ]] ||
    fail "The bundle would need $newest; it is to run with 2.36: build it on Debian 12."

# ---- fonts, data, words ------------------------------------------------------------------------------------------------

mkdir -p "$folder/share/fonts"
cp /usr/share/fonts/truetype/dejavu/DejaVuSans{,-Bold,Mono,Mono-Bold}.ttf "$folder/share/fonts/"
printf '%s\n' /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf >>"$work/taken"
cat >"$folder/share/fonts/fonts.conf" <<'END'
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<!-- The fonts of this folder, where the system has none, or none with such a letter. -->
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir prefix="relative">.</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
  <alias><family>monospace</family><default><family>DejaVu Sans Mono</family></default></alias>
  <match target="pattern"><edit name="family" mode="append_last"><string>DejaVu Sans</string></edit></match>
</fontconfig>
END
if [[ $data ]]; then
    mkdir -p "$folder/share/datasets/fashion-mnist"
    cp /usr/share/datasets/fashion-mnist/*.gz "$folder/share/datasets/fashion-mnist/"
    printf '%s\n' /usr/share/datasets/fashion-mnist/train-images-idx3-ubyte.gz >>"$work/taken"
fi
cp LICENSE "$folder/"
cp resources/CHANGELOG.md "$folder/"
install -m 755 app/install/bundle/convscope "$folder/convscope"
install -m 644 app/install/bundle/README.txt "$folder/README.txt"

# The licence of every package from which something was taken, and which it was: whoever asks gets its sources from Debian.
# A file may be listed as of /lib or of /usr/lib; one of both is unknown.
packages=$(xargs -d '\n' realpath <"$work/taken" | sort -u | sed 'p; s|^/usr/lib/|/lib/|' |
    { xargs -d '\n' dpkg-query --search 2>/dev/null || true; } | sed 's/:.*//; s/,.*//' | sort -u)
mkdir -p "$folder/licenses"
for package in $packages; do
    cp -L "/usr/share/doc/$package/copyright" "$folder/licenses/$package.txt"
done
dpkg-query --show --showformat '${Package} ${Version}, source ${source:Package} ${source:Version}\n' $packages |
    sort >"$folder/licenses/packages.txt"
mkdir "$folder/licenses/common"
grep -ohE '/usr/share/common-licenses/[A-Za-z0-9.-]+' "$folder"/licenses/*.txt | sed 's/\.$//' | sort -u | while read -r licence; do
    [[ ! -f $licence ]] || cp -L "$licence" "$folder/licenses/common/"
done

# ---- the archive -----------------------------------------------------------------------------------------------------------

[[ -z $(find "$folder" -type l) ]] || fail "There are links in the bundle: $(find "$folder" -type l)"
date=${SOURCE_DATE_EPOCH-$(git log -1 --format=%ct 2>/dev/null || echo 0)}
mkdir -p "$to"
# In blocks of a fixed size, so that the bytes do not depend on how many processors pack them. -9e takes many times as long
# and makes it a twentieth smaller.
effort=-6 && [[ -z $quick ]] || effort=-1
tar --create --directory "$work" --format=gnu --sort=name --mtime="@$date" --owner=0 --group=0 --numeric-owner \
    --mode=u+rwX,go+rX,go-w "$name" | xz -T2 --block-size=32MiB $effort >"$to/$name.tar.xz"
printf '%s\n' "$to/$name.tar.xz"
