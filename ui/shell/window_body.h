// How the window's parts lie: lessons left, stage with the bar for notices lying over it, above the code, settings
// right, the lesson's bar below.
#pragma once

#include "ui/figure/style.h"
#include "ui/shell/ground.h"

#include <vector>

namespace ui {

class LectureSide;
class NoticeBar;

class WindowBody : public Ground {
public:
    struct Parts {
        LectureSide* lessons;
        QWidget *stages, *inspectors, *bars; // of the pages
        QWidget* back;
        NoticeBar* notice;                          // over the stage
        QWidget *reading, *predict, *code, *onward; // beside the bars
    };
    explicit WindowBody(const Parts& parts);
    // Of everything but the pages, which have style sheets of their own.
    void setStyle(const Style& style);
    // The parts' sizes for the window's: wide, medium, and numbers only in the list of lessons where there is no room
    // for the titles at this size of text.
    void fit(const QSize& window, double scale);
    // Style::compact for a window of that width. Larger text there grows the figure; what stands around it grows by the
    // root of what the window is too small for, and never below its size at 100 %.
    static double compactAt(int width, double scale) { return closeness(width) * yielding(width, scale); }
    QWidget* lessonSide() const;
    QWidget* settingsSide() const { return m_parts.inspectors->parentWidget(); }

private:
    static constexpr int wide = 1600, medium = 1280;
    static double closeness(int width) { return width >= wide ? 1 : 0.87; }
    static double yielding(int width, double scale);
    Ground* ground(QColor Palette::*color);
    Ground* hairline();
    QWidget* buildMiddle();
    QWidget* buildRight();

    Parts m_parts;
    QSize m_window;
    double m_scale = 1;
    std::vector<std::pair<Ground*, QColor Palette::*>> m_grounds; // and their colours
    QWidget* m_splitLine = nullptr;
};

} // namespace ui
