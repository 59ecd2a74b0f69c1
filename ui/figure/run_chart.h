// The course of a run on paper: loss and accuracy over the epochs, training solid, test dashed; thin behind it the runs
// that were kept for comparison, by numbers.
#pragma once

#include "ui/figure/figure.h"

#include <string>
#include <vector>

namespace ui {

struct RunCourse {
    struct Point {
        double epochs = 0, loss = 0, accuracy = 0; // accuracy: 0 .. 1
        bool operator==(const Point&) const = default;
    };
    QString name;                      // "Network after 2.00 epochs"
    std::vector<Point> training, test; // in rising order
    bool validation = false;           // test: of training images that are kept out, not of test images
    QString how;                       // "with dropout": what the training curve is beside a mean over batches
    struct Kept {
        QString name; // what is different of it: "tanh"
        std::vector<Point> points;
        int number = 0; // as on the screen
        QString of;     // what its points are of: "test", "validation", "training"
    };
    std::vector<Kept> kept;
};
// A table with a header line; a line for each epoch count at which something is known, what is not known left empty. Of
// the run alone, without those that were kept.
std::string toCsv(const RunCourse& run);

class RunChart final : public Figure {
public:
    RunChart(QSizeF size, RunCourse run) : m_size(size), m_run(std::move(run)) {}
    static constexpr QSizeF usualSize{1280, 460};

    QSizeF size() const override { return m_size; }
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;

private:
    QSizeF m_size;
    RunCourse m_run;
};

} // namespace ui
