// The question that is asked, in letters for the last row: a band at the foot of the stage, which makes room for it and
// takes it along wherever it goes. Beside it how many of the room gave which answer; then the truth with them.
#pragma once

#include "ui/figure/style.h"
#include "ui/model/hand_count.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QLineEdit;
class QVBoxLayout;

namespace ui {

class HandRow;

class PredictStage : public QWidget {
    Q_OBJECT
public:
    // stage: has a layout, whose margin below becomes the band's.
    explicit PredictStage(QWidget* stage);
    // Is in sight only while presenting.
    void setStyle(const Style& style);
    // Hands are kept until another question comes.
    void ask(const Question& question);
    // typed: what was answered beside the hands; empty: nothing.
    void reveal(const QString& typed, bool right);
    void leave();
    // A cell was clicked as part of an answer; clicked again it is taken out.
    void toggleCell(int row, int column);
    const HandCount& hands() const { return m_hands; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void build();
    void count();
    void makeRows();
    void showRows();
    void showState();
    int revealedHeight(int width) const;
    void place();
    double unit() const;
    Style large() const; // of what stands in the band

    QWidget* m_stage;
    Style m_style;
    HandCount m_hands;
    bool m_asks = false, m_revealed = false;
    QVBoxLayout *m_words, *m_room;
    QGridLayout* m_rows;
    std::vector<HandRow*> m_made;
    QLabel *m_ask, *m_yours, *m_truth, *m_why, *m_unread;
    QLineEdit* m_entry;
};

} // namespace ui
