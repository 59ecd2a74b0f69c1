#pragma once

#include "core/data/dataset.h"

#include <QSize>
#include <QStringList>
#include <vector>

namespace ui {

// What would be read, before it is: few images are looked at, or, where a file is read at once anyway, all.
struct DataLook {
    QString layout; // a sentence: "Pictures in one subfolder a class.", "CIFAR-10's binary files."
    qint64 train = 0, validation = 0, test = 0; // images
    QStringList classes;
    std::vector<qint64> counts; // training images of each class
    cnn::Dataset samples;       // at most 16, of all classes in turn, as they would be read; with their range
    QSize smallest, largest;    // of the images as they lie there
    cnn::Shape shape;           // that they would be read at
    bool coloured = false;
    cnn::DisplayRange values; // the least and the largest that was seen
    qint64 seen = 0;          // of so many images
    bool mayBeTurned = false; // the samples may have to be turned to stand upright
    qint64 bytes = 0;         // that they take in memory at `shape`
    QStringList notes;        // whole sentences: what is assumed or left out
};

} // namespace ui
