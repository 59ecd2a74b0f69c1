// A stage of several views shows one of them alone: a double click on its ground enlarges it, another gives the others
// back, and so does Escape.
#pragma once

#include <QWidget>
#include <vector>

namespace ui {

class Enlarger : public QObject {
    Q_OBJECT
public:
    // views: each a part of the stage with all that stands in it.
    Enlarger(QWidget* stage, std::vector<QWidget*> views);
    // Null: all are in sight.
    QWidget* enlarged() const { return m_enlarged; }
    bool shows(const QWidget* view) const { return !m_enlarged || m_enlarged == view; }
    void enlarge(QWidget* view);

signals:
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* viewOf(QObject* part) const;
    std::vector<QWidget*> m_views;
    QWidget* m_enlarged = nullptr;
};

} // namespace ui
