#include "ui/lessons/channels/channel_brush.h"

namespace ui {

QColor ChannelBrush::mark(int channel) const {
    return channel == 0 ? signedRamp(1) : channel == 1 ? unsignedRamp(0.66) : signedRamp(-1);
}

CellLook ChannelBrush::kernelLook(float value, double side, double largest) const {
    CellLook look{colors.kernelTint, colors.kernel, colors.line, Weight::SemiBold};
    if (p.colour || side < 26) {
        look.ground = signedRamp(largest > 0 ? static_cast<double>(value) / largest : 0);
        look.digit = digitOn(look.ground);
    }
    look.empty = !p.numbers;
    return look;
}

CellLook ChannelBrush::outputLook(int map, int cell, double side, const ValueRamp& ramp) const {
    const bool current = map == p.map && cell == p.cell;
    if (!p.reached(map, cell) || (resting && current && !p.complete())) {
        const bool large = side >= 26;
        return {colors.window, colors.dim, large ? colors.lineStrong : colors.line, Weight::Regular, false, false,
                large,         true};
    }
    CellLook look{colors.outputTint, colors.output, colors.line, Weight::SemiBold};
    if (current && !resting) {
        look.ground = colors.nowTint;
        look.digit = colors.now;
        look.weight = p.complete() ? Weight::Bold : Weight::Regular;
    }
    if (p.coloured(side)) {
        look.ground = ramp.colour(static_cast<double>(outputValue(map, cell)));
        look.digit = digitOn(look.ground);
    }
    look.empty = !p.numbers;
    return look;
}

float ChannelBrush::outputValue(int map, int cell) const {
    if (map == p.map && cell == p.cell && !p.complete()) return static_cast<float>(sums.result.value());
    return p.walk->output().at(map, cell / p.outputColumns(), cell % p.outputColumns());
}

void ChannelBrush::partialMap(const GridPlace& place, std::size_t slice) {
    for (int i = 0; i < place.rows * place.columns; ++i) partialCell(place, slice, i, !resting && i == p.cell);
    if (resting) return;
    grid.frame(place.cell(p.cell / place.columns, p.cell % place.columns), 0.6 * grid.frameWidth(place.side),
               place.radius());
}

void ChannelBrush::partialCell(const GridPlace& place, std::size_t slice, int index, bool now) {
    const int which = static_cast<int>(slice), y = index / place.columns, x = index % place.columns;
    const bool large = place.side >= 26;
    const auto sum = p.partial(which, index);
    if (sum && p.hidesPartialAt(which, index)) return grid.covered(place.cell(y, x), place.radius());
    CellLook look{colors.window, colors.dim, large ? colors.lineStrong : colors.line, Weight::Regular, false, false,
                  large,         true};
    if (sum) look = {colors.surface, colors.text, colors.line, Weight::Regular};
    if (now && (sum || resting)) { // what has nothing yet is tinted only as the frame passes
        look.ground = colors.nowTint;
        look.border = colors.line;
        look.dashed = false;
        if (sum) look.weight = Weight::Bold;
    }
    cell(place, y, x, sum ? static_cast<float>(sum->value()) : 0.0F, look);
}

void ChannelBrush::cell(const GridPlace& place, int y, int x, float value, const CellLook& look) {
    grid.ground(place, y, x, look);
    grid.digit(place, y, x, value, look);
}

} // namespace ui
