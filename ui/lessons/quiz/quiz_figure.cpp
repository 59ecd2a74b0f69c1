#include "ui/lessons/quiz/quiz_figure.h"

#include "ui/figure/brush.h"
#include "ui/lessons/quiz/quiz_words.h"
#include "ui/sentence.h"
#include "ui/tr.h"

namespace ui {
namespace {

// A tick or a cross in a square.
void paintMark(QPainter& painter, const QRectF& box, bool right, const QColor& colour) {
    painter.setPen(QPen(colour, std::max(2.4, 0.14 * box.width()), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    const auto at = [&](double x, double y) {
        return QPointF(box.left() + x * box.width(), box.top() + y * box.height());
    };
    if (right) return painter.drawPolyline(QPolygonF{at(0.15, 0.55), at(0.4, 0.8), at(0.85, 0.22)});
    painter.drawLine(at(0.2, 0.2), at(0.8, 0.8));
    painter.drawLine(at(0.2, 0.8), at(0.8, 0.2));
}

} // namespace

void QuizFigure::paint(QPainter& painter, const Style& style) const {
    const Palette& c = style.colors();
    painter.setRenderHint(QPainter::Antialiasing);
    paintGround(painter, m_size, style);
    paintHeadings(painter, style, m_layout.frame, m_picture.headline, m_picture.line);
    paintHead(painter, c);
    m_layout.askWords.paint(painter, m_layout.ask, c.text);
    if (m_layout.drawing) m_layout.drawing->paint(painter, style, m_layout.picture.topLeft());
    for (std::size_t i = 0; i < m_layout.cards.size(); ++i) paintCard(painter, style, i);
    if (m_picture.asks().isTyped()) paintTyped(painter, c);
    if (m_picture.judged()) paintVerdict(painter, c);
}

void QuizFigure::paintHead(QPainter& painter, const Palette& c) const {
    const Brush to{painter, c};
    const double size = 0.92 * m_layout.text;
    to.writeFitting(m_layout.head.adjusted(0, 0, -0.25 * m_layout.head.width(), 0), quizHeadWords(m_picture), size,
                    c.dim, Weight::SemiBold);
    if (m_picture.score.answered > 0 && !m_picture.covered)
        to.write(m_layout.head, quizScoreWords(m_picture.score), size, c.dim, Weight::SemiBold,
                 Qt::AlignRight | Qt::AlignVCenter);
}

void QuizFigure::paintCard(QPainter& painter, const Style& style, std::size_t index) const {
    const Palette& c = style.colors();
    const QuizCard& card = m_layout.cards[index];
    const double t = m_layout.text;
    const QuizGiven* judged = m_picture.judged();
    const bool right = judged && m_picture.asks().options[index].right;
    const bool wrong = judged && !right && judged->option == static_cast<int>(index);
    const bool pointed = !judged && m_picture.hover == CellRef{"option", static_cast<int>(index), 0, 0};
    const QColor ink = right ? c.output : wrong ? c.error : judged ? c.dim : c.text;
    const Brush to{painter, c};
    const QRectF box = card.box.adjusted(1, 1, -1, -1);
    to.fill(box, right ? c.outputTint : c.surface, 12);
    const double edge = right || wrong ? 2.5 : pointed ? 2 : 1;
    to.outline(box, right ? c.output : wrong ? c.error : pointed ? c.text : judged ? c.line : c.lineStrong, edge, 12);
    const QRectF letter(box.left() + 0.9 * t, box.top(), 1.6 * t, card.grid ? 2.2 * t : box.height());
    to.write(letter, letterOf(static_cast<int>(index)), 1.05 * t, right || wrong ? ink : c.dim, Weight::Bold);
    if (card.grid) {
        const QSizeF size = card.grid->size();
        card.grid->paint(painter, style, {box.left() + 2.4 * t, box.center().y() - size.height() / 2});
    } else {
        Paragraph words = card.words;
        if (!right && !wrong) words.weight = Weight::Regular;
        words.paint(painter, QRectF(box.left() + 2.6 * t, box.top(), box.width() - 5 * t, box.height()), ink,
                    Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (!right && !wrong) return;
    const double mark = 1.3 * t, y = card.grid ? box.top() + 0.45 * t : box.center().y() - mark / 2;
    paintMark(painter, QRectF(box.right() - 0.6 * t - mark, y, mark, mark), right, ink);
}

// The answer that was typed stays beside the truth.
void QuizFigure::paintTyped(QPainter& painter, const Palette& c) const {
    const double t = m_layout.text;
    const Brush to{painter, c};
    const QuizGiven* judged = m_picture.judged();
    const auto field = [&](const QRectF& where, const QString& text, const QColor& ink, std::optional<bool> mark) {
        const QRectF box = where.adjusted(1, 1, -1, -1);
        to.fill(box, mark == true ? c.outputTint : c.surface, 9);
        to.outline(box, ink, mark ? 2.5 : 1, 9);
        to.writeFitting(box.adjusted(0.8 * t, 0, -2.6 * t, 0), text, 1.3 * t, mark ? ink : c.dim, Weight::Bold);
        if (mark)
            paintMark(painter, QRectF(box.right() - 2 * t, box.center().y() - 0.65 * t, 1.3 * t, 1.3 * t), *mark, ink);
    };
    const QRectF& box = m_layout.answer;
    to.write(QRectF(box.left(), box.top() - 1.5 * t, box.width(), 1.3 * t), ui::tr("Your answer"), 0.9 * t, c.dim,
             Weight::SemiBold);
    if (!judged) return field(box, {}, c.lineStrong, {});
    const bool right = judged->verdict.right;
    field(box, QString(judged->text).replace('-', QChar(0x2212)), right ? c.output : c.error, right);
    if (!right) field(m_layout.truth, sentenceOf(m_picture.asks().answer()), c.output, true);
}

void QuizFigure::paintVerdict(QPainter& painter, const Palette& c) const {
    const QuizGiven& given = *m_picture.judged();
    const double t = m_layout.text;
    const QColor ink = given.verdict.right ? c.output : c.error;
    const QRectF inner = m_layout.verdict.adjusted(t, 0, 0, 0);
    const Paragraph first{quizMistakeWords(given), 1.1 * t, Weight::SemiBold};
    const Paragraph second{quizSolutionWords(m_picture.asks()), t};
    const double head = first.height(inner.width()), rest = second.height(inner.width());
    first.paint(painter, QRectF(inner.left(), inner.top(), inner.width(), head), ink);
    second.paint(painter, QRectF(inner.left(), inner.top() + head + 0.3 * t, inner.width(), rest), c.text);
    Brush{painter, c}.fill(QRectF(m_layout.verdict.left(), inner.top(), 4, head + 0.3 * t + rest), ink, 2);
}

QString QuizFigure::describe() const {
    return quizWords(m_picture);
}

std::optional<CellRef> QuizFigure::cellAt(QPointF point) const {
    for (std::size_t i = 0; i < m_layout.cards.size(); ++i)
        if (m_layout.cards[i].box.contains(point)) return CellRef{"option", static_cast<int>(i), 0, 0};
    if (m_picture.asks().isTyped() && m_layout.answer.contains(point)) return CellRef{"answer"};
    return std::nullopt;
}

QRectF QuizFigure::cellRect(const CellRef& cell) const {
    if (cell.part == "option" && cell.map >= 0 && cell.map < static_cast<int>(m_layout.cards.size()))
        return m_layout.cards[static_cast<std::size_t>(cell.map)].box;
    if (cell.part == "answer" && m_picture.asks().isTyped()) return m_layout.answer;
    if (cell.part == "answerButton" && m_picture.asks().isTyped()) return m_layout.answerButton;
    return cell.part == "showStep" ? m_layout.showStep : QRectF();
}

} // namespace ui
