// A photo or a drawing on its way to what the network reads, and the network's answer after each step, as a value.
#pragma once

#include "ui/lessons/training/training_view.h"

#include <QStringList>

namespace ui {

struct SeenCard {
    QString title;             // "Photo", "Invert"
    QImage image;              // what there is now
    QString said;              // what was done
    std::vector<float> shares; // the network's, of the classes, if it stopped here
    QString step;              // its key in the view's choices; empty: it cannot be left out
    bool on = true;
};

struct SeenRow {
    std::vector<SeenCard> cards; // at least one; the last one goes through the network
    QStringList classNames;
    QString sentence; // what it is about

    // The class the network would say after a card, with its share: "7, 96.3 %".
    QString answer(const SeenCard& card) const;
};

SeenRow seenRow(const TrainingMoment& moment);

} // namespace ui
