#include "ui/export/folder.h"

#include "core/base/error.h"

#include <QFile>
#include <QRegularExpression>

namespace ui {

void makeFolder(const QDir& folder) {
    if (!folder.mkpath("."))
        throw cnn::Error(cnn::ErrorCode::WriteFailed, "Cannot make the folder " + folder.path().toStdString() + ".");
}

QDir folderFor(const QString& name) {
    const QDir folder(name);
    makeFolder(folder);
    return folder;
}

std::filesystem::path pathIn(const QDir& folder, const QString& name) {
    return QFile::encodeName(folder.filePath(name)).toStdString();
}

QString fileNameFor(const QString& layer) {
    QString name = layer;
    return name.replace(QRegularExpression("[^A-Za-z0-9_-]"), "_");
}

} // namespace ui
