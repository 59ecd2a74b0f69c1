#include "app/scene_help.h"

#include "core/base/error.h"
#include "ui/pages/page.h"
#include "ui/shell/page_catalog.h"

#include <algorithm>

namespace ui {
namespace {

constexpr int column = 16;

QString entry(const QString& name, const QStringList& lines) {
    return "  " + name.leftJustified(column) + ' ' + lines.join("\n  " + QString(column + 1, ' ')) + '\n';
}

QString keyEntry(const SettingFacts& row) {
    const QString usual = row.usual.isEmpty() ? QString() : "; usually " + row.usual;
    const QString applies = row.applies.isEmpty() ? QString() : " For " + row.applies + ".";
    const QString help = row.help.endsWith('.') ? row.help : row.help + '.';
    return entry(row.key, {row.allowed + usual, help + applies});
}

} // namespace

QString sceneHelp(const QString& page) {
    QStringList ids;
    for (const PageKind& kind : pageKinds()) ids << kind.id;
    if (page.isEmpty())
        return "Usage: convscope help scene PAGE\n\nWhat a scene on that page may hold. Pages: " + ids.join(", ") +
               ".\n";
    const auto kind = std::ranges::find(pageKinds(), page, &PageKind::id);
    if (kind == pageKinds().end())
        throw cnn::Error(cnn::ErrorCode::Usage,
                         ("There is no page \"" + page + "\"; there are " + ids.join(", ") + ".").toStdString());
    QString keys, controls;
    QStringList named;
    for (const SettingFacts& row : kind->scene.settings()) {
        if (!row.key.isEmpty()) keys += keyEntry(row);
        if (row.id.isEmpty() || named.contains(row.id)) continue;
        named << row.id;
        controls += entry(row.id, {row.label});
    }
    return "A scene on the page \"" + page + "\": \"scene\" in a lesson and in the files of File > Save scene.\n" +
           "What is left out is as usual; a key that is not here is refused.\n\n" + keys +
           "\nSettings that a lesson may have in sight, in its \"controls\":\n\n" + controls;
}

} // namespace ui
