// Which values of pictures with more than 8 bits stand for black and for white. ONE range for all images of a set: were
// each stretched by itself, the same brightness would mean something else in every image, and a network might learn how
// a picture was stretched instead of what is in it.
#pragma once

#include "core/base/enum_names.h"
#include "core/base/message.h"
#include "core/data/dataset.h"

#include <optional>
#include <string>

namespace cnn {

enum class RangeRule {
    ByType,      // all that its kind of number can be: 0..255, 0..4095 where a file says 12 bits, 0..65535, floats 0..1
    MinMax,      // the least and the largest value there is
    Percentiles, // as MinMax, but a share of the values at each end is cut
    Typed        // as the user says
};
constexpr EnumName<RangeRule> rangeRuleNames[] = {{RangeRule::ByType, "type"},
                                                  {RangeRule::MinMax, "minmax"},
                                                  {RangeRule::Percentiles, "percentiles"},
                                                  {RangeRule::Typed, "typed"}};

enum class RangeFrom { User, Network }; // who says a typed one; Network: it learned with it

struct RangeWish {
    std::optional<RangeRule> rule; // none: bytes by their type, what has more bits by MinMax
    double cut = 0.35;             // per cent of the values at each end, of Percentiles
    DisplayRange typed = {};       // of Typed
    RangeFrom from = RangeFrom::User;
    bool operator==(const RangeWish&) const = default;
};

// The rule that holds for values of this kind; whether it looks at the values.
RangeRule ruleOf(const RangeWish& wish, Pixels::Kind kind);
bool takenFromImages(const RangeWish& wish, Pixels::Kind kind);
// type: what RangeRule::ByType gives. Values that are not finite do not count. Never empty: where all values are equal
// white lies 1 above them.
DisplayRange displayRangeOf(const Pixels& pixels, const RangeWish& wish, const DisplayRange& type);

// What a range makes of one picture, and of the images of a set, as a sentence: "Values 0 to 2600 of 65535 ...".
Message rangeOfPicture(const DisplayRange& range, const DisplayRange& type, RangeFrom from = RangeFrom::User);
Message rangeOfSet(const DisplayRange& range, const DisplayRange& type, RangeFrom from = RangeFrom::User);

} // namespace cnn
