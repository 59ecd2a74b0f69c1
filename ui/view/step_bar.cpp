#include "ui/view/step_bar.h"

#include "ui/view/icons.h"

#include <QApplication>
#include <QFontMetricsF>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

// Larger letters need more room, also before the next step.
class RoomForWords : public QObject {
public:
    explicit RoomForWords(QLabel* label) : QObject(label), m_label(label) { label->installEventFilter(this); }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::FontChange) m_label->setMinimumWidth(m_label->sizeHint().width());
        return QObject::eventFilter(watched, event);
    }

private:
    QLabel* m_label;
};

constexpr int mostStops = 24;
constexpr std::array speeds{0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0}; // steps a second

Stepper* speedStepper() {
    Stepper::Rules rules;
    rules.text = [](double v) { return StepBar::tr("%1/s").arg(v); };
    rules.read = [](QString typed) -> std::optional<double> {
        bool ok = false;
        const double v = typed.remove("/s").trimmed().toDouble(&ok);
        return ok && v >= speeds.front() && v <= speeds.back() ? std::optional(v) : std::nullopt;
    };
    rules.step = [](double v, int by) {
        const auto up = std::upper_bound(speeds.begin(), speeds.end(), v);
        const auto down = std::lower_bound(speeds.begin(), speeds.end(), v);
        if (by > 0) return up == speeds.end() ? v : *up;
        return down == speeds.begin() ? v : *(down - 1);
    };
    auto* stepper = new Stepper(StepBar::tr("Speed"), std::move(rules));
    stepper->setToolTip(StepBar::tr("0.25 to 20 steps a second"));
    stepper->setValue(1);
    return stepper;
}

} // namespace

