#include "ui/lessons/denoise/pictures_figure.h"

#include "ui/figure/map_painter.h"
#include "ui/figure/number_text.h"
#include "ui/lessons/denoise/denoise_words.h"
#include "ui/lessons/denoise/look_text.h"
#include "ui/tr.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

QStringList rowNames() {
    return {tr("noisy"), tr("reconstructed"), tr("clean"), tr("error")};
}

QRectF largeRoom(QSizeF size, double text) {
    const double pad = text;
    return {pad, 0.6 * pad, 0.36 * size.width() - pad, size.height() - pad};
}

} // namespace

PicturesFigure::PicturesFigure(QSizeF size, const Style& style, std::shared_ptr<const DenoisePicture> picture,
                               std::optional<CellRef> hover)
    : m_size(size), m_text(lookText(size, style)), m_p(std::move(picture)), m_hover(std::move(hover)),
      m_large(largeRoom(size, m_text), m_text, *m_p) {
    const double left = std::max(m_large.right(), largeRoom(size, m_text).left() + 9 * m_text) + 1.6 * m_text;
    m_room = QRectF(QPointF(left, 0.6 * m_text), QPointF(size.width() - m_text, size.height() - 0.5 * m_text));
    if (!m_p->rows.empty()) m_misfit = rampEnd(m_p->misfit().values(), Ramp::Signed);
    layOutRows();
}

// As many side by side as make the pictures largest.
void PicturesFigure::layOutRows() {
    const QFontMetricsF metrics(Style::numberFont(m_text, Weight::SemiBold));
    for (const QString& name : rowNames()) m_label = std::max(m_label, metrics.horizontalAdvance(name));
    m_label += 0.8 * m_text;
    chooseWords();
    const double below = wordsHeight(m_words, m_wordsText, m_room.width()) + 2.6 * m_text;
    const int count = std::max(1, m_p->pictures.count());
    m_gap = 2;
    for (const int inBand : {16, 8}) {
        const int bands = (count + inBand - 1) / inBand;
        const double wide = (m_room.width() - m_label) / inBand - m_gap;
        const double high = (m_room.height() - below - (bands - 1) * 0.7 * m_text) / (rows * bands) - m_gap;
        const double side = std::floor(std::max(4.0, std::min(wide, high)));
        if (side <= m_side) continue;
        m_side = side;
        m_inBand = inBand;
    }
    m_band = rows * (m_side + m_gap) + 0.7 * m_text;
}

// Words may not crowd the pictures out: in large letters they are smaller, and as few sentences as there is room for.
void PicturesFigure::chooseWords() {
    const double room = 0.45 * m_room.height();
    for (m_words = words();; m_words = m_words.section('\n', 0, -2))
        for (const double size : {1.0, 0.9, 0.8}) {
            m_wordsText = size * m_text;
            if (!m_words.contains('\n') || wordsHeight(m_words, m_wordsText, m_room.width()) <= room) return;
        }
}

QRectF PicturesFigure::place(int row, int picture) const {
    return {std::round(m_room.left() + m_label + (picture % m_inBand) * (m_side + m_gap)),
            std::round(m_room.top() + picture / m_inBand * m_band + row * (m_side + m_gap)), m_side, m_side};
}

QString PicturesFigure::words() const {
    if (m_p->pictures.count() == 0) return tr("The pictures are being read.");
    QStringList said{rowsWords(*m_p)};
    if (m_p->covered == "code")
        said << tr("How many numbers the code has is asked.");
    else
        said << codeWords(m_p->code.shape(), m_p->pictures.shape(), m_p->learning);
    if (const QString note = noiseNote(m_p->noise); !note.isEmpty()) said << note;
    return said.join('\n');
}

// ---- painting ------------------------------------------------------------------------------------------------------

void PicturesFigure::paint(QPainter& painter, const Style& style) const {
    const Brush brush{painter, style.colors()};
    brush.fill(QRectF(QPointF(0, 0), m_size), brush.c.surface);
    m_large.paint(brush, m_hover);
    if (m_p->pictures.count() > 0) paintRows(brush);
    paintWords(brush);
}

