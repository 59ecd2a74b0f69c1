#include "ui/lessons/lenet/lenet_layout.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

bool isStack(const LenetStage& stage) {
    return !stage.isDense();
}

// Stacks need more room than bars.
double shareOf(const LenetStage& stage) {
    return isStack(stage) ? 1.3 : 0.8;
}

// Sides follow the square root of the size, so that the smallest maps are still seen.
QRectF shapeOf(const LenetPicture& p, const LenetStage& s, const QRectF& room, double sheet) {
    const QPointF middle = room.center();
    if (!isStack(s)) {
        double most = 1;
        for (const LenetStage& one : p.stages.all)
            if (one.isDense()) most = std::max<double>(most, one.out.c);
        const double high =
            std::max(24.0, 0.94 * std::min(room.height(), 3.2 * room.width()) * std::sqrt(s.out.c / most));
        const double wide = std::clamp(0.2 * room.width(), 10.0, 26.0);
        return {middle.x() - wide / 2, middle.y() - high / 2, wide, high};
    }
    double largest = 1;
    for (const LenetStage& one : p.stages.all) largest = std::max<double>(largest, one.out.h);
    const double spread = sheet * (lenetSheets(s) - 1);
    const double most = std::min(0.98 * room.width(), room.height()) - sheet * (mostLenetSheets - 1);
    const double side = std::max(10.0, most * std::sqrt(s.out.h / largest));
    return {middle.x() - (side + spread) / 2, middle.y() - (side - spread) / 2, side, side};
}

void layOutBlocks(const LenetPicture& p, LenetLayout& l) {
    const QRectF zone = l.frame.zone;
    const double line = 1.4 * l.text, cardHeight = 8.8 * l.text;
    l.card = {zone.left(), zone.bottom() - cardHeight, zone.width(), cardHeight};
    double shares = 0;
    for (const LenetStage& s : p.stages.all) shares += shareOf(s);
    const double heads = 2.5 * line, words = 4.2 * line;
    l.under = l.card.top() - 0.5 * line - words;
    const double top = zone.top() + heads, high = std::max(40.0, l.under - top);
    double x = zone.left();
    for (const LenetStage& s : p.stages.all) {
        const double wide = zone.width() * shareOf(s) / std::max(shares, 5.0);
        const QRectF place(x, zone.top(), wide, l.card.top() - zone.top() - 0.3 * line);
        l.places.push_back(place);
        l.shapes.push_back(shapeOf(p, s, QRectF(x, top, 0.84 * wide, high), l.sheet));
        x += wide;
    }
}

// The image at the bottom.
void layOutColumn(const LenetPicture& p, LenetLayout& l) {
    const QRectF zone = l.frame.zone;
    const double wide = 0.62 * zone.width(), line = 1.5 * l.text;
    const auto rows = static_cast<double>(p.stages.all.size());
    const double pitch = std::min((zone.height() - line) / std::max(rows, 8.0), 5.4 * l.text);
    const double names = 4.8 * l.text, sizes = 7 * l.text, counts = 5.2 * l.text;
    const double bottom = zone.top() + line + pitch * std::max(rows, 8.0);
    l.columns[0] = zone.left() + names;
    l.columns[1] = zone.left() + wide - sizes - counts;
    l.columns[2] = l.columns[1] + sizes;
    l.columns[3] = zone.left() + wide;
    for (int i = 0; i <= p.stages.last(); ++i) {
        const QRectF place(zone.left(), bottom - (i + 1) * pitch, wide, pitch);
        l.places.push_back(place);
        const double high = std::min(0.68 * pitch, 2.6 * l.text);
        l.shapes.emplace_back(l.columns[0], place.center().y() - high / 2, l.columns[1] - l.columns[0] - 0.6 * l.text,
                              high);
    }
    l.card = {zone.left() + wide + 2 * l.text, zone.top() + line, zone.width() - wide - 2 * l.text,
              bottom - zone.top() - line};
}

} // namespace

int lenetSheets(const LenetStage& stage) {
    return isStack(stage) ? std::min(stage.out.c, mostLenetSheets) : 1;
}

LenetLayout layOut(const LenetPicture& p, QSizeF size, const Style& style) {
    const StageFrame frame(size, style);
    const double text = std::max(12.5, std::min(16.5 * frame.unit, frame.zone.width() / 48));
    LenetLayout l{frame, text, std::max(2.0, 4.5 * std::min(frame.unit, frame.zone.width() / 1200)), {}, {}, {}};
    p.form == LenetForm::Blocks ? layOutBlocks(p, l) : layOutColumn(p, l);
    return l;
}

} // namespace ui
