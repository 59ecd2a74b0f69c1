// What was found where somebody wants to learn from, before it is read: how it lies there, how much of it, which
// classes, and sixteen of the images.
#pragma once

#include "ui/figure/brush.h"
#include "ui/figure/figure.h"
#include "ui/lessons/training/look/look_words.h"

namespace ui {

struct LookPicture {
    QString name; // of the file or folder
    DataLook look;
};

class LookFigure final : public Figure {
public:
    LookFigure(LookPicture picture, QSizeF size, const Style& style);
    QSizeF size() const override { return m_size; }
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;

private:
    void arrange();
    double factsEnd() const;
    // Gives back where it ends; without a brush it is only measured.
    double placeFact(const Brush* brush, const LookFact& fact, double y) const;
    void paintSamples(const Brush& brush) const;
    QSizeF m_size;
    double m_unit;
    LookPicture m_picture;
    std::vector<LookFact> m_facts;
    QRectF m_words, m_tiles;
    double m_names = 0; // width of the facts' names
};

} // namespace ui
