// A network as a table and a drawing, linked with each other: a row a layer, and what they add up to.
#pragma once

#include "ui/lessons/model/table/table_layout.h"

namespace ui {

class TableFigure final : public PictureFigure<TablePicture, TableLayout> {
public:
    using PictureFigure::PictureFigure;
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    // Part "layer": map is the pair, y the network, x the column; "block": map is the pair, y the network; "head": x is
    // the column.
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;
    const TableLayout& layout() const { return m_layout; }

private:
    struct Pen;
    bool isThere() const { return m_picture.table && !m_picture.table->sides.empty(); }
    int hotPair() const;
    bool isCovered(int pair, std::size_t side, ModelColumn column) const;
    bool isSumCovered(ModelColumn column) const;
    QString said(int pair, std::size_t side, ModelColumn column, const ByteUnit& unit) const;
    void paintDrawings(const Pen& to) const;
    void paintHead(const Pen& to) const;
    void paintRow(const Pen& to, int shown) const;
    void paintLine(const Pen& to, const QRectF& line, int pair, std::size_t side) const;
    void paintCell(const Pen& to, const QRectF& line, int pair, std::size_t side, ModelColumn column) const;
    void paintFoot(const Pen& to) const;
    void paintSum(const Pen& to, const QRectF& line, const ModelSide& side) const;
    void paintScrollbar(const Pen& to) const;
};

} // namespace ui
