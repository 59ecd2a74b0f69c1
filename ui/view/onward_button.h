// A button that leads on. Its words are cut to the room there is; whole they stand in the tooltip.
#pragma once

#include <QPushButton>

namespace ui {

class OnwardButton : public QPushButton {
    Q_OBJECT
public:
    using QPushButton::QPushButton;
    // As wide as its words, between these.
    void setWidths(int least, int most);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent*) override;

private:
    int m_least = 0, m_most = QWIDGETSIZE_MAX;
};

} // namespace ui
