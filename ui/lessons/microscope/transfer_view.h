// The view "Transfer": the first blocks of the network on show are frozen and serve for kinds of cells that it has
// never seen; beside it the same network learns everything from scratch.
#pragma once

#include "ui/lessons/microscope/board_view.h"

#include "core/train/transfer.h"

namespace ui {

class TransferView final : public BoardView {
    Q_OBJECT
public:
    // "blocks": 0 all of them, 1 the first alone; "again": a new comparison where it changes.
    std::vector<ViewOption> options(const TrainingMoment& moment) const override;

protected:
    std::optional<Shown> make(const TrainingMoment& moment, const QJsonObject& choices, const std::stop_token& stop,
                              const Tell& tell) override;

private:
    // One comparison, as far as it is made.
    struct Course {
        CellSource source;
        cnn::NetworkPlan plan;
        int blocks = 0, again = 0;
        double after = 0; // epochs that the first blocks had learned
        std::shared_ptr<const cnn::Network> from;
        std::vector<cnn::TransferPoint> points;
        bool same(const Course& other) const {
            return source == other.source && plan == other.plan && blocks == other.blocks && again == other.again;
        }
    };
    static Shown shownOf(const Course& course, const QString& note);
    std::optional<Course> m_course; // of the thread that works, one at a time
};

} // namespace ui
