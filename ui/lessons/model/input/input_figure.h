// The view "Picture": a line a way in which the picture is given.
//
//     As it was taught                   this pixel               conv1, map 3      answer
//     [ picture ]                        grey 171 > 1.75          [ map ]           7 ------- 97 %
//                                        all: -0.42 to 2.82                         2 -        1 %
//     0 to 1 only
//     [ picture ]                        grey 171 > 0.67          [ map ]           2 ---     54 %
//     what that tells
#pragma once

#include "ui/figure/brush.h"
#include "ui/figure/figure.h"
#include "ui/figure/paragraph.h"
#include "ui/lessons/model/input/input_picture.h"

namespace ui {

class InputFigure final : public Figure {
public:
    // The part of a CellRef: "pixel" (map: which way, y, x).
    InputFigure(QSizeF size, const Style& style, std::shared_ptr<const InputPicture> picture,
                std::optional<CellRef> hover = std::nullopt);

    QSizeF size() const override { return m_size; }
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;

private:
    struct Line {
        QRectF head, picture, numbers, map, answers;
    };
    void layOut(double scale);
    void paintLine(const Brush& to, std::size_t index) const;
    void paintNumbers(const Brush& to, std::size_t index) const;
    void paintMapOf(const Brush& to, std::size_t index) const;
    void paintAnswers(const Brush& to, std::size_t index) const;
    std::pair<int, int> pixel() const;
    QStringList said() const; // below the pictures: the first in one line
    std::vector<Paragraph> notesBelow() const;
    double noteHeight(const Paragraph& note) const;

    QSizeF m_size;
    std::shared_ptr<const InputPicture> m_picture;
    std::optional<CellRef> m_hover;
    double m_font = 1, m_row = 18, m_end = 1; // m_end: of the maps' colours
    std::vector<Line> m_lines;
    QRectF m_foot;
};

} // namespace ui
