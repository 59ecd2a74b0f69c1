// Where it goes on from the lesson in front: the two keys of a presenter's clicker, and Next on the lesson's bar, or
// beside a bar that has none.
#pragma once

#include "ui/shell/front.h"

#include <QObject>

namespace ui {

class LectureWalk;
class OnwardButton;

class Onward : public QObject {
    Q_OBJECT
public:
    // The keys act wherever the focus is in `window`.
    Onward(Front& front, const LectureWalk& walk, QWidget* window);
    // Stands beside the bars; hidden where the bar has a Next of its own.
    QWidget* beside() const { return m_beside; }
    // Another lesson is in front, or another step of it, or the window has another size.
    void show();
    void setStyle(const Style& style);

private:
    QString titleBeyond() const; // of the lesson that Next leads to; empty: to a step of this one, or nowhere
    Front& m_front;
    const LectureWalk& m_walk;
    QWidget* m_beside;
    double m_scale = 1;
    OnwardButton* m_button;
};

} // namespace ui
