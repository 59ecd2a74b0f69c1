// First, back, Next, last, play; the timeline; how fine the steps are and how fast they play.
#pragma once

#include "ui/figure/style.h"
#include "ui/view/controls.h"
#include "ui/view/onward_button.h"

#include <QLabel>
#include <QTimer>
#include <QToolButton>
#include <QWidget>
#include <functional>

class QPainter;

namespace ui {

// A groove with a stop a step; above 24 stops ticks a row, then a plain groove. Click, drag or arrow keys choose a
// stop.
class Timeline : public QWidget {
    Q_OBJECT
public:
    explicit Timeline(QWidget* parent = nullptr);
    void setStyle(const Style& style);
    // stop -1: before the first. tickEvery: stops between two ticks when there are too many for one each; 0: none.
    void setStops(int stop, int stops, int tickEvery);
    // Stops where playing waits.
    void setBreakpoints(std::vector<int> stops);

signals:
    void chosen(int stop);
    void toggled(int stop); // Ctrl and a click

protected:
    void paintEvent(QPaintEvent*) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QRectF groove() const;
    double place(int stop) const;
    void caption(QPainter& painter, int stop, bool strong) const;
    int stopAt(double x) const;
    Style m_style;
    std::vector<int> m_breakpoints;
    int m_stop = 0, m_stops = 1, m_tickEvery = 0;
};

class StepBar : public QWidget {
    Q_OBJECT
public:
    explicit StepBar(QWidget* parent = nullptr);
    // Other grains than product, cell and row; `chosen` is the one to begin with.
    StepBar(const QStringList& grains, int chosen, QWidget* parent = nullptr);
    void setStyle(const Style& style);
    void setState(int stop, int stops, int tickEvery, bool atFirst, bool atLast);
    // Hides how many steps there are, because that is asked.
    void setCountCovered(bool covered) { m_countCovered = covered; }
    void setGrain(int grain) { m_grain->setCurrent(grain); }
    void setGrainVisible(bool visible); // steps of one kind only need no choice
    void setGrainOffered(int grain, bool offered) { m_grain->setOffered(grain, offered); }
    // Whoever knows what follows the last step takes Next from here on; without one it is next().
    void setWalker(std::function<void()> next) { m_walker = std::move(next); }
    // The title of the lesson that Next leads to now; empty: to a step of this one.
    void setBeyond(const QString& title);
    // Stops where playing waits.
    void setBreakpoints(std::vector<int> stops) { m_timeline->setBreakpoints(std::move(stops)); }
    bool playing() const { return m_timer.isActive(); }
    void setPlaying(bool play);
    bool fast() const { return m_timer.interval() <= 200; } // as it plays: too fast for motion

signals:
    void first();
    void back();
    void next();
    void played(); // time for the next, as it plays
    void last();
    void chosen(int stop);
    void breakpointToggled(int stop);
    void grainChosen(int grain); // index in the grains

private:
    QToolButton* iconButton(const QString& icon, const QString& name);
    void updateIcons();
    void updateNext();
    Style m_style;
    QToolButton *m_first, *m_back, *m_last, *m_play;
    OnwardButton* m_next;
    Timeline* m_timeline;
    QLabel* m_count;
    Stepper* m_speed;
    QLabel* m_by;
    Segmented* m_grain;
    QTimer m_timer;
    std::function<void()> m_walker;
    QString m_beyond;
    bool m_atLast = false, m_countCovered = false;
};

} // namespace ui
