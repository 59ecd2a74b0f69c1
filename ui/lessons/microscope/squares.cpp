#include "ui/lessons/microscope/squares.h"

#include "ui/figure/number_text.h"
#include "ui/tr.h"

#include <algorithm>

namespace ui {
namespace {

using cnn::OcclusionBaseline;

struct Cover {
    OcclusionBaseline baseline;
    QString name;
};

const std::vector<Cover>& covers() {
    static const std::vector<Cover> all{{OcclusionBaseline::Mean, tr("mean")},
                                        {OcclusionBaseline::Black, tr("black")},
                                        {OcclusionBaseline::White, tr("white")},
                                        {OcclusionBaseline::Blur, tr("blur")},
                                        {OcclusionBaseline::Grey, tr("grey")}};
    return all;
}

// The first is what one begins with.
std::vector<int> windowsOf(const cnn::Shape& input) {
    const int side = std::max(input.h, input.w);
    return {std::max(1, side / 5), std::max(1, side / 12), std::max(1, side / 8), std::max(1, side / 4),
            std::max(1, side / 3)};
}

// Some are larger than the small windows: then they are refused.
std::vector<int> stridesOf(const cnn::Shape& input) {
    const int fine = std::max(1, std::max(input.h, input.w) / 24);
    return {fine, 2 * fine, 3 * fine, 4 * fine, 5 * fine};
}

} // namespace

std::vector<ViewOption> squareOptions(const cnn::Shape& input) {
    ViewOption cover{"cover", tr("Cover with"), {}}, window{"window", tr("Window"), {}},
        step{"stride", tr("Stride"), {}};
    for (const Cover& one : covers()) cover.values << tr("cover: %1").arg(one.name);
    for (const int side : windowsOf(input)) window.values << times(side, side);
    for (const int pixels : stridesOf(input)) step.values << tr("stride %1").arg(pixels);
    return {cover, window, step};
}

cnn::OcclusionSettings squareOf(const QJsonObject& choices, const cnn::Shape& input) {
    const auto at = [&](const QString& id, const auto& values) {
        return values[static_cast<std::size_t>(chosen(choices, id, static_cast<qsizetype>(values.size())))];
    };
    cnn::OcclusionSettings square;
    square.side = at("window", windowsOf(input));
    square.stride = at("stride", stridesOf(input));
    square.baseline = at("cover", covers()).baseline;
    return square;
}

QString squareWords(const cnn::OcclusionSettings& square) {
    const auto cover = std::ranges::find(covers(), square.baseline, &Cover::baseline);
    return tr("%1, %2, every %3 px")
        .arg(cover == covers().end() ? QString() : cover->name, times(square.side, square.side))
        .arg(square.stride);
}

} // namespace ui
