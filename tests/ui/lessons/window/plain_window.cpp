#include "tests/ui/lessons/window/plain_window.h"

#include <QJsonArray>
#include <QStringList>
#include <cmath>

namespace plain {
namespace {

std::vector<int> numbers(const QJsonObject& scene, const QString& key, int fallback) {
    std::vector<int> all;
    for (const auto& v : scene[key].toArray()) all.push_back(v.toInt());
    if (all.empty()) all.push_back(scene[key].toInt(fallback));
    if (all.size() == 1) all.push_back(all[0]);
    return all;
}

} // namespace

Plane planeFrom(const QJsonArray& rows) {
    Plane plane;
    for (const auto& row : rows) {
        const QStringList cells = row.toString().split(' ', Qt::SkipEmptyParts);
        for (const QString& cell : cells) plane.values.push_back(static_cast<double>(cell.toFloat()));
        plane.columns = static_cast<int>(cells.size());
        ++plane.rows;
    }
    return plane;
}

Plane turned(const Plane& plane) {
    return {plane.rows, plane.columns, {plane.values.rbegin(), plane.values.rend()}};
}

int Axis::outputs(int inputs) const {
    int count = 0;
    while (tap(count, kernel - 1) < inputs + after) ++count;
    return count;
}

Window windowFrom(const QJsonObject& scene, int rows, int columns) {
    const auto stride = numbers(scene, "stride", 1), padding = numbers(scene, "padding", 0),
               dilation = numbers(scene, "dilation", 1);
    const bool four = padding.size() == 4;
    return {{rows, stride[0], padding[0], four ? padding[1] : padding[0], dilation[0]},
            {columns, stride[1], four ? padding[2] : padding[1], four ? padding[3] : padding[1], dilation[1]},
            scene["padMode"].toString("zeros")};
}

int source(const QString& mode, int i, int inputs) {
    if (i >= 0 && i < inputs) return i;
    if (mode == "zeros") return -1;
    if (mode == "replicate") return i < 0 ? 0 : inputs - 1;
    while (i < 0 || i >= inputs) {
        if (mode == "circular")
            i += i < 0 ? inputs : -inputs;
        else
            i = i < 0 ? -i : 2 * (inputs - 1) - i; // mirrored at the cell of the edge
    }
    return i;
}

bool padsWell(const Window& window, int rows, int columns) {
    const auto good = [&](const Axis& a, int inputs) {
        const int most = std::max(a.before, a.after);
        return most == 0 || window.mode == "zeros" || window.mode == "replicate" ||
               (window.mode == "reflect" ? most < inputs : most <= inputs);
    };
    return good(window.y, rows) && good(window.x, columns);
}

std::vector<Tap> taps(const Planes& input, const Planes& kernel, const Window& window, int oy, int ox) {
    std::vector<Tap> all;
    for (std::size_t c = 0; c < input.size(); ++c)
        for (int ky = 0; ky < window.y.kernel; ++ky)
            for (int kx = 0; kx < window.x.kernel; ++kx) {
                const Plane& in = input[c];
                const int y = window.y.tap(oy, ky), x = window.x.tap(ox, kx);
                const int sy = source(window.mode, y, in.rows), sx = source(window.mode, x, in.columns);
                Tap tap;
                tap.padding = y < 0 || x < 0 || y >= in.rows || x >= in.columns;
                if (sy >= 0 && sx >= 0) {
                    tap.input = in.at(sy, sx);
                    tap.y = sy;
                    tap.x = sx;
                }
                if (!kernel.empty()) tap.weight = kernel[c].at(ky, kx);
                all.push_back(tap);
            }
    return all;
}

double sum(const std::vector<Tap>& taps) {
    double total = 0;
    for (const Tap& t : taps) total += t.input * t.weight;
    return total;
}

double size(const std::vector<Tap>& taps) {
    double total = 0;
    for (const Tap& t : taps) total += std::abs(t.input * t.weight);
    return total;
}

int winner(const std::vector<Tap>& taps) {
    int best = -1;
    for (int i = 0; i < static_cast<int>(taps.size()); ++i) {
        const Tap& t = taps[static_cast<std::size_t>(i)];
        if (!t.padding && (best < 0 || t.input > taps[static_cast<std::size_t>(best)].input)) best = i;
    }
    return best;
}

QString difference(const QString& name, const cnn::Tensor* shown, const Planes& truth, const Planes& sizes) {
    if (!shown) return "There are no numbers \"" + name + "\".";
    const cnn::Shape& s = shown->shape();
    if (truth.empty() || s.c != static_cast<int>(truth.size()) || s.h != truth[0].rows || s.w != truth[0].columns)
        return QString("\"%1\" has the shape %2 × %3 × %4.").arg(name).arg(s.c).arg(s.h).arg(s.w);
    for (int c = 0; c < s.c; ++c)
        for (int y = 0; y < s.h; ++y)
            for (int x = 0; x < s.w; ++x) {
                const auto channel = static_cast<std::size_t>(c);
                const double is = static_cast<double>(shown->at(c, y, x)), should = truth[channel].at(y, x);
                const double size = sizes.empty() ? std::abs(should) : sizes[channel].at(y, x);
                if (!(std::abs(is - should) <= 2e-5 * size + 1e-6))
                    return QString("\"%1\" has %2 at channel %3, row %4, column %5; it is %6.")
                        .arg(name)
                        .arg(is)
                        .arg(c + 1)
                        .arg(y + 1)
                        .arg(x + 1)
                        .arg(should);
            }
    return {};
}

} // namespace plain
