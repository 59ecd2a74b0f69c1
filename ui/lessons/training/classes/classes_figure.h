// How well each class is told from the others: the confusion matrix, the accuracy of each class, and the images that
// say why.
#pragma once

#include "ui/lessons/training/classes/confusion_grid.h"
#include "ui/lessons/training/classes/example_tiles.h"

#include <memory>

namespace ui {

// Which images are shown: the surest mistakes, or those of one cell of the matrix.
struct ClassesPicture {
    ConfusionPicture confusion;
    std::optional<CellRef> chosen; // a cell of the matrix
    std::vector<Example> shown;    // its images, surest first, or the surest mistakes
    bool whole = false;            // the matrix has all classes, however many
};

class ClassesFigure final : public Figure {
public:
    static constexpr const char* barPart = "accuracy"; // of a CellRef: y is the class

    ClassesFigure(QSizeF size, const Style& style, std::shared_ptr<const ClassesPicture> picture,
                  std::optional<CellRef> hover = std::nullopt);

    QSizeF size() const override { return m_size; }
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;

private:
    QString pointedAt() const;
    QString shownWords() const;
    void chooseBars(double most);
    QRectF barRow(int c) const; // empty: that class has none
    void paintBars(const Brush& brush) const;

    QSizeF m_size;
    double m_unit, m_text;
    std::shared_ptr<const ClassesPicture> m_picture;
    std::optional<CellRef> m_hover;
    QRectF m_head, m_barsHead, m_bars, m_tilesHead;
    std::vector<int> m_barClasses; // of many those of the lowest accuracy, lowest first; the last line says so
    std::optional<ConfusionGrid> m_grid;
    std::optional<ExampleTiles> m_tiles;
};

} // namespace ui
