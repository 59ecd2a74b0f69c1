#include "ui/figure/layer_words.h"

#include "core/layers/catalog.h"
#include "core/layers/layer_text.h"
#include "ui/figure/number_text.h"

#include <QStringList>

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

// "{outputs|kernel|kernels}" is how many, and of what.
QString placeWords(std::string_view place, const cnn::LayerInfo& info) {
    const QStringList parts = QString::fromUtf8(place.data(), static_cast<qsizetype>(place.size())).split('|');
    if (parts[0] == "window") return kernelSize(*info.window);
    if (parts[0] == "inputs" || parts[0] == "outputs") {
        const int number = parts[0] == "inputs" ? info.inputs : info.outputs;
        return parts.size() == 3 ? counted(number, parts[1], parts[2]) : QString::number(number);
    }
    return QString::fromStdString(cnn::settingText(info, place).value());
}

} // namespace

QString kernelSize(const cnn::Window& window) {
    return QString("%1 × %2").arg(window.y.kernel).arg(window.x.kernel);
}

QString filledWords(const char* text, const cnn::LayerInfo& info) {
    return QString::fromStdString(
        cnn::filledIn(text, [&](std::string_view place) { return placeWords(place, info).toStdString(); }));
}

QString layerWords(const cnn::LayerInfo& info) {
    const cnn::LayerKind& facts = cnn::factsOf(info.kind);
    const QString words =
        facts.words ? filledWords(facts.words, info) : QString::fromStdString(cnn::layerTitle(info.kind));
    return words + (info.window ? windowWords(*info.window) : QString()) +
           (info.connections.empty() ? "" : ", partly connected");
}

QString kindInSentence(const std::string& kind) {
    QStringList words = QString::fromStdString(cnn::layerTitle(kind)).split(' ');
    for (QString& word : words)
        if (word.mid(1) == word.mid(1).toLower()) word = word.toLower(); // not ReLU
    return words.join(' ');
}

QString shapeWords(const cnn::Shape& shape) {
    return shape.h == 1 && shape.w == 1 ? QString::number(shape.c) : QString::fromStdString(text(shape));
}

} // namespace ui
