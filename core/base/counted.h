// A count with its noun, "1 channel" and "3 channels": a part of a sentence that speaks of several counts. A sentence
// with one count has a template of its own for one and for more.
#pragma once

#include "core/base/message.h"

namespace cnn::counted {

template<class N> Message axes(N n) {
    return n == 1 ? Message::tr("1 axis") : Message::tr("%n axes", nullptr, n);
}

template<class N> Message bytes(N n) {
    return n == 1 ? Message::tr("1 byte") : Message::tr("%n bytes", nullptr, n);
}

template<class N> Message cells(N n) {
    return n == 1 ? Message::tr("1 cell") : Message::tr("%n cells", nullptr, n);
}

template<class N> Message channels(N n) {
    return n == 1 ? Message::tr("1 channel") : Message::tr("%n channels", nullptr, n);
}

template<class N> Message classes(N n) {
    return n == 1 ? Message::tr("1 class") : Message::tr("%n classes", nullptr, n);
}

template<class N> Message columns(N n) {
    return n == 1 ? Message::tr("1 column") : Message::tr("%n columns", nullptr, n);
}

template<class N> Message images(N n) {
    return n == 1 ? Message::tr("1 image") : Message::tr("%n images", nullptr, n);
}

template<class N> Message labels(N n) {
    return n == 1 ? Message::tr("1 label") : Message::tr("%n labels", nullptr, n);
}

template<class N> Message outputs(N n) {
    return n == 1 ? Message::tr("1 output") : Message::tr("%n outputs", nullptr, n);
}

template<class N> Message pixels(N n) {
    return n == 1 ? Message::tr("1 pixel") : Message::tr("%n pixels", nullptr, n);
}

template<class N> Message rows(N n) {
    return n == 1 ? Message::tr("1 row") : Message::tr("%n rows", nullptr, n);
}

template<class N> Message values(N n) {
    return n == 1 ? Message::tr("1 value") : Message::tr("%n values", nullptr, n);
}

template<class N> Message weights(N n) {
    return n == 1 ? Message::tr("1 weight") : Message::tr("%n weights", nullptr, n);
}

} // namespace cnn::counted
