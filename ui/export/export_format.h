// THE list of file formats a picture can be saved in.
#pragma once

#include "ui/export/picture_scale.h"
#include "ui/figure/figure.h"

#include <QByteArray>
#include <QStringList>
#include <span>

namespace ui {

// To add an exporter: one function from a figure to bytes, one line in export_format.cpp. Menus, dialogs and the
// command line follow.
struct ExportFormat {
    QString suffix, label;
    bool hasPixels; // otherwise it is a drawing, as sharp in any size
    QByteArray (*write)(const Figure& figure, const Style& style, const PictureScale& scale);
};
std::span<const ExportFormat> exportFormats();
QStringList pictureFilters(); // for file dialogs: "PNG picture (*.png)"
// By the suffix of `path`. Throws cnn::Error(Usage) naming the suffixes there are.
const ExportFormat& formatFor(const QString& path);

// Pixels per unit of the pictures that are exported where no size is asked for.
constexpr double exportFineness = 2;

// Writes the figure through saveFile; of a TikZ drawing the images, too, that it reads: NAME-1.png, ... Of a style
// whose theme is clear() without the ground. Throws cnn::Error, (TooLarge) beyond mostPixels a side.
constexpr int mostPixels = 16384;
void exportFigure(const Figure& figure, const Style& style, const QString& path, const PictureScale& scale = {});
QSize pixelsOf(QSizeF figure, const PictureScale& scale);
QImage paintedPicture(const Figure& figure, const Style& style,
                      const PictureScale& scale); // transparent where it is clear
// PNG bytes of an image.
QByteArray pngBytes(const QImage& image);

} // namespace ui
