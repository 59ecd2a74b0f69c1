#include "app/map_files.h"

#include "app/command.h"
#include "core/base/error.h"
#include "core/base/save_file.h"
#include "core/tensor/npy.h"
#include "ui/media/image_io.h"

#include <QRegularExpression>

namespace ui {

QString fileNameFor(const QString& layer) {
    QString name = layer;
    return name.replace(QRegularExpression("[^A-Za-z0-9_-]"), "_");
}

QDir folderFor(const QString& name) {
    if (!QDir().mkpath(name))
        throw cnn::Error(cnn::ErrorCode::WriteFailed, "Cannot make the folder " + name.toStdString() + ".");
    return QDir(name);
}

MapFiles writeMaps(const cnn::Tensor& maps, const QString& layer, const QDir& folder) {
    const MapColours colours = coloursFor(maps);
    const QString base = fileNameFor(layer);
    const int digits = static_cast<int>(QString::number(maps.shape().c).size());
    for (int c = 0; c < maps.shape().c; ++c)
        savePicture(mapPicture(maps, c, colours),
                    folder.filePath(QString("%1-%2.png").arg(base).arg(c + 1, digits, 10, QChar('0'))));
    const MapFiles files{base + "-sheet.png", base + ".npy", colours.range()};
    savePicture(mapSheet(maps, colours), folder.filePath(files.sheet));
    cnn::saveFile(pathFrom(folder.filePath(files.numbers)), std::string_view(cnn::toNpy(maps)));
    return files;
}

} // namespace ui
