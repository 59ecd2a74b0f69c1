// The number boxes beside the training lesson: what can be typed into each, and what its arrows step through.
#pragma once

#include "ui/view/controls.h"

namespace ui {

// As few digits as tell it apart from its neighbours: "0.02", "1e-05".
QString plain(double value);

Stepper* learningRate(const QString& name);                   // 1e-6 .. 1000 along 1, 2, 5, 10, ...
Stepper* momentum(const QString& name);                       // 0 .. 0.99
Stepper* weightDecay(const QString& name);                    // 0 .. 1
Stepper* scheduleFactor(const QString& name);                 // 0.01 .. 1
Stepper* powersOfTwo(const QString& name, int low, int high); // any whole number can be typed
Stepper* share(const QString& name);                          // 0 .. 0.9, written "20 %"

} // namespace ui
