// What a view of the microscope shows: a sentence, pictures in rows, beside them a table or curves, and a note; a value
// that is painted at any size.
//
//     the sentence
//     [tile] [tile] [tile]     |  table
//     [tile] [tile] [tile]     |  or curves
//     a note
//
// Curves stand to the left of a table, where there are both.
#pragma once

#include "ui/figure/paragraph.h"
#include "ui/lessons/microscope/fact_table.h"
#include "ui/lessons/microscope/map_tile.h"

#include <memory>
#include <optional>

namespace ui {

struct BoardRow {
    std::vector<MapTile> tiles;          // pictures of one size, as many in every row
    std::vector<std::uint8_t> mask = {}; // of the cell in all of them; empty: none
};

struct BoardChart {
    struct Curve {
        QString name;                // at its end
        std::vector<QPointF> points; // x 0 .. 1 of the axis' range, y a share 0 .. 1
        bool dots = false;           // a dot on each point
    };
    QString title, x;                                    // x: what is along the axis
    std::vector<std::pair<double, QString>> xMarks = {}; // 0 .. 1
    std::vector<Curve> curves;
    bool empty() const { return curves.empty(); }
};

struct Board {
    QString trouble; // a sentence instead of all that follows
    QString lead, note;
    std::vector<BoardRow> rows;
    FactTable table;
    BoardChart chart;
    double tilesShare = 0.5;       // of the width, where something stands beside the pictures and leaves them so much
    int rowsOf = 0, columnsOf = 0; // pixels of the pictures
};

class BoardFigure : public Figure {
public:
    // pointed: what the note says instead while something is pointed at.
    BoardFigure(QSizeF size, const Style& style, std::shared_ptr<const Board> board, const QString& pointed = {},
                std::optional<CellRef> hover = std::nullopt);

    QSizeF size() const override { return m_size; }
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    // map: the number of the picture, row after row; y and x are pixels of it.
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;

private:
    Paragraph leadIn(double width) const;
    Paragraph noteIn(const QString& words, double width) const;
    void place();
    void paintRows(const Brush& to) const;
    void paintHover(const Brush& to) const;
    void paintChart(QPainter& painter, const Style& style) const;
    void paintCurves(QPainter& painter, const Style& style, const QRectF& area) const;
    Paragraph curveName(std::size_t curve, double width) const;
    QSizeF m_size;
    double m_text;
    std::shared_ptr<const Board> m_board;
    QString m_pointed;
    std::optional<CellRef> m_hover;
    std::vector<TileRow> m_rows;
    QRectF m_lead, m_note, m_chart, m_table;
};

} // namespace ui
