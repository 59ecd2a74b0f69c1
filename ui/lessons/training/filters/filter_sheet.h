// The filters of one convolution, a row each: number, kernel, the picture it wants, the patches that excite it most,
// and what the network loses without it.
//
//        Kernel   Ideal   Patches that excite it most         Without it
//     1  [    ]   [   ]   [   ] [   ] [   ] [   ] [   ] ...   ----  −1.3
//     2  [    ]   [   ]   [   ] [   ] [   ] [   ] [   ] ...   -     −0.2
//     scale                                            what is pointed at
#pragma once

#include "ui/figure/figure.h"
#include "ui/lessons/training/filters/filter_sheet_layout.h"

namespace ui {

class FilterSheet final : public Figure {
public:
    FilterSheet(QSizeF size, const Style& style, std::shared_ptr<const FilterSheetPicture> picture,
                std::optional<CellRef> hover = std::nullopt);

    QSizeF size() const override { return m_size; }
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    // CellRef::map is the filter, counted in the whole layer. Parts: "kernel", x its slice; "ideal"; "patch", x its
    // rank from 0; "worth".
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;

private:
    struct Brush;
    QString footWords() const;
    void paintHeads(Brush& to) const;
    void paintRow(Brush& to, int filter) const;
    void paintPatches(Brush& to, int filter) const;
    void paintWorth(Brush& to, int filter) const;
    void paintFoot(Brush& to) const;

    QSizeF m_size;
    std::shared_ptr<const FilterSheetPicture> m_picture;
    std::optional<CellRef> m_hover; // only where there is such a cell
    FilterSheetLayout m_layout;
};

} // namespace ui
