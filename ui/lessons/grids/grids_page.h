// "Images are grids": one picture as image, numbers and strip; its pixels shuffled; and what four networks make of it.
#pragma once

#include "ui/lessons/grids/four_runs.h"
#include "ui/lessons/grids/grids_figure.h"
#include "ui/lessons/grids/grids_images.h"
#include "ui/lessons/grids/runs_bar.h"
#include "ui/pages/lesson_page.h"
#include "ui/pages/ripening.h"
#include "ui/view/throttle.h"

#include <QStackedWidget>

namespace ui {

class GridsPage final : public LabPage<GridsLab, GridsInspector>, public Ripening {
    Q_OBJECT
public:
    GridsPage();
    ~GridsPage() override;

    QWidget* bar() override { return m_bars; }
    void open(const Lesson& lesson) override;
    void setStyle(const Style& style) override;
    void setActive(bool active) override;
    // Four runs are one picture: a clicker walks past them.
    Stops stops() const override { return training() ? Stops{} : LabPage::stops(); }
    void goToStopAt(int stop) override {
        if (!training()) LabPage::goToStopAt(stop);
    }
    bool walkOn(bool forward) override { return !training() && LabPage::walkOn(forward); }
    int firstPicture() const override;
    Reel reel() const override;
    int reelIndex() const override;
    // The strip first, as the current code makes it.
    std::vector<NamedNumbers> numbers() const override;
    QString code(CodeDialect dialect) const override;
    std::vector<Question> questions() const override;
    // A folder of labelled images, or one of MNIST's files.
    bool openFile(const QString& path) override;
    QString openFilter() const override { return tr("Images in MNIST's format (*-ubyte *.gz)"); }
    bool takePicture(const SharedPicture& given) override;
    // Goes to pixel `step`; in the training stage each run learns that many batches.
    void settle(int step) override;

    const GridsScene& gridsScene() const { return m_lab.scene(); }
    const FourRuns& runs() const { return m_runs; }
    GridsPicture picture() const;

private:
    GridsScene read(const QJsonObject& object) const override;
    std::unique_ptr<Figure> figure(QSizeF size, const Style& style) const override;
    Steps steps() const override;
    void goToStop(int stop) override;
    void step(StepWay way, bool far) override;
    void leave() override;
    void showWords() override;
    void showState() override;
    void press(const CellRef& cell, Qt::MouseButton button, Qt::KeyboardModifiers keys) override;
    void drag(const CellRef& cell) override { press(cell, Qt::LeftButton, {}); }
    void hover(const std::optional<CellRef>& cell) override;
    bool handleKey(QKeyEvent* event) override;
    bool training() const { return m_lab.scene().stage == GridsScene::Training; }
    void sceneChanged();
    void refreshRuns();
    void startOrPause();
    void beginRuns();
    void learnFirst();
    void choose(const DataSource& source);
    std::shared_ptr<const cnn::DataSplit> data() const { return m_images.all(); }
    QString line() const;

    GridsImages m_images{m_lab};
    FourRuns m_runs;
    GridsScene m_shown; // the scene as it was last shown
    std::shared_ptr<const cnn::PixelOrder> m_order;
    bool m_runWhenActive = false, m_runWhenLoaded = false, m_saidFailed = false;
    bool m_looked = false;               // somebody has
    bool m_firstWhenLoaded = false;      // the first epochs are learned once there are images
    int m_hoverPlace = -1, m_centre = 0; // m_centre: what numbers are shown around while something is pointed at
    QPointer<QStackedWidget> m_bars;
    RunsBar* m_runsBar;
    Throttle m_runsSoon;
};

} // namespace ui
