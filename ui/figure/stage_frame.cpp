#include "ui/figure/stage_frame.h"

#include "ui/figure/text_runs.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace ui {
namespace {

// A full screen without the foot, which is not the figure's.
constexpr QSizeF hall(1920, 1004);
constexpr double smallestLine = 12;                                        // pixels, of the one under the headline
constexpr double sentenceSize = 14.5, sentencePitch = 20, sentenceGap = 8; // units

} // namespace

StageFrame::StageFrame(QSizeF size, const Style& style) : presenting(style.presenting) {
    const double w = size.width(), h = size.height();
    if (presenting) {
        unit = 2 * std::max(0.1, std::min(w / hall.width(), h / hall.height()));
        left = 48 * unit;
        right = w - left;
        titleBaseline = 46 * unit;
        lineBaseline = titleBaseline + 25 * unit;
        zone = QRectF(QPointF(left, lineBaseline + 16 * unit), QPointF(right, h - 12 * unit));
        return;
    }
    const double plain = std::clamp(std::min(w / 1304, h / 932), 0.72, 6.0);
    unit = plain * style.scale;
    left = std::clamp(28 + (w - 886) * 24 / 418, 16.0, 120.0);
    right = w - left;
    titleBaseline = 60 * unit;
    lineBaseline = titleBaseline + 31 * unit;
    zone = QRectF(QPointF(left, lineBaseline + 22 * unit), QPointF(right, h - 34 * plain));
}

QRectF StageFrame::takeSentence() {
    if (!presenting) return {};
    const double height = 2 * sentencePitch * unit;
    const QRectF room(zone.left(), zone.bottom() - height, zone.width(), height);
    zone.setBottom(room.top() - sentenceGap * unit);
    return room;
}

void paintGround(QPainter& painter, QSizeF size, const Style& style) {
    painter.fillRect(QRectF(QPointF(0, 0), size), style.colors().window);
}

void paintHeadings(QPainter& painter, const Style& style, const StageFrame& frame, const QString& headline,
                   const QString& line) {
    const Palette& c = style.colors();
    const TextLine head{{headline, c.text, Weight::Bold}};
    drawLine(painter, head, frame.left, frame.titleBaseline,
             fittingSize(head, frame.right - frame.left, (frame.presenting ? 28 : 32) * frame.unit, 14));
    const TextLine under{{line, c.dim}};
    const double wanted = frame.presenting ? 15 * frame.unit : std::max(15.0, 17.5 * frame.unit);
    const double room = frame.right - frame.left, fitting = fittingSize(under, room, wanted, smallestLine);
    // A smaller font's widths are no exact share of the larger one's: a whole size below is sure to fit.
    const double size = fitting < wanted ? std::max(smallestLine, std::floor(fitting)) : wanted;
    if (lineWidth(under, size) <= room) {
        drawLine(painter, under, frame.left, frame.lineBaseline, size);
        return;
    }
    const qsizetype middle = line.lastIndexOf(' ', (line.size() + 1) * 6 / 10); // on two lines
    drawLine(painter, {{line.left(middle), c.dim}}, frame.left, frame.lineBaseline - 0.1 * size, size);
    drawLine(painter, {{line.mid(middle + 1), c.dim}}, frame.left, frame.lineBaseline + 1.1 * size, size);
}

void paintSentence(QPainter& painter, const Style& style, const StageFrame& frame, const QRectF& room,
                   const QString& place, const QString& sentence) {
    if (room.isEmpty()) return;
    const Palette& c = style.colors();
    const double size = sentenceSize * frame.unit, pitch = sentencePitch * frame.unit;
    std::vector<TextLine> lines{{}};
    const auto add = [&](const QString& words, Weight weight) {
        for (const QString& word : words.split(' ', Qt::SkipEmptyParts)) {
            const TextRun run{word + ' ', c.text, weight};
            TextLine longer = lines.back();
            longer.push_back(run);
            if (!lines.back().empty() && lineWidth(longer, size) > room.width())
                lines.push_back({run});
            else
                lines.back() = longer;
        }
    };
    add(place.isEmpty() ? place : place + '.', Weight::Bold);
    add(sentence, Weight::Regular);
    const auto count = static_cast<double>(std::min<std::size_t>(lines.size(), 2));
    double y = room.center().y() - count * pitch / 2 + 0.5 * pitch + 0.36 * size;
    for (std::size_t i = 0; i < lines.size() && i < 2; ++i, y += pitch) {
        TextLine whole; // a word at a time would not be read as a line
        for (const TextRun& run : lines[i]) {
            if (!whole.empty() && whole.back().weight == run.weight)
                whole.back().text += run.text;
            else
                whole.push_back(run);
        }
        drawLine(painter, whole, room.left(), y, size);
    }
}

} // namespace ui
