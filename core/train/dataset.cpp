#include "core/train/dataset.h"

namespace cnn {

void Dataset::gather(std::span<const std::size_t> indices, Tensor& to) const {
    to.reshapeTo(shape.withImages(static_cast<int>(indices.size())));
    const std::size_t images = indices.size();
    for (std::size_t n = 0; n < images; ++n) {
        const auto from = image(indices[n]);
        float* out = to.data() + n;
        for (std::size_t i = 0; i < from.size(); ++i) out[i * images] = static_cast<float>(from[i]) * (1.0F / 255.0F);
    }
}

} // namespace cnn
