#include "ui/pages/lecture_files.h"

#include "core/base/error.h"
#include "ui/pages/given_picture.h"

#include <QDir>
#include <QFileInfo>

namespace ui {
namespace {

const QStringList pathKeys{"photo", "network", "folder"};

// A whole path, as scenes have it; some of these keys may hold a picture itself, or the name of a network that is built
// in.
bool isPath(const QString& text) {
    return QDir::isAbsolutePath(text) && !text.contains('\n');
}

// Empty: it stays where it is.
QString embedded(const QJsonObject& scene) {
    const QString path = scene["photo"].toString();
    const QFileInfo file(path);
    if (!isPath(path) || !file.isFile() || file.size() > largestInLecture) return {};
    try {
        ReadWatch watch;
        watch.wish = readReading(SceneValue(scene["reading"]));
        return pictureOf(pictureFromFile(path, watch)->image, file.fileName())->kept;
    } catch (const cnn::Error&) { // the page says what is wrong with it
        return {};
    }
}

} // namespace

QJsonObject withPicture(QJsonObject scene) {
    const QString picture = embedded(scene);
    if (picture.isEmpty()) return scene;
    scene["photo"] = picture;
    scene.remove("reading"); // it is what was read
    return scene;
}

QJsonObject foundBeside(QJsonObject scene, const QString& file) {
    const QDir folder = QFileInfo(file).absoluteDir();
    for (const QString& key : pathKeys) {
        const QString path = scene.value(key).toString();
        if (!isPath(path) || QFileInfo::exists(path)) continue;
        const QString beside = folder.filePath(QFileInfo(path).fileName());
        if (QFileInfo::exists(beside)) scene[key] = beside;
    }
    return scene;
}

QStringList namedFiles(const QJsonObject& scene) {
    QStringList names;
    for (const QString& key : pathKeys)
        if (const QString path = scene.value(key).toString(); isPath(path)) names << path;
    return names;
}

} // namespace ui
