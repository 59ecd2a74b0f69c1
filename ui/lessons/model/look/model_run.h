// Sends a picture through a network, on a thread. Weights are taken into memory when a picture runs and no sooner; the
// last network's stay.
#pragma once

#include "ui/lessons/model/look/class_names.h"
#include "ui/lessons/model/look/model_input.h"
#include "ui/lessons/training/training_view.h"
#include "ui/model/background.h"

#include <QImage>

namespace ui {

// A network with weights, and what is to be known of it.
struct ModelWeightsHere {
    std::shared_ptr<const cnn::Network> network;
    Preprocessing said;  // what its file says of pictures, or how it was taught
    QString saidBy;      // a sentence: who says that
    QString weightsFrom; // a sentence; empty: from the file
    bool isRandom = false;
    ClassNames names;
    std::shared_ptr<const cnn::DataSplit> taughtOn; // null: it was not taught here
};

// What ran, beside the moment that views look at.
struct ModelLook {
    std::shared_ptr<const ModelWeightsHere> weights;
    ModelInput input;
    QImage original;
    Preprocessing how;
    cnn::Tensor plain;              // the picture at the network's size, before it was moved
    std::vector<float> plainShares; // what the network says of that; empty: it tells no classes, or nothing was moved
    std::vector<float> shares;      // what it says of the picture that ran; empty: it tells no classes
    QStringList notes;              // sentences: what is assumed, random, left out
};

// The weights of a network as a scene names it: the id of one that comes with the program, or the path of a file.
// Throws cnn::Error; Error(Interrupted) when it is stopped.
std::shared_ptr<const ModelWeightsHere> weightsFor(const QString& network, ModelWeights wish,
                                                   const std::stop_token& stop,
                                                   const std::function<void(double)>& progress);
// The picture that an input names. Throws cnn::Error.
QImage originalPicture(const ModelInput& input, const cnn::Shape& shape, const std::stop_token& stop);
// Everything, with weights that are there.
TrainingMoment lookedAt(const std::shared_ptr<const ModelWeightsHere>& weights, const ModelInput& input,
                        const std::stop_token& stop);

class ModelRun : public QObject {
    Q_OBJECT
public:
    ModelRun();

    // This input is wanted through this network; soon, and instead of any other.
    void want(const QString& network, const ModelInput& input);
    // Nothing is wanted; weights are let go.
    void release();
    const QString& network() const { return m_network; } // that is wanted
    // Null: nothing has run yet of what is wanted, or it is refused.
    const TrainingMoment* moment() const { return m_moment ? &*m_moment : nullptr; }
    QString refusal() const { return m_refusal; }
    // What is being done, for people; empty: nothing.
    QString doing() const;
    bool busy() const { return m_work.busy(); }
    // False: nothing was being done.
    bool stop();
    void wait() { m_work.wait(); }

signals:
    void changed();  // moment(), refusal() or doing()
    void finished(); // there is another moment

private:
    QString m_network;
    std::optional<ModelInput> m_wanted;
    std::shared_ptr<const ModelWeightsHere> m_weights; // of m_weightsOf
    std::pair<QString, ModelWeights> m_weightsOf;
    std::optional<TrainingMoment> m_moment;
    QString m_refusal;
    Background m_work; // last: ends before the rest goes
};

} // namespace ui
