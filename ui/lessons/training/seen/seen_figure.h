// The steps of a photo or a drawing to what the network reads: a row of pictures, each with its switch above it and the
// network's answer below.
#pragma once

#include "ui/figure/brush.h"
#include "ui/figure/figure.h"
#include "ui/lessons/training/seen/seen_row.h"

namespace ui {

class SeenFigure final : public Figure {
public:
    static constexpr const char* stepPart = "step"; // of a CellRef: map is the card whose step is switched

    SeenFigure(QSizeF size, const Style& style, std::shared_ptr<const SeenRow> row,
               std::optional<CellRef> hover = std::nullopt);

    QSizeF size() const override { return m_size; }
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;

private:
    int cards() const { return static_cast<int>(m_row->cards.size()); }
    const SeenCard& card(int i) const { return m_row->cards[static_cast<std::size_t>(i)]; }
    QRectF column(int i) const;
    QRectF pictureRect(int i) const;
    double heightOf(const QString& words, double width) const;
    QRectF titleRect(int i) const;
    void paintTitle(const Brush& brush, int i) const;
    void paintPicture(const Brush& brush, int i) const;
    void paintAnswers(const Brush& brush, int i) const;

    QSizeF m_size;
    double m_unit;
    std::shared_ptr<const SeenRow> m_row;
    std::optional<CellRef> m_hover;
    double m_text = 0, m_title = 0, m_pad = 0, m_apart = 0, m_wide = 0; // m_wide: of a column
    double m_top = 0, m_titles = 0, m_side = 0, m_words = 0, m_answers = 0;
    int m_answerRows = 1;
};

} // namespace ui
