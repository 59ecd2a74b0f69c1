// What was found, in words: for the panel and the command line.
#pragma once

#include "ui/media/labelled_data.h"

#include <vector>

namespace ui {

struct LookFact {
    QString name, text; // "Images", "1 200 to learn from, 300 to test with"; some texts have two lines
};
std::vector<LookFact> lookFacts(const DataLook& look);

} // namespace ui
