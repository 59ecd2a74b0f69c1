#include "core/explain/written_loss.h"

#include "core/walk/written_total.h"
#include "core/walk/written_update.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace cnn {
namespace {

constexpr int fewest = 3, most = 9;

// A number and what it is worth as it is written.
struct Written {
    std::string text;
    double value = 0;
};

Written decimal(double value, int places) {
    const Decimal d = Decimal::rounded(value, places);
    return {d.text(), d.value()};
}

double read(std::string text) {
    for (std::size_t at; (at = text.find("−")) != std::string::npos;) text.replace(at, std::string("−").size(), "-");
    return std::strtod(text.c_str(), nullptr);
}

// Never 0 for what is not 0.
Written inColumn(double value, int places) {
    const Written w = decimal(value, places);
    if (w.value != 0 || value == 0) return w;
    const std::string text = writtenFigures(value, places);
    return {text, read(text)};
}

// With so many figures, as far as nine places go.
Written share(double value, int figures) {
    if (value > 0 && value < 1e-6) {
        const std::string text = writtenFigures(value, figures);
        return {text, read(text)};
    }
    return decimal(value, std::min(most, placesFor(value) + figures - fewest));
}

// Outputs, parts and the sum with so many places; returns the part of the right class and the sum as they are written.
std::pair<double, double> writeColumn(const LossStory& story, int places, WrittenLoss& to) {
    to.classes.clear();
    to.places = places;
    const bool softmax = story.kind == LossKind::SoftmaxCrossEntropy;
    double largest = -1e30, sum = 0, target = 0;
    for (const LossStory::Class& one : story.classes) largest = std::max(largest, decimal(one.out, places).value);
    for (const LossStory::Class& one : story.classes) {
        const Written out = decimal(one.out, places);
        const double away = out.value - one.wanted;
        const Written part = inColumn(softmax ? std::exp(out.value - largest) : away * away, places);
        WrittenLoss::Class line{out.text, part.text, 0, 2 * away};
        if (softmax) {
            line.share = std::round(1000 * one.share) / 1000;
            line.slope = line.share - one.wanted;
        }
        if (static_cast<int>(to.classes.size()) == story.target) target = part.value;
        sum += part.value;
        to.classes.push_back(std::move(line));
    }
    const Written whole = decimal(sum, places);
    to.sum = whole.text;
    return {target, whole.value};
}

} // namespace

WrittenLoss writeLoss(const LossStory& story) {
    WrittenLoss written;
    for (const LossStory::Class& one : story.classes)
        written.writable = written.writable && writable(one.out) && writable(one.part);
    if (!written.writable || !writable(story.loss)) return WrittenLoss{{}, fewest, {}, {}, {}, true, false};
    const std::string loss = writtenFigures(story.loss);
    for (int places = fewest; places <= most; ++places) {
        const auto [part, sum] = writeColumn(story, places, written);
        written.loss = written.sum;
        if (story.kind != LossKind::SoftmaxCrossEntropy) {
            if (writtenFigures(sum) == loss) return written;
            continue;
        }
        written.loss = loss;
        const double truth = story.classes[static_cast<std::size_t>(story.target)].share;
        for (int figures = fewest; figures <= most; ++figures) {
            const Written quotient = share(part / sum, figures);
            written.share = quotient.text;
            if (quotient.text != share(truth, figures).text) break; // more places of the outputs
            if (writtenFigures(-std::log(quotient.value)) == loss) return written;
        }
    }
    written.leads = story.kind != LossKind::SoftmaxCrossEntropy;
    return written;
}

} // namespace cnn