Timeline::Timeline(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Timeline"));
    setMinimumWidth(116);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

void Timeline::setStyle(const Style& style) {
    m_style = style;
    update();
}

void Timeline::setStops(int stop, int stops, int tickEvery) {
    m_stop = stop;
    m_stops = stops;
    m_tickEvery = tickEvery;
    setAccessibleDescription(stops > 0 ? tr("Step %1 of %2").arg(stop + 1).arg(stops) : QString());
    update();
}

void Timeline::setBreakpoints(std::vector<int> stops) {
    m_breakpoints = std::move(stops);
    QStringList words;
    for (const int stop : m_breakpoints) words << QString::number(stop + 1);
    setToolTip(words.isEmpty()
                   ? tr("Ctrl and a click (F8): playing stops there")
                   : tr("Playing stops at: %1. Ctrl and a click (F8) sets or removes").arg(words.join(", ")));
    update();
}

QRectF Timeline::groove() const {
    const double margin = 14;
    return {margin, height() * 0.46, std::max(1.0, width() - 2 * margin), 0};
}

double Timeline::place(int stop) const {
    const double t = m_stops > 1 ? static_cast<double>(stop) / (m_stops - 1) : 0.0;
    return groove().left() + t * groove().width();
}

void Timeline::caption(QPainter& painter, int stop, bool strong) const {
    const double scale = m_style.controlScale();
    painter.setFont(Style::numberFont(std::max(13.0, 13 * scale), strong ? Weight::Bold : Weight::Regular));
    painter.setPen(strong ? m_style.colors().text : m_style.colors().dim);
    const QString number = QString::number(stop + 1);
    const double half = QFontMetricsF(painter.font()).horizontalAdvance(number) / 2 + 1; // all of it within the widget
    const double middle = std::clamp(place(stop), half, std::max(half, width() - half));
    painter.drawText(QRectF(middle - half, groove().top() + 9, 2 * half, 20 * scale), Qt::AlignHCenter | Qt::AlignTop,
                     number);
}

void Timeline::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Palette& c = m_style.colors();
    const double y = groove().top(), now = place(std::max(m_stop, 0));
    const auto line = [&](double from, double to, const QColor& colour, double width) {
        painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(QPointF(from, y), QPointF(to, y));
    };
    if (m_stops < 1) return;
    line(groove().left(), groove().right(), c.sunken, 4);
    if (m_stop >= 0) line(groove().left(), now, c.now, 4);
    // Captions keep clear of each other; those at the ends are moved inwards.
    const QFont letters = Style::numberFont(std::max(13.0, 13 * m_style.controlScale()), Weight::Bold);
    const double wide = QFontMetricsF(letters).horizontalAdvance(QString::number(m_stops)) + 6;
    const double clear = wide + std::max(0.0, wide / 2 - groove().left());
    const bool every = m_stops <= mostStops;
    const int tick = every ? 1 : m_tickEvery;
    for (int i = 0; tick > 0 && m_stops / tick <= mostStops && i < m_stops; i += tick) {
        const bool past = i <= m_stop;
        painter.setPen(QPen(past ? c.now : c.lineStrong, 1.6));
        painter.setBrush(past ? c.now : c.surface);
        if (every)
            painter.drawEllipse(QPointF(place(i), y), 4.5, 4.5);
        else
            painter.drawLine(QPointF(place(i), y - 5), QPointF(place(i), y + 5));
        if (i != m_stop && (m_stop < 0 || std::abs(place(i) - now) > std::max(30.0, clear)) &&
            groove().width() / m_stops * tick > std::max(24.0, wide))
            caption(painter, i, false);
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(c.text);
    for (const int stop : m_breakpoints)
        if (stop < m_stops) painter.drawEllipse(QPointF(place(stop), y - 14), 3.5, 3.5);
    if (m_stop >= 0) {
        painter.setPen(QPen(c.now, 3.5));
        painter.setBrush(c.surface);
        painter.drawEllipse(QPointF(now, y), 8, 8);
        caption(painter, m_stop, true);
    }
    if (!hasFocus()) return;
    painter.setPen(QPen(c.text, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
}

int Timeline::stopAt(double x) const {
    const double t = (x - groove().left()) / groove().width();
    return std::clamp(static_cast<int>(std::lround(t * (m_stops - 1))), 0, std::max(0, m_stops - 1));
}

void Timeline::mousePressEvent(QMouseEvent* event) {
    const int stop = stopAt(event->position().x());
    if (event->modifiers() & Qt::ControlModifier)
        emit toggled(stop);
    else
        emit chosen(stop);
}
void Timeline::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons() & Qt::LeftButton && !(event->modifiers() & Qt::ControlModifier))
        emit chosen(stopAt(event->position().x()));
}

void Timeline::keyPressEvent(QKeyEvent* event) {
    const int key = event->key();
    if (key == Qt::Key_Right || key == Qt::Key_Up)
        emit chosen(std::min(m_stop + 1, m_stops - 1));
    else if (key == Qt::Key_Left || key == Qt::Key_Down)
        emit chosen(std::max(m_stop - 1, 0));
    else if (key == Qt::Key_Home || key == Qt::Key_End)
        emit chosen(key == Qt::Key_Home ? 0 : m_stops - 1);
    else
        QWidget::keyPressEvent(event);
}

StepBar::StepBar(QWidget* parent) : StepBar({tr("product"), tr("cell"), tr("row")}, 1, parent) {}

StepBar::StepBar(const QStringList& grains, int chosen, QWidget* parent)
    : QWidget(parent), m_first(iconButton("first", tr("First step (Home)"))),
      m_back(iconButton("previous", tr("Previous step (Left, PageUp)"))),
      m_last(iconButton("last", tr("Last step (End)"))), m_play(iconButton("play", tr("Play or pause (Space)"))),
      m_next(new OnwardButton), m_timeline(new Timeline), m_count(new QLabel), m_speed(speedStepper()),
      m_by(new QLabel(tr("step by"))), m_grain(new Segmented(tr("Step by"), grains)) {
    m_next->setObjectName("accent");
    m_next->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    updateNext();
    m_next->setLayoutDirection(Qt::RightToLeft); // the triangle behind the word
    m_grain->setCurrent(chosen);
    m_by->setObjectName("quiet");
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(24, 8, 24, 8);
    row->setSpacing(10);
    for (QWidget* w : std::initializer_list<QWidget*>{m_first, m_back, m_next, m_last, m_play}) row->addWidget(w);
    row->addSpacing(8);
    row->addWidget(m_timeline, 1);
    row->addSpacing(8);
    for (QWidget* w : std::initializer_list<QWidget*>{m_count, m_speed, m_by, m_grain}) row->addWidget(w);
    new RoomForWords(m_count);

    connect(m_first, &QToolButton::clicked, this, &StepBar::first);
    connect(m_back, &QToolButton::clicked, this, &StepBar::back);
    connect(m_next, &QPushButton::clicked, this, [this] {
        const bool far = QApplication::keyboardModifiers() & Qt::ShiftModifier; // to the next breakpoint
        if (m_walker && !far)
            m_walker();
        else
            emit next();
    });
    connect(m_last, &QToolButton::clicked, this, &StepBar::last);
    connect(m_play, &QToolButton::clicked, this, [this] { setPlaying(!playing()); });
    connect(m_timeline, &Timeline::chosen, this, &StepBar::chosen);
    connect(m_timeline, &Timeline::toggled, this, &StepBar::breakpointToggled);
    connect(m_grain, &Segmented::changed, this, &StepBar::grainChosen);
    connect(m_speed, &Stepper::changed, this, [this](double v) { m_timer.setInterval(qRound(1000 / v)); });
    m_timer.setInterval(1000);
    connect(&m_timer, &QTimer::timeout, this, &StepBar::played);
}

QToolButton* StepBar::iconButton(const QString& icon, const QString& name) {
    auto* button = new QToolButton(this);
    button->setObjectName("barButton");
    button->setProperty("iconName", icon);
    button->setAccessibleName(name.section(" (", 0, 0));
    button->setToolTip(name);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

void StepBar::updateIcons() {
    const Palette& c = m_style.colors();
    const int size = qRound(40 * m_style.controlScale());
    m_play->setProperty("iconName", playing() ? "pause" : "play");
    for (QToolButton* b : {m_first, m_back, m_last, m_play}) {
        b->setIcon(ui::icon(b->property("iconName").toString(), c.text, c.lineStrong));
        b->setIconSize(QSize(20, 20) * m_style.controlScale());
        b->setFixedSize(size, size);
    }
    m_next->setIcon(ui::icon("next", c.onNow, c.dim));
    m_next->setFixedHeight(size);
    m_next->setWidths(qRound(116 * m_style.controlScale()), qRound(340 * m_style.controlScale()));
    m_speed->setFixedWidth(qRound(116 * m_style.controlScale()));
}

void StepBar::setBeyond(const QString& title) {
    if (title == m_beyond) return;
    m_beyond = title;
    updateNext();
}

void StepBar::updateNext() {
    const bool beyond = !m_beyond.isEmpty();
    m_next->setText(beyond ? tr("Next lesson: %1").arg(m_beyond) : tr("Next"));
    m_next->setAccessibleName(beyond ? m_next->text() : tr("Next step"));
    m_next->setToolTip(beyond ? tr("%1 (PageDown)").arg(m_next->text()) : tr("Next step (Right, PageDown)"));
    m_next->setEnabled(beyond || !m_atLast);
}

void StepBar::setGrainVisible(bool visible) {
    m_by->setVisible(visible);
    m_grain->setVisible(visible);
}

void StepBar::setStyle(const Style& style) {
    m_style = style;
    m_timeline->setStyle(style);
    m_timeline->setFixedHeight(qRound(46 * style.controlScale()));
    updateIcons();
}

void StepBar::setState(int stop, int stops, int tickEvery, bool atFirst, bool atLast) {
    m_atLast = atLast;
    m_timeline->setStops(stop, m_countCovered ? 0 : stops, tickEvery);
    m_first->setEnabled(!atFirst);
    m_back->setEnabled(!atFirst);
    m_last->setEnabled(!atLast);
    m_play->setEnabled(stops > 1);
    updateNext();
    const QString all = m_countCovered ? QString("?") : QString::number(stops);
    m_count->setText(stops == 0 ? tr("No step")
                     : stop < 0 ? tr("%1 steps").arg(all)
                                : tr("Step <b>%1</b> of %2").arg(stop + 1).arg(all));
    m_count->setMinimumWidth(m_count->fontMetrics().horizontalAdvance(tr("Step %1 of %1").arg(stops)) + 14);
    if (atLast) setPlaying(false);
}

void StepBar::setPlaying(bool play) {
    if (play == playing()) return;
    if (play) {
        if (m_atLast) emit first(); // playing from the end begins anew
        m_timer.start();
    } else
        m_timer.stop();
    updateIcons();
}

} // namespace ui
