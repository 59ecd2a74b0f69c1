#include "ui/lessons/training/data/data_picture.h"

#include "core/train/training_parts.h"
#include "ui/figure/number_text.h"
#include "ui/tr.h"

#include <algorithm>
#include <numeric>

namespace ui {
std::size_t DataPicture::count(Part of) const {
    const auto& classes = counts[of];
    return std::accumulate(classes.begin(), classes.end(), std::size_t{0});
}

DataPicture dataPicture(std::shared_ptr<const cnn::DataSplit> data, QStringList classNames,
                        const cnn::TrainingSettings& settings, DataPicture::Part part, int wantedClass) {
    DataPicture p;
    p.classNames = std::move(classNames);
    p.part = part;
    p.wantedClass = wantedClass < p.classNames.size() ? wantedClass : DataPicture::allClasses;
    p.augment = settings.augment;
    p.seed = settings.seed;
    cnn::TrainingParts training = cnn::partsOf(*data, settings.validation, settings.seed);
    std::sort(training.validation.begin(), training.validation.end());
    std::vector<std::size_t> test(data->test.size());
    std::iota(test.begin(), test.end(), std::size_t{0});
    const auto add = [&](DataPicture::Part of, const cnn::Dataset& set, const std::vector<std::size_t>& images) {
        p.counts[of].assign(static_cast<std::size_t>(p.classNames.size()), 0);
        for (const std::size_t index : images) {
            const int label = set.labels[index];
            ++p.counts[of][static_cast<std::size_t>(label)];
            if (of == part && (p.wantedClass == DataPicture::allClasses || p.wantedClass == label))
                p.images.push_back(index);
        }
    };
    add(DataPicture::Training, data->train, training.learned);
    add(DataPicture::Validation, data->train, training.validation);
    add(DataPicture::Test, data->test, test);
    p.data = std::move(data);
    return p;
}

QString partWords(DataPicture::Part part) {
    switch (part) {
    case DataPicture::Training:
        return tr("Training images");
    case DataPicture::Validation:
        return tr("Validation images");
    case DataPicture::Test:
        break;
    }
    return tr("Test images");
}

QString titleWords(const DataPicture& p) {
    const QString part = partWords(p.part);
    return p.wantedClass == DataPicture::allClasses ? part : part + ": " + p.classNames[p.wantedClass];
}

QString imageWords(const DataPicture& p, std::size_t index) {
    const QString which = p.part == DataPicture::Test ? tr("Test image %1: %2") : tr("Training image %1: %2");
    return which.arg(grouped(index + 1), p.classNames[p.set().labels[index]]);
}

QString augmentWords(const cnn::Augmentation& a) {
    QStringList words;
    if (a.shift) words << tr("shift");
    if (a.rotate) words << tr("rotation");
    if (a.elastic) words << tr("elastic warp");
    if (a.noise) words << tr("noise");
    if (words.size() < 2) return words.join(QString());
    const QString last = words.takeLast();
    return tr("%1 and %2").arg(words.join(", "), last);
}

QString dataInWords(const DataPicture& p) {
    QStringList classes;
    for (qsizetype i = 0; i < p.classNames.size(); ++i)
        classes << p.classNames[i] + ' ' + grouped(p.counts[p.part][static_cast<std::size_t>(i)]);
    return tr("%1: %2 training, %3 validation and %4 test images of %5. %6: %7.")
        .arg(QString::fromStdString(p.data->name), grouped(p.count(DataPicture::Training)),
             grouped(p.count(DataPicture::Validation)), grouped(p.count(DataPicture::Test)),
             QString::fromStdString(text(p.data->train.shape)), partWords(p.part), classes.join(", "));
}

} // namespace ui
