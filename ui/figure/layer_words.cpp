#include "ui/figure/layer_words.h"

#include "core/layers/catalog.h"

namespace ui {
namespace {

QString both(int rows, int columns) {
    return rows == columns ? QString::number(rows) : QString("%1 × %2").arg(rows).arg(columns);
}

// What is not as usual.
QString windowWords(const cnn::Window& w) {
    QString words;
    const bool even = w.y.padBefore == w.y.padAfter && w.x.padBefore == w.x.padAfter;
    if (!even)
        words += QString(", pad %1 %2 %3 %4").arg(w.y.padBefore).arg(w.y.padAfter).arg(w.x.padBefore).arg(w.x.padAfter);
    else if (w.y.padBefore + w.x.padBefore > 0)
        words += ", pad " + both(w.y.padBefore, w.x.padBefore);
    if (w.y.stride * w.x.stride > 1) words += ", stride " + both(w.y.stride, w.x.stride);
    if (w.y.dilation * w.x.dilation > 1) words += ", dilation " + both(w.y.dilation, w.x.dilation);
    return words;
}

QString windowName(const std::string& kind) {
    if (kind == "maxpool2d") return "Max Pool";
    if (kind == "avgpool2d") return "Avg Pool";
    return kind == "subsample" ? QString("Subsampling") : QString("Conv");
}

} // namespace

QString layerWords(const cnn::LayerInfo& info) {
    if (const auto& w = info.window) {
        const bool convolves = cnn::layerRole(info.kind) == cnn::LayerRole::Convolution;
        return QString("%1 × %2 ").arg(w->y.kernel).arg(w->x.kernel) + windowName(info.kind) +
               (convolves ? QString(" (%1)").arg(info.outputs) : QString()) + windowWords(*w) +
               (info.connections.empty() ? "" : ", partly connected");
    }
    if (info.kind == "dense") return QString("Dense (%1)").arg(info.outputs);
    if (info.kind == "upsample") return QString("Upsampling by %1").arg(info.factor);
    if (info.kind == "dropout") return QString("Dropout (%1 %)").arg(100 * info.share);
    return QString::fromStdString(cnn::layerTitle(info.kind));
}

QString shapeWords(const cnn::Shape& shape) {
    return shape.h == 1 && shape.w == 1 ? QString::number(shape.c) : QString::fromStdString(text(shape));
}

} // namespace ui
