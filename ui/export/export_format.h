// THE list of file formats a picture can be saved in.
#pragma once

#include "ui/figure/figure.h"

#include <QByteArray>
#include <QStringList>
#include <span>

namespace ui {

// To add an exporter: one function from a figure to bytes, one line in export_format.cpp. Menus, dialogs and the
// command line follow.
struct ExportFormat {
    QString suffix, label;
    QByteArray (*write)(const Figure& figure, const Style& style, double pixelsPerUnit);
};
std::span<const ExportFormat> exportFormats();
QStringList pictureFilters(); // for file dialogs: "PNG picture (*.png)"
// By the suffix of `path`. Throws cnn::Error(Usage) naming the suffixes there are.
const ExportFormat& formatFor(const QString& path);

// Pixels per unit of the pictures that are exported where no size is asked for.
constexpr double exportFineness = 2;

// Writes the figure through saveFile. pixelsPerUnit: 2 doubles a PNG's resolution; vector formats ignore it.
// Throws cnn::Error.
void exportFigure(const Figure& figure, const Style& style, const QString& path, double pixelsPerUnit = 1);
// PNG bytes of an image.
QByteArray pngBytes(const QImage& image);

} // namespace ui
