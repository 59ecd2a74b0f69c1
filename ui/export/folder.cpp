#include "ui/export/folder.h"

#include "core/base/error.h"
#include "core/base/file_name.h"

#include <QRegularExpression>

namespace ui {

void makeFolder(const QDir& folder) {
    constexpr int mostLinks = 40; // as the kernel has it
    std::filesystem::path path = cnn::nameOfText(folder.path().toStdU16String());
    std::error_code cause;
    // A link to a folder that is not there yet is followed.
    for (int links = 0;
         links < mostLinks && std::filesystem::is_symlink(path, cause) && !std::filesystem::exists(path, cause);
         ++links)
        path = path.parent_path() / std::filesystem::read_symlink(path, cause);
    std::filesystem::create_directories(path, cause);
    if (!cause && !std::filesystem::is_directory(path, cause)) cause = std::make_error_code(std::errc::not_a_directory);
    if (cause)
        throw cnn::Error(cnn::ErrorCode::WriteFailed,
                         cnn::Message::tr("Cannot make the folder %1: %2.", path.string(), cause.message()));
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
