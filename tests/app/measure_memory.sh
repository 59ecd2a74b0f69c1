#!/bin/bash
# By hand: random keys and clicks in the real window under Xvfb, and how much memory the program has every 500 events.
#   tests/app/measure_memory.sh build/release/bin/convscope 8000 [SEED]
set -e
program=$1; events=${2:-8000}; RANDOM=${3:-1}
home=$(mktemp -d)
export HOME=$home XDG_CONFIG_HOME=$home XDG_DATA_HOME=$home XDG_STATE_HOME=$home XDG_RUNTIME_DIR=$home
Xvfb -displayfd 7 -screen 0 1600x1000x24 7>"$home/display" 2>/dev/null &
xvfb=$!
trap 'kill $window $xvfb 2>/dev/null; wait 2>/dev/null; rm -rf "$home"' EXIT
until [ -s "$home/display" ]; do sleep 0.1; done
DISPLAY=:$(cat "$home/display"); export DISPLAY
openbox 2>/dev/null &
sleep 1 # it must be there before the window
QT_QPA_PLATFORM=xcb "$program" & window=$!
id=$(xdotool search --sync --onlyvisible --pid $window --name ConvScope | head -1)
xdotool windowactivate --sync "$id" 2>/dev/null || true

keys=(Right Right Left Home End Up Down Tab 1 2 7 minus Return Delete space Page_Down Page_Up ctrl+z ctrl+shift+z
    ctrl+Next ctrl+Next ctrl+Prior p ctrl+k F9 F10 ctrl+r)
looks=(ctrl+plus ctrl+minus ctrl+0)
themes=(l d p)
memory() { awk '/VmRSS/ {printf "%d", $2 / 1024}' /proc/$window/status; }
echo "events MB"; echo "0 $(memory)"
for ((i = 1; i <= events; i++)); do
    case $((RANDOM % 40)) in
    0) xdotool key "${looks[RANDOM % 3]}" ;;
    1) xdotool key alt+v key "${themes[RANDOM % 3]}" ;;
    2 | 3) xdotool key Escape ;;
    [4-9] | 1[0-9]) xdotool mousemove --window "$id" $((RANDOM % 1360)) $((60 + RANDOM % 700)) click 1 ;;
    20) xdotool mousemove --window "$id" $((300 + RANDOM % 700)) $((100 + RANDOM % 500)) click $((4 + RANDOM % 2)) ;;
    *) xdotool key "${keys[RANDOM % ${#keys[@]}]}" ;;
    esac
    kill -0 $window 2>/dev/null || { echo "The program has ended after $i events."; exit 1; }
    ((i % 500)) || echo "$i $(memory)"
done
