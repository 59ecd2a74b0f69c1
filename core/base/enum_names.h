// The values of an enumeration by their names, for files: a name stays when a value comes in between, a position does
// not.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace cnn {

template<class Enum> struct EnumName {
    Enum value;
    const char* name;
};

// Empty: the value has no name.
template<class Enum> std::string_view nameOf(std::span<const EnumName<Enum>> names, Enum value) {
    for (const EnumName<Enum>& n : names)
        if (n.value == value) return n.name;
    return {};
}
template<class Enum> std::optional<Enum> valueNamed(std::span<const EnumName<Enum>> names, std::string_view name) {
    for (const EnumName<Enum>& n : names)
        if (n.name == name) return n.value;
    return std::nullopt;
}
// Where a value stands in the list, for switches that show it in this order; -1: it does not.
template<class Enum> int positionOf(std::span<const EnumName<Enum>> names, Enum value) {
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i].value == value) return static_cast<int>(i);
    return -1;
}

} // namespace cnn
