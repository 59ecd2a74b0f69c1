// A page that holds tables with words and exact numbers in them, which no grid of floats can hold, derives from this
// beside Page. The shell offers them where numbers are exported.
#pragma once

#include "ui/pages/page.h"

namespace ui {

struct NamedTable {
    QString name; // for people and as a proposal for the file name
    std::string csv;
};

class Tables {
public:
    virtual ~Tables() = default;
    virtual std::vector<NamedTable> tables() const = 0;
};

// None: the page has no tables.
inline std::vector<NamedTable> tablesOf(const Page* page) {
    const auto* has = dynamic_cast<const Tables*>(page);
    return has ? has->tables() : std::vector<NamedTable>{};
}

} // namespace ui
