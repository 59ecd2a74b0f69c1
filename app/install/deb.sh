# Part of app/package.sh: the Debian packages, and how they are tried. See there; $packages, say and fail are its own.

# 0.1.0 at the tag v0.1.0; before it 0.1.0~git20261201.101500.1a2b3c4, which is older than that and newer than what
# was committed before.
deb_version() {
    local version
    version=$(sed -n 's/^project(ConvScope VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
    if ! git describe --tags --exact-match --match "v$version" >/dev/null 2>&1; then
        version+=$(date -u -d "@$SOURCE_DATE_EPOCH" +~git%Y%m%d.%H%M%S)
        version+=$(git rev-parse --short=7 HEAD 2>/dev/null | sed 's/^/./')
    fi
    printf '%s' "$version"
}

# From a release build that is there. Debian wants an address of who made a package: that of the last commit.
pack_deb() { # BUILD [VERSION]
    local build=$1 version=${2-$(deb_version)} address
    address=$(git log -1 --format=%ae 2>/dev/null || echo "$(id -un)@$(uname -n)")
    grep -qx 'CONVSCOPE_LEVELS:STRING=ON' "$build/CMakeCache.txt" ||
        fail "$build is built for this computer alone; a package is for all: -DCONVSCOPE_LEVELS=ON."
    ninja -C "$build" convscope desktop_files >/dev/null
    rm -rf "$packages/_CPack_Packages" "$packages"/convscope*.deb
    mkdir -p "$packages"
    cpack --config "$build/CPackConfig.cmake" -B "$packages" -D CPACK_DEBIAN_PACKAGE_VERSION="$version" \
        -D CPACK_DEBIAN_PACKAGE_MAINTAINER="ConvScope developers <$address>" >"$packages/cpack.log" 2>&1 || {
        cat "$packages/cpack.log" >&2
        fail "Packing failed; the messages stand above."
    }
    rm -rf "$packages/_CPack_Packages"
    without_scripts
}

# CPack has ldconfig called for any library that lies a folder below /usr/lib. These are nobody else's, and no cache is to
# know them.
without_scripts() {
    local deb unpacked=$packages/unpacked
    for deb in "$packages"/convscope*.deb; do
        dpkg-deb -R "$deb" "$unpacked"
        rm -f "$unpacked"/DEBIAN/post{inst,rm}
        dpkg-deb --root-owner-group -b "$unpacked" "$deb" >/dev/null
        rm -rf "$unpacked"
    done
}

make_deb() {
    bash app/setup.sh --package >&2
    bash app/build.sh package all ${CONVSCOPE_WEB:+-DCONVSCOPE_WEB="$CONVSCOPE_WEB"}
    pack_deb build/package "$@"
    ninja -C build/package screenshots >/dev/null
    cp -r build/package/app/install/made/screenshots "$packages/"
    (cd "$packages" && sha256sum convscope*.deb)
}

# ---- trying them ---------------------------------------------------------------------------------------------------

# What a desktop and Debian say to them.
validate_deb() {
    local there=$1/root
    rm -rf "$there"
    dpkg-deb -x "$(echo "$packages"/convscope_*.deb)" "$there"
    desktop-file-validate "$there"/usr/share/applications/*.desktop
    appstreamcli validate --pedantic --no-net "$there"/usr/share/metainfo/*.xml >&2
    XDG_DATA_HOME=$there/usr/share update-mime-database "$there/usr/share/mime" >&2
    rm -rf "$there"
    lintian --allow-root --fail-on error,warning --tag-display-limit 0 "$packages"/convscope*.deb >&2
    say "The desktop file, the AppStream data, the MIME types and the packages are valid (lintian: no error, no warning)."
}

check_deb() { # [BUILD]
    local why root=$packages/try
    source app/install/roots.sh
    bash app/setup.sh --package >&2
    pack_deb "${1-build/release}"
    validate_deb "$packages"
    why=$(why_no_root "$root" bookworm)
    if [[ -n $why ]]; then
        say "Not tried in a clean Debian: $why."
        return
    fi
    unshare --mount --propagation private bash app/install/try_deb.sh "$root" "$packages"
    rm -rf "$root"
}
