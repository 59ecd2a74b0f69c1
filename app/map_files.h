// The feature maps of one layer as files.
#pragma once

#include "app/map_pictures.h"

#include <QDir>

namespace ui {

// Makes the folder, with those above it, when it is not there. Throws cnn::Error(WriteFailed).
QDir folderFor(const QString& name);

// Names of layers come from files; only plain ones may become names of files.
QString fileNameFor(const QString& layer);

struct MapFiles {
    QString sheet, numbers; // names in the folder
    QString range;          // of the colours: "0 to 3.21"
};
// Writes LAYER-1.png and so on, LAYER-sheet.png and LAYER.npy. Throws cnn::Error(WriteFailed).
MapFiles writeMaps(const cnn::Tensor& maps, const QString& layer, const QDir& folder);

} // namespace ui
