// "LeNet live": a network that learns before one's eyes.
#pragma once

#include "ui/lessons/training/classes/classes_view.h"
#include "ui/lessons/training/strip/strip_figure.h"
#include "ui/lessons/training/training_bar.h"
#include "ui/lessons/training/training_inspector.h"
#include "ui/lessons/training/training_stage.h"
#include "ui/lessons/training/view_worker.h"
#include "ui/model/background.h"
#include "ui/model/data_loader.h"
#include "ui/model/drawing.h"
#include "ui/model/kept_runs.h"
#include "ui/model/training_session.h"
#include "ui/pages/read_source.h"
#include "ui/pages/saving.h"
#include "ui/view/throttle.h"

#include <QPointer>
#include <map>

namespace ui {

class TrainingPage final : public Page, public Saving {
    Q_OBJECT
public:
    TrainingPage();
    ~TrainingPage() override;

    QWidget* stage() override { return m_stage; }
    QWidget* inspector() override { return m_inspector; }
    QWidget* bar() override { return m_bar; }
    void open(const Lesson& lesson) override;
    void setStyle(const Style& style) override;
    void setActive(bool active) override;
    Reel reel() const override;
    int reelIndex() const override { return 0; }
    std::vector<NamedNumbers> numbers() const override;
    std::vector<Question> questions() const override;
    void cover(const QString& id) override;
    // A network (.onnx, of layers in a row), a picture (it goes through the network), a folder of labelled images or
    // one of MNIST's files.
    bool openFile(const QString& path) override;
    // The network on show as ONNX. Throws cnn::Error(WriteFailed).
    QString saveFilter() const override { return tr("ONNX network (*.onnx);;CSV log of the training (*.csv)"); }
    void saveFile(const QString& path) override;
    QString openFilter() const override;
    std::optional<NetworkExport> networkExport() const override;
    // Learns until `step` batches are done; from the start when more are done already.
    void settle(int step) override;

    const TrainingScene& trainingScene() const { return m_scene; }
    QJsonObject scene() const override { return toJson(m_scene); }
    void setScene(const QJsonObject& scene, const QString& why) override;
    std::function<QByteArray()> keepsake() const override;
    void takeUp(const QByteArray& bytes) override;
    void comeToRest() override;
    const TrainingSession& session() const { return m_session; }
    // What goes through the network, values 0 .. 1. Black 28×28 before the images are there.
    cnn::Tensor image() const;
    const NetworkPicture& picture() const { return *m_picture; }

    void startOrPause();
    void oneBatch();
    void oneEpoch();
    void startOver();

private:
    void connectParts();
    void connectDrawing();
    void connectViews();
    void connectRuns();
    void connectConfusion();
    void pressConfusion(const CellRef& cell);
    void handleKey(QKeyEvent* event);
    bool runKey(QKeyEvent* event);
    void viewKey(QKeyEvent* event);
    bool cursorKey(QKeyEvent* event);
    void moveCursor(int dx, int dy);
    void pointAt(std::optional<CellRef> cell);
    // The one gate: shows the scene and lets the run follow it.
    void write(const TrainingScene& scene);
    void edit(const TrainingScene& scene, const QString& what, int key = -1);
    void begin(bool running);
    // Makes the network that the scene's run begins with, for these images.
    std::function<cnn::Network()> beginning(const std::shared_ptr<const cnn::DataSplit>& images) const;
    std::shared_ptr<const cnn::DataSplit> fitted(const std::shared_ptr<const cnn::DataSplit>& data);
    // Those of the run; else those that the network can only look at.
    std::shared_ptr<const cnn::DataSplit> images() const { return m_session.data() ? m_session.data() : m_foreign; }
    bool canLearn();
    std::shared_ptr<const cnn::Network> untrained() const; // on show until there are images
    // A sentence when the scene's network cannot learn these images.
    QString misfitOf(const cnn::DataSplit& data) const;
    void noticeLater(const QString& sentence);
    void takeFittingNetwork(const cnn::DataSplit& data);
    // Whether the images are of the size that a drawing has.
    bool canDraw() const;
    bool drawn() const { return !m_scene.drawing.isEmpty() && canDraw(); }
    TrainingScene possible(const QJsonObject& object);
    void openNetwork(const QString& path);
    void openWantedNetwork();
    void needNetwork(TrainingScene& scene);
    void openPicture(const QString& path);
    void choose(const DataSource& source);
    void loaded(const DataSource& source);
    void loadFailed(const DataSource& source, const QString& sentence);

    TrainingView* view() const; // on show; null: the strip
    TrainingMoment moment() const;
    cnn::TrainingSettings ranWith() const;
    double slowerRate() const;
    QStringList runNames() const;
    QJsonObject choices() const { return m_scene.choices[m_scene.view].toObject(); }
    void choose(const QJsonObject& choices, const QString& what, int key = -1);
    void pressView(const CellRef& cell);
    void showNotice();
    void openView();
    void showView();
    void showTestImage(int index);
    void lookAt(double progress);
    void leavePast();
    void keepRun(const TrainingScene& scene);
    void showRuns();
    void sessionChanged();
    void showStrip();
    void showCharts();
    QString line() const;
    QString caption() const;
    void slowDown(); // the way out of a diverged run

    void beginStroke(const CellRef& cell, bool erase);
    void stroke(QPoint to);
    void endStroke();
    void showImage(int by);

    TrainingScene m_scene;
    TrainingScene m_opened; // as the lesson has it
    Lesson m_lesson;
    Style m_style;
    DataLoader m_loader{readSource};
    Background m_reading; // of a picture
    TrainingSession m_session;
    std::optional<DataSource> m_wanted;              // chosen, being read
    QString m_wantedNetwork;                         // a file opened before the images were there
    std::optional<DataSource> m_shown;               // where the session's data came from
    std::shared_ptr<const cnn::DataSplit> m_foreign; // images of classes that the network on show does not tell
    QString m_classesNote;                           // what is assumed of the classes, or differs
    bool m_runWhenLoaded = false, m_active = false, m_runWhenActive = false, m_saidFailed = false;
    std::map<QString, std::shared_ptr<const cnn::Network>> m_networks; // files opened so far
    std::shared_ptr<const cnn::Network> m_untrained;                   // on show until there is a run
    std::shared_ptr<const NetworkPicture> m_picture;                   // never null once a lesson is open
    QString m_covered;                                                 // the id of the question that is asked
    std::optional<CellRef> m_hover;
    bool m_cursor = false; // m_hover was moved there by keys
    KeptRuns m_kept;
    std::optional<TimeLine::Moment> m_past; // the moment of the run that is looked at, when it is not the newest
    std::optional<KeptRun> m_takenUp;       // a run that begin() goes on with, until its images are there
    QString m_takenUpWords;                 // which one that is
    std::map<QString, std::unique_ptr<TrainingView>> m_views; // those that were looked at, by id
    std::optional<CellRef> m_viewHover;                       // in the view on show
    std::optional<CellRef> m_confusionHover;
    bool m_viewAtOnce = false; // what it shows now is not wanted any more: the user did something
    std::optional<TrainingScene> m_beforeStroke;
    QPoint m_pen;
    bool m_erase = false;
    QPointer<TrainingStage> m_stage;
    QPointer<TrainingInspector> m_inspector;
    QPointer<TrainingBar> m_bar;
    Throttle m_stripSoon, m_chartsSoon;
    ConfusionView m_confusion;                  // in the card beside the charts
    ViewWorker m_viewWorker, m_confusionWorker; // last: their work ends before the views go
};

} // namespace ui
