#!/usr/bin/env bash
# Tries the bundle in a root that has nothing of what ConvScope needs, as somebody without rights and without network: from
# a folder with spaces and umlauts, through a link, on X, on Wayland where weston is there, and where nothing can be written.
#   bash app/install/try_bundle.sh ROOT ARCHIVE PICTURES     PICTURES: a folder for the screens to look at
# Run by tests/release.sh in name spaces of its own: what is mounted and started here is gone when it ends.
set -euo pipefail
root=${1:?} archive=${2:?} pictures=${3:?}
where=$(basename "$root")
say() { printf '%s\n' "$where: $*"; }
fail() {
    say "FAILED: $*" >&2
    exit 1
}
[[ -d $root && ! $root -ef / ]] || fail "this is to be run in a root of its own." # what lies at home there is removed
home=$root/home/user
place="/home/user/Übungen für alle/Conv Scope"
program="/home/user/through a link"

become_user() { # COMMAND...
    exec chroot --userspec=1000:1000 "$root" /usr/bin/env -i HOME=/home/user PATH=/usr/bin:/bin LANG=C.UTF-8 \
        XDG_RUNTIME_DIR=/home/user/run "${display[@]}" "$@"
}
user() { (become_user "$@"); }
display=()
rm -rf "$home"
begin=$(date +%s%N)
mkdir -p "$root/tmp" "$root$(dirname "$place")" "$home/run" "$home/out"
mount -t proc proc "$root/proc"
tar --extract --file "$archive" --directory "$root$(dirname "$place")"
mv "$root$(dirname "$place")"/convscope-* "$root$place"
say "unpacked in $((($(date +%s%N) - begin) / 1000000)) ms"
ln -sfn "$place/convscope" "$root$program"
printf '%s\n' '{"convscope": 1, "lesson": "stride", "scene": {"stride": 1}}' >"$home/scene.json"
cp resources/pictures/stride.png "$home/Bild mit Ä.png"
printf '%s\n' '1 0 -1' '2 0 -2' '1 0 -1' >"$home/sobel.csv"
chown -R 1000:1000 "$home"
chmod 700 "$home/run"

# ---- without a window ---------------------------------------------------------------------------------------------------

say "$(user "$program" --version)"
out=/home/user/out
user "$program" render stride --step 3 -o $out/stride.png
user "$program" render stride --step 3 -o $out/stride.pdf
user "$program" film cross-correlation --size 360x240 --fps 5 -o $out/sliding.gif >/dev/null 2>&1
user "$program" filter --input "/home/user/Bild mit Ä.png" --kernel sobel-x --show absolute -o $out/edges.png
user "$program" train --data digits --epochs 1 --seed 1 -o $out/lenet.onnx >/dev/null 2>&1
user "$program" info $out/lenet.onnx >/dev/null
for file in stride.png stride.pdf sliding.gif edges.png lenet.onnx; do
    [[ -s $root$out/$file ]] || fail "$file was not made."
    cp "$root$out/$file" "$pictures/$where-$file"
done
say "pictures, a document, a film, an edge filter on a picture and a trained network were made"

# ---- with a window ---------------------------------------------------------------------------------------------------------

mkdir -p /tmp/.X11-unix "$root/tmp/.X11-unix"
mount -t tmpfs tmpfs /tmp/.X11-unix # other displays of this machine are none of ours
mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
Xvfb -ac -noreset -nolisten tcp -displayfd 3 -screen 0 1366x768x24 3>"$home/run/number" >/dev/null 2>&1 &
server=$!
until [[ -s $home/run/number ]]; do kill -0 "$server" 2>/dev/null || fail "Xvfb does not start."; done
DISPLAY=:$(<"$home/run/number")
export DISPLAY

# Starts the program, waits until its accent is on the screen, keeps a picture of that, and ends the program in order.
shown() { # PICTURE ARGUMENTS...
    local picture=$pictures/$where-$1.png log=$pictures/$where-$1.log begin child
    begin=$(date +%s%N)
    become_user "$program" "${@:2}" >"$log" 2>&1 &
    child=$!
    until import -window root "$picture" && [[ $(convert "$picture" -depth 8 -unique-colors txt:-) == *'#C2410C'* ]]; do
        kill -0 "$child" 2>/dev/null || fail "the program ended: $(<"$log")"
        (($(date +%s%N) - begin < 120000000000)) || fail "no window was painted: $(<"$log")"
    done
    say "$1: painted $((($(date +%s%N) - begin) / 1000000)) ms after the start"
    kill -TERM "$child"
    wait "$child" || fail "the program did not end in order: $(<"$log")"
    [[ ! -s $log ]] || say "$1 said: $(<"$log")"
}
# What is at home now that was not before; fontconfig's cache is the system's own.
new_at_home() { (cd "$home" && find . -path './.cache/fontconfig' -prune -o -name '.?*' -type f -print); }

display=(DISPLAY="$DISPLAY")
shown x11 --portable /home/user/scene.json
for kept in convscope/convscope.ini session/session.json; do
    [[ -s $root$place/settings/$kept ]] || fail "settings/$kept was not written."
done
[[ -z $(new_at_home) ]] || fail "written at home: $(new_at_home)"
say "with --portable everything is kept in the folder, nothing at home"

printf '%s\n' '{"convscope": 1, "lesson": "lenet-live", "scene": {"data": "digits"}}' >"$home/lenet.json"
shown lenet --portable /home/user/lenet.json

mount --bind "$root$place" "$root$place"
mount -o remount,bind,ro "$root$place"
shown read-only --portable
[[ -z $(new_at_home) ]] || fail "written at home: $(new_at_home)"
umount "$root$place"

if command -v weston >/dev/null; then
    XDG_RUNTIME_DIR=$home/run weston --backend=x11-backend.so --use-pixman --no-config --socket=wayland-try \
        --width=1366 --height=768 --idle-time=0 >"$pictures/$where-weston.log" 2>&1 &
    until [[ -S $home/run/wayland-try ]]; do
        kill -0 $! 2>/dev/null || fail "weston does not start: $(<"$pictures/$where-weston.log")"
    done
    chmod 777 "$home/run/wayland-try"
    display=(WAYLAND_DISPLAY=wayland-try)
    shown wayland --portable /home/user/scene.json
else
    say "skipped: Wayland, since there is no weston"
fi
