// StripFigure: the card about the place pointed at, the prediction, and the scales at the foot.
#include "ui/figure/number_text.h"
#include "ui/lessons/training/strip/network_brush.h"
#include "ui/lessons/training/strip/strip_figure.h"

#include <algorithm>
#include <array>

namespace ui {
namespace {

struct Paragraph {
    QString words;
    QFont font;
    QColor color;
};

// One under the other, wrapped, `apart` between them; gives back where the next would begin. With draw false it only
// measures.
double flow(QPainter& painter, std::span<const Paragraph> paragraphs, const QRectF& inside, double apart, bool draw) {
    constexpr int flags = Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap;
    double y = inside.top();
    for (const Paragraph& p : paragraphs) {
        if (p.words.isEmpty()) continue;
        const QRectF rest(inside.left(), y, inside.width(), 1000);
        painter.setFont(p.font);
        painter.setPen(p.color);
        y = painter.boundingRect(rest, flags, p.words).bottom() + apart;
        if (draw) painter.drawText(rest, flags, p.words);
    }
    return y;
}

} // namespace

// Without a place pointed at: what the network makes of the image, large.
void StripFigure::paintPrediction(StripBrush& to) const {
    const Palette& c = to.colors();
    const CardText text = predictionText(*m_picture);
    const double line = stripText * 1.45 * to.font;
    // As large as fits, in equal steps for name and share.
    double large = std::min(26.0, 0.2 * frame().card.height());
    const auto width = [&](double size) {
        return QFontMetricsF(to.sized(size / to.font, Weight::Bold)).horizontalAdvance(text.title) + 12 +
               QFontMetricsF(to.sized(size * 0.7 / to.font)).horizontalAdvance("100.0 %");
    };
    while (large > 12 && width(large) > frame().card.width()) --large;
    QRectF row = frame().card.adjusted(0, std::min(14.0, frame().card.height() / 10), 0, 0);
    row.setHeight(line);
    to.write(row, "The network says", to.sized(stripText), c.dim);
    row.translate(0, line);
    row.setHeight(1.4 * large);
    const double next = to.write(row, text.title, to.sized(large / to.font, Weight::Bold), c.text);
    QRectF share = row;
    share.setLeft(next + 12);
    to.write(share, text.lead, to.sized(large * 0.7 / to.font), c.now);
    row.translate(0, row.height());
    row.setHeight(line);
    to.write(row, text.cost, to.sized(stripText), text.right ? c.dim : c.error);
}

void StripFigure::paintCard(StripBrush& to) const {
    if (!m_hover || m_hover->part == "input") {
        paintPrediction(to);
        return;
    }
    const Palette& c = to.colors();
    const CardText text = cardText(*m_picture, *m_hover);
    const QFont plain = to.sized(stripText);
    const std::array<Paragraph, 4> paragraphs{{{text.title, to.sized(stripText + 1, Weight::Bold), c.now},
                                               {text.lead, plain, c.text},
                                               {text.cost, plain, c.dim},
                                               {text.value, to.sized(stripText, Weight::Bold), c.output}}};
    const double pad = frame().card.width() > 260 * to.font ? 14 : 8, apart = pad > 10 ? 4 : 1;
    const QRectF inside = frame().card.adjusted(pad + 2, pad, -pad, 0);
    QRectF card = frame().card;
    card.setBottom(flow(to.painter, paragraphs, inside, apart, false) + pad - apart);
    to.painter.setPen(QPen(c.line, 1));
    to.painter.setBrush(c.window);
    to.painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    flow(to.painter, paragraphs, inside, apart, true);
}

void StripFigure::paintFoot(StripBrush& to) const {
    const Palette& c = to.colors();
    const QFont font = to.sized(stripText);
    const QRectF foot = frame().foot;
    const bool narrow = frame().padding < 20;
    const double ramp = narrow ? 64 : 110, height = 11 * to.font;
    QRectF at = foot;
    const auto word = [&](const QString& text) { at.setLeft(to.write(at, text, font, c.dim) + 8); };
    const auto scale = [&](Ramp which) {
        const QRectF bar(at.left(), foot.center().y() - height / 2, ramp, height);
        paintRamp(to.painter, bar, which);
        at.setLeft(bar.right() + 8);
    };
    if (m_picture->find("kernel")) {
        const double weights = rampEnd(m_picture->network->layer(0).parameters()[0].value.values(), Ramp::Signed);
        const QString end = weights < 1000 ? fixed(weights, 2) : figures(weights);
        word("weights " + (weights > 0 ? QChar(0x2212) + end : end));
        scale(Ramp::Signed);
        word(end);
        at.setLeft(at.left() + (narrow ? 8 : 24));
    }
    const auto isSigned = [this](const NetworkPart& p) {
        return (p.isMaps() || p.kind == NetworkPart::Dense) && partRamp(*m_picture, p.part) == Ramp::Signed;
    };
    const bool sign = std::any_of(m_picture->parts.begin(), m_picture->parts.end(), isSigned);
    word(sign ? QString("activations −") : QString("activations 0"));
    scale(sign ? Ramp::Signed : Ramp::Unsigned);
    word(sign ? QString("largest size in each map") : QString("largest in each map"));
    const QString sum = shownParameters(*m_picture);
    const double room = foot.right() - at.left() - 8;
    const QFontMetricsF metrics(font);
    const QString total = sum.section("= ", 1);
    to.write(foot, metrics.horizontalAdvance(sum) <= room ? sum : total, font, c.dim,
             Qt::AlignRight | Qt::AlignVCenter);
}

} // namespace ui
