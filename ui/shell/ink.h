// What the speaker draws over the stage: strokes of a pen, the cone of a spotlight, and the spot where he or she points
// on the copy. All places are shares of the width and the height, so they stay where they are on another screen.
#pragma once

#include "ui/figure/style.h"

#include <QPolygonF>
#include <QWidget>
#include <optional>
#include <vector>

namespace ui {

class Ink : public QWidget {
    Q_OBJECT
public:
    // Fills `over` and takes neither mouse nor keys.
    explicit Ink(QWidget* over);
    void setStyle(const Style& style);

    void beginStroke(const QPointF& at);
    void drawTo(const QPointF& at);
    void setSpotlight(bool on);
    bool spotlight() const { return m_spotlight; }
    void setLightAt(const QPointF& at);
    void setSpot(std::optional<QPointF> at); // none: the speaker does not point
    // Strokes and spotlight are gone.
    void clear();
    const std::vector<QPolygonF>& strokes() const { return m_strokes; }
    std::optional<QPointF> spot() const { return m_spot; }

protected:
    void paintEvent(QPaintEvent*) override;

private:
    void changed();
    QPointF placed(const QPointF& share) const { return {share.x() * width(), share.y() * height()}; }
    void paintLight(QPainter& painter) const;
    Style m_style;
    std::vector<QPolygonF> m_strokes;
    bool m_spotlight = false;
    QPointF m_light{0.5, 0.5};
    std::optional<QPointF> m_spot;
};

} // namespace ui
