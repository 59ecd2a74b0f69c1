// One answer of a room: its hands, to type or to click, and as a bar; then whether it is right, in words too.
#pragma once

#include "ui/figure/style.h"
#include "ui/model/hand_count.h"

#include <QWidget>

class QLabel;

namespace ui {

class Stepper;

class HandRow : public QWidget {
    Q_OBJECT
public:
    // letter: of an option; empty: the answer was typed.
    HandRow(const QString& letter, const QString& answer, QWidget* parent);
    const QString& answer() const { return m_answer; }
    // largest: hands that fill the bar.
    void show(const HandCount::Row& row, int largest, bool revealed, const Style& style);
    using QWidget::show;

signals:
    void counted(int hands); // by the user

private:
    class Bar;
    QString m_answer;
    QLabel *m_name, *m_verdict;
    Stepper* m_hands;
    Bar* m_bar;
};

} // namespace ui
