// The networks of LeNet live: those out of files, and what a scene's run begins with.
#pragma once

#include "core/data/dataset.h"
#include "ui/model/training_scene.h"

#include <functional>
#include <map>
#include <memory>

namespace ui {

// The images as a network labels them.
struct FittedImages {
    std::shared_ptr<const cnn::DataSplit> data; // null: it tells none of their classes, they can only be looked at
    QString note;                               // what is assumed of the classes, or differs
};

class OpenedNetworks {
public:
    // Reads the file, for describe(); of layers in a row, to one number a class. Throws cnn::Error.
    static std::shared_ptr<const cnn::Network> read(const QString& path);
    // The scene with this network of that file. Throws cnn::Error(Mismatch) when it cannot learn these images.
    TrainingScene open(const QString& path, std::shared_ptr<const cnn::Network> network, TrainingScene scene,
                       const cnn::DataSplit& images);
    // How a source is to be read so that this network can look at its images: brought to its input's shape, black and
    // white where it was taught to take them. images: the source's as they are read now; null: not known.
    static DataSource readFor(const cnn::Network& network, DataSource source, const cnn::DataSplit* images);
    // The same for the scene's network, where that is out of a file.
    DataSource readFor(const TrainingScene& scene, const DataSource& source) const;
    // The file a scene names, when it does not come from open(). A sentence when it cannot be read: then the scene's
    // weights are random.
    QString need(TrainingScene& scene);

    // A sentence when the scene's network cannot learn these images.
    QString misfit(const TrainingScene& scene, const cnn::DataSplit& images) const;
    // Then a model that can comes in its place; false: none can.
    bool replace(TrainingScene& scene, const cnn::DataSplit& images) const;
    FittedImages fitted(const TrainingScene& scene, const std::shared_ptr<const cnn::DataSplit>& images) const;
    // Makes the network that the scene's run begins with, on any thread.
    std::function<cnn::Network()> beginning(const TrainingScene& scene,
                                            const std::shared_ptr<const cnn::DataSplit>& images) const;
    // On show until there are images to learn.
    std::shared_ptr<const cnn::Network> untrained(const TrainingScene& scene) const;

private:
    std::shared_ptr<const cnn::Network> find(const TrainingScene& scene) const; // null: it names no file
    std::map<QString, std::shared_ptr<const cnn::Network>> m_opened;            // by the name in a scene
};

} // namespace ui
