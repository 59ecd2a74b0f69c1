// The truth about a picture that is moved: the same layers as plain loops.
#include "tests/ui/walk/oracle.h"
#include "tests/ui/walk/written_line.h"
#include "ui/lessons/shift/shift_scene.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

using plain::Plane;

Plane planeOf(const cnn::Tensor& tensor) {
    return {tensor.shape().h, tensor.shape().w, {tensor.values().begin(), tensor.values().end()}};
}

Plane moved(const Plane& from, int down, int right) {
    Plane to = Plane::filled(from.rows, from.columns, 0);
    for (int y = 0; y < to.rows; ++y)
        for (int x = 0; x < to.columns; ++x)
            if (y - down >= 0 && y - down < from.rows && x - right >= 0 && x - right < from.columns)
                to.at(y, x) = from.at(y - down, x - right);
    return to;
}

Plane convolved(const Plane& in, const Plane& kernel, bool relu) {
    const auto axis = [](int k) { return plain::Axis{k, 1, k / 2, k / 2, 1}; };
    Plane out = in;
    for (int y = 0; y < out.rows; ++y)
        for (int x = 0; x < out.columns; ++x) {
            const double sum = plain::sum(plain::taps({in}, {kernel}, {axis(kernel.rows), axis(kernel.columns)}, y, x));
            out.at(y, x) = relu ? std::max(0.0, sum) : sum;
        }
    return out;
}

Plane pooled(const Plane& in, const QString& pooling, int n) {
    if (pooling == "none") return in;
    const plain::Axis axis{n, n, 0, 0, 1};
    Plane out = Plane::filled(in.rows / n, in.columns / n, 0);
    for (int y = 0; y < out.rows; ++y)
        for (int x = 0; x < out.columns; ++x) {
            const auto taps = plain::taps({in}, {}, {axis, axis}, y, x);
            out.at(y, x) = pooling == "max" ? taps[static_cast<std::size_t>(plain::winner(taps))].input
                                            : plain::sum(taps) / (n * n);
        }
    return out;
}

// Behind each stage: input, convolution, (pool,) and both again.
std::vector<Plane> stagesOf(const QJsonObject& scene, const Plane& kernel, const Plane& picture) {
    const QString pooling = scene["pooling"].toString();
    const int n = scene["window"].toInt();
    const bool relu = scene["relu"].toBool();
    std::vector<Plane> all{picture, convolved(picture, kernel, relu)};
    if (pooling != "none") all.push_back(pooled(all.back(), pooling, n));
    all.push_back(pooled(convolved(all.back(), kernel, relu), pooling, n));
    return all;
}

double change(const Plane& before, const Plane& after) {
    double size = 0, difference = 0;
    for (std::size_t i = 0; i < before.values.size(); ++i) {
        size += std::abs(before.values[i]);
        difference += std::abs(after.values[i] - before.values[i]);
    }
    return size > 0 ? difference / size : 0;
}

} // namespace

static QString shiftObjection(const Shown& shown) {
    const QJsonArray shift = shown.scene["shift"].toArray();
    const cnn::ShiftTask task = shiftSceneFrom(shown.scene).task(); // picture and kernel
    const Plane picture = planeOf(task.picture), kernel = planeOf(task.kernel);
    const auto before = stagesOf(shown.scene, kernel, picture),
               after = stagesOf(shown.scene, kernel, moved(picture, shift[0].toInt(), shift[1].toInt()));
    QString wrong = plain::difference("last map", shown.find("last map"), {before.back()});
    if (wrong.isEmpty()) wrong = plain::difference("last map, moved", shown.find("last map, moved"), {after.back()});
    Plane changes = Plane::filled(1, static_cast<int>(before.size()), 0);
    for (std::size_t i = 0; i < before.size(); ++i) changes.values[i] = change(before[i], after[i]);
    if (wrong.isEmpty()) wrong = plain::difference("change by stage", shown.find("change by stage"), {changes});
    if (!wrong.isEmpty()) return wrong;
    static const QRegularExpression stage("(\\d+) × (\\d+): change ([\\d.]+), (\\d+) of (\\d+) cells");
    auto said = stage.globalMatch(shown.words);
    const auto stages = static_cast<std::size_t>(shown.scene["layers"].toInt(static_cast<int>(before.size()) - 1)) + 1;
    for (std::size_t i = 0; i < stages; ++i) {
        const auto match = said.hasNext() ? said.next() : QRegularExpressionMatch();
        if (match.captured(1).toInt() != before[i].rows || match.captured(2).toInt() != before[i].columns ||
            std::abs(match.captured(3).toDouble() - changes.values[i]) > 0.0051)
            return QString("Stage %1 changes by %2, not: %3").arg(i).arg(changes.values[i]).arg(match.captured());
    }
    return said.hasNext() ? "More stages are told than shown: " + said.next().captured() : QString();
}

static const ListedOracle isListed("shift", shiftObjection);

} // namespace ui
