#include "ui/model/setting_table.h"

#include <QJsonDocument>

namespace ui {

QString rangeText(double low, double high) {
    const auto text = [](double v) { return QString::number(v, 'g', 12); };
    return tr("%1 to %2").arg(text(low), text(high));
}

QString shortJson(const QJsonValue& value) {
    if (value.isUndefined()) return {};
    if (value.isString()) return value.toString();
    const QByteArray text = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(text.mid(1, text.size() - 2));
}

} // namespace ui
