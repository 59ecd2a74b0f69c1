// The stage of the training lesson: title, charts, and a card that shows one of several views, the network first.
#pragma once

#include "ui/lessons/training/look/look_panel.h"
#include "ui/lessons/training/training_charts.h"
#include "ui/lessons/training/training_views.h"
#include "ui/lessons/training/view_head.h"
#include "ui/view/enlarger.h"
#include "ui/view/figure_view.h"

#include <QLabel>
#include <QWidget>

class QPushButton;

namespace ui {

class TrainingStage : public QWidget {
    Q_OBJECT
public:
    explicit TrainingStage(std::span<const TrainingViewKind> views = trainingViews(), QWidget* parent = nullptr);
    void setStyle(const Style& style);
    void setTitle(const QString& title) { m_title->setText(title); }
    void setLine(const QString& line);
    void setChartsVisible(bool visible);
    // A bar over the charts with a way out; empty: none.
    void setTrouble(const QString& sentence, const QString& wayOut);

    TrainingChart* loss() { return m_loss; }
    TrainingChart* accuracy() { return m_accuracy; }
    FigureView* strip() { return m_strip; }
    // A third card beside the charts, where there is room for it.
    FigureView* confusion() { return m_confusion; }
    // The canvas of all other views.
    FigureView* canvas() { return m_canvas; }
    // Over all of that while somebody looks at images before they are read.
    LookPanel* look() { return m_look; }
    // Which view is in sight, by its id; empty: the strip. One without a tab stands under that of `from`. Emits
    // nothing.
    void showView(const QString& id, const QString& from = {});
    // The choices in the head of the card. Emits nothing.
    void showOptions(const std::vector<ViewOption>& options, const QJsonObject& choices) {
        m_head->showOptions(options, choices);
    }
    // The buttons for drawing stand inside the strip, where the figure leaves room for them.
    void placeTools(const QRectF& room);
    bool erasing() const;
    // The button that turns it on says that it is.
    void showCamera(bool on);

signals:
    void wayOut();
    void clearDrawing();
    void nextImage(int by);
    void cameraWanted(bool on);
    void hidden();
    void viewChosen(const QString& id);
    void optionChosen(const ui::ViewOption& option, int index);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent*) override;
    void hideEvent(QHideEvent*) override { emit hidden(); }

private:
    void arrange();
    int arrangeWords(bool roomy);
    void fitLine();
    void showViews(bool roomy);
    void magnify();
    void makeTools();
    void makeConfusion();
    void placeOptions();
    void makeTrouble();
    Style m_style;
    QLabel *m_title, *m_line;
    QFrame* m_trouble;
    QLabel* m_sentence;
    QPushButton* m_wayOut;
    TrainingChart *m_loss, *m_accuracy;
    QWidget* m_charts;
    bool m_chartsWanted = true;
    QFrame *m_card, *m_confusionCard;
    FigureView *m_strip, *m_canvas, *m_confusion;
    ViewHead* m_head;
    LookPanel* m_look;
    QWidget* m_tools;
    Enlarger* m_enlarger;
    QPushButton *m_brush, *m_eraser, *m_clear, *m_previous, *m_next, *m_camera;
    double m_linePixels = 15; // of the line, where it is short enough
};

} // namespace ui
