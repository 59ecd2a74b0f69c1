// A question of a quiz: with its picture and four cards to choose from, or a place for a number; and what is said to
// the answer.
#pragma once

#include "ui/lessons/quiz/quiz_layout.h"

namespace ui {

class QuizFigure final : public PictureFigure<QuizStage, QuizLayout> {
public:
    using PictureFigure::PictureFigure;
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    // Part "option", whose CellRef::map is the option, and "answer", where a number is typed. "answerButton" and
    // "showStep" are only places, for the page's own controls.
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;

private:
    void paintHead(QPainter& painter, const Palette& c) const;
    void paintCard(QPainter& painter, const Style& style, std::size_t index) const;
    void paintTyped(QPainter& painter, const Palette& c) const;
    void paintVerdict(QPainter& painter, const Palette& c) const;
};

} // namespace ui
