// Where the user wants a walk to wait as it plays: stops of its timeline.
#pragma once

#include "ui/model/setting_table.h"

#include <compare>

namespace ui {

// A stop of one of the grains that a walk is stepped by: the second row, the fourth cell.
struct Breakpoint {
    int grain = 0, stop = 0; // from 0
    auto operator<=>(const Breakpoint&) const = default;
};

struct Breakpoints {
    static constexpr int most = 2000;
    std::vector<Breakpoint> all; // in rising order, each once
    bool operator==(const Breakpoints&) const = default;

    // Beside a scene in its JSON: "breakpoints": ["cell 4", "row 2"], by the names that its grains have in files.
    static SettingTable<Breakpoints> table(const QStringList& grains = {"step"});
};

} // namespace ui
