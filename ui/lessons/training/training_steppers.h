// The number boxes beside the training lesson: what can be typed into each, and what its arrows step through.
#pragma once

#include "ui/view/controls.h"

namespace ui {

// As few digits as tell it apart from its neighbours: "0.02", "1e-05".
QString plain(double value);

// Within the row's limits, which are those of files.
Stepper* learningRate(const QString& name, double low, double high); // along 1, 2, 5, 10, ...
Stepper* momentum(const QString& name, double low, double high);
Stepper* weightDecay(const QString& name, double low, double high);
Stepper* scheduleFactor(const QString& name, double low, double high);
Stepper* powersOfTwo(const QString& name, double low, double high); // any whole number can be typed
Stepper* tenths(const QString& name, double low, double high);
Stepper* blur(const QString& name, double low, double high);
Stepper* pictures(const QString& name, double low, double high);
Stepper* cellSide(const QString& name, double low, double high);
Stepper* share(const QString& name, double low, double high);          // 0.2 is written "20 %"
Stepper* targetAccuracy(const QString& name, double low, double high); // likewise
Stepper* targetLoss(const QString& name, double low, double high);
Stepper* imageSize(const QString& name, double low, double high); // 0 is written "as found", 32 "32 × 32"
Stepper* anyNumber(const QString& name, double low, double high);

} // namespace ui
