#include "app/bench_report.h"

#include "core/base/core_level.h"

#include <QJsonArray>
#include <QLocale>
#include <algorithm>
#include <cmath>
#include <thread>

namespace bench {
namespace {

double inUnit(Quantity quantity, const Work& work, double seconds) {
    switch (quantity) {
    case Quantity::ImagesPerSecond:
        return work.images / seconds;
    case Quantity::Microseconds:
        return seconds * 1e6;
    case Quantity::Milliseconds:
        return seconds * 1e3;
    case Quantity::Gigaflops:
        return work.operations / seconds * 1e-9;
    }
    return 0;
}

const char* unit(Quantity quantity) {
    switch (quantity) {
    case Quantity::ImagesPerSecond:
        return "images/s";
    case Quantity::Microseconds:
        return "us";
    case Quantity::Milliseconds:
        return "ms";
    case Quantity::Gigaflops:
        return "GFLOP/s";
    }
    return "";
}

int processors() {
    return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

// Four digits that say something: 12345 as 12340, 0.123456 as 0.1235.
double rounded(double value) {
    if (value == 0) return 0;
    const double step = std::pow(10, std::floor(std::log10(std::abs(value))) - 3);
    return std::round(value / step) * step;
}

QString written(double value) {
    return QLocale::c().toString(value, 'f', value >= 100 ? 0 : value >= 10 ? 1 : 2);
}

double microsecondsAnImage(const Measurement& m) {
    return m.timing().median / m.work.images * 1e6;
}
double shareOfPeak(const Measurement& m, double peak) {
    return m.work.operations / m.timing().median * 1e-9 / peak;
}

QJsonObject layerJson(const LayerCost& cost, double peak) {
    return {{"name", QString::fromStdString(cost.layer.name)},
            {"kind", QString::fromStdString(cost.layer.kind)},
            {"forward_us", rounded(microsecondsAnImage(cost.forward))},
            {"backward_us", rounded(microsecondsAnImage(cost.backward))},
            {"forward_share_of_peak", rounded(shareOfPeak(cost.forward, peak))},
            {"backward_share_of_peak", rounded(shareOfPeak(cost.backward, peak))}};
}

QString shareText(const Measurement& m, double peak) {
    return m.work.operations > 0 ? QString::number(std::lround(100 * shareOfPeak(m, peak))) + " %" : QString();
}

QString layerRow(const QString& name, const QString& out, const QString& forward, const QString& forwardShare,
                 const QString& backward, const QString& backwardShare) {
    return QString("  %1 %2 %3 %4 %5 %6\n")
        .arg(name, -9)
        .arg(out, -9)
        .arg(forward, 11)
        .arg(forwardShare, 8)
        .arg(backward, 12)
        .arg(backwardShare, 8);
}

QString layerTable(const Report& report) {
    QString text = QString("\nLeNet-5 by layers, 1 thread, batches of %1: microseconds an image, share of the peak\n")
                       .arg(report.layerImages) +
                   layerRow("layer", "output", "forward", "of peak", "backward", "of peak");
    double forward = 0, backward = 0;
    for (const LayerCost& cost : report.layers) {
        const double there = microsecondsAnImage(cost.forward), back = microsecondsAnImage(cost.backward);
        text += layerRow(QString::fromStdString(cost.layer.name), QString::fromStdString(cnn::text(cost.layer.out)),
                         written(there), shareText(cost.forward, report.peak), written(back),
                         shareText(cost.backward, report.peak));
        forward += there;
        backward += back;
    }
    return text + layerRow("all", "", written(forward), "", written(backward), "");
}

} // namespace

Number numberOf(const BenchFigure& figure) {
    const Timing t = figure.measurement.timing();
    const auto in = [&](double seconds) { return inUnit(figure.quantity, figure.measurement.work, seconds); };
    return {in(t.median), std::min(in(t.least), in(t.most)), std::max(in(t.least), in(t.most))};
}

QJsonObject toJson(const Report& report) {
    QJsonObject json, ranges;
    for (const BenchFigure& figure : report.figures) {
        const Number n = numberOf(figure);
        json[figure.key] = rounded(n.median);
        ranges[figure.key] = QJsonArray{rounded(n.low), rounded(n.high)};
    }
    QJsonArray layers;
    for (const LayerCost& cost : report.layers) layers.append(layerJson(cost, report.peak));
    json["ranges"] = ranges;
    json["layers"] = layers;
    json["layers_batch"] = report.layerImages;
    json["level"] = cnn::coreLevel();
    json["processors"] = processors();
    json["version"] = CONVSCOPE_VERSION;
    return json;
}

QString toText(const Report& report) {
    QString text = QString("ConvScope " CONVSCOPE_VERSION ", core %1, %2 processors; medians and ranges\n")
                       .arg(cnn::coreLevel())
                       .arg(processors());
    for (const BenchFigure& figure : report.figures) {
        const Number n = numberOf(figure);
        text += QString("  %1 %2 %3  (%4 .. %5)\n")
                    .arg(figure.title, -48)
                    .arg(written(n.median), 12)
                    .arg(unit(figure.quantity), -8)
                    .arg(written(n.low), written(n.high));
    }
    return text + layerTable(report);
}

} // namespace bench
