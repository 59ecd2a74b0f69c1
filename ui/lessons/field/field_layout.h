// Where the maps of a stack, the table and the measurement stand.
#pragma once

#include "ui/figure/grid_place.h"
#include "ui/figure/stage_frame.h"
#include "ui/lessons/field/field_picture.h"

namespace ui {

// Parts: "level0" is the input, "level1" the first layer's map, ...; "other0", ... those of the second stack; "row3" a
// line of the table; "pixel" a pixel of the measurement.
QString levelPart(int level);
QString otherPart(int level);
// The number behind one of these words; -1: it is another part.
int numberOf(const QString& part, const QString& word);

constexpr double fieldPictureShare = 0.55; // of the width of the measurement's panel, at most

// What stands beside the measured field.
inline const QStringList fieldPanelWords{"theoretical", "half of it in"};

struct FieldLayout {
    StageFrame frame;
    double text = 13;            // pixels, of what stands at the maps
    double small = 13, row = 20; // of the table and the measurement
    std::vector<GridPlace> maps, others;
    QRectF table, panel; // empty when two stacks are compared
    QRectF block[2];     // beside each of two stacks
    int firstRow = 0, rows = 0, formulas = 0;
    double picture = 0; // the side of the square that the measured input and its field have
    GridPlace pixels;   // the measured input, to scale
};
FieldLayout layOut(const FieldPicture& picture, QSizeF size, const Style& style);

} // namespace ui
