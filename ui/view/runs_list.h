// The run under way and those kept beside it: a line each, with what it reached and a way to let go of it; where runs
// can be compared, two of them are chosen here.
#pragma once

#include "ui/figure/style.h"

#include <QWidget>
#include <optional>
#include <vector>

namespace ui {

class RunsList : public QWidget {
    Q_OBJECT
public:
    struct Line {
        QString name, reached; // "tanh, lr 0.05"; "88.2 %", empty when nothing was measured yet
        int number = 0;        // of one that is kept, as in the charts
        bool network = true;   // false: only its curve is left
        bool operator==(const Line&) const = default;
    };
    explicit RunsList(QWidget* parent = nullptr);
    void setStyle(const Style& style);
    // Without kept ones the list is empty: one run needs none.
    void show(const Line& present, const std::vector<Line>& kept);
    // The two that are compared: -1 is the run under way, else indices in `kept`. Until then none can be.
    void setCompared(std::pair<int, int> two);

signals:
    void removed(int index);
    // This one is to be compared, too; as above.
    void compareWanted(int index);

private:
    void rebuild();
    QWidget* makeLine(const QString& number, const Line& line, int index);
    QWidget* makeMark(const QString& number, const Line& line, int index);
    Style m_style;
    Line m_present;
    std::vector<Line> m_kept;
    std::optional<std::pair<int, int>> m_compared;
};

} // namespace ui
