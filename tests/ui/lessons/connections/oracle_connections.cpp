// The truth about dense layers, windows and convolutions: connections counted one by one.
#include "tests/ui/walk/oracle.h"
#include "tests/ui/walk/written_line.h"

#include <QRegularExpression>
#include <algorithm>
#include <cmath>

namespace ui {

static QString connectionsObjection(const Shown& shown) {
    const long long side = shown.scene["side"].toInt(), maps = shown.scene["maps"].toInt();
    const int kernel = shown.scene["kernel"].toString().toInt(), unit = shown.scene["step"].toInt() - 1;
    const long long pixels = side * side, outputs = maps * pixels, window = 1LL * kernel * kernel + 1;
    const long long truth[] = {outputs * (pixels + 1), outputs * window, maps * window};
    const cnn::Tensor *counts = shown.find("parameters"), *weights = shown.find("weights of this output");
    if (!counts || counts->size() != 3 || !weights) return "There are no counts.";
    for (std::size_t i = 0; i < 3; ++i) {
        if (counts->data()[i] != static_cast<float>(truth[i])) return QString("It has %1 parameters.").arg(truth[i]);
        if (!shown.words.contains("?") &&
            !QString(shown.words).remove(QChar(0x202f)).contains(QString("= %1;").arg(truth[i])))
            return QString("It is not said: %1").arg(truth[i]);
    }
    // In the row every connection is a weight; numbers follow one another, row by row of outputs.
    const int units = static_cast<int>(std::min(side, 11LL)), reach = (kernel - 1) / 2;
    for (int input = 0; input < units; ++input) {
        const bool near = std::abs(input - unit) <= reach;
        const int numbers[] = {unit * units + input + 1, near ? unit * kernel + input - unit + reach + 1 : 0,
                               near ? input - unit + reach + 1 : 0};
        for (int w = 0; w < 3; ++w)
            if (weights->at(0, w, input) != static_cast<float>(numbers[w]))
                return QString("Pixel %1 meets weight %2.").arg(input + 1).arg(numbers[w]);
    }
    return {};
}

static const ListedOracle isListed("connections", connectionsObjection);

} // namespace ui
