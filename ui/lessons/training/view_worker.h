// Computes the view on show on a thread of its own, again and again while it trains, and leaves the training its share
// of the processor.
#pragma once

#include "ui/lessons/training/training_view.h"
#include "ui/model/live_work.h"

namespace ui {

class ViewWorker : public LiveWork {
public:
    using LiveWork::LiveWork;

    // The view's picture of this moment is wanted: as soon as what is under way is done, or at once (then that is not
    // wanted any more).
    void ask(TrainingView* view, const TrainingMoment& moment, const QJsonObject& choices, bool atOnce) {
        LiveWork::ask([view, moment, choices] { return view->work(moment, choices); }, atOnce);
    }
};

} // namespace ui
