// LeNet-5 as the compressed column: a box a layer, the image at the bottom.
#include "ui/figure/brush.h"
#include "ui/figure/layer_words.h"
#include "ui/figure/number_text.h"
#include "ui/figure/paragraph.h"
#include "ui/lessons/lenet/lenet_figure.h"
#include "ui/tr.h"

#include <algorithm>

namespace ui {
namespace {

QString boxWords(const LenetStage& stage) {
    if (!stage.info) return tr("Image (%1 × %2)").arg(stage.out.h).arg(stage.out.w);
    const QString words = layerWords(*stage.info);
    return stage.activation.isEmpty() ? words : words + ", " + stage.activation;
}

} // namespace

void LenetFigure::paintColumn(const Brush& to) const {
    const double text = m_layout.text, line = 1.5 * text;
    constexpr Qt::Alignment right = Qt::AlignRight | Qt::AlignVCenter;
    const double top = place(m_picture.stages.last()).top() - line;
    to.write({m_layout.columns[1], top, m_layout.columns[2] - m_layout.columns[1] - text, line}, tr("gives"),
             std::max(12.0, 0.9 * text), to.c.dim, Weight::Regular, right);
    to.write({m_layout.columns[2], top, m_layout.columns[3] - m_layout.columns[2], line}, tr("parameters"),
             std::max(12.0, 0.9 * text), to.c.dim, Weight::Regular, right);
    for (int i = 0; i <= m_picture.stages.last(); ++i) paintBox(to, i);
}

void LenetFigure::paintBox(const Brush& to, int stage) const {
    const double text = m_layout.text;
    const QRectF box = shape(stage), row = place(stage);
    const LenetStage& s = m_picture.at(stage);
    const bool now = isNow(stage);
    constexpr Qt::Alignment right = Qt::AlignRight | Qt::AlignVCenter;
    const QColor& ground = s.isConvolution() ? to.c.kernelTint
                           : s.hasWindow()   ? to.c.outputTint
                           : s.info          ? to.c.sunken
                                             : to.c.surface;
    to.fill(box, isToCome(stage) ? to.c.surface : ground, 6);
    to.outline(box, now ? to.c.now : isToCome(stage) ? to.c.lineStrong : inkOfStage(to.c, stage), now ? 3 : 1.2, 6);
    if (stage > 0) { // an arrow from the box below
        const double from = shape(stage - 1).top(), tip = box.bottom() + 2, x = box.center().x();
        to.painter.setPen(QPen(now ? to.c.now : to.c.lineStrong, now ? 2.2 : 1.4));
        to.painter.drawLine(QPointF(x, from), QPointF(x, tip));
        to.painter.drawPolyline(QPolygonF{{x - 4, tip + 5}, {x, tip}, {x + 4, tip + 5}});
    }
    const QColor& strong = now ? to.c.now : to.c.text;
    to.write({row.left(), row.top(), m_layout.columns[0] - row.left() - 0.5 * text, row.height()}, s.name, text, strong,
             Weight::Bold);
    const QString words = m_picture.covered == "size" && stage == 0 ? s.name : boxWords(s);
    const QRectF inside = box.adjusted(0.5 * text, 0, -0.5 * text, 0);
    const double least = std::max(12.0, 0.85 * text);
    Paragraph said{words, fittingSize({{words, {}, Weight::SemiBold}}, inside.width() - 0.4 * text, text, least),
                   Weight::SemiBold};
    while (said.pixels >= 13 && said.height(inside.width()) > box.height()) --said.pixels; // on two lines
    said.paint(to.painter, inside, to.c.text, Qt::AlignCenter);
    to.write({m_layout.columns[1], row.top(), m_layout.columns[2] - m_layout.columns[1] - text, row.height()},
             sizeShown(stage), text, strong, Weight::Regular, right);
    to.write({m_layout.columns[2], row.top(), m_layout.columns[3] - m_layout.columns[2], row.height()},
             parametersShown(stage), text, now ? to.c.now : to.c.kernel, Weight::SemiBold, right);
}

// In a narrow card each under its name: the equation a line for each of its signs, the sum as one adds on paper.
void LenetFigure::paintStackedSums(const Brush& to, QRectF where, bool whole) const {
    const double text = m_layout.text;
    const bool hidden = !m_picture.covered.isEmpty(); // a count tells of sizes, too
    const auto line = [&](const QString& words, double size, const QColor& colour, Weight weight) {
        const double fitting = fittingSize({{words, colour, weight}}, where.width(), size, 12);
        to.write({where.left(), where.top(), where.width(), 1.4 * size}, words, fitting, colour, weight);
        where.setTop(where.top() + 1.4 * size);
    };
    line(tr("parameters"), std::max(12.0, 0.95 * text), to.c.dim, Weight::Regular);
    const QString equation = hidden ? QString("?") : lenetParameterEquation(m_picture.at(m_picture.stage));
    const QStringList sides = equation.split(" = ");
    for (qsizetype i = 0; i < sides.size(); ++i)
        line(i == 0 ? sides[i] : "= " + sides[i], 1.1 * text, to.c.kernel, Weight::SemiBold);
    where.setTop(where.top() + 0.8 * text);
    line(whole ? tr("in all") : tr("so far"), std::max(12.0, 0.95 * text), to.c.dim, Weight::Regular);
    if (hidden)
        line("?", 1.1 * text, to.c.text, Weight::Regular);
    else
        where.setTop(paintAddition(to, where, whole));
    if (!m_picture.stages.misfit) return;
    const QRectF bar(where.left(), where.top() + 0.6 * text, 4, std::min(6 * text, where.height() - 0.6 * text));
    to.fill(bar, to.c.error);
    to.painter.setFont(Style::font(text));
    to.painter.setPen(to.c.text);
    to.painter.drawText(bar.adjusted(12, 0, where.width() - 4, 0), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
                        lenetMisfit(m_picture.stages));
}

// A row a layer, the numbers under one another; gives back where it ends.
double LenetFigure::paintAddition(const Brush& to, const QRectF& where, bool whole) const {
    constexpr Qt::Alignment right = Qt::AlignRight | Qt::AlignVCenter;
    const int rows = m_picture.stage + (m_picture.stage > 1 ? 1 : 0);
    const double size = std::min(1.05 * m_layout.text, where.height() / (1.35 * std::max(rows, 1))),
                 pitch = 1.35 * size;
    QRectF row(where.left(), where.top(), std::min(where.width(), 13 * m_layout.text), pitch);
    for (int i = 1; i <= m_picture.stage; ++i) {
        const bool now = i == m_picture.stage;
        to.write(row, m_picture.at(i).name, size, now ? to.c.now : to.c.dim);
        to.write(row, (i > 1 ? "+ " : "") + grouped(m_picture.at(i).parameters), size, now ? to.c.now : to.c.text,
                 now ? Weight::SemiBold : Weight::Regular, right);
        row.translate(0, pitch);
    }
    if (m_picture.stage == 0) to.write(row, "0", size, to.c.text, Weight::Regular, right);
    if (m_picture.stage < 2) return m_picture.stage == 0 ? row.bottom() : row.top();
    to.painter.setPen(QPen(to.c.lineStrong, 1.2));
    to.painter.drawLine(row.topLeft(), row.topRight());
    const QString sum = grouped(m_picture.stages.parametersUpTo(static_cast<std::size_t>(m_picture.stage)));
    to.write(row, sum, size, to.c.text, whole ? Weight::Bold : Weight::SemiBold, right);
    return row.bottom();
}

} // namespace ui
