// The things that the program draws in colour, as shapes: ten kinds, each in many forms.
#pragma once

#include "core/base/rng.h"
#include "core/data/object_parts.h"

namespace cnn {

// `main` is most of a thing, `second` a part of it: any colours, so that they tell no kind.
struct ObjectColours {
    Rgb main, second;
};

struct ObjectKind {
    const char* name;
    std::vector<ObjectPart> (*parts)(const ObjectColours& colours, Rng& rng); // back to front
    double turn; // radians that it may be turned either way
};

// THE list of them. To add one: its function, and a line.
std::span<const ObjectKind> objectKinds();

} // namespace cnn
