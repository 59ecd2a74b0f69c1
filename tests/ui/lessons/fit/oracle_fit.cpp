// The truth about a kernel that is learned: gradient descent with plain loops.
#include "tests/ui/walk/oracle.h"
#include "tests/ui/walk/written_line.h"
#include "ui/lessons/fit/fit_scene.h"

#include <QStringList>
#include <cmath>
#include <limits>

namespace ui {
namespace {

using plain::Plane;

Plane planeOf(const cnn::Tensor& tensor) {
    return {tensor.shape().h, tensor.shape().w, {tensor.values().begin(), tensor.values().end()}};
}

struct Moment {
    Plane kernel, prediction, error, gradient, sizes; // sizes: of the gradient's terms
    double loss = 0;
};

Moment momentOf(const Plane& input, const Plane& target, const Plane& kernel) {
    Moment m{kernel, target, target, Plane::filled(kernel.rows, kernel.columns, 0), {}, 0};
    m.sizes = m.gradient;
    for (int y = 0; y < target.rows; ++y)
        for (int x = 0; x < target.columns; ++x) {
            double sum = 0;
            for (int i = 0; i < kernel.rows; ++i)
                for (int j = 0; j < kernel.columns; ++j) sum += kernel.at(i, j) * input.at(y + i, x + j);
            const double error = sum - target.at(y, x);
            m.prediction.at(y, x) = sum;
            m.error.at(y, x) = error;
            m.loss += error * error;
            for (int i = 0; i < kernel.rows; ++i)
                for (int j = 0; j < kernel.columns; ++j) {
                    m.gradient.at(i, j) += 2 * error * input.at(y + i, x + j);
                    m.sizes.at(i, j) += std::abs(2 * error * input.at(y + i, x + j));
                }
        }
    return m;
}

bool holds(const Moment& m) {
    const double most = static_cast<double>(std::numeric_limits<float>::max());
    for (const double w : m.kernel.values)
        if (!(std::abs(w) <= most)) return false;
    return m.loss <= most;
}

// Before each update, and after the last; it ends early where the numbers leave a float.
std::vector<Moment> descent(const cnn::FitTask& task, int updates) {
    const Plane input = planeOf(task.input), target = planeOf(task.target);
    Plane kernel{task.rows, task.columns, task.start};
    std::vector<Moment> all;
    for (int i = 0; i <= updates; ++i) {
        const Moment m = momentOf(input, target, kernel);
        if (i > 0 && !holds(m)) break;
        all.push_back(m);
        for (std::size_t k = 0; k < kernel.values.size(); ++k)
            kernel.values[k] -= task.learningRate * m.gradient.values[k];
    }
    return all;
}

// A written loss: a few digits, or "1.2e12".
bool tells(const QString& text, double truth) {
    const auto value = plain::numberFrom(text);
    return value && std::abs(*value - truth) <= 0.006 + 0.006 * std::abs(truth);
}

QString wordsObjection(const std::vector<Moment>& course, std::size_t step, const QString& words) {
    const QStringList losses = plain::behind(words, "Losses so far: ").value_or(QString()).split(' ');
    if (losses.size() != static_cast<qsizetype>(step)) return "Not every loss so far is said.";
    for (std::size_t i = 0; i < step; ++i)
        if (!tells(losses[static_cast<qsizetype>(i)], course[i].loss))
            return QString("Loss %1 is %2, not %3.")
                .arg(i + 1)
                .arg(course[i].loss)
                .arg(losses[static_cast<qsizetype>(i)]);
    const QStringList updates = plain::behind(words, QString("Update %1: ").arg(step)).value_or(QString()).split("; ");
    if (updates.size() != static_cast<qsizetype>(course[0].kernel.values.size())) return "Not every update is said.";
    return {};
}

} // namespace

static QString fitObjection(const Shown& shown) {
    const FitScene scene = fitSceneFrom(shown.scene); // where input and target come from
    const cnn::FitTask task = scene.task();
    const std::vector<Moment> course = descent(task, shown.scene["updates"].toInt());
    const auto step = static_cast<std::size_t>(shown.scene["step"].toInt());
    if (step < 1 || step > course.size()) return QString("There are %1 moments, not %2.").arg(course.size()).arg(step);
    const Moment& now = course[step - 1];
    Plane losses = Plane::filled(1, static_cast<int>(course.size()), 0);
    for (std::size_t i = 0; i < course.size(); ++i) losses.values[i] = course[i].loss;
    const struct {
        const char* name;
        const Plane& truth;
        const Plane& sizes;
    } all[] = {{"final kernel", course.back().kernel, course.back().kernel},
               {"kernel", now.kernel, now.kernel},
               {"gradient", now.gradient, now.sizes},
               {"prediction", now.prediction, now.prediction},
               {"error", now.error, now.prediction},
               {"target", planeOf(task.target), planeOf(task.target)},
               {"input", planeOf(task.input), planeOf(task.input)},
               {"losses", losses, losses}};
    for (const auto& [name, truth, sizes] : all) {
        Plane magnitudes = sizes;
        for (double& v : magnitudes.values) v = std::abs(v);
        const QString wrong = plain::difference(name, shown.find(name), {truth}, {magnitudes});
        if (!wrong.isEmpty()) return wrong;
    }
    return wordsObjection(course, step, shown.words);
}

static const ListedOracle isListed("fit", fitObjection);

} // namespace ui