void PicturesFigure::paintRows(const Brush& brush) const {
    const QStringList names = rowNames();
    const cnn::Tensor misfit = m_p->misfit();
    const cnn::Tensor* parts[] = {&m_p->noisy.rows, &m_p->rows, &m_p->pictures.rows, &misfit};
    for (int i = 0; i < m_p->pictures.count(); ++i)
        for (int row = 0; row < rows; ++row) {
            const QRectF where = place(row, i);
            if (i % m_inBand == 0)
                brush.write({m_room.left(), where.top(), m_label, m_side}, names[row],
                            std::min(m_text, 0.95 * (m_side + m_gap)), brush.c.text,
                            row == 1 ? Weight::SemiBold : Weight::Regular);
            const cnn::Tensor one = parts[row]->image(i);
            const QImage image = row < 3 ? pictureImage(one)
                                         : mapImage(one.values(), one.shape().h, one.shape().w, Ramp::Signed, m_misfit);
            paintMap(brush.painter, where, image);
        }
    const auto frame = [&](int i, const QColor& colour, double width) {
        brush.outline(place(0, i).united(place(rows - 1, i)).adjusted(-1, -1, 1, 1), colour, width, 2);
    };
    if (m_p->pictures.index >= 0) frame(m_p->pictures.index, brush.c.now, 2.5);
    if (m_hover && m_hover->part == rowPart && m_hover->x != m_p->pictures.index) frame(m_hover->x, brush.c.text, 2);
}

void PicturesFigure::paintWords(const Brush& brush) const {
    const int last = std::max(0, m_p->pictures.count() - 1);
    double top = place(rows - 1, last).bottom() + 0.6 * m_text;
    if (m_p->pictures.count() == 0) top = m_room.top();
    if (m_p->pictures.count() > 0) {
        QString low = tr("too dark %1").arg(fixed(-m_misfit, 2)), high = tr("%1 too light").arg(fixed(m_misfit, 2));
        const QRectF line(m_room.left() + m_label, top, m_room.width() - m_label, 1.3 * m_text);
        const double size = std::max(12.0, std::floor(0.92 * m_text)), apart = 0.5 * m_text, least = 3 * m_text;
        const auto spare = [&] { return line.width() - lineWidth({{low, {}}, {high, {}}}, size) - 2 * apart - 2; };
        if (spare() < least) low = fixed(-m_misfit, 2), high = fixed(m_misfit, 2); // the colours say the rest
        const double x = brush.write(line, low, size, brush.c.dim) + apart;
        const QRectF ramp(x, line.center().y() - 0.3 * m_text, std::clamp(spare(), 2.0, 7 * m_text), 0.6 * m_text);
        paintRamp(brush.painter, ramp, Ramp::Signed);
        brush.write(line.adjusted(ramp.right() + apart - line.left(), 0, 0, 0), high, size, brush.c.dim);
        top += 1.9 * m_text;
    }
    writeWords(brush, {m_room.left(), top, m_room.width(), m_size.height() - top}, m_words, m_wordsText, brush.c.text);
}

// ---- words and pointing --------------------------------------------------------------------------------------------

QString PicturesFigure::describe() const {
    return m_large.describe() + ' ' + words().replace('\n', ' ');
}

std::optional<CellRef> PicturesFigure::cellAt(QPointF point) const {
    if (const auto cell = m_large.cellAt(point)) return cell;
    for (int i = 0; i < m_p->pictures.count(); ++i)
        for (int row = 0; row < rows; ++row)
            if (place(row, i).adjusted(0, 0, m_gap, m_gap).contains(point)) return CellRef{rowPart, 0, row, i};
    return std::nullopt;
}

QRectF PicturesFigure::cellRect(const CellRef& cell) const {
    if (cell.part != rowPart) return m_large.cellRect(cell);
    const bool there = cell.x >= 0 && cell.x < m_p->pictures.count() && cell.y >= 0 && cell.y < rows;
    return there ? place(cell.y, cell.x) : QRectF();
}

} // namespace ui
