// A loss as it is written on a board, from the outputs down to the one number.
//
// Promise: every step is computed from the numbers as they stand before it, so that whoever computes along finds each
// of them, rounded as it is written; and share and loss are the network's own with three figures. Where three places of
// the outputs do not lead there, more are written.
#pragma once

#include "core/explain/one_step.h"

#include <string>

namespace cnn {

struct WrittenLoss {
    struct Class {
        std::string out, part; // part: e^(out - largest out), or (out - wanted)^2
        double share = 0;      // to three places
        double slope = 0;      // share - wanted to three places, or 2 (out - wanted) to those of the output
    };
    std::vector<Class> classes;
    int places = 3;               // of outputs and parts
    std::string sum, share, loss; // share: of the right class, empty for squared errors
    bool leads = true;            // false: the loss is too small to be seen in the share as it is written
    bool writable = true;         // false: numbers too large for decimals; then nothing above is set
};

WrittenLoss writeLoss(const LossStory& story);

} // namespace cnn
