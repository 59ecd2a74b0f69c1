#include "ui/lessons/quiz/quiz_layout.h"

#include "ui/sentence.h"

#include <algorithm>

namespace ui {
namespace {

constexpr double largestShare = 1.25, smallestShare = 0.5; // of the usual size of text

// Puts everything into the zone with a size of text, and says whether it fits.
class Placing {
public:
    Placing(const QuizStage& stage, QuizLayout& to, double controls) : m_stage(stage), m_to(to), m_controls(controls) {}

    bool place() {
        const QRectF& zone = m_to.frame.zone;
        const cnn::QuizQuestion& question = m_stage.asks();
        const double t = m_to.text;
        m_to.head = QRectF(zone.left(), zone.top(), zone.width(), 1.5 * t);
        m_to.askWords = {quizAskWords(question), 1.2 * t, Weight::SemiBold};
        m_to.ask = QRectF(zone.left(), m_to.head.bottom() + 0.3 * t, zone.width(), m_to.askWords.height(zone.width()));
        const double verdict = verdictHeight(zone.width());
        m_body = QRectF(zone.left(), m_to.ask.bottom() + t, zone.width(),
                        zone.bottom() - verdict - 1.9 * t - m_to.ask.bottom());
        if (m_body.height() < 3 * t) return false;
        m_to.drawing.reset();
        m_to.cards.clear();
        const double bottom = question.isTyped() ? placeTyped() : placeOptions();
        const double width = zone.width() - buttonWidth() - 1.5 * t;
        m_to.verdict = QRectF(zone.left(), bottom + 0.9 * t, width, verdict);
        m_to.showStep = QRectF(m_to.verdict.right() + 1.5 * t, m_to.verdict.top(), buttonWidth(), buttonHeight());
        const bool readable =
            (!m_to.drawing || m_to.drawing->isReadable()) &&
            std::ranges::all_of(m_to.cards, [](const QuizCard& card) { return !card.grid || card.grid->isReadable(); });
        return readable && bottom <= m_body.bottom() + 0.5;
    }

private:
    double buttonHeight() const { return std::max(2.3 * m_to.text, 40 * m_controls); }
    double buttonWidth() const { return std::max(10 * m_to.text, 150 * m_controls); }

    // Of the longest that can be said, so that nothing moves when it is said.
    double verdictHeight(double width) const {
        const cnn::QuizQuestion& question = m_stage.asks();
        const double inner = width - buttonWidth() - 1.5 * m_to.text - m_to.text, t = m_to.text;
        double mistake = Paragraph{quizRightWords(), 1.1 * t, Weight::SemiBold}.height(inner);
        const auto consider = [&](const cnn::Message& words) {
            mistake = std::max(mistake, Paragraph{sentenceOf(words), 1.1 * t, Weight::SemiBold}.height(inner));
        };
        for (const auto& option : question.options)
            if (option.mistake) consider(*option.mistake);
        for (const auto& known : question.mistakes) consider(known.name);
        return std::max(buttonHeight(), mistake + 0.4 * t + Paragraph{quizSolutionWords(question), t}.height(inner));
    }

    // The picture at the left, in that much of the width at most.
    void placePicture(double share, double height) {
        const cnn::QuizQuestion& question = m_stage.asks();
        if (!question.picture.any()) return;
        m_to.drawing.emplace(question.picture, QSizeF(share * m_body.width(), height), m_to.text);
        m_to.picture = QRectF(m_body.topLeft(), m_to.drawing->size());
    }

    double placeTyped() {
        const double t = m_to.text, field = std::max(2.6 * t, 40 * m_controls), wide = 13 * t;
        const double block = 2 * field + 2.2 * t; // the answer and the truth, one under the other
        placePicture(0.68, m_body.height());
        QPointF at = m_body.topLeft();
        double bottom = at.y();
        if (m_to.drawing) {
            bottom = m_to.picture.bottom();
            at.setX(m_to.picture.right() + 2.5 * t);
            if (at.x() + wide + buttonWidth() > m_body.right()) { // there is no room beside it
                placePicture(1, m_body.height() - block - t);
                at = QPointF(m_body.left(), m_to.picture.bottom() + t);
            } else if (m_to.picture.height() > block) {
                at.setY(m_to.picture.center().y() - block / 2);
            }
        }
        m_to.answer = QRectF(at.x(), at.y() + 1.6 * t, wide, field);
        m_to.answerButton = QRectF(m_to.answer.right() + 0.6 * t, m_to.answer.top(), 0.75 * buttonWidth(), field);
        m_to.truth = m_to.answer.translated(0, field + 0.6 * t);
        return std::max(bottom, m_to.truth.bottom());
    }

