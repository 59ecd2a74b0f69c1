// "LeNet live": a network that learns before one's eyes.
#pragma once

#include "ui/lessons/training/image_pen.h"
#include "ui/lessons/training/run_export.h"
#include "ui/lessons/training/strip_input.h"
#include "ui/lessons/training/training_bar.h"
#include "ui/lessons/training/training_files.h"
#include "ui/lessons/training/training_inspector.h"
#include "ui/lessons/training/view_card.h"
#include "ui/media/camera.h"
#include "ui/pages/saving.h"
#include "ui/view/throttle.h"

namespace ui {

class TrainingPage : public Page, public Saving {
    Q_OBJECT
public:
    explicit TrainingPage(const TrainingKind& kind = {});
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
    QString code(CodeDialect dialect) const override {
        return m_views.view() ? m_views.view()->code(dialect) : QString();
    }
    // Of a view that shows something in parts, one after the other: these; otherwise there is one.
    Stops stops() const override;
    void goToStopAt(int stop) override;
    std::vector<Question> questions() const override;
    void cover(const QString& id) override;
    bool openFile(const QString& path) override { return m_files.open(path); }
    QString openFilter() const override { return TrainingFiles::filter(); }
    bool takePicture(const SharedPicture& given) override;
    QString saveFilter() const override { return runFilter(); }
    void saveFile(const QString& path) override { saveRun(m_run, *m_picture->network, path); }
    std::optional<NetworkExport> networkExport() const override { return exportOf(m_run, m_material, *m_picture); }
    // Learns until `step` batches are done; from the start when more are done already.
    void settle(int step) override;

    const TrainingScene& trainingScene() const { return m_run.scene(); }
    QJsonObject scene() const override { return toJson(m_run.scene()); }
    void setScene(const QJsonObject& scene, const QString& why) override;
    std::function<QByteArray()> keepsake() const override { return m_run.keepsake(); }
    void comeToRest() override { m_run.comeToRest(); }
    void takeUp(const QByteArray& bytes, const QString& name) override { m_run.recover(bytes, name); }
    const TrainingSession& session() const { return m_run.session(); }
    // What goes through the network, values 0 .. 1. Black 28×28 before the images are there.
    cnn::Tensor image() const { return shownImage(shownScene(), images().get()); }
    const NetworkPicture& picture() const { return *m_picture; }

    void oneBatch() { learn(&TrainingRun::oneBatch); }
    void startOver();
    std::vector<int> comparedRuns() const;

private:
    void connectMaterial();
    void connectRun();
    void connectInspector();
    void connectLook();
    void connectStrip();
    void connectViews();
    void connectCamera();
    // The one gate: shows the scene and lets the run follow it.
    void write(const TrainingScene& scene);
    void edit(const TrainingScene& scene, const QString& what, int key = -1);
    TrainingScene possible(const QJsonObject& object);
    std::shared_ptr<const cnn::DataSplit> images() const { return m_material.images(); }

    void learn(void (TrainingRun::*how)());
    // ---- the views, and the way down to a pixel
    void showView(const QString& id);
    void goThrough(const TrainingScene& scene);
    void showChoices(const QString& view, const QJsonObject& choices, const QString& what, int key);
    void openDive(const CellRef& cell);
    // Two runs side by side: this one of RunsList is one of them.
    void compare(int index);
    std::pair<int, int> compared() const;
    void askForWeight(const TypableWeight& weight, const QString& text);
    void typeWeight(const TypableWeight& weight, const QString& text);
    void takeWayOut();
    void slowDown(); // the way out of a diverged run
    bool drawsBesideClothes() const;
    void switchToDigits();
    void useKey(QKeyEvent* event);
    void fill(cnn::GridPattern pattern, quint64 seed, const QString& what);
    void nextImage(int by);
    void showTestImage(int index);
    void wantCamera(bool on);
    void keepFrame();
    // With the stroke that is being drawn, or the camera's picture.
    TrainingScene shownScene() const;

    void showNow();
    void showStrip();
    void showCharts();
    void showNotice();
    QString line() const;

    const TrainingKind m_kind;
    Lesson m_lesson;
    TrainingScene m_opened; // as the lesson has it
    TrainingRun m_run;
    RunMaterial m_material{m_run};
    TrainingFiles m_files{m_run, m_material};
    std::shared_ptr<const NetworkPicture> m_picture; // never null once a lesson is open
    QString m_covered;                               // the id of the question that is asked
    std::size_t m_asks = 0;                          // so many questions the view on show had last
    ImagePen m_pen{m_run, m_material};
    Camera m_camera;
    bool m_looked = false;     // somebody has
    QByteArray m_live;         // its newest frame, as PackedPhoto's bytes; empty: it is off
    bool m_viewAtOnce = false; // what the view shows now is not wanted any more: the user did something
    QPointer<TrainingStage> m_stage;
    QPointer<TrainingInspector> m_inspector;
    QPointer<TrainingBar> m_bar;
    StripInput m_strip;
    Throttle m_stripSoon, m_chartsSoon;
    ViewCard m_views;
};

} // namespace ui
