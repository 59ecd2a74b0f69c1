// Words as LaTeX writes them.
#pragma once

#include <QByteArray>
#include <QString>
#include <optional>

namespace ui {

// None: there is a sign among them that not every LaTeX has.
std::optional<QByteArray> tikzWords(const QString& words);

} // namespace ui
