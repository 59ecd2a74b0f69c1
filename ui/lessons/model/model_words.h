// What the numbers of a network tell, each sentence computed from its table; what is not true of it is not said.
#pragma once

#include "ui/lessons/model/table/model_rows.h"

namespace ui {

// The first is the one that matters most. Empty only for a network without weights.
QStringList modelInsights(const ModelSide& side);
// Of two networks: what one has more of than the other.
QStringList comparedInsights(const ModelTable& table);
// "143 667 240 parameters, 19 632 062 464 multiply-adds for one picture, 548.05 MiB of weights, 62.53 MiB of maps."
QString sumWords(const cnn::LayerTable& table, const ByteUnit& unit);
// What one row is and costs, in sentences: for the inspector.
QString rowWords(const ModelSide& side, int row, const ByteUnit& unit);
// Of a file: its input, what was assumed, folded or left out; empty for a network of the program.
QString cardWords(const ModelSubject& subject);

} // namespace ui
