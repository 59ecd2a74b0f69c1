// The view "Stages": a tile a stage, in lines like a text, from the picture to the answer.
//
//     image      conv1_1 + ReLU   conv1_2 + ReLU   pool1      ...
//     [      ] > 64@224×224     > 64@224×224     > 64@112×112
//                [ ][ ]           [ ][ ]           [ ][ ]
//                4 of 64 ...
//     ...                                          answer: names, shares
//     colours, what is left out
#pragma once

#include "ui/figure/brush.h"
#include "ui/figure/figure.h"
#include "ui/lessons/model/stages/stages_picture.h"

namespace ui {

class StagesOverview final : public Figure {
public:
    // The parts of a CellRef: "image"; "map" (map: the channel, y: which of the stages on show); "score" (y: which).
    StagesOverview(QSizeF size, const Style& style, std::shared_ptr<const StagesPicture> picture,
                   std::optional<CellRef> hover = std::nullopt);

    QSizeF size() const override { return m_size; }
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;

private:
    struct Tile {
        QRectF all, body;     // without the words above
        bool follows = false; // an arrow from the tile before it, on the same line
    };
    struct Place {
        CellRef cell;
        QRectF where;
    };
    void layOut(double scale);
    void placeTiles(const QRectF& room);
    void placeMaps(const Stage& stage, int index, const QRectF& body);
    void placeScores();
    void paintImage(const Brush& to) const;
    void paintStage(const Brush& to, std::size_t index) const;
    void paintMaps(const Brush& to) const;
    void paintScores(const Brush& to) const;
    void paintFoot(const Brush& to) const;
    void paintArrow(const Brush& to, const Tile& tile) const;
    QString shapeText() const;
    QString shownWords(const Stage& stage, int shown) const;
    QString pointed() const;

    QSizeF m_size;
    std::shared_ptr<const StagesPicture> m_picture;
    std::optional<CellRef> m_hover;
    double m_font = 1, m_line = 16, m_gap = 14;
    int m_headLines = 2;
    QRectF m_imageTile, m_scoreTile, m_foot;
    std::vector<Tile> m_tiles;
    std::vector<Place> m_places;
    std::vector<int> m_shownMaps; // by tile
};

} // namespace ui
