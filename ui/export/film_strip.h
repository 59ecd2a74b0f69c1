// Several figures on one sheet, each with a caption: the steps of a walk as a film strip. A figure itself, so it goes
// into every format.
#pragma once

#include "ui/figure/figure.h"

#include <vector>

namespace ui {

struct StripPart {
    std::shared_ptr<const Figure> figure;
    QString caption;
};

class FilmStrip : public Figure {
public:
    static constexpr int mostParts = 36;

    // Side by side in so many columns (0: as many as make the sheet about twice as wide as high); all figures have one
    // size. Throws cnn::Error(Usage) for none of them, and for more than mostParts.
    explicit FilmStrip(std::vector<StripPart> parts, int columns = 0);
    QSizeF size() const override;
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    QRectF place(int part) const; // where that figure is

private:
    std::vector<StripPart> m_parts;
    QSizeF m_each;
    int m_columns;
};

// The steps `from` to `to`, from 1 on, of a walk.
std::unique_ptr<FilmStrip> stripOf(const Reel& reel, int from, int to, const Style& style);

} // namespace ui
