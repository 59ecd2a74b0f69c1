#include "ui/shell/presentation_foot.h"

#include "core/base/plain_text.h"

#include <QPainter>
#include <algorithm>

namespace ui {
namespace {

constexpr int mostDots = 16;
constexpr int saidFor = 8'000;                      // ms
constexpr double margin = 96, pitch = 36, dot = 18; // at 1920 x 1080, as the sizes below

} // namespace

PresentationFoot::PresentationFoot(QWidget* parent) : QWidget(parent) {
    setObjectName("presentationFoot");
    setMouseTracking(true);
    m_saidOver.setObjectName("saidOver");
    m_saidOver.setSingleShot(true);
    m_saidOver.setInterval(saidFor);
    connect(&m_saidOver, &QTimer::timeout, this, &PresentationFoot::beSilent);
}

void PresentationFoot::setStyle(const Style& style) {
    m_style = style;
    update();
}

void PresentationFoot::show(const QString& name, const Page::Stops& stops) {
    m_name = name;
    m_stops = stops;
    setAccessibleName(name);
    setAccessibleDescription(position());
    update();
}

void PresentationFoot::showTyped(const QString& digits) {
    m_typed = digits;
    update();
}

void PresentationFoot::setUnit(double unit) {
    m_unit = unit;
    update();
}

void PresentationFoot::say(const QString& sentence, bool wrong) {
    m_said = QString::fromStdString(cnn::plainLines(sentence.toStdString())); // it may quote a file
    m_wrong = wrong;
    setAccessibleDescription(m_said.isEmpty() ? position() : m_said);
    m_saidOver.start();
    update();
}

void PresentationFoot::beSilent() {
    if (m_said.isEmpty()) return;
    m_said.clear();
    m_saidOver.stop();
    setAccessibleDescription(position());
    update();
}

QString PresentationFoot::position() const {
    return m_stops.count > 1 ? tr("%1 of %2").arg(m_stops.at + 1).arg(m_stops.count) : QString();
}

void PresentationFoot::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    const Palette& c = m_style.colors();
    painter.fillRect(rect(), c.window);
    painter.setFont(Style::numberFont(std::max(14.0, 24 * m_unit)));
    painter.setPen(c.dim);
    const QRectF line = QRectF(rect()).adjusted(margin * m_unit, 0, -margin * m_unit, 0);
    if (!m_said.isEmpty()) return paintSaid(painter, line);
    const double middle = mostDots * pitch * m_unit; // is the dots'
    const QString name = painter.fontMetrics().elidedText(m_name, Qt::ElideRight, qRound((line.width() - middle) / 2));
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, name);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter,
                     m_typed.isEmpty() ? position() : tr("Scene %1").arg(m_typed));
    if (m_stops.count < 2) return;
    if (m_stops.count <= mostDots)
        paintDots(painter);
    else
        paintBar(painter);
}

// As large as two lines of it fit.
void PresentationFoot::paintSaid(QPainter& painter, const QRectF& line) const {
    const Palette& c = m_style.colors();
    const int how = static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextWordWrap;
    for (const double size : {24.0, 20.0, 16.0}) {
        painter.setFont(Style::font(std::max(14.0, size * m_unit)));
        if (painter.boundingRect(line, how, m_said).height() <= height()) break;
    }
    painter.fillRect(QRectF(line.left() - 20 * m_unit, 0.2 * height(), std::max(4.0, 5 * m_unit), 0.6 * height()),
                     m_wrong ? c.error : c.lineStrong);
    painter.setPen(c.text);
    painter.drawText(line, how, m_said);
}

void PresentationFoot::paintDots(QPainter& painter) const {
    const Palette& c = m_style.colors();
    const double y = height() / 2.0, first = width() / 2.0 - (m_stops.count - 1) * pitch * m_unit / 2;
    for (int i = 0; i < m_stops.count; ++i) {
        const QPointF at(first + i * pitch * m_unit, y);
        painter.setPen(i > m_stops.at ? QPen(c.lineStrong, std::max(1.5, 3 * m_unit)) : QPen(Qt::NoPen));
        painter.setBrush(i > m_stops.at ? QBrush(Qt::NoBrush) : i == m_stops.at ? c.now : c.lineStrong);
        const double side = (i > m_stops.at ? dot - 3 : dot) * m_unit;
        const QSizeF size(i == m_stops.at ? 28 * m_unit : side, side);
        painter.drawRoundedRect(QRectF(at - QPointF(size.width(), size.height()) / 2, size), side / 2, side / 2);
    }
}

void PresentationFoot::paintBar(QPainter& painter) const {
    const Palette& c = m_style.colors();
    QRectF groove(0, 0, mostDots * pitch * m_unit * 0.9, std::max(4.0, 8 * m_unit));
    groove.moveCenter(QRectF(rect()).center());
    const auto part = [&](double from, double to, const QColor& color) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        const double wide = groove.width() / m_stops.count;
        painter.drawRoundedRect(QRectF(groove.left() + from * wide, groove.top(), (to - from) * wide, groove.height()),
                                groove.height() / 2, groove.height() / 2);
    };
    part(0, m_stops.count, c.sunken);
    if (m_stops.at > 0) part(0, m_stops.at, c.lineStrong);
    if (m_stops.at < 0) return;
    const double least = 16 * m_unit * m_stops.count / groove.width(); // so that it is seen among hundreds
    const double from = std::min<double>(m_stops.at, m_stops.count - least);
    part(from, std::max(from + least, m_stops.at + 1.0), c.now);
}

} // namespace ui
