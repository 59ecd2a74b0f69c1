#include "ui/lessons/training/run_course.h"

#include "ui/model/setting_words.h"
#include "ui/sentence.h"
#include "ui/tr.h"

#include <algorithm>

namespace ui {
namespace {

// Its looks at images that are not learned; without any its batches.
std::vector<RunCourse::Point> keptPoints(const TrainingHistory& history) {
    const RunCourse all = courseOf(history, {});
    return all.test.empty() ? all.training : all.test;
}

// Beside a mark on the chart.
QString briefly(const cnn::StopReport& stop) {
    const int whole = static_cast<int>(stop.asked);
    switch (stop.rule) {
    case cnn::StopReport::TargetAccuracy:
    case cnn::StopReport::TargetLoss:
        return tr("target reached");
    case cnn::StopReport::Patience:
        return whole == 1 ? tr("no better for 1 epoch") : tr("no better for %n epochs", nullptr, whole);
    case cnn::StopReport::AtEpoch:
        return tr("epoch %1").arg(whole);
    case cnn::StopReport::LossRise:
        return tr("loss rose");
    case cnn::StopReport::DeadFilters:
        return tr("a filter died");
    }
    return {};
}

} // namespace

RunCourse courseOf(const TrainingHistory& history, const QString& name) {
    RunCourse course;
    course.name = name;
    course.meanOf = static_cast<int>(TrainingHistory::meanOver);
    for (const TrainingHistory::Point& p : history.points()) {
        course.training.push_back({p.progress, p.loss, p.accuracy});
        course.batches.push_back({p.progress, p.lossLow, p.accuracyLow});
        if (p.batches > 1) course.batches.push_back({p.progress, p.lossHigh, p.accuracyHigh});
    }
    course.pictures = history.pictures();
    course.validation = !history.tests().empty() && history.tests().back().validation;
    const auto point = [](const cnn::TestReport& t) {
        const bool picture = t.test.squaredError > 0;
        return RunCourse::Point{t.progress, t.test.loss, picture ? t.test.psnr() : t.test.accuracy};
    };
    for (const cnn::TestReport& t : history.tests()) course.test.push_back(point(t));
    for (const cnn::StopReport& stop : history.stops())
        course.rules.stops.push_back({stop.progress, briefly(stop), sentenceOf(cnn::reasonOf(stop))});
    if (history.finalTest()) course.finalTest = point(*history.finalTest());
    return course;
}

RunCourse courseOf(const TrainingRun& run, const QString& name) {
    RunCourse course = courseOf(run.session().history(), name);
    course.how = run.howItLearns();
    setTargets(course, run.scene().settings.stop);
    const QStringList names = run.names();
    for (std::size_t i = 0; i < run.kept().size(); ++i) {
        const KeptRun& kept = run.kept()[i];
        course.kept.push_back(
            {names[static_cast<qsizetype>(i) + 1], keptPoints(kept.history), kept.number, watchedWith(kept.history)});
    }
    return course;
}

void setTargets(RunCourse& course, const cnn::StopRules& rules) {
    if (rules.targetAccuracy > 0) course.rules.accuracy = rules.targetAccuracy;
    if (rules.targetLoss > 0) course.rules.loss = rules.targetLoss;
}

RunStand standOf(const TrainingRun& run) {
    const TrainingHistory& history = run.session().history();
    RunStand stand;
    stand.newest = !run.past();
    stand.diverged = run.diverged();
    const double end = history.points().empty() ? 0 : history.points().back().progress;
    if (run.past() || !history.points().empty()) stand.epochs = run.past() ? run.progress() : end;
    // What is set after a run has ended never acts on it.
    for (const TrainingHistory::Mark& mark : history.marks())
        if (!run.diverged() || mark.progress < end - 1e-9)
            stand.changes.push_back({mark.progress, settingWords(mark.before, mark.after)});
    return stand;
}

std::vector<TrainingFrame> filmOf(const TimeLine& line, const TrainingHistory& history) {
    std::vector<TrainingFrame> film;
    std::size_t looks = 0;
    for (std::size_t i = 0; i < line.progresses().size(); ++i) {
        const TimeLine::Moment moment = line.moment(i);
        while (looks < history.tests().size() && history.tests()[looks].progress <= moment.progress) ++looks;
        film.push_back({moment.progress, moment.network});
        if (looks == 0) continue;
        const cnn::Evaluation& look = history.tests()[looks - 1].test;
        if (look.squaredError > 0)
            film.back().psnr = look.psnr();
        else
            film.back().accuracy = look.accuracy;
        film.back().validation = history.tests()[looks - 1].validation;
    }
    return film;
}

} // namespace ui
