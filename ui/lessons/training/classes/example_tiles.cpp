#include "ui/lessons/training/classes/example_tiles.h"

#include "ui/figure/map_painter.h"
#include "ui/figure/number_text.h"
#include "ui/figure/text_runs.h"

#include <algorithm>

namespace ui {
namespace {

constexpr double apart = 8;
const QString arrow = "→ ";

bool areShort(const QStringList& names) {
    return std::all_of(names.begin(), names.end(), [](const QString& name) { return name.size() <= 2; });
}

TextLine saidLine(const QString& name, const QColor& colour) {
    return {{arrow + name, colour, Weight::SemiBold}};
}

// The largest rectangle of the picture's proportions in the middle of `where`.
QRectF inProportion(const QRectF& where, const QSize& picture) {
    QRectF inside(QPointF(0, 0), QSizeF(picture).scaled(where.size(), Qt::KeepAspectRatio));
    inside.moveCenter(where.center());
    return inside;
}

} // namespace

double ExampleTiles::tileWidth(const QStringList& classNames, double text) {
    double widest = 0;
    for (const QString& name : classNames) widest = std::max(widest, lineWidth(saidLine(name, {}), text));
    if (areShort(classNames)) return 1.7 * widest;
    return std::min(widest, 8 * text); // longer ones are cut
}

ExampleTiles::ExampleTiles(const std::vector<Example>& examples, const QStringList& classNames, const QRectF& room,
                           double text, double side)
    : m_count(static_cast<int>(examples.size())), m_short(areShort(classNames)), m_text(text), m_side(side),
      m_room(room) {
    const double lines = m_short ? 1 : 2;
    const double width = std::max(side, std::min(tileWidth(classNames, text), room.width()));
    const double height = side + lines * 1.3 * text + 2;
    m_columns = std::max(1, static_cast<int>((room.width() + apart) / (width + apart)));
    m_rows = std::max(0, static_cast<int>((room.height() + apart) / (height + apart)));
    // Spread over the width, so that both edges stand in line with what is above.
    const double spread = m_columns > 1 ? (room.width() - width) / (m_columns - 1) : width + apart;
    m_step = QSizeF(std::min(spread, 1.35 * (width + apart)), height + apart);
}

QRectF ExampleTiles::image(int tile) const {
    if (tile < 0 || tile >= count()) return {};
    return {
        QPointF(m_room.left() + tile % m_columns * m_step.width(), m_room.top() + tile / m_columns * m_step.height()),
        QSizeF(m_side, m_side)};
}

std::optional<CellRef> ExampleTiles::at(QPointF point) const {
    for (int i = 0; i < count(); ++i)
        if (image(i).adjusted(0, 0, 0, m_step.height() - m_side - apart).contains(point)) return CellRef{part, i, 0, 0};
    return std::nullopt;
}

void ExampleTiles::paint(const Brush& brush, const std::vector<Example>& examples, const QStringList& classNames,
                         const std::optional<CellRef>& hover) const {
    for (int i = 0; i < count(); ++i) {
        const auto& [verdict, picture] = examples[static_cast<std::size_t>(i)];
        const QRectF where = image(i);
        paintMap(brush.painter, inProportion(where, picture.size()), picture);
        const bool hot = hover && hover->part == part && hover->map == i;
        if (hot) brush.outline(where.adjusted(-2, -2, 2, 2), brush.c.now, 3, 3);
        QRectF line(where.left(), where.bottom() + 2, std::max(m_side, m_step.width() - 4), 1.3 * m_text);
        const QString truth = classNames[verdict.truth], said = classNames[verdict.said];
        const bool right = verdict.truth == verdict.said;
        if (m_short && !right) {
            const TextLine words{{truth + ' ' + arrow, brush.c.dim}, {said, brush.c.error, Weight::Bold}};
            drawLine(brush.painter, words,
                     line.center().x() - (line.width() - m_side) / 2 - lineWidth(words, m_text) / 2,
                     line.top() + m_text, m_text);
            continue;
        }
        brush.write(line, m_short ? percent(static_cast<double>(verdict.share)) : truth, m_text, brush.c.dim);
        if (m_short) continue;
        line.translate(0, line.height());
        brush.write(line, right ? percent(static_cast<double>(verdict.share)) : arrow + said, m_text,
                    right ? brush.c.dim : brush.c.error, right ? Weight::Regular : Weight::SemiBold);
    }
}

} // namespace ui
