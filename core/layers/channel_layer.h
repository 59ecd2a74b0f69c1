// What layers have in common that have weights by channel and give an output of the input's shape.
#pragma once

#include "core/base/counted.h"
#include "core/layers/layer_kind.h"

namespace cnn {

// The channels it was made for, or a sentence.
inline Expected<Shape> sameChannels(const Message& title, int channels, const Shape& in) {
    if (in.c == channels) return in;
    return Error(ErrorCode::Mismatch,
                 Message::tr("%1 was made for %2, the input has %3.", title, counted::channels(channels), in.c));
}

// Floats of a channel, all images.
inline Eigen::Index floatsPerChannel(const Shape& s) {
    return static_cast<Eigen::Index>(s.h) * s.w * s.n;
}

} // namespace cnn
