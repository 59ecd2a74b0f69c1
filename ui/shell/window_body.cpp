#include "ui/shell/window_body.h"

#include "ui/shell/lecture_side.h"
#include "ui/shell/notice_bar.h"
#include "ui/view/application_style.h"
#include "ui/view/widget_style.h"

#include <QSplitter>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace ui {

WindowBody::WindowBody(const Parts& parts) : m_parts(parts) {
    m_grounds.push_back({this, &Palette::window});
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    auto* across = new QHBoxLayout;
    across->setSpacing(0);
    across->addWidget(m_parts.lessons);
    across->addWidget(buildMiddle(), 1);
    across->addWidget(buildRight());
    rows->addLayout(across, 1);
    rows->addWidget(hairline());
    Ground* underBars = ground(&Palette::surface);
    auto* bars = new QHBoxLayout(underBars);
    bars->setContentsMargins(0, 0, 0, 0);
    bars->setSpacing(0);
    bars->addWidget(m_parts.bars, 1);
    bars->addWidget(m_parts.onward);
    rows->addWidget(underBars);
    connect(m_parts.lessons, &LectureSide::widthChanged, this, [this] { fit(m_window, m_scale); });
}

QWidget* WindowBody::lessonSide() const {
    return m_parts.lessons;
}

Ground* WindowBody::ground(QColor Palette::*color) {
    m_grounds.push_back({new Ground, color});
    return m_grounds.back().first;
}

Ground* WindowBody::hairline() {
    Ground* line = ground(&Palette::line);
    line->setFixedHeight(1);
    return line;
}

// The stage under how a picture is read, over the code when it is wanted. A notice lies over it.
QWidget* WindowBody::buildMiddle() {
    auto* middle = new QWidget;
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_parts.back);
    column->addWidget(m_parts.reading);
    auto* split = new QSplitter(Qt::Vertical);
    split->setChildrenCollapsible(false);
    split->setHandleWidth(1);
    split->addWidget(m_parts.stages);
    split->addWidget(m_parts.code);
    split->setStretchFactor(0, 2);
    split->setStretchFactor(1, 1);
    m_parts.code->hide();
    m_splitLine = split->handle(1);
    m_splitLine->setAutoFillBackground(true);
    column->addWidget(split, 1);
    m_parts.notice->setParent(middle);
    m_parts.notice->lieOver(split);
    return middle;
}

// The lesson's settings, and at the foot what is the same in every lesson.
QWidget* WindowBody::buildRight() {
    Ground* right = ground(&Palette::surface);
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_parts.inspectors, 1);
    column->addWidget(hairline());
    column->addWidget(m_parts.predict);
    return right;
}

void WindowBody::setStyle(const Style& style) {
    const QString sheet = widgetStyleSheet(style);
    for (QWidget* part : std::initializer_list<QWidget*>{lessonSide(), m_parts.back, m_parts.notice, m_parts.reading,
                                                         m_parts.code, m_parts.predict, m_parts.onward})
        giveSheet(*part, sheet);
    for (const auto& [area, color] : m_grounds) area->setColor(style.colors().*color);
    QPalette line;
    line.setColor(QPalette::Window, style.colors().line);
    m_splitLine->setPalette(line);
}

double WindowBody::yielding(int width, double scale) {
    const double room = width / ((width >= wide ? wide : medium) * scale);
    return std::clamp(std::sqrt(room), 1 / scale, 1.0);
}

void WindowBody::fit(const QSize& window, double scale) {
    const bool isWide = window.width() >= wide;
    const double s = scale * yielding(window.width(), scale);
    m_window = window;
    m_scale = scale;
    m_parts.lessons->setNarrow(window.width() < medium * scale);
    lessonSide()->setFixedWidth(qRound((m_parts.lessons->isNarrow() ? 56 : isWide ? 264 : 214) * s));
    settingsSide()->setFixedWidth(qRound((isWide ? 352 : 318) * s));
    m_parts.bars->setFixedHeight(qRound((window.height() >= 900 ? 84 : 66) * s));
}

} // namespace ui
