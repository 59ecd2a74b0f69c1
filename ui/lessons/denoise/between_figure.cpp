#include "ui/lessons/denoise/between_figure.h"

#include "ui/figure/map_painter.h"
#include "ui/lessons/denoise/look_text.h"
#include "ui/tr.h"

#include <algorithm>
#include <cmath>

namespace ui {

BetweenFigure::BetweenFigure(QSizeF size, const Style& style, std::shared_ptr<const DenoisePicture> picture,
                             std::optional<CellRef> hover)
    : m_size(size), m_text(lookText(size, style)), m_p(std::move(picture)), m_hover(std::move(hover)) {
    const double high = size.height() - 6.6 * m_text;
    const double large = std::floor(std::min(high, 0.3 * size.width()));
    m_large = {m_text, 2.2 * m_text, large, large};
    m_left = std::round(m_large.right() + 2 * m_text);
    m_top = m_large.top();
    const double wide = (size.width() - m_text - m_left) / mixtures - m_gap;
    // Two rows with a name above each, the slider between them and the words, then the pictures to choose from.
    m_side = std::floor(std::max(8.0, std::min(wide, (size.height() - 14.5 * m_text) / 2.7)));
    m_small = std::floor(std::min((size.width() - m_text - m_left) / DenoiseScene::mostPictures - 2, 0.62 * m_side));
}

QRectF BetweenFigure::place(int row, int column) const {
    const double down = row == 0 ? 0 : m_side + 4.6 * m_text;
    return {m_left + column * (m_side + m_gap), std::round(m_top + down), m_side, m_side};
}

QRectF BetweenFigure::groove() const {
    const double y = place(0, 0).bottom() + 1.1 * m_text, half = m_side / 2;
    return {place(0, 0).left() + half, y - 0.15 * m_text, place(0, mixtures - 1).left() - place(0, 0).left(),
            0.3 * m_text};
}

QRectF BetweenFigure::choice(int picture) const {
    return {m_left + picture * (m_small + 2), std::round(place(1, 0).bottom() + 2.2 * m_text), m_small, m_small};
}

QString BetweenFigure::words() const {
    const QString name = m_p->pictures.names.value(m_p->other % std::max(1, m_p->pictures.count()));
    return tr("%1 % of the code of \"%2\", the rest of \"%3\".")
        .arg(QString::number(m_p->between), name, m_p->pictures.name);
}

// ---- painting ------------------------------------------------------------------------------------------------------

void BetweenFigure::paint(QPainter& painter, const Style& style) const {
    const Brush brush{painter, style.colors()};
    brush.fill(QRectF(QPointF(0, 0), m_size), brush.c.surface);
    if (m_p->mixedCodes.empty()) return;
    brush.write({m_large.left(), 0.5 * m_text, m_large.width(), 1.5 * m_text}, tr("Mixture, decoded"), m_text,
                brush.c.text, Weight::SemiBold);
    paintMap(painter, m_large, pictureImage(m_p->mixedCodes.image(mixtures)));
    brush.outline(m_large.adjusted(-0.5, -0.5, 0.5, 0.5), brush.c.lineStrong, 1);
    const QStringList names{tr("Codes mixed, then decoded"), tr("Pixels mixed: two ghosts")};
    for (int row = 0; row < 2; ++row) {
        const cnn::Tensor& all = row == 0 ? m_p->mixedCodes : m_p->mixedPixels;
        const QRectF first = place(row, 0);
        brush.write({first.left(), first.top() - 1.7 * m_text, m_size.width() - first.left(), 1.5 * m_text}, names[row],
                    m_text, brush.c.text, Weight::SemiBold);
        for (int i = 0; i < mixtures; ++i) paintMap(painter, place(row, i), pictureImage(all.image(i)));
    }
    paintSlider(brush);
    paintChoices(brush);
    writeWords(brush,
               {m_large.left(), m_large.bottom() + 0.5 * m_text, m_left - 1.4 * m_text - m_large.left(), 6 * m_text},
               words(), m_text, brush.c.text);
}

void BetweenFigure::paintSlider(const Brush& brush) const {
    brush.fill(groove(), brush.c.sunken, 2);
    brush.outline(groove(), brush.c.lineStrong, 1, 2);
    brush.painter.setPen(QPen(brush.c.surface, 1.5));
    brush.painter.setBrush(brush.c.text);
    brush.painter.drawEllipse(QPointF(handle(), groove().center().y()), 0.6 * m_text, 0.6 * m_text);
}

void BetweenFigure::paintChoices(const Brush& brush) const {
    const QRectF first = choice(0);
    brush.write({first.left(), first.top() - 1.7 * m_text, m_size.width() - first.left(), 1.5 * m_text},
                tr("Mixed with"), m_text, brush.c.dim);
    for (int i = 0; i < m_p->pictures.count(); ++i) {
        paintMap(brush.painter, choice(i), pictureImage(m_p->pictures.rows.image(i)));
        const bool hot = m_hover && m_hover->part == otherPart && m_hover->x == i;
        if (i == m_p->other % m_p->pictures.count())
            brush.outline(choice(i).adjusted(-2, -2, 2, 2), brush.c.text, 4, 2);
        else if (hot)
            brush.outline(choice(i).adjusted(-1, -1, 1, 1), brush.c.text, 2, 2);
    }
}

// ---- words and pointing --------------------------------------------------------------------------------------------

QString BetweenFigure::describe() const {
    return m_p->mixedCodes.empty() ? tr("The pictures are being read.") : words();
}

std::optional<CellRef> BetweenFigure::cellAt(QPointF point) const {
    for (int i = 0; i < m_p->pictures.count(); ++i)
        if (choice(i).contains(point)) return CellRef{otherPart, 0, 0, i};
    const QRectF rows = place(0, 0).united(place(0, mixtures - 1)).adjusted(0, 0, 0, 2.2 * m_text);
    if (!rows.contains(point)) return std::nullopt;
    const double share = std::clamp((point.x() - groove().left()) / groove().width(), 0.0, 1.0);
    return CellRef{sharePart, 0, 0, static_cast<int>(std::lround(100 * share))};
}

QRectF BetweenFigure::cellRect(const CellRef& cell) const {
    if (cell.part == otherPart && cell.x >= 0 && cell.x < m_p->pictures.count()) return choice(cell.x);
    if (cell.part != sharePart) return {};
    return {groove().left() + groove().width() * cell.x / 100.0 - 1, groove().top(), 2, groove().height()};
}

} // namespace ui
