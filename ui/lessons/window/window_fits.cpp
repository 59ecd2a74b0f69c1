#include "ui/lessons/window/window_fits.h"

#include "ui/lessons/window/window_scene.h"
#include "ui/tr.h"

#include <algorithm>

namespace ui {
namespace {

QString sideText(const cnn::Axis& a) {
    return a.padBefore == a.padAfter ? QString::number(a.padBefore)
                                     : QString("%1 + %2").arg(a.padBefore).arg(a.padAfter);
}

QString bothText(const QString& down, const QString& across) {
    return down == across ? down : down + ", " + across;
}

QString nameOf(Padding padding) {
    switch (padding) {
    case Padding::Valid:
        return ui::tr("valid");
    case Padding::Same:
        return ui::tr("same");
    case Padding::Full:
        return ui::tr("full");
    default:
        return QString("p = %1").arg(static_cast<int>(padding));
    }
}

} // namespace

cnn::Window paddedAs(const cnn::Window& window, const cnn::Shape& in, Padding padding) {
    cnn::Window next = window;
    const auto rule = window.y.stride > 1 || window.x.stride > 1 ? cnn::SameRule::TensorFlow : cnn::SameRule::PyTorch;
    if (padding == Padding::Same)
        return padWithin({cnn::withSamePadding(window.y, in.h, rule), cnn::withSamePadding(window.x, in.w, rule)});
    for (cnn::Axis* axis : {&next.y, &next.x})
        axis->padBefore = axis->padAfter = padding == Padding::Full    ? axis->extent() - 1
                                           : padding == Padding::Valid ? 0
                                                                       : static_cast<int>(padding);
    return padWithin(next);
}

QString PaddingColumn::amount() const {
    return bothText(sideText(window.y), sideText(window.x));
}

QString PaddingColumn::left() const {
    return bothText(QString::number(fit.rowsLeft), QString::number(fit.columnsLeft));
}

std::vector<PaddingColumn> paddingColumns(const cnn::Window& window, const cnn::Shape& in) {
    std::vector<PaddingColumn> all;
    for (int i = 0; i <= static_cast<int>(Padding::Full); ++i) {
        const auto padding = static_cast<Padding>(i);
        const cnn::Window padded = paddedAs(window, in, padding);
        all.push_back({padding, nameOf(padding), padded, padded == window, cnn::windowFit(padded, in)});
    }
    return all;
}

std::optional<Padding> paddingOfKey(int key) {
    if (key >= Qt::Key_0 && key <= Qt::Key_3) return static_cast<Padding>(key - Qt::Key_0);
    if (key == Qt::Key_V) return Padding::Valid;
    if (key == Qt::Key_S) return Padding::Same;
    if (key == Qt::Key_F) return Padding::Full;
    return std::nullopt;
}

} // namespace ui
