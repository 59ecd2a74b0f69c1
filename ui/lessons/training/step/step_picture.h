// One training step for one image, as the view "One step" shows it.
#pragma once

#include "core/explain/weight_update.h"
#include "core/explain/written_loss.h"
#include "ui/figure/figure.h"
#include "ui/figure/map_painter.h"

#include <QStringList>

namespace ui {

enum class StepPart { Forward, Loss, Backward, Update };

struct StepPicture {
    std::shared_ptr<const cnn::Network> network;
    cnn::OneStep step;
    cnn::WrittenLoss loss;
    QString caption; // which image
    QStringList classNames;
    bool labelled = true; // false: the image has no label, so the class it looks most like is taken
    cnn::TrainingSettings settings;
    std::vector<std::size_t> layers; // those whose weights can be looked at; may be empty
    cnn::WeightPlace weight;         // the one whose update is shown
    std::optional<cnn::WeightUpdate> update;
};

// Everything but the caption and the names. target: -1 when there is no label. A weight that is not there becomes the
// steepest of the first layer that has weights.
StepPicture stepPicture(std::shared_ptr<const cnn::Network> network, const cnn::Tensor& image, int target,
                        const cnn::TrainingSettings& settings, std::optional<cnn::WeightPlace> weight);

// Where a weight stands in its layer.
struct WeightSpot {
    int output = 0, input = 0, y = 0, x = 0; // x and y in the kernel; 0 of a dense layer
    bool bias = false;
    bool operator==(const WeightSpot&) const = default;
};
WeightSpot spotOf(const StepPicture& picture, const cnn::WeightPlace& place);
cnn::WeightPlace placeOf(const StepPicture& picture, std::size_t layer, const WeightSpot& spot);
// "kernel 3, row 1, column 5", "kernel 3, channel 2, row ..", "weight 17 of neuron 3", "bias of kernel 3"
QString weightName(const StepPicture& picture, const cnn::WeightPlace& place);

QString className(const StepPicture& picture, int index);
// "Sneaker", or "Sneaker, the likeliest class: your drawing has no label"
QString targetWords(const StepPicture& picture);
// "5 × 5 windows, 6 kernels"
QString workWords(const cnn::Network& network, std::size_t layer);
// The loss with its numbers: "loss = −ln 0.658 ≈ 0.419".
QString lossLine(const StepPicture& picture);
// Of class k: its output and the gradient there.
QString outText(const StepPicture& picture, std::size_t k);
QString slopeText(const StepPicture& picture, std::size_t k);
// "v = 0.9 × 0 + 0.0232 = 0.0232", "g = ..": where rate and direction of the update come from, a line each; empty when
// the rate is the one that was set and the direction the gradient.
QString directionLine(const StepPicture& picture);
// What the rate is multiplied with: "gradient", "g", "v", "g ÷ |g|".
QString directionName(const StepPicture& picture);
// Why the products of the update are not written.
QString unwritable(const StepPicture& picture);
// Of one part, in words.
QString stepWords(const StepPicture& picture, StepPart part);

} // namespace ui
