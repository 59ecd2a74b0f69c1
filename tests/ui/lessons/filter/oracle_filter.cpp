// The truth about a page of kernels on pictures.
#include "core/samples/kernel_library.h"
#include "core/samples/test_card.h"
#include "tests/ui/walk/oracle.h"
#include "tests/ui/walk/written_line.h"
#include "ui/lessons/filter/filter_scene.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QStringList>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

using plain::Plane;
using plain::Planes;

Planes planesOf(const cnn::Tensor& tensor) {
    Planes all;
    const cnn::Shape& s = tensor.shape();
    for (int c = 0; c < s.c; ++c) {
        all.push_back(Plane::filled(s.h, s.w, 0));
        for (int y = 0; y < s.h; ++y)
            for (int x = 0; x < s.w; ++x) all.back().at(y, x) = static_cast<double>(tensor.at(c, y, x));
    }
    return all;
}

Planes pictureOf(const QJsonObject& scene) {
    if (scene["picture"].toString() == "drawing") {
        const QByteArray packed = QByteArray::fromBase64(scene["drawing"].toString().toLatin1());
        const QByteArray pixels = packed.isEmpty() ? FilterDrawing::sample() : qUncompress(packed);
        Plane plane = Plane::filled(FilterDrawing::rows, FilterDrawing::columns, 0);
        std::ranges::transform(pixels, plane.values.begin(),
                               [](char p) { return static_cast<double>(static_cast<uchar>(p)); });
        return {plane};
    }
    return planesOf(scene["colour"].toBool() ? cnn::testCard() : cnn::greyOf(cnn::testCard()));
}

Plane kernelOf(const QJsonValue& kernel) {
    if (kernel.isString()) return planesOf(cnn::findKernel(kernel.toString().toStdString())->values)[0];
    return plain::planeFrom(kernel.toArray());
}

// The anchor of an even kernel is above and left of its middle; the output keeps the picture's size.
plain::Window windowOf(const Plane& kernel, const QString& border) {
    const auto axis = [](int k) { return plain::Axis{k, 1, (k - 1) / 2, k / 2, 1}; };
    return {axis(kernel.rows), axis(kernel.columns), border};
}

struct Truth {
    Planes picture, output, sizes;
    Plane kernel;
    plain::Window window;
    std::vector<plain::Tap> taps(std::size_t channel, int y, int x) const {
        return plain::taps({picture[channel]}, {kernel}, window, y, x);
    }
};

// Every output of one channel, and what its rounding is relative to.
std::pair<Plane, Plane> filtered(const Plane& in, const Plane& kernel, const plain::Window& window) {
    Plane sums = Plane::filled(in.rows, in.columns, 0), sizes = sums;
    for (int y = 0; y < in.rows; ++y)
        for (int ky = 0; ky < kernel.rows; ++ky) {
            const int sy = plain::source(window.mode, window.y.tap(y, ky), in.rows);
            for (int kx = 0; sy >= 0 && kx < kernel.columns; ++kx)
                for (int x = 0; x < in.columns; ++x) {
                    const int sx = plain::source(window.mode, window.x.tap(x, kx), in.columns);
                    if (sx < 0) continue;
                    const double product = in.at(sy, sx) * kernel.at(ky, kx);
                    sums.at(y, x) += product;
                    sizes.at(y, x) += std::abs(product);
                }
        }
    return {sums, sizes};
}

// Kept as long as picture, kernel and border stay: most actions only point elsewhere.
const Truth& truthOf(const QJsonObject& scene) {
    static QJsonObject made;
    static Truth t;
    QJsonObject wanted;
    for (const char* key : {"picture", "drawing", "colour", "kernel", "border"}) wanted[key] = scene[key];
    if (wanted == made) return t;
    made = wanted;
    t = {pictureOf(scene), {}, {}, kernelOf(scene["kernel"]), {}};
    t.window = windowOf(t.kernel, scene["border"].toString());
    for (const Plane& channel : t.picture) {
        auto [sums, sizes] = filtered(channel, t.kernel, t.window);
        t.output.push_back(std::move(sums));
        t.sizes.push_back(std::move(sizes));
    }
    return t;
}

QString lineOf(const Truth& t, const QString& words) {
    static const QRegularExpression place(" Row (\\d+), column (\\d+)(?:, (red|green|blue))?: ");
    const auto match = place.match(words);
    if (!match.hasMatch()) return "No sum is said.";
    const auto channel = std::max<qsizetype>(0, QStringList{"red", "green", "blue"}.indexOf(match.captured(3)));
    const int y = match.captured(1).toInt() - 1, x = match.captured(2).toInt() - 1;
    if (y >= t.picture[0].rows || x >= t.picture[0].columns) return "The sum is said of no pixel.";
    std::size_t count = 0;
    return plain::lineObjection(plain::behind(words, match.captured()).value_or(QString()),
                                plain::Operation::Convolution, t.taps(static_cast<std::size_t>(channel), y, x), 0,
                                count);
}

// "values from −1020 to 1020".
QString rangeObjection(const Truth& t, const Shown& shown) {
    if (shown.scene["original"].toBool()) return {};
    double low = t.output[0].values[0], high = low, size = 0;
    for (const Plane& plane : t.output) {
        low = std::min(low, *std::ranges::min_element(plane.values));
        high = std::max(high, *std::ranges::max_element(plane.values));
    }
    for (const Plane& plane : t.sizes) size = std::max(size, *std::ranges::max_element(plane.values));
    QString range = plain::behind(shown.words, "values from ").value_or(QString());
    const QStringList said = range.remove(QChar(0x2248)).split(" to "); // rounded ones are said with an "about"
    const auto near = [size](const std::optional<double>& is, double should) {
        return is && std::abs(*is - should) <= 0.006 + 2e-5 * size;
    };
    if (said.size() == 2 && near(plain::numberFrom(said[0]), low) && near(plain::numberFrom(said[1]), high)) return {};
    return QString("The values are from %1 to %2, not from %3").arg(low).arg(high).arg(said.join(" to "));
}

} // namespace

static QString filterObjection(const Shown& shown) {
    const Truth& t = truthOf(shown.scene);
    QString wrong = plain::difference("picture", shown.find("picture"), t.picture);
    if (wrong.isEmpty()) wrong = plain::difference("kernel", shown.find("kernel"), {t.kernel});
    if (wrong.isEmpty())
        wrong = plain::difference("filtered picture", shown.find("filtered picture"), t.output, t.sizes);
    if (wrong.isEmpty()) wrong = rangeObjection(t, shown);
    return wrong.isEmpty() ? lineOf(t, shown.words) : wrong;
}

static const ListedOracle isListed("filter", filterObjection);

} // namespace ui
