// What layers have in common that have weights by channel and give an output of the input's shape.
#pragma once

#include "core/layers/layer_kind.h"

namespace cnn {

// The channels it was made for, or a sentence.
inline Expected<Shape> sameChannels(const char* title, int channels, const Shape& in) {
    if (in.c == channels) return in;
    return Error(ErrorCode::Mismatch, std::string(title) + " was made for " + std::to_string(channels) +
                                          (channels == 1 ? " channel" : " channels") + ", the input has " +
                                          std::to_string(in.c) + ".");
}

// Floats of a channel, all images.
inline Eigen::Index floatsPerChannel(const Shape& s) {
    return static_cast<Eigen::Index>(s.h) * s.w * s.n;
}

} // namespace cnn
