// What the receptive-field figure shows, as a value.
#pragma once

#include "core/explain/effective_field.h"
#include "ui/figure/figure.h"

namespace ui {

struct FieldPicture {
    using Stack = std::shared_ptr<const cnn::FieldStack>;
    QString headline, line;
    Stack stack, compare;       // a second stack on the same input, or null
    cnn::FieldUnit unit, other; // the chosen units of both
    std::optional<CellRef> hover;
    QString covered; // id of the question whose answer is hidden
    int width = 64;  // channels when two stacks are compared

    Stack measuredStack; // null: nothing is measured yet
    cnn::FieldUnit measuredUnit;
    cnn::EffectiveFieldSettings network;
    std::shared_ptr<const cnn::Tensor> measured; // share of each pixel; null: `state` says why
    int half = 0;                                // side of the square that holds half of it
    QString state;                               // "Measuring…", or what went wrong; empty: all is well

    bool covers(const char* id) const { return covered == QLatin1String(id); }
};

} // namespace ui
