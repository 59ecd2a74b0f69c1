#include "core/explain/shift_stability.h"

#include "core/explain/inside.h"
#include "core/explain/rank_correlation.h"
#include "core/network/pass.h"

#include <algorithm>

namespace cnn {
namespace {

constexpr int directions = 8;

// Rows and columns of the map from (top, left) on, one fewer where it moved.
Tensor part(const Tensor& map, int top, int left, int rows, int columns) {
    Tensor to(Shape{1, rows, columns, 1});
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < columns; ++x) to.at(0, y, x) = map.at(0, top + y, left + x);
    return to;
}

std::optional<double> alikeWhenMoved(const Tensor& still, const Tensor& moved, int down, int right) {
    const int rows = still.shape().h - std::abs(down), columns = still.shape().w - std::abs(right);
    if (rows < 1 || columns < 1) return std::nullopt;
    return rankCorrelation(part(still, std::max(0, -down), std::max(0, -right), rows, columns),
                           part(moved, std::max(0, down), std::max(0, right), rows, columns));
}

} // namespace

Tensor movedPicture(const Tensor& image, int down, int right) {
    const Shape shape = image.shape();
    Tensor moved(shape);
    for (int c = 0; c < shape.c; ++c)
        for (int y = 0; y < shape.h; ++y)
            for (int x = 0; x < shape.w; ++x)
                moved.at(c, y, x) =
                    image.at(c, std::clamp(y - down, 0, shape.h - 1), std::clamp(x - right, 0, shape.w - 1));
    return moved;
}

std::optional<double> ShiftStability::mean() const {
    double sum = 0;
    int count = 0;
    for (const auto& one : alike)
        if (one) {
            sum += *one;
            ++count;
        }
    if (count == 0) return std::nullopt;
    return sum / count;
}

std::optional<double> ShiftStability::least() const {
    std::optional<double> least;
    for (const auto& one : alike)
        if (one) least = std::min(least.value_or(*one), *one);
    return least;
}

Expected<ShiftStability> shiftStability(const Network& network, const Tensor& image, int k,
                                        const ClassMapSettings& settings, const std::stop_token& stop,
                                        const std::function<void(double)>& done) {
    const auto heard = [&](int before) -> std::function<void(double)> {
        if (!done) return {};
        return [&done, before](double share) { done((before + share) / (directions + 1)); };
    };
    Pass pass(Pass::Keep::Nothing);
    const auto probability = [&](const Tensor& picture) {
        return static_cast<double>(classShares(network, pass.forward(network, picture)).at(k, 0, 0));
    };
    ShiftStability result;
    result.whole = probability(image);
    const Expected<Tensor> still = classMap(network, image, k, settings, stop, heard(0));
    if (!still) return still.error();
    for (int i = 0, at = 0; i < 9; ++i) {
        const int down = i / 3 - 1, right = i % 3 - 1;
        if (down == 0 && right == 0) continue;
        if (stop.stop_requested()) return Error(ErrorCode::Interrupted, Message::tr("The test was stopped."));
        const Tensor picture = movedPicture(image, down, right);
        const Expected<Tensor> moved = classMap(network, picture, k, settings, stop, heard(++at));
        if (!moved) return moved.error();
        result.alike.push_back(alikeWhenMoved(*still, *moved, down, right));
        result.probability.push_back(probability(picture));
    }
    if (done) done(1);
    return result;
}

} // namespace cnn
