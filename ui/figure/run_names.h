// The names of runs at the ends of their curves: "1 test", "now test".
#pragma once

#include "ui/figure/style.h"

#include <QPainter>
#include <vector>

namespace ui {

class RunNames {
public:
    void add(QPointF end, QString words, const QColor& colour) { m_names.push_back({end, std::move(words), colour}); }
    bool empty() const { return m_names.empty(); }
    // Where each stands: none on another; of more than there is room for the last ones.
    std::vector<QRectF> places(const QRectF& plot, double textSize) const;
    // On plates in the colour of the ground, so that they can be read where curves cross.
    void draw(QPainter& painter, const QColor& ground, const QRectF& plot, double textSize) const;

private:
    struct Name {
        QPointF end;
        QString words;
        QColor colour;
    };
    std::vector<Name> m_names;
};

} // namespace ui
