#include "ui/model/view_choices.h"

#include <climits>

namespace ui {
namespace {

void checkChoices(const SceneValue& from, int depth) {
    constexpr int deepest = 3, mostEntries = 100, longestText = 4096;
    const QJsonValue& value = from.json();
    if (value.isObject() && depth < deepest && value.toObject().size() <= mostEntries)
        for (const QString& key : value.toObject().keys()) checkChoices(from[key], depth + 1);
    else if (value.isArray() && depth < deepest)
        for (const SceneValue& entry : from.list(0, mostEntries)) checkChoices(entry, depth + 1);
    else if (value.isString())
        (void)from.text(longestText);
    else
        (void)from.whole(-1, INT_MAX);
}

} // namespace

QJsonObject choicesFrom(const SceneValue& choices) {
    if (!choices.given()) return {};
    if (!choices.json().isObject()) choices.refuse("must be an object in { }");
    checkChoices(choices, 0);
    return choices.json().toObject();
}

} // namespace ui
