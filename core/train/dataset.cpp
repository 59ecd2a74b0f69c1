#include "core/train/dataset.h"

#include "core/base/counted.h"
#include "core/base/error.h"

#include <algorithm>

namespace cnn {

void Dataset::gather(std::span<const std::size_t> indices, Tensor& to) const {
    to.reshapeTo(shape.withImages(static_cast<int>(indices.size())));
    const std::size_t images = indices.size(), pixelsEach = shape.perImage();
    constexpr std::size_t block = 64; // pixels whose places for all images fit the first-level cache
    for (std::size_t begin = 0; begin < pixelsEach; begin += block)
        for (std::size_t n = 0; n < images; ++n) {
            const auto from = image(indices[n]).subspan(begin, std::min(block, pixelsEach - begin));
            float* out = to.data() + begin * images + n;
            for (const std::uint8_t value : from) {
                *out = static_cast<float>(value) * (1.0F / 255.0F);
                out += images;
            }
        }
}

void requireClasses(const DataSplit& split) {
    const std::size_t classes = split.train.classNames.size();
    if (classes < 2 || classes > mostClasses)
        throw Error(ErrorCode::Mismatch, Message::tr("%1 has %2; a network learns to tell 2 to 1,000 apart.",
                                                     split.name, counted::classes(classes)));
}

} // namespace cnn
