// What a network took the images of a test set for, as values that can be drawn, and in words.
#pragma once

#include "core/train/metrics.h"

#include <QImage>
#include <QStringList>

namespace ui {

// An image and what was said of it.
struct Example {
    cnn::Verdict verdict;
    QImage image;
};
std::vector<Example> examples(const cnn::Dataset& set, const std::vector<cnn::Verdict>& verdicts);

struct ConfusionPicture {
    QStringList classNames; // confusion.classes of them
    cnn::Confusion confusion;
    std::vector<Example> mistakes; // the surest ones, surest first
};
// `mistakes`: as many as a figure may want to show.
ConfusionPicture confusionPicture(const cnn::Verdicts& verdicts, const cnn::Dataset& set, QStringList classNames,
                                  std::size_t mistakes);

// "Shirt taken for T-shirt/top: 7 of 107", "Shirt recognised: 80 of 107"
QString cellWords(const ConfusionPicture& picture, int truth, int said);
// "Test image 311: Sneaker taken for Sandal, 99.8 % sure"
QString exampleWords(const ConfusionPicture& picture, const Example& example);
// "85.2 % of 1 000 test images right"
QString accuracyWords(const ConfusionPicture& picture);
QString shortAccuracyWords(const ConfusionPicture& picture); // "98.2 % right"
// The class of the smallest accuracy among those that have images; -1 when all are right.
int worstClass(const cnn::Confusion& confusion);
// The classes with the most mistakes, whichever way round, in their own order; all when there are no more than `most`.
std::vector<int> mostConfused(const cnn::Confusion& confusion, int most);
// Accuracy, the commonest mistakes and the surest ones.
QString confusionInWords(const ConfusionPicture& picture);

} // namespace ui
