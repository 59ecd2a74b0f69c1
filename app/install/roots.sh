# Roots of Debian with nothing in them but what is essential, in which packages are tried.

# Makes one. Says why that is not possible here; nothing: it is there.
why_no_root() { # FOLDER SUITE [PACKAGES]
    local tool mirror tar=$PWD/build/packages/root-$2${3:+-$3}.tar log=build/packages/root.log
    ((EUID == 0)) || { echo "this needs root" && return; }
    for tool in debootstrap chroot unshare Xvfb xdotool import; do
        command -v "$tool" >/dev/null || { echo "$tool is not installed (bash app/setup.sh --package)" && return; }
    done
    unshare --mount --net --pid --fork true 2>/dev/null || { echo "nothing can be mounted on this machine" && return; }
    rm -rf "${1:?}"
    mkdir -p "$1" build/packages
    if [[ ! -f $tar ]]; then # made once
        mirror=$(sed -n 's/^URIs: *//p; s/^deb \(http[^ ]*\).* main.*/\1/p' /etc/apt/sources.list \
            /etc/apt/sources.list.d/debian.* 2>/dev/null | head -1)
        debootstrap --variant=minbase ${3:+--include="$3"} "$2" "$1" ${mirror:+"$mirror"} >"$log" 2>&1 ||
            { echo "no Debian could be unpacked (is there a network?), see $log" && return; }
        tar -C "$1" --one-file-system -cf "$tar.new" . && mv "$tar.new" "$tar"
    else
        tar -C "$1" -xf "$tar"
    fi
}
