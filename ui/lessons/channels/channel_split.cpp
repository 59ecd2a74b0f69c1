#include "ui/lessons/channels/channel_split.h"

#include "core/samples/colour_picture.h"
#include "ui/tr.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr int balloonSide = 168, usualCells = 16;

const cnn::Tensor& balloon() {
    static const auto picture = [] {
        const auto bytes = cnn::colourPicture(balloonSide);
        return cnn::Tensor({3, balloonSide, balloonSide, 1}, std::vector<float>(bytes.begin(), bytes.end()));
    }();
    return picture;
}

// Each cell the mean of n × n pixels, rounded; what is left over at the right and below is left out.
cnn::Tensor means(const cnn::Tensor& pixels, int n) {
    const cnn::Shape& s = pixels.shape();
    cnn::Tensor cells({s.c, s.h / n, s.w / n, 1});
    for (int c = 0; c < s.c; ++c)
        for (int y = 0; y < cells.shape().h; ++y)
            for (int x = 0; x < cells.shape().w; ++x) {
                double sum = 0;
                for (int dy = 0; dy < n; ++dy)
                    for (int dx = 0; dx < n; ++dx) sum += static_cast<double>(pixels.at(c, y * n + dy, x * n + dx));
                cells.at(c, y, x) = static_cast<float>(std::round(sum / (n * n)));
            }
    return cells;
}

} // namespace

bool ChannelSplit::operator==(const ChannelSplit& o) const {
    return source == o.source && isSame(given, o.given) && reduction == o.reduction && top == o.top && left == o.left &&
           tinted == o.tinted;
}

QString ChannelSplit::name() const {
    return source == Given && given ? given->name : tr("a balloon");
}

const cnn::Tensor* ChannelSplit::pixels() const {
    if (source == Balloon) return &balloon();
    return source == Given && given && given->isRead() ? &given->colour : nullptr;
}

void ChannelSplit::update() {
    const cnn::Tensor* from = pixels();
    if (!from) return cells.reset();
    reduction = std::clamp(reduction, 1, std::min({from->shape().h, from->shape().w, largestReduction}));
    cells = std::make_shared<const cnn::Tensor>(means(*from, reduction));
}

int ChannelSplit::usualReduction() const {
    const cnn::Tensor* from = pixels();
    if (!from) return 1;
    const int longer = std::max(from->shape().h, from->shape().w);
    return std::clamp((longer + usualCells - 1) / usualCells, 1, largestReduction);
}

} // namespace ui
