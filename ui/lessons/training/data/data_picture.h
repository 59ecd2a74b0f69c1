// What there is to see of labelled images: how many of each class, and those of one class, as values that can be drawn.
#pragma once

#include "core/data/dataset.h"
#include "core/train/training_settings.h"

#include <QStringList>
#include <array>
#include <memory>

namespace ui {

struct DataPicture {
    enum Part { Training, Validation, Test };
    static constexpr int parts = 3, allClasses = -1;

    std::shared_ptr<const cnn::DataSplit> data; // never null
    QStringList classNames;
    std::array<std::vector<std::size_t>, parts> counts; // images of each class
    Part part = Training;
    int wantedClass = allClasses;
    std::vector<std::size_t> images; // of that part and class: indices of the training or the test images
    cnn::Augmentation augment;       // of the training images
    std::uint64_t seed = 1;

    const cnn::Dataset& set() const { return part == Test ? data->test : data->train; }
    bool augmented() const { return part == Training && augment.any(); }
    std::size_t count(Part of) const;
};

// settings: which training images are kept out, and how the others are changed.
DataPicture dataPicture(std::shared_ptr<const cnn::DataSplit> data, QStringList classNames,
                        const cnn::TrainingSettings& settings, DataPicture::Part part, int wantedClass);

// "Training images", and of one class: "Training images: Shirt"
QString partWords(DataPicture::Part part);
QString titleWords(const DataPicture& picture);
// "Test image 311: Shirt"
QString imageWords(const DataPicture& picture, std::size_t index);
// "shift and noise"
QString augmentWords(const cnn::Augmentation& augment);
// How many images of which size there are, and the classes of the part on show.
QString dataInWords(const DataPicture& picture);

} // namespace ui
