// What a network makes of labelled images, one by one, and what that adds up to: confusion, accuracy by class,
// mistakes.
#pragma once

#include "core/data/dataset.h"
#include "core/network/network.h"

#include <stop_token>

namespace cnn {

// The values after the first `layers` layers for the first `images` of the set, (c, h, w, images). The same bits with
// any number of threads. Throws Error(Mismatch) when the network cannot read the images, Error(Interrupted) when
// stopped.
Tensor valuesAfter(const Network& network, std::size_t layers, const Dataset& set, std::size_t images, int threads = 1,
                   const std::stop_token& stop = {});
// What the layers from `layers` on make of such values.
Tensor passOn(const Network& network, std::size_t layers, Tensor values);
// How many layers come before the last one with weights: its input is what the classes are told apart by.
std::size_t layersBeforeLast(const Network& network);

// One image and the class it was taken for.
struct Verdict {
    std::size_t image = 0; // its number in the set
    int truth = 0, said = 0;
    float share = 0; // softmax probability of `said`
    bool operator==(const Verdict&) const = default;
};

// What was said of each of the first images of a set.
struct Verdicts {
    std::vector<Verdict> all; // in the set's order
    Tensor shares;            // softmax probabilities, (classes, 1, 1, images)

    int classes() const { return shares.shape().c; }
    float share(std::size_t image, int c) const { return shares.at(c, 0, 0, static_cast<int>(image)); }
};
// From logits of (classes, 1, 1, images). As in evaluate(), the largest logit counts. Throws outputsNotFinite().
Verdicts verdictsFrom(const Tensor& logits, std::span<const int> labels);
// Of the first `images`; throws as valuesAfter, and Error(Mismatch) for a label the network does not know.
Verdicts verdictsOn(const Network& network, const Dataset& set, std::size_t images, int threads = 1,
                    const std::stop_token& stop = {});

// How often each class was taken for each.
struct Confusion {
    int classes = 0;
    std::vector<int> counts; // row after row; row: true class, column: said

    int at(int truth, int said) const {
        return counts[static_cast<std::size_t>(truth) * static_cast<std::size_t>(classes) +
                      static_cast<std::size_t>(said)];
    }
    int images(int truth) const; // of that class
    int images() const;
    int correct() const;
    // Share of the class's images that were taken for it; of no images, 0.
    double accuracy(int truth) const;
    Tensor table() const; // the counts as a grid
};
Confusion confusionOf(const Verdicts& verdicts);

// Images taken for a wrong class, the surest first (equally sure ones in the set's order), at most `most`.
std::vector<Verdict> surestMistakes(const Verdicts& verdicts, std::size_t most);
// Images of class `truth` taken for `said`, likewise.
std::vector<Verdict> imagesOfCell(const Verdicts& verdicts, int truth, int said, std::size_t most);

} // namespace cnn
