// A run as its chart, its table and its film show it.
#pragma once

#include "ui/export/network_export.h"
#include "ui/model/time_line.h"
#include "ui/model/training_history.h"

namespace ui {

inline RunCourse courseOf(const TrainingHistory& history, const QString& name) {
    RunCourse course;
    course.name = name;
    for (const TrainingHistory::Point& p : history.points())
        course.training.push_back({p.progress, p.loss, p.accuracy});
    course.validation = !history.tests().empty() && history.tests().back().validation;
    for (const cnn::TestReport& t : history.tests()) course.test.push_back({t.progress, t.test.loss, t.test.accuracy});
    return course;
}

// Its looks at images that are not learned; without any its batches.
inline std::vector<RunCourse::Point> keptPoints(const TrainingHistory& history) {
    const RunCourse all = courseOf(history, {});
    return all.test.empty() ? all.training : all.test;
}

// The accuracy of a moment is that of the last look at the test set before it.
inline std::vector<TrainingFrame> filmOf(const TimeLine& line, const TrainingHistory& history) {
    std::vector<TrainingFrame> film;
    std::size_t looks = 0;
    for (std::size_t i = 0; i < line.progresses().size(); ++i) {
        const TimeLine::Moment moment = line.moment(i);
        while (looks < history.tests().size() && history.tests()[looks].progress <= moment.progress) ++looks;
        film.push_back({moment.progress, moment.network});
        if (looks == 0) continue;
        film.back().accuracy = history.tests()[looks - 1].test.accuracy;
        film.back().validation = history.tests()[looks - 1].validation;
    }
    return film;
}

} // namespace ui
