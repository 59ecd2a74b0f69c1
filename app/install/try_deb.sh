#!/usr/bin/env bash
# Installs the packages in a clean root as an administrator does, starts the program there as a normal user on a display
# of its own, opens a scene by its type, and removes everything: bash app/install/try_deb.sh ROOT PACKAGES
# Run by app/package.sh in a name space of its own: what is mounted here is gone when it ends.
set -euo pipefail
root=${1:?} packages=${2:?}
say() { printf '%s\n' "$*" >&2; }
fail() {
    say "In a clean Debian: $*"
    exit 1
}
[[ -d $root && ! $root -ef / ]] || fail "this is to be run in a root of its own."
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C DEBIAN_FRONTEND=noninteractive "$@"; }
quietly() { inside "$@" >>"$packages/try.log" 2>&1 || { tail -20 "$packages/try.log" >&2 && fail "$* failed."; }; }
# What is there of it outside the tables of apt and dpkg, by name or within.
traces() {
    inside find /etc /usr /var/lib /opt /srv -iname '*convscope*'
    inside grep -rlis convscope /etc /usr /var/lib --exclude-dir=apt --exclude-dir=dpkg || true
}

: >"$packages/try.log"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev" # with its terminals, in which zsh completes
cp /etc/resolv.conf "$root/etc/resolv.conf"
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d" # nothing is started
chmod +x "$root/usr/sbin/policy-rc.d"
echo force-unsafe-io >"$root/etc/dpkg/dpkg.cfg.d/thrown-away" # it need not wait for the disk
mkdir -p "$root/packages" "$root/tmp/.X11-unix"
cp "$packages"/convscope_*.deb "$root/packages/new.deb"
# The same as an earlier version, to come from.
dpkg-deb -R "$root/packages/new.deb" "$root/packages/old"
sed -i 's/^Version: .*/Version: 0/' "$root/packages/old/DEBIAN/control"
dpkg-deb --root-owner-group -b "$root/packages/old" "$root/packages/old.deb" >/dev/null
# On a desktop these are there: what opens files by their types.
quietly apt-get update -q
quietly apt-get install -q -y --no-install-recommends libglib2.0-bin shared-mime-info desktop-file-utils hicolor-icon-theme

begin=$SECONDS
quietly apt-get install -q -y /packages/old.deb
took=$((SECONDS - begin))
inside dpkg-query -W -f '${Package}\n' | grep -i 'libqt5' && fail "Qt 5 came with it."
say "Installed with all that it needs in $took s: $(inside dpkg-query -W | wc -l) packages are there now."
quietly apt-get install -q -y /packages/new.deb
[[ $(inside dpkg-query -W -f '${Version}' convscope) != 0 ]] || fail "it does not come in the place of an earlier version."
inside dpkg --verify convscope || fail "not every file is as it was packed."

# ---- as a normal user, on a display that is nothing but an X server
quietly useradd --create-home --shell /bin/sh learner
user() { inside HOME=/home/learner DISPLAY="$DISPLAY" setpriv --reuid=learner --regid=learner --init-groups sh -c "cd; $*"; }
Xvfb -ac -noreset -nolisten tcp -displayfd 3 -screen 0 1366x768x24 3>"$packages/display" >/dev/null 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true' EXIT
until [[ -s $packages/display ]]; do kill -0 "$server" || fail "Xvfb does not start."; done
DISPLAY=:$(<"$packages/display")
export DISPLAY
mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"

# Waits for a window with this in its title, then looks at the screen.
seen() { # TITLE PICTURE
    local limit=$((SECONDS + 120))
    until xdotool search --onlyvisible --name "$1" >/dev/null 2>&1 &&
        import -window root "$packages/$2" && (($(identify -format %k "$packages/$2") > 200)); do # there, and painted
        ((SECONDS < limit)) || fail "no window \"$1\" appeared, or it stays empty."
        sleep 0.2
    done
}

user convscope --version >&2
user convscope render stride --step 3 -o stride.svg
user 'mkdir files; cd files; printf "%s" "{\"convscope\": 1, \"lesson\": \"stride\", \"scene\": {\"stride\": 3}}" >mine.convscope.json
    printf "%s" "{ \"convscope\": 1, \"lecture\": \"Mine\", \"scenes\": [{\"lesson\": \"padding\"}] }" >talk.convscope.json
    echo "{ \"name\": 1 }" >other.json'
while read -r file type; do
    found=$(user gio info -a standard::content-type "files/$file" </dev/null | sed -n 's/.*content-type: //p')
    [[ $found == "$type" ]] || fail "$file is taken for $found, not $type."
done <<'END'
mine.convscope.json application/x-convscope-scene+json
talk.convscope.json application/x-convscope-lecture+json
other.json application/json
END
user gio open files/mine.convscope.json >/dev/null 2>&1 || fail "nothing opens a scene."
seen '^Stride' deb.png
for process in /proc/[0-9]*; do # what still runs in this root
    [[ $(readlink "$process/root" || true) != "$root" ]] || kill "${process#/proc/}"
done
say "A normal user started it and opened a scene by its type; the screen is build/packages/deb.png."

# ---- what the shells offer behind "convscope scr"
quietly apt-get install -q -y --no-install-recommends bash-completion zsh fish
cat >"$root/packages/complete.bash" <<'END'
. /usr/share/bash-completion/bash_completion
__load_completion convscope
compopt() { :; } # works only while bash itself completes
COMP_WORDS=(convscope scr) COMP_CWORD=1
_convscope convscope scr convscope
printf '%s\n' "${COMPREPLY[@]}"
END
cat >"$root/packages/complete.zsh" <<'END'
zmodload zsh/zpty
zpty -b shell zsh -f -i
zpty -w shell "PS1=; autoload -Uz compinit; compinit -u -D; print rea''dy"
zpty -r shell said '*ready*'
zpty -n -w shell $'convscope scr\t' # the rest of the word comes
zpty -r shell said '*eenshot*' && print screenshot
END
for ask in 'bash /packages/complete.bash' 'fish -c "complete -C \"convscope scr\""' 'zsh -c "timeout 120 zsh -f /packages/complete.zsh"'; do
    offered=$(user "$ask" </dev/null) || true
    [[ $offered == screenshot* && $offered != *$'\n'* ]] || fail "${ask%% *} completes \"convscope scr\" to \"$offered\"."
done
say "bash, fish and zsh complete its commands."

# ---- the camera's module, where it was built
camera=$(compgen -G "$packages/convscope-camera_*.deb" || true)
if [[ $camera ]]; then
    cp "$camera" "$root/packages/camera.deb"
    quietly apt-get install -q -y --no-install-recommends /packages/camera.deb
    missing=$(inside find /usr/lib -name convscope_camera.so -exec ldd {} + | grep 'not found' || true)
    [[ -z $missing ]] || fail "the camera's module lacks something:" "$missing"
    say "The camera's module finds all that it needs: $(inside dpkg-query -W | wc -l) packages are there with it."
fi

# ---- away with it
quietly apt-get purge -q -y convscope ${camera:+convscope-camera}
left=$(traces)
[[ -z $left ]] || fail "removing it left this behind:" "$left"
say "Removed without a trace."
