#include "ui/lessons/grids/grids_code.h"

#include "ui/tr.h"

#include <span>

namespace ui {
namespace {

// Numbers in rows of 28, as Python writes them.
template<class Numbers> QString rowsOf(const Numbers& numbers, const QString& open, const QString& close) {
    QStringList rows;
    for (std::size_t row = 0; row < imageSide; ++row) {
        QStringList cells;
        for (std::size_t x = 0; x < imageSide; ++x) cells << QString::number(numbers[row * imageSide + x]);
        rows << "    " + open + cells.join(", ") + close;
    }
    return rows.join(",\n");
}

QStringList planesOf(const GridsPicture& p) {
    QStringList planes;
    for (std::size_t channel = 0; channel < static_cast<std::size_t>(p.channels); ++channel)
        planes << "[\n" + rowsOf(std::span(p.image).subspan(channel * imagePlaces, imagePlaces), "[", "]") + "]";
    return planes;
}

// Row after row into one strip; shuffled, in the order of the permutation.
QString gridsLoops(const GridsPicture& p) {
    QString text = "# " + p.caption + (p.channels == 3 ? ": red, green, blue\n" : "\n");
    text += "x = [" + planesOf(p).join(", ") + "]  # channel, row, column\n";
    text += "strip = []\n"
            "for c in range(len(x)):\n"
            "    pixels = []\n"
            "    for row in range(28):\n"
            "        for column in range(28):\n"
            "            pixels.append(x[c][row][column])  # place row * 28 + column\n";
    if (p.shuffled) {
        text = "order = [\n" + rowsOf(p.order->from, "", "") + "]\n" + text;
        text += "    for i in range(784):\n"
                "        strip.append(pixels[order[i]])  # place i takes pixel order[i], both from 0\n";
    } else
        text += "    strip += pixels\n";
    return text + "y = [strip]\nprint(y)\n";
}

} // namespace

QString gridsCode(const GridsPicture& p, CodeDialect dialect) {
    if (dialect == CodeDialect::Loops) return gridsLoops(p);
    const bool torch = dialect == CodeDialect::PyTorch;
    const QString array = torch ? "torch.tensor" : "np.array";
    QString text = torch ? "import torch\n\n" : "import numpy as np\n\n";
    text += "# " + p.caption + (p.channels == 3 ? ": red, green, blue\n" : "\n");
    const QStringList planes = planesOf(p);
    text += "x = " + array + "(" + (p.channels == 3 ? "[" + planes.join(", ") + "]" : planes[0]) + ")\n";
    if (!p.shuffled) {
        text += "y = x.reshape(1, -1)  # row after row: row * 28 + column, as Python counts, from 0\n";
    } else {
        text += "order = " + array + "([\n" + rowsOf(p.order->from, "", "") + "])\n";
        text += "# place i takes pixel order[i], both from 0, in every image and every channel\n";
        text += QString("y = x.reshape(%1, 784)[:, order].reshape(1, -1)\n").arg(p.channels);
    }
    return text + "print(y)\n";
}

std::vector<NamedNumbers> gridsNumbers(const GridsPicture& p) {
    if (p.image.empty()) return {};
    const std::vector<std::uint8_t> shown = p.shuffled ? cnn::reordered(p.image, *p.order) : p.image;
    const auto tensor = [](const auto& values, const cnn::Shape& shape) {
        return cnn::Tensor(shape, std::vector<float>(values.begin(), values.end()));
    };
    std::vector<NamedNumbers> all{{tr("strip"), tensor(shown, {1, 1, p.channels * imagePlaces, 1})},
                                  {tr("image"), tensor(p.image, {p.channels, imageSide, imageSide, 1})}};
    if (p.shuffled) {
        all.push_back({tr("shuffled image"), tensor(shown, {p.channels, imageSide, imageSide, 1})});
        all.push_back({tr("order from 0"), tensor(p.order->from, {1, 1, imagePlaces, 1})});
    }
    for (const AccuracyCurve& curve : p.curves) {
        if (curve.points.empty()) continue;
        cnn::Tensor course({1, static_cast<int>(curve.points.size()), 2, 1}); // epochs and accuracy
        for (std::size_t i = 0; i < curve.points.size(); ++i) {
            course.values()[2 * i] = static_cast<float>(curve.points[i].epochs);
            course.values()[2 * i + 1] = static_cast<float>(curve.points[i].accuracy);
        }
        all.push_back({tr("test accuracy of %1").arg(curve.name), std::move(course)});
    }
    return all;
}

} // namespace ui
