// A picture, and beside it where the network looks: saliency, Grad-CAM, occlusion.
//
//     Picture     Saliency    Grad-CAM    Occlusion
//     [      ]    [      ]    [      ]    [      ]
//     class       0 --- 0.3   0 --- 1.2   0 --- 63 points
//     what there is to see
//     what is pointed at
#pragma once

#include "ui/figure/figure.h"
#include "ui/lessons/training/attention/attention_picture.h"

#include <memory>

namespace ui {

class AttentionFigure final : public Figure {
public:
    AttentionFigure(QSizeF size, const Style& style, std::shared_ptr<const AttentionPicture> picture,
                    std::optional<CellRef> hover = std::nullopt);

    QSizeF size() const override { return m_size; }
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    // Parts "picture", "saliency", "gradcam", "occlusion"; y and x are pixels of the picture.
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;

private:
    struct Tile {
        QString part, heading, sub;
        const cnn::Tensor* map; // null: the picture itself
        QString unit;           // behind the upper end of the scale
        double factor;          // from the map's numbers to those of the scale
        QRectF where;
    };
    void place(double scale);
    void paintTile(QPainter& painter, const Palette& c, const Tile& tile) const;
    void paintScale(QPainter& painter, const Palette& c, const Tile& tile) const;
    void paintShares(QPainter& painter, const Palette& c, const Tile& tile) const;
    void paintSquare(QPainter& painter, const Palette& c, const Tile& tile) const;
    void paintPixel(QPainter& painter, const Palette& c, const Tile& tile) const;
    void paintWords(QPainter& painter, const Palette& c) const;
    QString pointed() const;

    QSizeF m_size;
    std::shared_ptr<const AttentionPicture> m_picture;
    std::optional<CellRef> m_hover; // only where there is such a pixel
    std::vector<Tile> m_tiles;
    double m_text = 13, m_words = 0; // pixels: size of text; top of the sentence
    double m_left = 0;
};

} // namespace ui
