// Where the parts of an origin panel are.
#pragma once

#include "ui/lessons/training/maps/maps_picture.h"
#include "ui/lessons/training/maps/spots.h"

#include <vector>

namespace ui {

class OriginLayout {
public:
    // The parts of a CellRef, its map being the number of the channel in the sum:
    //     "window", "kernel", "product"  y, x in the window
    //     "channel"                      a channel's line
    //     "term"                         y: which contribution of a neuron
    // pinned: the channel whose products are shown while none is pointed at; -1: the one with the largest sum.
    // headed: it says above what the value is, and below what a click does.
    OriginLayout(const QRectF& area, double font, const MapsPicture& picture, const std::optional<CellRef>& hover,
                 int pinned, bool headed = true);

    std::span<const Spot> spots() const { return m_spots; }
    // A cell's side in the window's grid; 0: there is none.
    double windowCell() const;
    // Which of the terms a cell of the panel means; nothing for a channel's line.
    static std::optional<std::size_t> termOf(const cnn::ValueOrigin& origin, const CellRef& cell);

protected:
    const cnn::ValueOrigin& origin() const { return *m_picture.origin; }
    // With as many places as the number here that has most, so that they stand one below the other.
    QString aligned(const cnn::Decimal& number) const;

    QRectF m_area, m_body, m_products, m_source, m_addition, m_curve, m_line, m_foot;
    double m_font, m_row = 18;
    double m_rowSums = 0; // width of the column with the sums of the products' rows; 0: none
    const MapsPicture& m_picture;
    std::optional<CellRef> m_hover;
    bool m_headed;
    std::size_t m_group = 0; // whose products are shown
    std::vector<std::size_t> m_groups;
    std::vector<Spot> m_spots;

private:
    int places() const;
    double sumsWidth() const;
    double rowSumsWidth() const;
    void layOut();
    void layOutChannels(const QRectF& body);
    void layOutOneChannel(QRectF body);
    void layOutTerms(const QRectF& body);
    void layOutWindow(QRectF body);
    void chooseGroup(int pinned);
    void addGrid(const char* part, int group, const QRectF& where);
    std::vector<std::size_t> groupsShown(std::size_t most) const;
};

} // namespace ui
