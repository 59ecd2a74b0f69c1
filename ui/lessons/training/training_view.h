// What the lower card of LeNet live can show: each view is one way of looking at one moment of a run.
//
// To add a view: derive from TrainingView in files of its own, then one line in training_views.cpp. Tabs, undo, scene
// files and export follow.
#pragma once

#include "core/network/network_plan.h"
#include "core/train/training_runner.h"
#include "ui/figure/figure.h"
#include "ui/pages/page.h"

#include <stop_token>

namespace ui {

struct ModelLook; // ui/lessons/model/look/model_run.h

// One moment of a run, as a value: what a view may look at, on any thread.
struct TrainingMoment {
    std::shared_ptr<const cnn::Network> network;   // never null
    std::shared_ptr<const cnn::DataSplit> data;    // null until it is read
    cnn::Tensor image;                             // what goes through the network, of its input shape
    cnn::Tensor picture;                           // the same as people see it, 0 .. 1; empty: image is that
    std::shared_ptr<const cnn::Trace> trace;       // of the image, where somebody has it already; else null
    QString caption;                               // which picture that is
    int trueClass = -1;                            // its label, when there is one
    QStringList classNames;                        // of the network's outputs
    QString noLabels;                              // why the images' labels say nothing of this network; mostly empty
    double progress = 0;                           // epochs that it has learned
    QString weightsFrom;                           // the file that the run's first weights are from; empty: random
    cnn::TrainingSettings settings;                // of the next step, the loss among them
    double rateLeft = 1;                           // what the schedule has left of the learning rate, 0 .. 1
    std::shared_ptr<const cnn::StepInside> inside; // of the last step; null when nobody saw inside it
    cnn::Tensor black; // what the network reads where a picture is black, one a channel; empty: 0

    std::shared_ptr<const ModelLook> model; // what else ran, on the page "Model"; else null

    const cnn::Tensor& shown() const { return picture.empty() ? image : picture; }
};
// What Network::forward leaves of the moment's image. Takes long where the moment does not have it.
std::shared_ptr<const cnn::Trace> traceOf(const TrainingMoment& moment);

// A choice among a few values, shown in the head of the card; the index of the chosen value stands in the view's
// choices under `id`, 0 when it is not there.
struct ViewOption {
    QString id, label;
    QStringList values;
    bool operator==(const ViewOption&) const = default;
};

class TrainingView : public QObject {
    Q_OBJECT
public:
    using Show = std::function<void()>;
    using Work = std::function<Show(const std::stop_token&)>;

    // Called in the interface's thread and back at once: what is to be computed for this moment and these choices. The
    // work runs on a thread, one at a time, and ends soon after `stop`; the Show it returns stores the result, in the
    // interface's thread again.
    virtual Work work(const TrainingMoment& moment, const QJsonObject& choices) = 0;
    // The newest result; null before the first.
    virtual std::unique_ptr<Figure> figure(QSizeF size, const Style& style, const QJsonObject& choices,
                                           const std::optional<CellRef>& hover) const = 0;
    virtual std::vector<ViewOption> options(const TrainingMoment&) const { return {}; }
    // A click, or Enter, on a cell of the figure: the choices from now on, nothing when they stay.
    virtual std::optional<QJsonObject> pressed(const CellRef&, const QJsonObject&) { return std::nullopt; }
    // What is on show, to be saved as CSV or NPY.
    virtual std::vector<NamedNumbers> numbers() const { return {}; }
    // Lets go of what figure() shows: its network may be large and is not wanted any more. Nothing is being worked on.
    virtual void forget() {}

signals:
    // figure() gives another picture now, before the work is done: a first stage of it.
    void changed();
    // This image of the test set is to go through the network.
    void showTestImage(std::size_t index);
    // Another view is to be on show, with these of its choices.
    void showView(const QString& id, const QJsonObject& choices);
};

// The index chosen for an option, within 0 .. count - 1 whatever a file says.
int chosen(const QJsonObject& choices, const QString& option, qsizetype count);

} // namespace ui
