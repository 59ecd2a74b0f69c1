#include "ui/model/setting_table.h"

#include <QJsonDocument>
#include <algorithm>

namespace ui {
namespace {

// How many letters must be put in, left out, changed or swapped with the next one to make one word of the other.
int lettersApart(const QString& a, const QString& b) {
    const auto columns = static_cast<std::size_t>(b.size()) + 1;
    std::vector<int> before(columns), last(columns), now(columns);
    for (std::size_t x = 0; x < columns; ++x) last[x] = static_cast<int>(x);
    for (qsizetype y = 1; y <= a.size(); ++y) {
        now[0] = static_cast<int>(y);
        for (std::size_t x = 1; x < columns; ++x) {
            const auto at = static_cast<qsizetype>(x);
            const bool same = a[y - 1] == b[at - 1];
            now[x] = std::min({last[x] + 1, now[x - 1] + 1, last[x - 1] + (same ? 0 : 1)});
            if (y > 1 && at > 1 && a[y - 1] == b[at - 2] && a[y - 2] == b[at - 1])
                now[x] = std::min(now[x], before[x - 2] + 1);
        }
        before = std::exchange(last, now);
    }
    return last.back();
}

} // namespace

QString nearest(const QString& word, const QStringList& words) {
    constexpr qsizetype longest = 40; // a key is shorter
    QString best;
    int least = 1 + std::max(2, static_cast<int>(word.size() / 3));
    if (word.size() > longest) return best;
    for (const QString& other : words)
        if (const int apart = lettersApart(word.toLower(), other.toLower()); apart < least) {
            least = apart;
            best = other;
        }
    return best;
}

void refuseUnknown(const SceneValue& object, const QStringList& keys) {
    for (const QString& key : object.json().toObject().keys()) {
        if (keys.contains(key)) continue;
        const QString near = nearest(key, keys);
        object[key].refuseWith(near.isEmpty() ? tr("means nothing here. There are: %1.").arg(keys.join(", "))
                                              : tr("means nothing here: do you mean \"%1\"?").arg(near));
    }
}

QString rangeText(double low, double high) {
    const auto text = [](double v) { return QString::number(v, 'g', 12); };
    return tr("%1 to %2").arg(text(low), text(high));
}

QString shortJson(const QJsonValue& value) {
    if (value.isString()) return value.toString();
    const QByteArray text = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(text.mid(1, text.size() - 2));
}

} // namespace ui
