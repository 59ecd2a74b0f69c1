#include "ui/lessons/training/layers/layers_words.h"

#include "ui/figure/number_text.h"
#include "ui/tr.h"

#include <algorithm>

namespace ui {
namespace {

double deadShare(const LayerRow& row) {
    return row.dead && row.dead->units > 0 ? static_cast<double>(row.dead->dead) / row.dead->units : 0;
}

// The row that is worst off in that way.
template<class Measure> const LayerRow& worst(const LayersPicture& picture, Measure measure) {
    return *std::max_element(picture.rows.begin(), picture.rows.end(),
                             [&](const LayerRow& a, const LayerRow& b) { return measure(a) < measure(b); });
}

} // namespace

Health healthOf(const LayerRow& row) {
    if (deadShare(row) >= deadTooMany) return Health::Dying;
    if (row.update && *row.update < updateTooSmall * row.rateLeft) return Health::Still;
    if (row.update && *row.update > updateTooLarge) return Health::Restless;
    return Health::Good;
}

QString healthWord(Health health) {
    switch (health) {
    case Health::Good:
        break;
    case Health::Dying:
        return tr("dying");
    case Health::Still:
        return tr("hardly moves");
    case Health::Restless:
        return tr("large steps");
    }
    return tr("healthy");
}

QString healthWords(const LayersPicture& p) {
    const auto any = [&](Health health) {
        return std::any_of(p.rows.begin(), p.rows.end(), [&](const LayerRow& r) { return healthOf(r) == health; });
    };
    if (any(Health::Dying)) {
        const LayerRow& row = worst(p, deadShare);
        return tr("Dying: %1 of the %2 ReLUs behind %3 give 0 for each of %4 test images. Nothing is learned through "
                  "them.")
            .arg(row.dead->dead)
            .arg(row.dead->units)
            .arg(row.name, grouped(p.images));
    }
    if (any(Health::Restless)) {
        const LayerRow& row = worst(p, [](const LayerRow& r) { return r.update.value_or(0); });
        return tr("Large steps: one update moves the weights of %1 by %2 of their length.")
            .arg(row.name, percent(*row.update));
    }
    if (any(Health::Still)) {
        const LayerRow& row = worst(p, [](const LayerRow& r) { return -r.update.value_or(1); });
        return tr("Hardly moving: one update moves the weights of %1 by less than 1/100 000 of their length.")
            .arg(row.name);
    }
    int units = 0, dead = 0;
    bool moved = false;
    for (const LayerRow& row : p.rows) {
        units += row.dead ? row.dead->units : 0;
        dead += row.dead ? row.dead->dead : 0;
        moved = moved || row.update;
    }
    const QString relus = units == 0 ? QString() : tr(" %1 of %2 ReLUs are dead.").arg(dead).arg(units);
    if (!moved && !p.trained) return tr("Not trained yet.") + relus;
    if (!moved) return tr("How far a step moves the weights is seen only in the newest one.") + relus;
    if (const double left = p.rows.front().rateLeft; left < 0.001)
        return tr("At rest: the schedule has brought the learning rate to %1.")
                   .arg(left > 0 ? tr("less than a thousandth") : QString("0")) +
               relus;
    return tr("Healthy: every layer moves in small steps.") + relus;
}

} // namespace ui
