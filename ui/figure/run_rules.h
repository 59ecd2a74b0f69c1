// The rules that stop a run, on its charts: a level line for a target, a mark where a rule stopped it.
#pragma once

#include "ui/figure/chart.h"

#include <QString>
#include <optional>
#include <vector>

namespace ui {

struct RunRules {
    std::optional<double> accuracy{}, loss{}; // targets; accuracy: 0 .. 1
    struct Stop {
        double epochs = 0;
        QString brief;  // "target reached": beside the mark
        QString reason; // "accuracy 90.2 % reached the target of 90 %"
    };
    std::vector<Stop> stops{}; // in rising order

    // The stop whose mark is nearest to `epochs` and not farther than `reach`; null: there is none.
    const Stop* stopNear(double epochs, double reach) const;
};

// target: of what the plot shows, with its words. They are left out where there is no room beside what is `taken`, to
// which their places are added: the rule's own mark tells it, too, where the mouse rests.
void paintRunRules(QPainter& painter, const Style& style, const ChartPlot& plot, double textSize,
                   const std::optional<double>& target, const QString& targetWords,
                   const std::vector<RunRules::Stop>& stops, std::vector<QRectF>& taken);

} // namespace ui
