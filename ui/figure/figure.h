// A picture as a value: the same drawing on screen, in PNG, SVG, PDF, and in words.
#pragma once

#include "ui/figure/style.h"

#include <QPainter>
#include <QPointF>
#include <QSizeF>
#include <QString>
#include <functional>
#include <memory>
#include <optional>

namespace ui {

// Which number of a figure is meant: a part ("input", "kernel", "output", a layer's name), the channel or map in it,
// row and column.
struct CellRef {
    QString part;
    int map = 0, y = 0, x = 0;
    bool operator==(const CellRef&) const = default;
};

// What is seen for a moment on the way from one figure of a page to the next: most of it holds still, little moves.
class Motion {
public:
    virtual ~Motion() = default;
    virtual int milliseconds() const = 0;
    // What holds still, the ground too, as Figure::paint() does; painted once.
    virtual void paintStill(QPainter& painter, const Style& style) const = 0;
    // Over it what moves; t: the time passed, from 0 to 1 (easing is the motion's own). Painted for every frame.
    virtual void paintMoving(QPainter& painter, const Style& style, double t) const = 0;
    // Nothing outside of this is touched by paintMoving(), whatever t.
    virtual QRectF reach() const = 0;
};

class Figure {
public:
    virtual ~Figure() = default;
    // In logical pixels; laid out for exactly this size.
    virtual QSizeF size() const = 0;
    // Paints everything, the ground too, into (0, 0) .. size().
    virtual void paint(QPainter& painter, const Style& style) const = 0;
    // The same in words: for tests, screen readers and the title of an SVG.
    virtual QString describe() const = 0;
    virtual std::optional<CellRef> cellAt(QPointF) const { return std::nullopt; }
    // Where that cell is drawn; empty when it is not.
    virtual QRectF cellRect(const CellRef&) const { return {}; }
    // How this figure comes out of the one that was shown before it, of the same page and size; null: at once.
    virtual std::unique_ptr<Motion> motionFrom(const Figure& before) const {
        (void)before;
        return nullptr;
    }
};

// A figure of one value, whose parts are laid out by layOut(picture, size, style).
template<class Picture, class Layout, class Base = Figure> class PictureFigure : public Base {
public:
    PictureFigure(Picture picture, QSizeF size, const Style& style)
        : m_picture(std::move(picture)), m_size(size), m_layout(layOut(m_picture, size, style)) {}
    QSizeF size() const override { return m_size; }
    const Picture& picture() const { return m_picture; }

protected:
    Picture m_picture;
    QSizeF m_size;
    Layout m_layout;
};

// Makes the figure for a size; the text size comes with the style.
using FigureBuilder = std::function<std::unique_ptr<Figure>(QSizeF size, const Style& style)>;

// Several figures in a row: the steps of a lesson. What exporters are handed.
struct Reel {
    int count = 0;
    std::function<std::unique_ptr<Figure>(int index, QSizeF size, const Style& style)> figure;
    QSizeF size{1304, 932}; // that suits them on paper; usually the stage of a 1920 x 1080 screen
};

} // namespace ui
