// The stage of the denoiser: title, charts, and a card that shows the pictures, the code, and what else there is.
#pragma once

#include "ui/lessons/denoise/db_chart.h"
#include "ui/lessons/denoise/denoise_scene.h"
#include "ui/lessons/training/look/look_panel.h"
#include "ui/lessons/training/training_charts.h"
#include "ui/lessons/training/view_head.h"
#include "ui/view/enlarger.h"
#include "ui/view/figure_view.h"

#include <QFrame>
#include <QLabel>

class QPushButton;

namespace ui {

// PSNR over the course of a run.
class PsnrChart : public QFrame {
    Q_OBJECT
public:
    explicit PsnrChart(QWidget* parent = nullptr);
    void setStyle(const Style& style);
    void show(DbContent content);

protected:
    void paintEvent(QPaintEvent*) override;
    bool event(QEvent* event) override;

private:
    DbChart chart() const;
    Style m_style;
    DbContent m_content;
};

class DenoiseStage : public QWidget {
    Q_OBJECT
public:
    explicit DenoiseStage(QWidget* parent = nullptr);
    void setStyle(const Style& style);
    void setTitle(const QString& title) { m_title->setText(title); }
    void setLine(const QString& line);
    // In the line's place, with a way out; empty: none.
    void setTrouble(const QString& sentence, const QString& wayOut);
    // Which view is in front, and what the mouse does on the large picture. Emits nothing.
    void showScene(const DenoiseScene& scene);

    FigureView* canvas() { return m_canvas; }
    PsnrChart* psnr() { return m_psnr; }
    TrainingChart* loss() { return m_loss; }
    // Over all of that while somebody looks at images before they are read.
    LookPanel* look() { return m_look; }

signals:
    void wayOut();
    void viewChosen(ui::DenoiseScene::View view);
    void toolChosen(ui::DenoiseScene::Tool tool);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent*) override;

private:
    void arrange();
    void arrangeInHall();
    void setChartsHeight(int usual);
    void showViews();
    void magnify();
    void makeTrouble();
    Style m_style;
    QLabel *m_title, *m_line;
    QFrame* m_trouble;
    QLabel* m_sentence;
    QPushButton* m_wayOut;
    PsnrChart* m_psnr;
    TrainingChart* m_loss;
    QWidget* m_charts;
    QFrame* m_card;
    ViewHead* m_head;
    FigureView* m_canvas;
    LookPanel* m_look;
    Enlarger* m_enlarger;
};

} // namespace ui
