// What the model page can ask of a layer: its parameters, its products, the size of its maps, its receptive field.
#pragma once

#include "ui/lessons/model/table/model_rows.h"
#include "ui/model/question.h"

namespace ui {

// Of the row `pair` of one of the networks, which has it.
std::vector<Question> modelQuestions(const ModelTable& table, int pair, std::size_t side);
// The column that must be covered for a question.
ModelColumn askedColumn(const QString& question);

} // namespace ui
