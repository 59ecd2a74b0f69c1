// The confusion matrix as a part of a figure: a row a true class, a column what was said. Of many classes those that
// are confused most, large enough to be read, or all of them as colours.
#pragma once

#include "ui/figure/brush.h"
#include "ui/figure/figure.h"
#include "ui/lessons/training/classes/confusion_picture.h"

namespace ui {

// The cell pointed at, if it is still there: between two pictures, mistakes come and go.
std::optional<CellRef> stillThere(std::optional<CellRef> cell, const ConfusionPicture& picture, std::size_t examples);

class ConfusionGrid {
public:
    static constexpr const char* part = "confusion"; // of a CellRef: y is the true class, x what was said

    static constexpr int mostWhole = 30; // classes; of more a part is shown unless all are asked for

    // As large as fits into `room`, at its upper left; text: size of the class names.
    ConfusionGrid(const ConfusionPicture& picture, const QRectF& room, double text, bool all = false);

    void paint(const Brush& brush, const ConfusionPicture& picture, const std::optional<CellRef>& hover,
               const std::optional<CellRef>& chosen = std::nullopt) const;
    std::optional<CellRef> at(QPointF point) const;
    QRectF cellRect(int truth, int said) const; // empty: the classes are not shown
    // What is shown of how many classes: "the 9 most confused of 100 classes", or "9 of 100 classes"; empty: all.
    QString partWords(bool briefly = false) const;
    QRectF bounds() const { return m_bounds; } // with the names
    bool cutsNames() const { return m_cutsNames; }

private:
    enum class Columns { Names, NamesOnTwoLines, Numbers };
    void fit(const QRectF& room, double names);
    int everyNth(double needed) const;
    void rowName(const Brush& brush, const ConfusionPicture& picture, int row, bool hot) const;
    void columnName(const Brush& brush, const ConfusionPicture& picture, int column, bool hot) const;
    void cell(const Brush& brush, const ConfusionPicture& picture, int truth, int said) const;
    QRectF place(int row, int column) const;

    std::vector<int> m_shown; // the classes of the rows and columns
    int m_classes, m_ofClasses;
    double m_text, m_cell = 0, m_gap = 0;
    bool m_numbersAreNames; // of the classes
    bool m_cutsNames = false;
    double m_number = 0; // width of what stands under a column that has no room for its name: its number, from 1
    Columns m_columns = Columns::Names;
    QRectF m_cells, m_bounds;
};

} // namespace ui
