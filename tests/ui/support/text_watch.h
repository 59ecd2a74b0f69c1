// Every text that a widget and all in it paint, with where it ends up: clipped by what, painted over or not.
#pragma once

#include <QRectF>
#include <QString>
#include <QWidget>
#include <vector>

namespace ui {

// Pixels of the widget that was watched. What something opaque was painted over is not among them.
struct ShownText {
    QString text;
    QRectF where, seen;  // the ink of its letters, and what its clip leaves of it
    double size = 0;     // of its font
    double visible = 1;  // the share of it that is seen, across or down
    bool turned = false; // beside an axis
    bool inCell = false; // a number that stands alone in a small box
    double cell = 0;     // the box's shorter side
    QWidget* on = nullptr;

    bool isNumber() const;
};

std::vector<ShownText> textsShownOn(QWidget& widget);

// What is wrong with how they lie: cut, too small, over one another; a line each.
QStringList objectionsTo(const std::vector<ShownText>& texts);

} // namespace ui
