// The names of kept runs at the ends of their curves: "1 test".
#pragma once

#include "ui/figure/style.h"

#include <QPainter>
#include <vector>

namespace ui {

class RunNames {
public:
    // of: what the curve is of, "test".
    void add(QPointF end, int number, QString of) { m_names.push_back({end, number, std::move(of)}); }
    bool empty() const { return m_names.empty(); }
    // Each on a plate in the colour of the ground, so that it can be read where curves cross; none on another.
    void draw(QPainter& painter, Theme theme, const QRectF& plot, double textSize) const;

private:
    struct Name {
        QPointF end;
        int number;
        QString of;
        QString text() const { return QString::number(number) + ' ' + of; }
    };
    std::vector<Name> m_names;
};

} // namespace ui
