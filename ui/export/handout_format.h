// THE list of files a handout can be.
#pragma once

#include "ui/export/handout.h"

#include <QByteArray>
#include <span>

namespace ui {

struct HandoutFormat {
    QString suffix, label;
    QByteArray (*write)(const Handout&, const HandoutProgress&); // the same bytes for the same handout
};
std::span<const HandoutFormat> handoutFormats();
QStringList handoutFilters(); // for file dialogs: "PDF document (*.pdf)"
// By the suffix of `path`. Throws cnn::Error(Usage) naming the suffixes there are.
const HandoutFormat& handoutFormatFor(const QString& path);

} // namespace ui
