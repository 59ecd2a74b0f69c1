#include "ui/model/breakpoints.h"

#include "ui/model/standing.h"

#include <QJsonArray>
#include <algorithm>

namespace ui {
namespace {

// "row 2" as its grain and stop.
Breakpoint breakpointFrom(const SceneValue& value, const QStringList& grains) {
    constexpr qsizetype longest = 40;
    const QString words = value.text(longest);
    bool whole = false;
    const auto grain = grains.indexOf(words.section(' ', 0, 0));
    const int stop = words.section(' ', 1).toInt(&whole);
    if (grain < 0 || !whole || stop < 1 || stop > Standing::mostSteps)
        value.refuse(tr("must be a step and its number from 1, as \"%1 4\"; steps are %2")
                         .arg(grains.front(), grains.join(", ")));
    return {static_cast<int>(grain), stop - 1};
}

} // namespace

SettingTable<Breakpoints> Breakpoints::table(const QStringList& grains) {
    SettingTable<Breakpoints> t;
    t.file(
         "breakpoints", ui::tr("a list of steps: \"%1 4\"; counted from 1").arg(grains.front()),
         ui::tr("Steps where playing stops."),
         [grains](const SceneValue& from, Breakpoints& b) {
             for (const SceneValue& value : from["breakpoints"].list(0, most))
                 b.all.push_back(breakpointFrom(value, grains));
             std::sort(b.all.begin(), b.all.end());
             b.all.erase(std::unique(b.all.begin(), b.all.end()), b.all.end());
         },
         [grains](const Breakpoints& b) {
             QJsonArray all;
             for (const Breakpoint& at : b.all) all << QString("%1 %2").arg(grains[at.grain]).arg(at.stop + 1);
             return all;
         })
        .usual = ui::tr("none");
    return t;
}

} // namespace ui
