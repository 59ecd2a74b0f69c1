#include "ui/media/file_names.h"

#include "core/base/file_name.h"
#include "core/base/plain_text.h"

namespace ui {
namespace {

namespace fs = std::filesystem;

template<class Wanted> QStringList entriesOf(const QString& folder, Wanted wanted) {
    QStringList names;
    std::error_code none;
    for (fs::directory_iterator at(filePath(folder), none), end; !none && at != end; at.increment(none)) {
        const QString name = nameOf(at->path().filename());
        if (!name.startsWith('.') && wanted(*at)) names << name;
    }
    return names;
}

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

QStringList foldersIn(const QString& folder) {
    std::error_code none;
    return entriesOf(folder, [&](const fs::directory_entry& entry) { return entry.is_directory(none); });
}

QStringList filesIn(const QString& folder) {
    std::error_code none;
    return entriesOf(folder, [&](const fs::directory_entry& entry) { return entry.is_regular_file(none); });
}

const QStringList& pictureSuffixes() {
    static const QStringList all{"png", "jpg", "jpeg", "bmp", "gif", "webp", "pgm", "ppm", "pbm", "tif", "tiff"};
    return all;
}

bool hasPictureSuffix(const QString& name) {
    return pictureSuffixes().contains(name.section('.', -1).toLower()) && name.contains('.');
}

} // namespace ui
