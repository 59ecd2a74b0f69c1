// The view "Repair": runs beside each other, each asked what it does when the mark is taken away.
#pragma once

#include "ui/lessons/microscope/board_view.h"
#include "ui/lessons/microscope/mark_table.h"

#include <map>

namespace ui {

class RepairView final : public BoardView {
    Q_OBJECT
public:
    // "runs": 0 this run and those that are kept, 1 four that are trained for it.
    std::vector<ViewOption> options(const TrainingMoment& moment) const override;

protected:
    std::optional<Shown> make(const TrainingMoment& moment, const QJsonObject& choices, const std::stop_token& stop,
                              const Tell& tell) override;

private:
    // A run as the table has it.
    struct Judged {
        QString name;
        MarkTable table;
        std::optional<double> onCell; // mean share of what covering costs
    };
    struct Repair;
    class Judge;
    std::optional<Shown> trained(const TrainingMoment& moment, const std::stop_token& stop, const Tell& tell);
    static Shown shownOf(const std::vector<Judged>& runs, const QString& own, const QString& note);

    // Made on the thread that works, one at a time. Test cells by the border that is cut.
    std::map<int, MarkSets> m_sets;
    CellSource m_setsOf;
    std::vector<Judged> m_trained; // the repairs, as far as they are made
    std::optional<std::pair<CellSource, cnn::TrainingSettings>> m_trainedOf;
};

} // namespace ui
