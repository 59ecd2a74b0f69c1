// What the lower card of LeNet live can show: each view is one way of looking at one moment of a run.
//
// To add a view: derive from TrainingView in files of its own, then one line in training_views.cpp. Tabs, undo, scene
// files and export follow.
#pragma once

#include "core/network/network_plan.h"
#include "core/train/trainer_state.h"
#include "core/train/training_runner.h"
#include "ui/figure/figure.h"
#include "ui/lessons/training/dive/typable_weight.h"
#include "ui/lessons/training/shown_image.h"
#include "ui/pages/page.h"

#include <stop_token>

class QKeyEvent;

namespace ui {

class FigureView;
struct ModelLook; // ui/lessons/model/look/model_run.h

// A run of before, as far as it can be compared with another.
struct RunBeside {
    QString name; // what tells it from the others
    TrainingScene scene;
    std::shared_ptr<const cnn::TrainerState> state; // where it stood; never null
    int number = 0;                                 // as its charts have it
};

// One moment of a run, as a value: what a view may look at, on any thread.
struct TrainingMoment {
    std::shared_ptr<const cnn::Network> network;   // never null
    std::shared_ptr<const cnn::DataSplit> data;    // null until it is read
    cnn::Tensor image;                             // what goes through the network, of its input shape
    cnn::Tensor picture;                           // the same as people see it, 0 .. 1; empty: image is that
    std::shared_ptr<const cnn::Trace> trace;       // of the image, where somebody has it already; else null
    std::optional<SeenSource> seen;                // nothing: the image goes through as it is
    QString caption;                               // which picture that is
    int trueClass = -1;                            // its label, when there is one
    QStringList classNames;                        // of the network's outputs
    QString noLabels;                              // why the images' labels say nothing of this network; mostly empty
    double progress = 0;                           // epochs that it has learned
    QString weightsFrom;                           // the file that the run's first weights are from; empty: random
    cnn::TrainingSettings settings;                // of the next step, the loss among them
    double rateLeft = 1;                           // what the schedule has left of the learning rate, 0 .. 1
    std::shared_ptr<const cnn::StepInside> inside; // of the last step; null when nobody saw inside it
    cnn::NetworkPlan plan;                         // of the network that the run began with
    std::optional<cnn::NetworkPlan> draft{};       // what somebody makes of a network of their own; it may not fit
    DataSource source;                             // where the images come from
    int testImage = -1;                            // which test image the image is, as it was read; -1: it is none
    QString runName;                               // what tells the run from those beside it; empty: nothing
    std::vector<RunBeside> beside;                 // runs that are kept
    int curvesOnly = 0;                            // so many more, of which only the curve is left
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
    // The values of the option "part", where what is on show goes on from one to the next: a clicker stops at each.
    virtual std::vector<QString> parts() const { return {}; }
    // A click, or Enter, on a cell of the figure: the choices from now on, nothing when they stay.
    virtual std::optional<QJsonObject> pressed(const CellRef&, const QJsonObject&) { return std::nullopt; }
    // Of a figure that is changed by hand. The mouse took hold of a cell: false where that is a click as any other.
    virtual bool grabbed(const CellRef&, FigureView&) { return false; }
    virtual void released(const std::optional<CellRef>& over) { Q_UNUSED(over) }
    // A key while the cursor is on a cell, or on none; it may go elsewhere. False: the key means nothing special here.
    virtual bool handleKey(const QKeyEvent&, std::optional<CellRef>& cursor, FigureView&) {
        Q_UNUSED(cursor)
        return false;
    }
    // A key that belongs to what is on show: the choices from now on, perhaps the same; nothing: it has no use for it.
    virtual std::optional<QJsonObject> keyed(int, const QJsonObject&) { return std::nullopt; }
    // Whether arrows, Enter, Backspace and digits belong to it also while a lecture is presented.
    virtual bool keepsKeys() const { return false; }
    // A weight that may be typed over: under that cell, without one the one chosen by keys.
    virtual std::optional<TypableWeight> weightAt(const std::optional<CellRef>&, const QJsonObject&) const {
        return std::nullopt;
    }
    // Predict, then reveal: what can be asked of the picture on show, and the answer that it hides until another call.
    virtual std::vector<Question> questions() const { return {}; }
    virtual void cover(const QString&) {}
    // What is on show, to be saved as CSV or NPY.
    virtual std::vector<NamedNumbers> numbers() const { return {}; }
    // As Page::code() for what is on show.
    virtual QString code(CodeDialect) const { return {}; }
    // Lets go of what figure() shows: its network may be large and is not wanted any more. Nothing is being worked on.
    virtual void forget() {}

signals:
    // figure() gives another picture now, before the work is done: a first stage of it.
    void changed();
    // This image of the test set is to go through the network.
    void showTestImage(std::size_t index);
    // One's own network is to be this, which may not fit. what: the name of the step of undo.
    void planEdited(const cnn::NetworkPlan& plan, const QString& what);
    // This layer of one's own network is meant: its settings.
    void layerChosen(int layer);
    // Another view is to be on show, with these of its choices.
    void showView(const QString& id, const QJsonObject& choices);
    // It has been seen enough: the view it was opened in is to be on show again.
    void left(const QString& id);
    // As Page::stepWanted.
    void stepWanted(const QString& lesson, const QJsonObject& scene, const QString& why);
};

inline const QString stepPartOption = "part"; // the id of that option

// The index chosen for an option, within 0 .. count - 1 whatever a file says.
int chosen(const QJsonObject& choices, const QString& option, qsizetype count);

} // namespace ui
