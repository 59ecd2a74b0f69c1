// What a receptive-field lesson can ask: field, jump and size of the chosen layer, and what the stack costs.
#pragma once

#include "ui/lessons/field/field_lab.h"
#include "ui/model/question.h"

namespace ui {

// Of the chosen layer; none of the input.
std::vector<Question> fieldQuestions(const FieldLab& lab);

} // namespace ui
