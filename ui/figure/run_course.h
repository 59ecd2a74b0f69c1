// The course of a run as a value: what its charts show and its table holds.
#pragma once

#include "ui/figure/run_rules.h"

#include <QString>
#include <optional>
#include <string>
#include <vector>

namespace ui {

struct RunCourse {
    struct Point {
        double epochs = 0, loss = 0, accuracy = 0; // accuracy: 0 .. 1, or with `pictures` a PSNR in dB
        bool operator==(const Point&) const = default;
    };
    QString name;                      // "Network after 2.00 epochs"
    std::vector<Point> training, test; // in rising order
    bool validation = false;           // test: of training images that are kept out, not of test images
    bool pictures = false;             // are given back: there is no accuracy, but how close they are
    QString how;                       // "with dropout": what the training curve is beside a mean over batches
    struct Kept {
        QString name; // what is different of it: "tanh"
        std::vector<Point> points;
        int number = 0; // as on the screen
        QString of;     // what its points are of: "test", "validation", "training"
    };
    std::vector<Kept> kept;
    std::vector<Point> batches{};     // lowest and highest of the single ones, behind the training curve
    std::optional<Point> finalTest{}; // with validation: the test images, when the run was finished
    RunRules rules{};                 // that may stop it, and did
    int meanOf = 20;                  // batches in a point of the training curve, at most
};

// A table with a header line; a line for each epoch count at which something is known, what is not known left empty. Of
// the run alone, without those that were kept.
std::string toCsv(const RunCourse& run);

} // namespace ui
