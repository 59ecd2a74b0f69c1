#include "ui/lessons/microscope/board_view.h"

#include "ui/sentence.h"

#include <cmath>

namespace ui {

BoardView::Shown BoardView::trouble(const QString& sentence) {
    Shown shown;
    shown.board.trouble = sentence;
    return shown;
}

Question BoardView::roughQuestion(const QString& id, const QString& label, const QString& ask, double truth,
                                  const QString& facts, double within) {
    Question question = numberQuestion(id, label, ask, truth, facts);
    question.judge = [truth, within](const QString& typed) -> std::optional<bool> {
        const auto numbers = typedNumbers(typed);
        if (!numbers || numbers->size() != 1) return std::nullopt;
        return std::abs(numbers->front() - truth) <= within;
    };
    return question;
}

TrainingView::Work BoardView::work(const TrainingMoment& moment, const QJsonObject& choices) {
    return [=, this, asked = ++m_asked](const std::stop_token& stop) -> Show {
        const auto keep = [this, asked, stage = 0](Shown made) mutable -> Show {
            return [this, place = std::pair(asked, ++stage), shown = std::make_shared<const Shown>(std::move(made))] {
                if (place < m_place) return; // a later stage, or somebody else's wish, was there before
                m_place = place;
                m_shown = shown;
            };
        };
        const auto show = std::make_shared<std::function<Show(Shown)>>(keep);
        const auto tell = [this, show](Shown made) {
            QMetaObject::invokeMethod(
                this,
                [this, stage = (*show)(std::move(made))] {
                    stage();
                    emit changed();
                },
                Qt::QueuedConnection);
        };
        try {
            auto made = make(moment, choices, stop, tell);
            return made ? (*show)(*std::move(made)) : Show();
        } catch (const cnn::Error& e) {
            return e.code() == cnn::ErrorCode::Interrupted ? Show() : (*show)(trouble(sentenceOf(e)));
        }
    };
}

std::unique_ptr<Figure> BoardView::figure(QSizeF size, const Style& style, const QJsonObject&,
                                          const std::optional<CellRef>& hover) const {
    if (!m_shown) return nullptr;
    std::shared_ptr<const Board> board(m_shown, &m_shown->board);
    for (const Asked& asked : m_shown->asked) {
        if (asked.question.id != m_covered) continue;
        auto covered = std::make_shared<Board>(*board);
        asked.hide(*covered);
        board = covered;
    }
    const QString pointed = hover && m_shown->point ? m_shown->point(*hover) : QString();
    return std::make_unique<BoardFigure>(size, style, board, pointed, hover);
}

std::optional<QJsonObject> BoardView::pressed(const CellRef& cell, const QJsonObject& choices) {
    if (!m_shown) return std::nullopt;
    if (const auto image = m_shown->testImage ? m_shown->testImage(cell) : std::nullopt) emit showTestImage(*image);
    return m_shown->press ? m_shown->press(cell, choices) : std::nullopt;
}

std::vector<Question> BoardView::questions() const {
    std::vector<Question> all;
    if (m_shown)
        for (const Asked& asked : m_shown->asked) all.push_back(asked.question);
    return all;
}

} // namespace ui
