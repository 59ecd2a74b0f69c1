// Paints a receptive-field figure's parts; lives for the length of one painting.
#pragma once

#include "ui/lessons/field/field_layout.h"

#include <QPainter>

namespace ui {

class FieldPainter {
public:
    // resting: neither the unit nor what belongs to it is marked.
    FieldPainter(QPainter& painter, const Style& style, const FieldPicture& picture, const FieldLayout& layout,
                 bool resting = false)
        : m_painter(painter), m_c(style.colors()), m_p(picture), m_l(layout), m_resting(resting) {}

    // The maps of a stack, what the unit sees in each before it, and who sees it in each behind it.
    void strip(const cnn::FieldStack& stack, const cnn::FieldUnit& unit, const std::vector<GridPlace>& maps);
    // In each map the block that the unit sees, is, or is seen by; perhaps an empty one.
    static std::vector<QRectF> blocks(const cnn::FieldStack& stack, const cnn::FieldUnit& unit,
                                      const std::vector<GridPlace>& maps);
    // These blocks of a unit of that level, wherever they are on their way.
    void moving(int level, const std::vector<QRectF>& blocks);
    void hover(const cnn::FieldStack& stack, const cnn::FieldUnit& unit, const std::vector<GridPlace>& maps);
    void table();
    void panel();                                                          // the measured field
    void block(const cnn::FieldStack& stack, const QRectF& at, int field); // what a stack costs

private:
    struct Patch { // what belongs to the unit in one map
        std::vector<int> rows, columns;
        QRectF hull(const GridPlace& map) const;
    };
    static std::vector<Patch> patches(const cnn::FieldStack& stack, const cnn::FieldUnit& unit, bool below);
    bool hidesRegions() const { return m_p.covers("field"); }
    void ground(const GridPlace& map, bool input, bool covered);
    void fill(const GridPlace& map, const Patch& patch, const QColor& colour);
    void grid(const GridPlace& map);
    void beams(int level, const std::vector<QRectF>& blocks);
    void cone(int level, const std::vector<QRectF>& blocks);
    void chosen(QRectF cell);
    void labels(const cnn::FieldStack& stack, const cnn::FieldUnit& unit, const std::vector<GridPlace>& maps);
    void captions(const cnn::FieldUnit& unit, const std::vector<GridPlace>& maps, const std::vector<Patch>& patches);
    struct Columns { // of the table
        double size;
        std::vector<double> widths;
        double gap;
    };
    Columns columns() const;
    QStringList rowOf(int level) const;
    void tableRow(const Columns& columns, int level, double baseline);
    void cells(const Columns& columns, const QStringList& words, double baseline, const std::vector<QColor>& colours,
               Weight weight);
    void card(const QRectF& rect);
    void box(const QRectF& picture);
    void panelWords(const QRectF& at);

    QPainter& m_painter;
    const Palette& m_c;
    const FieldPicture& m_p;
    const FieldLayout& m_l;
    bool m_resting;
};

} // namespace ui
