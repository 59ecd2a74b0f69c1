// A network as lectures draw it: a block a row, as high as the side of its maps and as wide as it has channels; values
// in a row are a bar, as high as the root of how many they are. The input comes first.
#pragma once

#include "core/layers/layer_kind.h"
#include "ui/figure/style.h"
#include "ui/lessons/model/table/model_rows.h"

#include <QPainter>

namespace ui {

class NetworkDrawing {
public:
    // What drawings beside one another have in common, so that they can be compared.
    struct Scale {
        double largestSide = 1, mostValues = 1; // of maps; of values in a row
        double perChannel = 1;                  // pixels
    };
    static Scale scaleOf(const std::vector<ModelSide>& sides, QSizeF room);

    NetworkDrawing() = default;
    NetworkDrawing(const ModelSide& side, const QRectF& area, double font, const Scale& scale);

    // hot: these rows have the accent.
    // withLabels: sizes below the blocks.
    void paint(QPainter& painter, const Palette& c, const std::vector<int>& hot, bool withLabels) const;
    // -1: none there.
    int rowAt(QPointF point) const;
    // Where a row is pointed at; empty: there is no such row.
    QRectF slot(int row) const;

private:
    struct Block {
        QRectF face;
        bool isFlat = false;
        cnn::LayerRole role = cnn::LayerRole::Other;
        QString label; // of the group that begins here; empty: none
        double groupRight = 0;
    };
    void place(const ModelSide& side, const Scale& scale);
    void label(const ModelSide& side);
    void findBranches(const ModelSide& side);
    void paintBranches(QPainter& painter, const Palette& c, const std::vector<int>& hot) const;
    void paintBlock(QPainter& painter, const Palette& c, std::size_t block, bool hot) const;
    std::size_t blockOf(int row) const { return static_cast<std::size_t>(row + 1); }

    QRectF m_area;
    double m_font = 13, m_depth = 0;             // pixels; how far back the blocks reach
    std::vector<Block> m_blocks;                 // the input, then the rows
    std::vector<std::pair<int, int>> m_branches; // rows: from, to
};

} // namespace ui
