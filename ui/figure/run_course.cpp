#include "ui/figure/run_course.h"

#include "core/tensor/tensor_text.h"

#include <map>

namespace ui {

std::string toCsv(const RunCourse& run) {
    std::map<double, std::pair<const RunCourse::Point*, const RunCourse::Point*>> lines;
    for (const RunCourse::Point& p : run.training) lines[p.epochs].first = &p;
    for (const RunCourse::Point& p : run.test) lines[p.epochs].second = &p;
    const auto number = [](double value) { return cnn::shortest(static_cast<float>(value)); };
    const auto pair = [&](const RunCourse::Point* p) {
        return p ? number(p->loss) + "," + number(p->accuracy) : std::string(",");
    };
    const std::string watched = run.validation ? "validation" : "test";
    const std::string measure = run.pictures ? "psnr" : "accuracy";
    std::string text =
        "epochs,training_loss,training_" + measure + "," + watched + "_loss," + watched + "_" + measure + "\n";
    for (const auto& [epochs, points] : lines)
        text += number(epochs) + "," + pair(points.first) + "," + pair(points.second) + "\n";
    return text;
}

} // namespace ui
