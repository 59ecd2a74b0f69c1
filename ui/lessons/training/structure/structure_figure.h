// A network drawn from its definition, without any image in it: as blocks, one stack of maps a layer, or as the
// lecture's compressed column of boxes, from the image at the bottom to the classes at the top. Beside each layer what
// it gives, its parameters and its multiply-adds for one image.
#pragma once

#include "core/layers/catalog.h"
#include "core/network/network_plan.h"
#include "ui/figure/figure.h"

#include <vector>

namespace ui {

// A layer that changes what there is to see, with the activation behind it; the first row is the image.
struct StructureRow {
    QString words;      // "5 × 5 Conv (6), pad 2"
    QString activation; // "ReLU"; empty: none
    cnn::Shape out;
    std::size_t parameters = 0, multiplyAdds = 0;
    cnn::LayerRole role = cnn::LayerRole::Other;
    std::size_t value = 0;            // Trace::values: what it gives, behind its activation
    std::vector<std::size_t> reads{}; // earlier rows, each once; where it is not the one before alone, it is drawn
};
std::vector<StructureRow> structureRows(const cnn::Network& network);

enum class StructureForm { Blocks, Column };

class StructureFigure final : public Figure {
public:
    // hover: CellRef{"layer", row}: it gets the accent.
    StructureFigure(QSizeF size, const Style& style, StructureForm form, std::vector<StructureRow> rows,
                    std::optional<CellRef> hover = std::nullopt);

    QSizeF size() const override { return m_size; }
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;

private:
    struct Pen;
    bool isHot(std::size_t row) const;
    void layOutColumn();
    void layOutBlocks();
    void paintColumn(Pen& to) const;
    void paintArrow(Pen& to, std::size_t row) const;
    void paintBranches(Pen& to, double from) const;
    double laneHeight() const { return 0.7 * m_font; }
    double laneRoom() const {
        return m_branches.empty() ? 0 : (static_cast<double>(m_branches.size()) + 1) * laneHeight();
    }
    void paintBlocks(Pen& to) const;
    void paintStack(Pen& to, std::size_t row) const;
    void paintHeads(Pen& to, double top, double line) const;
    void paintSum(Pen& to, const QRectF& where) const;

    QSizeF m_size;
    StructureForm m_form;
    std::vector<StructureRow> m_rows;
    std::optional<CellRef> m_hover;
    // From an earlier row than the one before to a row; each has a lane of its own beside the drawings.
    struct Branch {
        std::size_t from, to;
    };
    std::vector<Branch> m_branches;
    double m_font = 13;             // pixels
    QRectF m_inside;                // without the margins
    std::vector<QRectF> m_places;   // of the rows: a line of the table, or a slot
    std::vector<QRectF> m_drawings; // the box or the stack in it
};

} // namespace ui
