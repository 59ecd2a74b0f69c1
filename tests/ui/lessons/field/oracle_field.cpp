// The truth about receptive fields: cells followed down one by one, and fields measured by counting.
#include "tests/ui/walk/oracle.h"
#include "tests/ui/walk/written_line.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <cmath>
#include <set>

namespace ui {
namespace {

using plain::Plane;

struct Layer {
    int kernel = 1, stride = 1, padding = 0, dilation = 1;
};

// "conv5p2, pool2": a pool's stride is its kernel unless another is said.
std::vector<Layer> layersOf(const QString& text) {
    static const QRegularExpression layer("(conv|pool)(\\d+)((?:[spd]\\d+)*)"), option("([spd])(\\d+)");
    std::vector<Layer> all;
    for (auto found = layer.globalMatch(text); found.hasNext();) {
        const auto match = found.next();
        Layer l{match.captured(2).toInt(), 1, 0, 1};
        if (match.captured(1) == "pool") l.stride = l.kernel;
        for (auto options = option.globalMatch(match.captured(3)); options.hasNext();) {
            const auto o = options.next();
            (o.captured(1) == "s" ? l.stride : o.captured(1) == "p" ? l.padding : l.dilation) = o.captured(2).toInt();
        }
        all.push_back(l);
    }
    return all;
}

// Pixels, or places beyond the border, that units of a level see: no border anywhere, or cut off at each map's.
std::set<int> seen(const std::vector<Layer>& layers, const std::vector<int>& sizes, int level, int unit, bool cut) {
    std::set<int> now{unit};
    for (int i = level; i > 0; --i) {
        const Layer& l = layers[static_cast<std::size_t>(i - 1)];
        std::set<int> below;
        for (const int u : now)
            for (int k = 0; k < l.kernel; ++k) {
                const int cell = u * l.stride - l.padding + k * l.dilation;
                if (!cut || (cell >= 0 && cell < sizes[static_cast<std::size_t>(i - 1)])) below.insert(cell);
            }
        now = std::move(below);
    }
    return now;
}

std::vector<int> sizesOf(const std::vector<Layer>& layers, int input) {
    std::vector<int> sizes{input};
    for (const Layer& l : layers)
        sizes.push_back(plain::Axis{l.kernel, l.stride, l.padding, l.padding, l.dilation}.outputs(sizes.back()));
    return sizes;
}

// Size, field, jump and start of every level, the three last counted on the fields of the first two units.
Plane tableOf(const std::vector<Layer>& layers, const std::vector<int>& sizes) {
    Plane table = Plane::filled(static_cast<int>(sizes.size()), 4, 0);
    for (int i = 0; i < table.rows; ++i) {
        const auto first = seen(layers, sizes, i, 0, false), second = seen(layers, sizes, i, 1, false);
        table.at(i, 0) = sizes[static_cast<std::size_t>(i)];
        table.at(i, 1) = *first.rbegin() - *first.begin() + 1;
        table.at(i, 2) = *second.begin() - *first.begin();
        table.at(i, 3) = (*first.begin() + *first.rbegin() + 1) / 2.0;
    }
    return table;
}

} // namespace

static QString fieldObjection(const Shown& shown) {
    const auto layers = layersOf(shown.scene["layers"].toString());
    const auto sizes = sizesOf(layers, shown.scene["input"].toInt());
    const Plane table = tableOf(layers, sizes);
    QString wrong = plain::difference("size, field, jump, start", shown.find("size, field, jump, start"), {table});
    if (!wrong.isEmpty()) return wrong;
    static const QRegularExpression unit("Chosen: (\\w+), row (\\d+), column (\\d+)\\.");
    const auto match = unit.match(shown.words);
    const int level = shown.scene["level"].toInt(), y = match.captured(2).toInt() - 1,
              x = match.captured(3).toInt() - 1;
    const QJsonArray aim = shown.scene["aim"].toArray();
    for (const auto& [chosen, at] : {std::pair(y, aim[0].toDouble()), std::pair(x, aim[1].toDouble())}) {
        const auto away = [&, aimed = at](int u) {
            return std::abs(table.at(level, 3) + u * table.at(level, 2) - aimed);
        };
        for (int u = 0; u < sizes[static_cast<std::size_t>(level)]; ++u)
            if (chosen < 0 || away(u) < away(chosen) - 1e-9) return "Another unit is nearer: " + match.captured();
    }
    const auto rows = seen(layers, sizes, level, y, true), columns = seen(layers, sizes, level, x, true);
    Plane mask = Plane::filled(sizes[0], sizes[0], 0);
    for (const int v : rows)
        for (const int u : columns) mask.at(v, u) = 1;
    wrong = plain::difference("receptive field", shown.find("receptive field"), {mask});
    if (!wrong.isEmpty()) return wrong;
    for (int i = 0; i < table.rows; ++i) {
        const QString line =
            QString(": %1 × %1, field %2, jump %3, start ").arg(table.at(i, 0)).arg(table.at(i, 1)).arg(table.at(i, 2));
        if (!shown.words.contains(line)) return "This is not said: " + line;
    }
    if (level == 0 || rows.empty() || columns.empty()) return {};
    const QString size = QString("Sees %1 × %2 pixels of the input")
                             .arg(*rows.rbegin() - *rows.begin() + 1)
                             .arg(*columns.rbegin() - *columns.begin() + 1);
    return shown.words.contains(size) ? QString() : "This is not said: " + size;
}

static const ListedOracle isListed("field", fieldObjection);

} // namespace ui
