#include "core/data/dataset.h"

#include "core/base/counted.h"
#include "core/base/error.h"

#include <algorithm>
#include <cmath>

namespace cnn {

namespace {

// What `range` makes of values of this type.
template<class T> class Scaling {
public:
    explicit Scaling(const DisplayRange& range) : m_range(range), m_usual(range == DisplayRange{}) {}
    float operator()(T value) const {
        if constexpr (sizeof(T) == 1)
            if (m_usual) return static_cast<float>(value) * (1.0F / 255.0F);
        return m_range.scaled(static_cast<float>(value));
    }

private:
    DisplayRange m_range;
    bool m_usual;
};

} // namespace

std::vector<std::uint8_t> Dataset::bytes(std::size_t i) const {
    std::vector<float> values(shape.perImage());
    scale(i, values.data());
    std::vector<std::uint8_t> to(values.size());
    for (std::size_t k = 0; k < to.size(); ++k) to[k] = static_cast<std::uint8_t>(std::lround(255 * values[k]));
    return to;
}

void Dataset::scale(std::size_t i, float* to) const {
    pixels.visit([&](const auto& all) {
        const Scaling<typename std::decay_t<decltype(all)>::value_type> scaled(range);
        for (const auto value : std::span(all).subspan(i * shape.perImage(), shape.perImage())) *to++ = scaled(value);
    });
}

void Dataset::gather(std::span<const std::size_t> indices, Tensor& to) const {
    to.reshapeTo(shape.withImages(static_cast<int>(indices.size())));
    const std::size_t images = indices.size(), each = shape.perImage();
    constexpr std::size_t block = 64; // pixels whose places for all images fit the first-level cache
    pixels.visit([&](const auto& all) {
        const Scaling<typename std::decay_t<decltype(all)>::value_type> scaled(range);
        for (std::size_t begin = 0; begin < each; begin += block)
            for (std::size_t n = 0; n < images; ++n) {
                float* out = to.data() + begin * images + n;
                for (const auto value :
                     std::span(all).subspan(indices[n] * each + begin, std::min(block, each - begin))) {
                    *out = scaled(value);
                    out += images;
                }
            }
    });
}

void requireClasses(const DataSplit& split) {
    const std::size_t classes = split.train.classNames.size();
    if (classes < 2 || classes > mostClasses)
        throw Error(ErrorCode::Mismatch, Message::tr("%1 has %2; a network learns to tell 2 to 1,000 apart.",
                                                     split.name, counted::classes(classes)));
}

} // namespace cnn
