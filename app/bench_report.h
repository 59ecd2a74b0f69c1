// The figures of the command `bench`, for people and as JSON.
#pragma once

#include "app/bench_timing.h"

#include <QJsonObject>
#include <QString>

namespace bench {

enum class Quantity { ImagesPerSecond, Microseconds, Milliseconds, Gigaflops };

// One line of the report.
struct BenchFigure {
    const char* key;   // in JSON
    const char* title; // for people
    Quantity quantity;
    Measurement measurement;
};

// The median and the range of a figure, in its quantity's unit.
struct Number {
    double median = 0, low = 0, high = 0;
};
Number numberOf(const BenchFigure& figure);

// What a layer costs: microseconds an image, and the share of the machine's peak where there is something to multiply
// (0 elsewhere).
struct LayerCost {
    LayerWork layer;
    Measurement forward, backward;
};

struct Report {
    std::vector<BenchFigure> figures;
    std::vector<LayerCost> layers; // of LeNet-5, batches of `layerImages`
    int layerImages = 0;
    double peak = 0; // GFLOP/s of one thread
};

QJsonObject toJson(const Report& report); // keys in alphabetical order
QString toText(const Report& report);

} // namespace bench
