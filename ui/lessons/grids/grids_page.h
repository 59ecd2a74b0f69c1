// "Images are grids": one picture as image, numbers and strip; its pixels shuffled; and what four networks make of it.
#pragma once

#include "ui/lessons/grids/four_runs.h"
#include "ui/lessons/grids/grids_figure.h"
#include "ui/lessons/grids/grids_scene.h"
#include "ui/lessons/grids/runs_bar.h"
#include "ui/model/data_loader.h"
#include "ui/model/document.h"
#include "ui/pages/page.h"
#include "ui/pages/read_source.h"
#include "ui/view/figure_view.h"
#include "ui/view/settings_panel.h"
#include "ui/view/step_bar.h"
#include "ui/view/throttle.h"

#include <QPointer>
#include <QStackedWidget>

namespace ui {

class GridsPage final : public Page {
    Q_OBJECT
public:
    GridsPage();
    ~GridsPage() override;

    QWidget* stage() override { return m_view; }
    QWidget* inspector() override { return m_panel; }
    QWidget* bar() override { return m_bars; }
    void open(const Lesson& lesson) override;
    QJsonObject scene() const override { return toJson(m_doc.scene()); }
    void setScene(const QJsonObject& scene, const QString& why) override;
    void setStyle(const Style& style) override;
    void setActive(bool active) override;
    Reel reel() const override;
    int reelIndex() const override;
    // The strip first, as the current code makes it.
    std::vector<NamedNumbers> numbers() const override;
    QString code(CodeDialect dialect) const override;
    std::vector<Question> questions() const override;
    void cover(const QString& id) override;
    // A folder of labelled images, or one of MNIST's files.
    bool openFile(const QString& path) override;
    QString openFilter() const override { return tr("Images in MNIST's format (*-ubyte *.gz)"); }
    // Goes to pixel `step`; in the training stage each run learns that many batches.
    void settle(int step) override;

    const GridsScene& gridsScene() const { return m_doc.scene(); }
    const FourRuns& runs() const { return m_runs; }
    GridsPicture picture() const;

private:
    static QString nameOf(const DataSource& source);
    void makeSettings();
    void connectBars();
    void connectStage();
    void handleKey(QKeyEvent* event);
    void goTo(int place);
    void showImage(int by);
    void sceneChanged();
    void refresh();
    void refreshRuns();
    void startOrPause();
    void startOver();
    void beginRuns();
    GridsScene possible(const QJsonObject& object) const;
    void choose(const DataSource& source);
    void loaded(const DataSource& source);
    void loadFailed(const DataSource& source, const QString& sentence);
    std::shared_ptr<const cnn::DataSplit> data() const { return m_loader.find(m_doc.scene().source); }
    std::size_t imageIndex(const cnn::Dataset& set) const;
    std::vector<std::uint8_t> pixels() const; // of the picture on show: one or three channels; empty without data
    QString line() const;
    void addCurves(GridsPicture& picture) const;
    Question winnerQuestion() const;

    Document<GridsScene> m_doc;
    Lesson m_lesson;
    Style m_style;
    DataLoader m_loader{readSource};
    FourRuns m_runs;
    GridsScene m_shown;                 // the scene as it was last shown
    std::optional<DataSource> m_wanted; // chosen, being read
    std::optional<DataSource> m_good;   // the last that could be read
    std::shared_ptr<const cnn::PixelOrder> m_order;
    bool m_seekEdge = false; // the data are not those the lesson's pixel was chosen in
    bool m_runWhenActive = false, m_runWhenLoaded = false, m_saidFailed = false;
    QString m_covered;
    std::optional<CellRef> m_hover;
    int m_hoverPlace = -1, m_centre = 0; // m_centre: what numbers are shown around while something is pointed at
    QPointer<FigureView> m_view;
    QPointer<SettingsPanel> m_panel;
    std::unique_ptr<SceneSettings<Document<GridsScene>>> m_settings;
    QPointer<QStackedWidget> m_bars;
    StepBar* m_steps;
    RunsBar* m_runsBar;
    QLabel *m_pixel, *m_sentence;
    Throttle m_runsSoon;
};

} // namespace ui
