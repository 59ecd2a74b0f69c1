#include "app/explain_files.h"

#include "app/command.h"
#include "core/base/outputs.h"
#include "core/base/save_file.h"
#include "core/tensor/npy.h"
#include "ui/figure/map_set.h"
#include "ui/figure/number_text.h"
#include "ui/figure/picture_overlay.h"
#include "ui/media/image_io.h"

#include <cmath>

namespace ui {
namespace {

constexpr int gap = 8; // pixels

void writeNumbers(const cnn::Tensor& numbers, const QString& name, const QDir& folder) {
    cnn::saveFile(pathFrom(folder.filePath(name + ".npy")), std::string_view(cnn::toNpy(numbers)));
}

// Every value a square of whole pixels.
QImage enlarged(const QImage& image, int cell) {
    return image.scaled(image.size() * cell, Qt::IgnoreAspectRatio, Qt::FastTransformation);
}

// Pictures of one size, row by row.
QImage sheetOf(const std::vector<QImage>& pictures, int columns, int cell) {
    const QSize size = pictures.front().size() * cell;
    const int rows = (static_cast<int>(pictures.size()) + columns - 1) / columns;
    QImage sheet(columns * (size.width() + gap) + gap, rows * (size.height() + gap) + gap, QImage::Format_RGB32);
    sheet.fill(palette(Theme::Light).line);
    QPainter painter(&sheet);
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        const int at = static_cast<int>(i);
        painter.drawImage(gap + at % columns * (size.width() + gap), gap + at / columns * (size.height() + gap),
                          enlarged(pictures[i], cell));
    }
    return sheet;
}

} // namespace

QString writeOverlay(const cnn::Tensor& image, const cnn::Tensor& numbers, const cnn::Tensor& map, const QString& name,
                     const QDir& folder) {
    const double end = rampEnd(map.values(), Ramp::Unsigned);
    const QString base = fileNameFor(name);
    cnn::Outputs outputs;
    outputs.make([&] { writeNumbers(numbers, base, folder); });
    outputs.make([&] {
        savePicture(enlarged(overlayImage(image, map, end), fittingCell(image.shape())),
                    folder.filePath(base + ".png"));
    });
    outputs.orThrow();
    return "0 to " + QString::number(end, 'g', 4);
}

void writePatches(const cnn::Network& network, std::size_t layer, const cnn::Dataset& set,
                  const std::vector<std::vector<cnn::Patch>>& lists, const QString& name, const QDir& folder) {
    std::vector<QImage> pictures;
    QString table = "filter,rank,image,row,column,value\n";
    for (std::size_t f = 0; f < lists.size(); ++f)
        for (std::size_t rank = 0; rank < lists[f].size(); ++rank) {
            const cnn::Patch& p = lists[f][rank];
            pictures.push_back(pictureImage(cnn::patchPixels(network, layer, set, p)));
            table += QString("%1,%2,%3,%4,%5,%6\n")
                         .arg(f + 1)
                         .arg(rank + 1)
                         .arg(p.image + 1)
                         .arg(p.y + 1)
                         .arg(p.x + 1)
                         .arg(static_cast<double>(p.value), 0, 'g', 9);
        }
    const QString base = fileNameFor(name) + "-patches";
    const int side = std::max(pictures.front().width(), pictures.front().height());
    cnn::Outputs outputs;
    outputs.make([&] { cnn::saveFile(pathFrom(folder.filePath(base + ".csv")), table.toStdString()); });
    outputs.make([&] {
        savePicture(sheetOf(pictures, static_cast<int>(lists.front().size()), std::max(1, 56 / side)),
                    folder.filePath(base + ".png"));
    });
    outputs.orThrow();
}

void writeAscent(const cnn::Tensor& pictures, const QString& name, const QDir& folder) {
    const cnn::Shape one = pictures.shape().withImages(1);
    cnn::Tensor all(cnn::Shape{one.c * pictures.shape().n, one.h, one.w, 1});
    std::vector<QImage> images;
    for (int n = 0; n < pictures.shape().n; ++n) {
        const cnn::Tensor picture = pictures.image(n);
        std::ranges::copy(picture.values(), all.data() + static_cast<std::size_t>(n) * one.perImage());
        images.push_back(pictureImage(picture));
    }
    const QString base = fileNameFor(name) + "-ascent";
    const int columns = static_cast<int>(std::ceil(std::sqrt(static_cast<double>(images.size()))));
    cnn::Outputs outputs;
    outputs.make([&] { writeNumbers(all, base, folder); });
    outputs.make([&] {
        savePicture(sheetOf(images, columns, std::max(1, fittingCell(one) / 2)), folder.filePath(base + ".png"));
    });
    outputs.orThrow();
}

} // namespace ui
