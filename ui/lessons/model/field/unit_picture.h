// What one unit of a network sees of a picture: its receptive field, and how much each pixel really counts for it.
#pragma once

#include "core/explain/inside.h"
#include "ui/figure/map_painter.h"
#include "ui/lessons/training/training_view.h"

namespace ui {

struct UnitPicture {
    QString caption, layer; // which picture; "conv3_1 256@56×56"
    cnn::Tensor image;      // as people see it
    cnn::Tensor map;        // (1, rows, columns), the one that the unit is of
    Ramp ramp = Ramp::Unsigned;
    int maps = 0; // of the layer
    cnn::ValuePlace unit;
    float value = 0;
    cnn::InputRegion field; // may reach beyond the picture
    bool seesAll = false;
    cnn::Tensor gradient;  // cnn::unitGradient
    bool arrives = true;   // false: it is 0 everywhere
    qint64 inside = 0;     // pixels of the picture in the field
    qint64 nineTenths = 0; // so few of them hold nine tenths of the gradient
    QStringList notes;

    qint64 fieldRows() const { return field.rows.size(); }
    qint64 fieldColumns() const { return field.columns.size(); }
};

struct UnitWish {
    std::size_t layer = 0;
    std::optional<int> map;                  // nothing: the strongest
    std::optional<std::pair<int, int>> cell; // nothing: the strongest of the map
};
UnitPicture unitPicture(const TrainingMoment& moment, const UnitWish& wish);
// "conv3_1, map 17, row 20, column 31: 4.2. It sees 24 × 24 pixels."
QString unitLead(const UnitPicture& picture);
QString gradientWords(const UnitPicture& picture);

} // namespace ui
