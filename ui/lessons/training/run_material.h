// What the run of LeNet live learns from, and what it begins with: reads the images of its scene, opens networks, and
// begins the run once both are there.
#pragma once

#include "ui/lessons/training/opened_networks.h"
#include "ui/model/data_loader.h"
#include "ui/model/training_run.h"

namespace ui {

class RunMaterial : public QObject {
    Q_OBJECT
public:
    explicit RunMaterial(TrainingRun& run);

    // The scene of a lesson or a file, as far as it is possible here: Fashion-MNIST only where it is installed, with
    // its network's file read.
    TrainingScene possible(TrainingScene scene);
    // Begins the run of its scene once the images are there; until then they are being read.
    void begin();
    // Other images, once they are read: edited(). A network out of a file gets them as it reads images; a model that
    // cannot learn them makes room for one that can, and that is said.
    void choose(const DataSource& source);
    // Another network: edited(), once there are images, which are brought to its input. Throws cnn::Error when it
    // cannot be read, or not learn them.
    void openNetwork(const QString& path);

    // Those of the run; else those that the network can only look at.
    std::shared_ptr<const cnn::DataSplit> images() const { return learned() ? learned() : m_foreign; }
    // Those of the scene as they are in its source; null until they are read.
    std::shared_ptr<const cnn::DataSplit> source() const { return m_loader.find(m_run.scene().source); }
    // The folder where the run's images lie as MNIST's files; empty when they do not, or are labelled otherwise.
    QString folder() const;
    // Why there is nothing to learn from: the images are of classes that the network does not tell. Mostly empty.
    QString nothingToLearn() const { return m_foreign ? m_classesNote : QString(); }
    // What is assumed of the classes, or differs.
    const QString& classesNote() const { return m_classesNote; }
    // On show until there is a run; never null after possible().
    const std::shared_ptr<const cnn::Network>& untrained() const { return m_untrained; }

    // What is being read, for people; empty: the run's images are there.
    QString reading() const;
    bool busy() const { return m_loader.loading(); }
    void stop() { m_loader.stop(); }
    // Returns when nothing is being read any more.
    void wait() { m_loader.wait(); }

signals:
    void progressed(); // of reading
    // The user's choice is there: a step of undo.
    void edited(const ui::TrainingScene& scene, const QString& what);
    // The scene is another one, or its images came: no step of undo.
    void arrived(const ui::TrainingScene& scene);
    void refused(const QString& sentence);
    void said(const QString& sentence);

private:
    void loaded(const DataSource& source);
    void take(const DataSource& source);
    struct NetworkFile {
        QString path;
        std::shared_ptr<const cnn::Network> network;
    };
    void open(const NetworkFile& file, const DataSource& source);
    void openLate(const DataSource& source);
    void failed(const DataSource& source, const QString& sentence);
    TrainingScene fitting(TrainingScene scene, const cnn::DataSplit& images);
    const std::shared_ptr<const cnn::DataSplit>& learned() const { return m_run.session().data(); }

    TrainingRun& m_run;
    DataLoader m_loader;
    OpenedNetworks m_networks;
    std::optional<DataSource> m_wanted;              // chosen, being read
    std::optional<NetworkFile> m_wantedNetwork;      // opened before the images were there as it reads them
    std::optional<DataSource> m_begun;               // where the run's images came from
    std::shared_ptr<const cnn::DataSplit> m_foreign; // images of classes that the network does not tell
    QString m_classesNote;
    std::shared_ptr<const cnn::Network> m_untrained;
};

} // namespace ui
