#include "ui/lessons/grids/grids_curves.h"

#include "ui/figure/count.h"
#include "ui/figure/number_text.h"
#include "ui/tr.h"

#include <algorithm>

namespace ui {

std::vector<AccuracyCurve> curvesOf(const FourRuns& runs, int epochs) {
    std::vector<AccuracyCurve> all;
    for (int run = 0; run < FourRuns::count; ++run) {
        AccuracyCurve curve{FourRuns::name(run), FourRuns::isLeNet(run), FourRuns::isShuffled(run), {}, false, false};
        for (const cnn::TestReport& test : runs.history(run).tests())
            if (test.progress <= epochs) curve.points.push_back({test.progress, test.test.accuracy, test.wholeSet});
        curve.learning = runs.running() && runs.turn() == run;
        curve.diverged = runs.state(run) == cnn::RunState::Diverged;
        all.push_back(std::move(curve));
    }
    return all;
}

QString dataLine(const cnn::DataSplit& data, std::size_t trainImages) {
    const std::size_t between = cnn::TrainingPlan{}.testImages;
    const QString name = QString::fromStdString(data.name);
    const QString learned = count::images(static_cast<qint64>(std::min(trainImages, data.train.size())));
    const QString tested = grouped(static_cast<qint64>(data.test.size()));
    if (data.test.size() <= between) return tr("%1: %2 to learn from, %3 to test on.").arg(name, learned, tested);
    return tr("%1: %2 to learn from, %3 to test on, between epochs on %4 of them.")
        .arg(name, learned, tested, grouped(static_cast<qint64>(between)));
}

} // namespace ui
