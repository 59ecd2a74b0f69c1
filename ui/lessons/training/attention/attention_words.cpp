#include "ui/lessons/training/attention/attention_words.h"

#include "ui/figure/number_text.h"

namespace ui {
namespace {

// "the lower left": in which third of the rows and of the columns the middle of a cell lies.
QString whereabouts(const AttentionPicture& p) {
    static const QString names[3][3] = {{"the upper left", "the top", "the upper right"},
                                        {"the left side", "the middle", "the right side"},
                                        {"the lower left", "the bottom", "the lower right"}};
    const cnn::Shape& cells = p.occlusion.probability.shape();
    return names[(2 * p.row + 1) * 3 / (2 * cells.h)][(2 * p.column + 1) * 3 / (2 * cells.w)];
}

QString points(double share) {
    const double size = 100 * std::abs(share);
    return fixed(size, size < 9.95 ? 1 : 0) + " points";
}

} // namespace

double lostAt(const AttentionPicture& p, int row, int column) {
    return p.occlusion.whole - static_cast<double>(p.occlusion.probability.at(0, row, column));
}

QString attentionLead(const AttentionPicture& p) {
    const QString& name = p.classNames[p.explained];
    QString lead = name + ", " + percent(p.occlusion.whole);
    if (p.explained != p.predicted) lead += QString(" (predicted: %1)").arg(p.classNames[p.predicted]);
    if (!p.covered) return lead + '.';
    const double lost = lostAt(p, p.row, p.column);
    if (std::abs(lost) < 0.01)
        return lead + QString(": no single square of %1 × %1 costs a whole point.").arg(p.square.side);
    lead += QString(": covering %1 %2 %3").arg(whereabouts(p), lost > 0 ? "costs" : "adds", points(lost));
    return lead +
           (p.instead == p.predicted ? QString(".") : QString("; then it reads %1.").arg(p.classNames[p.instead]));
}

QString pixelWords(const AttentionPicture& p, int y, int x) {
    QString words = QString("Row %1, column %2: slope %3")
                        .arg(y + 1)
                        .arg(x + 1)
                        .arg(figures(static_cast<double>(p.saliency.at(0, y, x))));
    if (!p.camOnInput.empty()) words += ", Grad-CAM " + figures(static_cast<double>(p.camOnInput.at(0, y, x)));
    if (!p.covered) return words + '.';
    const double cost = static_cast<double>(p.cost.at(0, y, x));
    return words + QString(", covering here %1 %2.").arg(cost < 0 ? "adds" : "costs", points(cost));
}

} // namespace ui
