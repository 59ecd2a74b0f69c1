#include "ui/export/folder.h"

#include "core/base/error.h"
#include "core/base/file_name.h"

#include <QRegularExpression>

namespace ui {

void makeFolder(const QDir& folder) {
    const std::filesystem::path path = cnn::nameOfText(folder.path().toStdU16String());
    std::error_code cause;
    std::filesystem::create_directories(path, cause);
    if (!cause && !std::filesystem::is_directory(path, cause)) cause = std::make_error_code(std::errc::not_a_directory);
    if (cause)
        throw cnn::Error(cnn::ErrorCode::WriteFailed,
                         "Cannot make the folder " + path.string() + ": " + cause.message() + ".");
}

QDir folderFor(const QString& name) {
    const QDir folder(name);
    makeFolder(folder);
    return folder;
}

std::filesystem::path pathIn(const QDir& folder, const QString& name) {
    return cnn::nameOfText(folder.filePath(name).toStdU16String());
}

QString fileNameFor(const QString& layer) {
    QString name = layer;
    return name.replace(QRegularExpression("[^A-Za-z0-9_-]"), "_");
}

} // namespace ui
