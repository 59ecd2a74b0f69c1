// What "Images are grids" can ask: a pixel's number and value, the length of the strip; which of four runs ends best.
#pragma once

#include "ui/lessons/grids/four_runs.h"
#include "ui/lessons/grids/grids_picture.h"
#include "ui/model/question.h"

namespace ui {

// Of the pixel in the picture, which has an image.
std::vector<Question> gridsQuestions(const GridsPicture& picture, const FourRuns& runs);

} // namespace ui
