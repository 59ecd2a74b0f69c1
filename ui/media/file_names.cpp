#include "ui/media/file_names.h"

#include "core/base/file_name.h"
#include "core/base/plain_text.h"

namespace ui {
namespace {

namespace fs = std::filesystem;

} // namespace

fs::path filePath(const QString& name) {
    return cnn::nameOfText(name.toStdU16String());
}

QString nameOf(const fs::path& path) {
    return QString::fromStdU16String(cnn::textOfName(path.native()));
}

QString shownName(const QString& name) {
    return QString::fromStdString(cnn::plainText(filePath(name).native()));
}

QString droppedName(const QUrl& localFile) {
    return nameOf(
        fs::path(QByteArray::fromPercentEncoding(localFile.path(QUrl::FullyEncoded).toLatin1()).toStdString()));
}

bool isFolder(const QString& name) {
    std::error_code none;
    return fs::is_directory(filePath(name), none);
}

const QStringList& pictureSuffixes() {
    static const QStringList all{"png", "jpg", "jpeg", "bmp", "gif", "webp", "pgm", "ppm", "pbm", "tif", "tiff"};
    return all;
}

bool hasPictureSuffix(const QString& name) {
    return pictureSuffixes().contains(name.section('.', -1).toLower()) && name.contains('.');
}

} // namespace ui
