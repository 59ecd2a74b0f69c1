// What can be said of the filters of one convolution.
#pragma once

#include "ui/lessons/training/filters/filter_sheet_picture.h"

namespace ui {

// What can be said of a place in the sheet; see FilterSheet::cellAt.
QString filterWords(const FilterSheetPicture& picture, const QString& part, int filter, int which);
// What there is to see: which filter carries most.
QString filterLead(const FilterSheetPicture& picture);
// The whole sheet in words.
QString filterDescription(const FilterSheetPicture& picture);
// "−1.3": percentage points by which the accuracy changes without the filter.
QString pointsWithout(const FilterSheetPicture& picture, const FilterEntry& entry);

} // namespace ui
