#include "ui/export/export_format.h"

#include "core/base/error.h"
#include "core/base/file_name.h"
#include "core/base/save_file.h"
#include "ui/export/tikz.h"
#include "ui/export/touch_up.h"

#include <QBuffer>
#include <QFileInfo>
#include <QImage>
#include <QPageSize>
#include <QPdfWriter>
#include <QSvgGenerator>
#include <algorithm>

namespace ui {
namespace {

QByteArray png(const Figure& figure, const Style& style, const PictureScale& scale) {
    return pngBytes(paintedPicture(figure, style, scale));
}

QByteArray svg(const Figure& figure, const Style& style, const PictureScale& scale) {
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(figure.size().toSize());
    generator.setViewBox(QRectF(QPointF(0, 0), figure.size()));
    generator.setTitle(figure.describe());
    // One unit of the figure is one unit of the file, whatever the screen; how large it is, is said in millimetres.
    generator.setResolution(qRound(scale.unitsPerInch));
    QPainter painter(&generator);
    figure.paint(painter, style);
    painter.end();
    return touchedUpSvg(buffer.data());
}

QByteArray pdf(const Figure& figure, const Style& style, const PictureScale& scale) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setResolution(96);
        writer.setTitle(figure.describe());
        const QSizeF points = figure.size() * 72.0 / scale.unitsPerInch;
        writer.setPageSize(QPageSize(points, QPageSize::Point, {}, QPageSize::ExactMatch));
        writer.setPageMargins({});
        QPainter painter(&writer);
        painter.scale(96 / scale.unitsPerInch, 96 / scale.unitsPerInch);
        painter.setRenderHint(QPainter::LosslessImageRendering); // as JPEG the colours of maps would not be theirs
        figure.paint(painter, style);
    }
    return touchedUpPdf(buffer.data());
}

QByteArray tikz(const Figure& figure, const Style& style, const PictureScale& scale) {
    return tikzOf(figure, style, scale, "picture").text;
}

const ExportFormat formats[] = {
    {"png", "PNG picture", true, png},
    {"svg", "SVG drawing", false, svg},
    {"pdf", "PDF document", false, pdf},
    {"tex", "TikZ drawing for LaTeX", false, tikz},
};

void save(const QString& path, const QByteArray& bytes) {
    cnn::saveFile(cnn::nameOfText(path.toStdU16String()),
                  std::string_view(bytes.data(), static_cast<std::size_t>(bytes.size())));
}

// With the images beside it, which are there before it names them.
void saveTikz(const Figure& figure, const Style& style, const QString& path, const PictureScale& scale) {
    const QFileInfo file(path);
    const TikzDrawing drawing = tikzOf(figure, style, scale, file.completeBaseName());
    for (std::size_t i = 0; i < drawing.images.size(); ++i)
        save(QString("%1/%2-%3.png").arg(file.path(), file.completeBaseName()).arg(i + 1), pngBytes(drawing.images[i]));
    save(path, drawing.text);
}

} // namespace

std::span<const ExportFormat> exportFormats() {
    return formats;
}

QStringList pictureFilters() {
    QStringList filters;
    for (const ExportFormat& f : formats) filters << QString("%1 (*.%2)").arg(f.label, f.suffix);
    return filters;
}

QByteArray pngBytes(const QImage& image) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return buffer.data();
}

const ExportFormat& formatFor(const QString& path) {
    QStringList known;
    for (const ExportFormat& format : formats) {
        if (path.endsWith("." + format.suffix, Qt::CaseInsensitive)) return format;
        known << "." + format.suffix;
    }
    throw cnn::Error(cnn::ErrorCode::Usage, cnn::Message::tr("A picture's name ends in %1; \"%2\" does not.",
                                                             known.join(", ").toStdString(), path.toStdString()));
}

QSize pixelsOf(QSizeF figure, const PictureScale& scale) {
    return (figure * scale.pixelsPerUnit).toSize();
}

QImage paintedPicture(const Figure& figure, const Style& style, const PictureScale& scale) {
    const QSize size = pixelsOf(figure.size(), scale);
    if (std::max(size.width(), size.height()) > mostPixels)
        throw cnn::Error(cnn::ErrorCode::TooLarge,
                         cnn::Message::tr("A picture of %1 x %2 pixels: at most %3 a side can be written.",
                                          size.width(), size.height(), mostPixels));
    const QColor ground = style.colors().window;
    QImage image(size, ground.alpha() < 255 ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
    if (image.isNull())
        throw cnn::Error(cnn::ErrorCode::TooLarge, cnn::Message::tr("There is not enough memory for this picture."));
    image.setDevicePixelRatio(std::max(1.0, scale.pixelsPerUnit)); // a painter knows none below one
    constexpr double inch = 0.0254;                                // metres
    image.setDotsPerMeterX(qRound(scale.dpi() / inch));
    image.setDotsPerMeterY(qRound(scale.dpi() / inch));
    image.fill(ground);
    QPainter painter(&image);
    if (scale.pixelsPerUnit < 1) painter.scale(scale.pixelsPerUnit, scale.pixelsPerUnit);
    figure.paint(painter, style);
    return image;
}

void exportFigure(const Figure& figure, const Style& style, const QString& path, const PictureScale& scale) {
    const ExportFormat& format = formatFor(path);
    if (format.write == tikz) return saveTikz(figure, style, path, scale);
    save(path, format.write(figure, style, scale));
}

} // namespace ui