    double placeOptions() {
        const cnn::QuizQuestion& question = m_stage.asks();
        const double t = m_to.text;
        placePicture(0.55, m_body.height());
        const double left = m_to.drawing ? m_to.picture.right() + 2.2 * t : m_body.left();
        const QRectF room(left, m_body.top(), m_body.right() - left, m_body.height());
        const bool grids = std::ranges::any_of(question.options,
                                               [](const cnn::QuizOption& option) { return option.grid.has_value(); });
        const double bottom = grids ? placeGridCards(room) : placeWordCards(room);
        return std::max(bottom, m_to.drawing ? m_to.picture.bottom() : m_body.top());
    }

    double placeWordCards(const QRectF& room) {
        const double t = m_to.text, inset = 2.6 * t, marks = 2.4 * t;
        const double width = std::min(room.width(), 46 * t);
        double y = room.top();
        for (const cnn::QuizOption& option : m_stage.asks().options) {
            QuizCard card;
            // As wide as it becomes when it is judged.
            card.words = {sentenceOf(option.text), 1.05 * t, Weight::SemiBold};
            const double words = card.words.height(width - inset - marks);
            card.box = QRectF(room.left(), y, width, std::max(2.3 * t, words + 1.1 * t));
            m_to.cards.push_back(card);
            y = card.box.bottom() + 0.55 * t;
        }
        return y - 0.55 * t;
    }

    // Two and two where a picture stands beside them, else in a row.
    double placeGridCards(const QRectF& room) {
        const double t = m_to.text, gap = 0.7 * t;
        const auto& options = m_stage.asks().options;
        const std::size_t columns = m_to.drawing ? 2 : options.size();
        const std::size_t rows = (options.size() + columns - 1) / columns;
        const double most = m_to.drawing ? room.width() : std::min(room.width(), 58 * t);
        const double width = (most - gap * static_cast<double>(columns - 1)) / static_cast<double>(columns);
        const double high = (room.height() - gap * static_cast<double>(rows - 1)) / static_cast<double>(rows);
        const double inset = 2.4 * t, edge = 0.8 * t;
        double tallest = 0;
        for (const cnn::QuizOption& option : options) {
            QuizCard card;
            card.words = {sentenceOf(option.text), t};
            if (option.grid)
                card.grid.emplace(*option.grid, QSizeF(width - inset - edge - 1.6 * t, high - 2 * edge), 0.82 * t);
            tallest = std::max(tallest, (card.grid ? card.grid->size().height() : card.words.height(width)) + 2 * edge);
            m_to.cards.push_back(card);
        }
        for (std::size_t i = 0; i < m_to.cards.size(); ++i)
            m_to.cards[i].box = QRectF(room.left() + static_cast<double>(i % columns) * (width + gap),
                                       room.top() + static_cast<double>(i / columns) * (tallest + gap), width, tallest);
        return m_to.cards.back().box.bottom();
    }

    const QuizStage& m_stage;
    QuizLayout& m_to;
    double m_controls;
    QRectF m_body;
};

} // namespace

QString quizRightWords() {
    return ui::tr("Right.");
}

QuizLayout layOut(const QuizStage& stage, QSizeF size, const Style& style) {
    QuizLayout to{StageFrame(size, style)};
    // Buttons of the window stand in the figure, whose text may be smaller.
    for (double share = largestShare;; share *= 0.95) {
        to.text = std::max(11.0, 17.5 * to.frame.unit * share);
        if (Placing(stage, to, std::min(style.controlScale(), 1.2)).place() || share < smallestShare) return to;
    }
}

} // namespace ui
