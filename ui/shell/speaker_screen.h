// What only the speaker sees: the class's screen once more, what comes next, the note, the time.
#pragma once

#include "ui/pages/page.h"
#include "ui/shell/front.h"
#include "ui/shell/ground.h"
#include "ui/view/throttle.h"

#include <QElapsedTimer>
#include <QTimer>

class QLabel;
class QScrollArea;

namespace ui {

class AudienceScreen;
class StageCopy;

// What the next press of a clicker shows.
struct ComingUp {
    QString words;
    int index = -1; // in the page's reel; -1: no picture of it is known
};

// A figure as small as there is room.
class ComingPicture : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;
    void setFigure(std::unique_ptr<Figure> figure, const Style& style);

protected:
    void paintEvent(QPaintEvent*) override;

private:
    std::unique_ptr<Figure> m_figure; // null: none
    Style m_style;
};

class SpeakerScreen : public Ground {
    Q_OBJECT
public:
    // since: when the lecture began.
    SpeakerScreen(Front& front, AudienceScreen& audience, const QElapsedTimer& since);
    void setStyle(const Style& style);
    // Another step, or another page, is in front.
    void showPosition();
    void stagePainted();
    ComingUp comingUp() const;

signals:
    void closed(); // by the window manager, or by its button
    void swapWanted();

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    QWidget* buildLeft();
    QWidget* buildRight();
    QWidget* buildButtons();
    void showNext();
    void showTime();
    Front& m_front;
    AudienceScreen& m_audience;
    StageCopy* m_copy;
    ComingPicture* m_coming;
    QLabel *m_note, *m_clock, *m_elapsed, *m_position, *m_next;
    QTimer m_second;
    QElapsedTimer m_since;
    Throttle m_nextSoon; // its picture can wait, the class's cannot
};

} // namespace ui
