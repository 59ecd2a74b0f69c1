#include "ui/lessons/training/dive/dive_stepper.h"

#include "core/layers/catalog.h"
#include "ui/lessons/training/dive/dive_words.h"
#include "ui/tr.h"

#include <QJsonArray>
#include <algorithm>
#include <numeric>

namespace ui {
namespace {

constexpr int mostStepped = 4, largestStepped = 12, largestSteppedKernel = 5, largestSteppedStride = 4; // the lessons'

// As many rows and columns of the input around the window as the lessons take, and where the window lies in them.
struct SteppedPatch {
    int first = 0;   // of the input, may lie in the padding
    int outputs = 1; // that fit into it
    int at = 0;      // the one that is looked at
};
SteppedPatch patchOf(const cnn::Axis& axis, int outputs, int at, bool alone) {
    const int fit = alone ? 1 : std::min(outputs, (largestStepped - axis.kernel) / axis.stride + 1);
    const int first = std::clamp(at - fit / 2, 0, outputs - fit);
    return {first * axis.stride - axis.padBefore, fit, at - first};
}

int cellsOf(const cnn::Axis& axis, const SteppedPatch& patch) {
    return (patch.outputs - 1) * axis.stride + axis.kernel;
}

QString numberText(float value) {
    return QString::number(static_cast<double>(value), 'g', 9);
}

QJsonArray patchRows(const cnn::Tensor& values, int channel, const cnn::Window& window, const SteppedPatch& y,
                     const SteppedPatch& x) {
    const cnn::Shape& s = values.shape();
    QJsonArray rows;
    for (int row = y.first; row < y.first + cellsOf(window.y, y); ++row) {
        QStringList numbers;
        for (int column = x.first; column < x.first + cellsOf(window.x, x); ++column) {
            const bool inside = row >= 0 && column >= 0 && row < s.h && column < s.w;
            numbers << (inside ? numberText(values.at(channel, row, column)) : QString("0"));
        }
        rows << numbers.join(' ');
    }
    return rows;
}

// The channels that add most, in their own order.
std::vector<std::size_t> strongestChannels(const cnn::ValueOrigin& o) {
    std::vector<std::size_t> channels(o.channels());
    std::iota(channels.begin(), channels.end(), std::size_t{0});
    const auto sum = [&](std::size_t c) {
        return std::abs(o.sumOf(c * o.perChannel(), (c + 1) * o.perChannel()).value());
    };
    std::ranges::stable_sort(channels, [&](std::size_t a, std::size_t b) { return sum(a) > sum(b); });
    channels.resize(std::min<std::size_t>(channels.size(), mostStepped));
    std::ranges::sort(channels);
    return channels;
}

QJsonArray kernelRows(const cnn::ValueOrigin& o, std::size_t channel) {
    QJsonArray rows;
    for (int y = 0; y < o.rows; ++y) {
        QStringList numbers;
        for (int x = 0; x < o.columns; ++x)
            numbers << numberText(
                o.terms[channel * o.perChannel() + static_cast<std::size_t>(y * o.columns + x)].weight);
        rows << numbers.join(' ');
    }
    return rows;
}

// What the channels that are left out add, at this place, and the bias.
double restOf(const cnn::ValueOrigin& o, const std::vector<std::size_t>& channels) {
    double rest = o.bias;
    for (std::size_t c = 0; c < o.channels(); ++c) {
        if (std::ranges::find(channels, c) != channels.end()) continue;
        for (std::size_t i = c * o.perChannel(); i < (c + 1) * o.perChannel(); ++i)
            rest += static_cast<double>(o.terms[i].input) * static_cast<double>(o.terms[i].weight);
    }
    return rest;
}

DiveStepper stepConvolution(const DivePicture& p) {
    const cnn::ValueOrigin& o = *p.made();
    const cnn::Window& window = *o.layer.window;
    const cnn::Shape& out = p.look->network->outputShape(p.layer);
    const auto channels = strongestChannels(o);
    const bool all = channels.size() == o.channels();
    const SteppedPatch y = patchOf(window.y, out.h, o.place.y, !all), x = patchOf(window.x, out.w, o.place.x, !all);
    QJsonArray input, kernel;
    for (const std::size_t c : channels) {
        const cnn::Term& t = o.terms[c * o.perChannel()];
        input << patchRows(p.look->trace->values[o.read], t.c, window, y, x);
        kernel << kernelRows(o, c);
    }
    const QJsonObject scene{{"input", input},
                            {"kernels", QJsonArray{kernel}},
                            {"bias", QJsonArray{numberText(static_cast<float>(restOf(o, channels))).toDouble()}},
                            {"stride", window.y.stride},
                            {"step", y.at * x.outputs + x.at + 1}};
    const QString rest =
        all ? QString()
            : tr(" The %1 channels that add most are shown; what the others add here stands in the bias.")
                  .arg(channels.size());
    return {"input-channels", scene, tr("%1 with the numbers that the network has now.").arg(diveName(p)) + rest};
}

DiveStepper stepPool(const DivePicture& p, bool largest) {
    const cnn::ValueOrigin& o = *p.made();
    const cnn::Window& window = *o.layer.window;
    const cnn::Shape& out = p.look->network->outputShape(p.layer);
    const SteppedPatch y = patchOf(window.y, out.h, o.place.y, false), x = patchOf(window.x, out.w, o.place.x, false);
    const QJsonObject scene{{"operation", largest ? "max" : "avg"},
                            {"input", patchRows(p.look->trace->values[o.read], o.place.c, window, y, x)},
                            {"kernel", window.y.kernel},
                            {"stride", window.y.stride},
                            {"step", y.at * x.outputs + x.at + 1}};
    return {largest ? "pooling-stride-2" : "average-pooling", scene,
            tr("%1 with the numbers that the network has now.").arg(diveName(p))};
}

// Whether the lessons have such windows.
bool fitsLessons(const cnn::Window& w, bool padded) {
    const auto fits = [](const cnn::Axis& a) {
        return a.kernel <= largestSteppedKernel && a.stride <= largestSteppedStride && a.dilation == 1;
    };
    const bool square = w.y.kernel == w.x.kernel && w.y.stride == w.x.stride;
    const bool bare = w.y.padBefore == 0 && w.x.padBefore == 0 && w.y.padAfter == 0 && w.x.padAfter == 0;
    return fits(w.y) && fits(w.x) && square && (padded || bare);
}

} // namespace

std::optional<DiveStepper> diveStepper(const DivePicture& p) {
    const cnn::ValueOrigin* o = p.made();
    if ((p.level != DiveLevel::Window && p.level != DiveLevel::Products) || !o || !o->layer.window) return std::nullopt;
    if (cnn::factsOf(o->layer.kind).made != cnn::Made::ByRole) return std::nullopt;
    const bool sum = o->kind == cnn::OriginKind::Sum;
    if (!fitsLessons(*o->layer.window, sum)) return std::nullopt;
    if (sum) return stepConvolution(p);
    if (o->kind == cnn::OriginKind::Largest) return stepPool(p, true);
    if (o->kind == cnn::OriginKind::Mean) return stepPool(p, false);
    return std::nullopt;
}

} // namespace ui
