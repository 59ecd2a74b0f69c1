#!/usr/bin/env bash
# Installs what is missing, builds ConvScope and starts it. Arguments go on to the program: bash app/run.sh --help
# Without a display and without arguments it renders the tour instead, a folder of pictures to look at in a browser.
set -euo pipefail
app=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$app")
program=$root/build/release/bin/convscope

bash "$app/setup.sh" >&2
bash "$app/build.sh" release convscope -DCONVSCOPE_TESTS=OFF -DCONVSCOPE_LEVELS=native

if (($#)) || [[ -n ${DISPLAY-}${WAYLAND_DISPLAY-}${QT_QPA_PLATFORM-} ]]; then
    exec "$program" "$@"
fi
tour=$root/build/tour
printf '%s\n' "There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can be opened." \
    "Instead the tour is rendered: every lesson, and LeNet trained for a moment." >&2
"$program" tour -o "$tour"
printf '%s\n' "Done. Open $tour/index.html in a browser." >&2
