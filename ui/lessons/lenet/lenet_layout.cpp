#include "ui/lessons/lenet/lenet_layout.h"

#include "ui/figure/layer_words.h"
#include "ui/figure/text_runs.h"
#include "ui/tr.h"

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

// What a layer is: "5 × 5 Conv (6)", "pad 2", "ReLU".
QStringList wordsOf(const LenetStage& stage) {
    if (!stage.info) return {};
    QStringList words = layerWords(*stage.info).split(", ");
    if (stage.isConvolution() || !stage.activation.isEmpty()) words << stage.activation;
    words.removeAll(QString());
    return words;
}

// Each on as many lines as it needs in a column of that width; a word is never cut.
QStringList wrapped(const QStringList& all, double width, double pixels) {
    QStringList lines;
    for (const QString& words : all) {
        bool first = true;
        for (const QString& part : QString(words).replace(" × ", "\u00a0×\u00a0").split(' ')) {
            const QString longer = first ? part : lines.back() + ' ' + part;
            if (!first && lineWidth({{longer, {}}}, pixels) <= width)
                lines.back() = longer;
            else
                lines << part;
            first = false;
        }
    }
    return lines;
}

// Of a stage what no line can be broken in.
double leastWidth(const LenetStage& stage, double text, double wordSize) {
    double least = std::max(lineWidth({{stage.name, {}, Weight::Bold}}, 1.06 * text),
                            lineWidth({{lenetSize(stage), {}, Weight::SemiBold}}, text));
    for (const QString& word : wrapped(wordsOf(stage), 0, wordSize))
        least = std::max(least, lineWidth({{word, {}}}, wordSize));
    return least + 6;
}

// By their shares; one that needs more takes it from the others.
std::vector<double> widthsOf(const LenetPicture& p, double width, double text, double wordSize) {
    const std::size_t stages = p.stages.all.size();
    std::vector<double> widths(stages, 0);
    std::vector<bool> fixed(stages, false);
    double few = 5; // a few stages do not fill the stage
    for (bool again = true; again; few = 0) {
        again = false;
        double shares = 0, left = width;
        for (std::size_t i = 0; i < stages; ++i) {
            left -= widths[i] * (fixed[i] ? 1 : 0);
            shares += shareOf(p.stages.all[i]) * (fixed[i] ? 0 : 1);
        }
        for (std::size_t i = 0; i < stages; ++i) {
            if (fixed[i]) continue;
            widths[i] = left * shareOf(p.stages.all[i]) / std::max(shares, few);
            const double least = leastWidth(p.stages.all[i], text, wordSize);
            if (widths[i] >= least) continue;
            widths[i] = least;
            fixed[i] = again = true;
        }
    }
    return widths;
}

void layOutBlocks(const LenetPicture& p, LenetLayout& l) {
    const QRectF zone = l.frame.zone;
    const double line = 1.4 * l.text, cardHeight = 8.8 * l.text;
    l.card = {zone.left(), zone.bottom() - cardHeight, zone.width(), cardHeight};
    l.wordSize = std::max(12.0, 0.88 * l.text);
    const std::vector<double> widths = widthsOf(p, zone.width(), l.text, l.wordSize);
    qsizetype lines = 3;
    for (std::size_t i = 0; i < widths.size(); ++i) {
        l.words.push_back(wrapped(wordsOf(p.stages.all[i]), widths[i] - 4, l.wordSize));
        lines = std::max(lines, l.words.back().size());
    }
    const double heads = 2.5 * line, words = static_cast<double>(lines) * 1.2 * l.wordSize + 1.2 * line;
    l.under = l.card.top() - 0.5 * line - words;
    const double top = zone.top() + heads, high = std::max(40.0, l.under - top);
    double x = zone.left();
    for (std::size_t i = 0; i < widths.size(); ++i) {
        const double wide = widths[i];
        const QRectF place(x, zone.top(), wide, l.card.top() - zone.top() - 0.3 * line);
        l.places.push_back(place);
        l.shapes.push_back(shapeOf(p, p.stages.all[i], QRectF(x, top, 0.84 * wide, high), l.sheet));
        x += wide;
    }
}

// The image at the bottom.
void layOutColumn(const LenetPicture& p, LenetLayout& l) {
    const QRectF zone = l.frame.zone;
    const double wide = 0.62 * zone.width(), line = 1.5 * l.text;
    const auto rows = static_cast<double>(p.stages.all.size());
    const double pitch = std::min((zone.height() - line) / std::max(rows, 8.0), 5.4 * l.text);
    const double names = 4.8 * l.text, sizes = 7 * l.text,
                 counts =
                     std::max(5.2 * l.text, lineWidth({{ui::tr("parameters"), {}}}, std::max(12.0, 0.9 * l.text)) + 4);
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
    LenetLayout l{frame, text, std::max(2.0, 4.5 * std::min(frame.unit, frame.zone.width() / 1200)), {}, {}, {}, 0, 0,
                  {},    {}};
    p.form == LenetForm::Blocks ? layOutBlocks(p, l) : layOutColumn(p, l);
    return l;
}

} // namespace ui
