#include "ui/lessons/training/look/look_figure.h"

#include "ui/figure/dataset_image.h"
#include "ui/figure/map_painter.h"
#include "ui/figure/number_text.h"
#include "ui/tr.h"

#include <QTextLayout>
#include <algorithm>

namespace ui {
namespace {

constexpr double titleText = 20, factText = 14.5, tileText = 12.5, leastText = 12;
constexpr int columns = 4;

// Text in lines of that width, from `top` down; gives back where it ends. Without a brush it is only measured.
double placeWrapped(const Brush* brush, QPointF top, double width, const QString& text, double pixels) {
    double y = top.y();
    for (const QString& part : text.split('\n')) {
        QTextLayout layout(part, Style::numberFont(pixels));
        layout.beginLayout();
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
            line.setLineWidth(width);
            line.setPosition({0, y - top.y()});
            y += 1.4 * pixels;
        }
        layout.endLayout();
        if (!brush) continue;
        brush->painter.setPen(brush->c.text);
        layout.draw(&brush->painter, top);
    }
    return y;
}

} // namespace

LookFigure::LookFigure(LookPicture picture, QSizeF size, const Style& style)
    : m_size(size), m_unit(std::clamp(std::min(size.width() / 900, size.height() / 430), 0.9, 2.0) * style.scale),
      m_picture(std::move(picture)), m_facts(lookFacts(m_picture.look)) {
    // Large text gives way before a fact is lost.
    for (arrange(); factsEnd() > m_words.bottom() && 0.95 * factText * m_unit >= leastText; arrange()) m_unit *= 0.95;
}

void LookFigure::arrange() {
    const double pad = 18 * m_unit;
    const double width = std::min(1.1 * m_size.height(), 0.5 * m_size.width());
    m_tiles = QRectF(m_size.width() - width, pad, width, m_size.height() - 2 * pad);
    m_names = 0;
    m_words = QRectF(QPointF(pad, pad), QPointF(m_tiles.left() - 1.5 * pad, m_size.height() - pad));
    for (const LookFact& fact : m_facts)
        m_names = std::max(m_names, lineWidth({{fact.name, {}, Weight::SemiBold}}, factText * m_unit));
    m_names += 16 * m_unit;
}

double LookFigure::factsEnd() const {
    double y = m_words.top() + 2 * titleText * m_unit;
    for (const LookFact& fact : m_facts) y = placeFact(nullptr, fact, y);
    return y;
}

QString LookFigure::describe() const {
    QString words = m_picture.name + '.';
    for (const LookFact& fact : m_facts) {
        const QString text = QString(fact.text).replace('\n', "; ");
        words += ' ' + fact.name + ": " + text + (text.endsWith('.') ? "" : ".");
    }
    QStringList shown;
    const cnn::Dataset& samples = m_picture.look.samples;
    for (const int label : samples.labels)
        shown << QString::fromStdString(samples.classNames[static_cast<std::size_t>(label)]);
    return words + ' ' + tr("Shown: %1.").arg(shown.join(", "));
}

void LookFigure::paint(QPainter& painter, const Style& style) const {
    const Brush brush{painter, style.colors()};
    brush.fill(QRectF(QPointF(0, 0), m_size), brush.c.surface);
    const double title = titleText * m_unit;
    brush.writeFitting({m_words.left(), m_words.top(), m_words.width(), 1.3 * title}, m_picture.name, title,
                       brush.c.text, Weight::Bold);
    double y = m_words.top() + 2 * title;
    painter.save();
    painter.setClipRect(m_words); // many notes
    for (const LookFact& fact : m_facts) y = placeFact(&brush, fact, y);
    painter.restore();
    paintSamples(brush);
}

double LookFigure::placeFact(const Brush* brush, const LookFact& fact, double y) const {
    const double text = factText * m_unit;
    if (brush) brush->write({m_words.left(), y, m_names, 1.17 * text}, fact.name, text, brush->c.dim, Weight::SemiBold);
    return placeWrapped(brush, {m_words.left() + m_names, y}, m_words.width() - m_names, fact.text, text) + 0.45 * text;
}

void LookFigure::paintSamples(const Brush& brush) const {
    const cnn::Dataset& samples = m_picture.look.samples;
    const double text = tileText * m_unit, gap = 10 * m_unit;
    const double wide = m_tiles.width() / columns, room = std::min(wide, m_tiles.height() / columns - 1.5 * text) - gap;
    const double larger = std::max({samples.shape.h, samples.shape.w, 1});
    // Whole pixels of the screen for each of the image's where there is room for them.
    const double scale = room >= larger ? std::floor(room / larger) : room / larger;
    const QSizeF image(scale * samples.shape.w, scale * samples.shape.h);
    const QSizeF step(wide, image.height() + 1.5 * text + gap);
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const auto column = static_cast<double>(i % columns), row = static_cast<double>(i / columns);
        const QPointF at =
            m_tiles.topLeft() + QPointF(std::round(column * step.width()), std::round(row * step.height()));
        paintMap(brush.painter, {at, image}, datasetImage(samples, i));
        const QString name = QString::fromStdString(samples.classNames[static_cast<std::size_t>(samples.labels[i])]);
        brush.write({at.x(), at.y() + image.height() + 2, step.width() - 0.5 * gap, 1.4 * text}, name, text,
                    brush.c.dim);
    }
}

} // namespace ui
