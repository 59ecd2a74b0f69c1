// The truth about LeNet-5's drawing: sizes and parameters counted by hand.
#include "tests/ui/walk/oracle.h"
#include "tests/ui/walk/written_line.h"

#include <QRegularExpression>

namespace ui {
namespace {

struct Layer {
    int channels, rows;
    long long parameters;
};

// Up to the layer that does not fit.
std::vector<Layer> layersOf(const QJsonObject& scene) {
    const auto number = [&](const char* key) { return scene[QLatin1String(key)].toInt(); };
    std::vector<Layer> all;
    int channels = 1, rows = number("side");
    for (const char* maps : {"maps1", "maps2"}) {
        const int padding = all.empty() ? number("padding") : 0, kernel = number("kernel");
        if (rows + 2 * padding < kernel) return all;
        const int outputs = number(maps);
        rows = rows + 2 * padding - kernel + 1;
        all.push_back({outputs, rows, 1LL * outputs * channels * kernel * kernel + outputs});
        channels = outputs;
        if (rows < 2) return all;
        rows = rows / 2;
        all.push_back({channels, rows, 0});
    }
    long long values = 1LL * channels * rows * rows;
    for (const char* units : {"units1", "units2", "classes"}) {
        all.push_back({number(units), 1, (values + 1) * number(units)});
        values = number(units);
    }
    return all;
}

} // namespace

static QString lenetObjection(const Shown& shown) {
    const std::vector<Layer> layers = layersOf(shown.scene);
    const cnn::Tensor* table = shown.find("channels, rows, columns, parameters");
    if (!table && layers.empty()) return {};
    if (!table || table->shape().h != static_cast<int>(layers.size())) return "The table has other layers.";
    long long sum = 0;
    for (int i = 0; i < table->shape().h; ++i) {
        const Layer& layer = layers[static_cast<std::size_t>(i)];
        const float truth[] = {static_cast<float>(layer.channels), static_cast<float>(layer.rows),
                               static_cast<float>(layer.rows), static_cast<float>(layer.parameters)};
        for (int k = 0; k < 4; ++k)
            if (table->at(0, i, k) != truth[k])
                return QString("Layer %1 has %2 in column %3, not %4.")
                    .arg(i)
                    .arg(truth[k])
                    .arg(k)
                    .arg(table->at(0, i, k));
        sum += layer.parameters;
    }
    static const QRegularExpression all("In all: [^=.]*= ([\\d\\x{202f}]+)");
    const auto said = all.match(shown.words);
    if (said.hasMatch() && said.captured(1).remove(QChar(0x202f)).toLongLong() != sum)
        return QString("In all there are %1 parameters: ").arg(sum) + said.captured();
    return {};
}

static const ListedOracle isListed("lenet", lenetObjection);

} // namespace ui
