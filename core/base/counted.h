// A count with its noun, "1 channel" and "3 channels": a part of a sentence that speaks of several counts. A sentence
// with one count has a template of its own for one and for more.
#pragma once

#include "core/base/message.h"

namespace cnn::counted {

Message axes(std::integral auto n) {
    return n == 1 ? Message::tr("1 axis") : Message::tr("%n axes", nullptr, n);
}

Message bytes(std::integral auto n) {
    return n == 1 ? Message::tr("1 byte") : Message::tr("%n bytes", nullptr, n);
}

Message cells(std::integral auto n) {
    return n == 1 ? Message::tr("1 cell") : Message::tr("%n cells", nullptr, n);
}

Message channels(std::integral auto n) {
    return n == 1 ? Message::tr("1 channel") : Message::tr("%n channels", nullptr, n);
}

Message classes(std::integral auto n) {
    return n == 1 ? Message::tr("1 class") : Message::tr("%n classes", nullptr, n);
}

Message columns(std::integral auto n) {
    return n == 1 ? Message::tr("1 column") : Message::tr("%n columns", nullptr, n);
}

Message images(std::integral auto n) {
    return n == 1 ? Message::tr("1 image") : Message::tr("%n images", nullptr, n);
}

Message labels(std::integral auto n) {
    return n == 1 ? Message::tr("1 label") : Message::tr("%n labels", nullptr, n);
}

Message outputs(std::integral auto n) {
    return n == 1 ? Message::tr("1 output") : Message::tr("%n outputs", nullptr, n);
}

Message pixels(std::integral auto n) {
    return n == 1 ? Message::tr("1 pixel") : Message::tr("%n pixels", nullptr, n);
}

Message rows(std::integral auto n) {
    return n == 1 ? Message::tr("1 row") : Message::tr("%n rows", nullptr, n);
}

Message values(std::integral auto n) {
    return n == 1 ? Message::tr("1 value") : Message::tr("%n values", nullptr, n);
}

Message weights(std::integral auto n) {
    return n == 1 ? Message::tr("1 weight") : Message::tr("%n weights", nullptr, n);
}

} // namespace cnn::counted
