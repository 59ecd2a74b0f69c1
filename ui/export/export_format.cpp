#include "ui/export/export_format.h"

#include "core/base/error.h"
#include "core/base/file_name.h"
#include "core/base/save_file.h"
#include "ui/export/touch_up.h"

#include <QBuffer>
#include <QImage>
#include <QPageSize>
#include <QPdfWriter>
#include <QSvgGenerator>

namespace ui {
namespace {

QByteArray png(const Figure& figure, const Style& style, double pixelsPerUnit) {
    const QSize size = (figure.size() * pixelsPerUnit).toSize();
    QImage image(size, QImage::Format_RGB32);
    image.setDevicePixelRatio(pixelsPerUnit);
    image.fill(style.colors().window);
    QPainter painter(&image);
    figure.paint(painter, style);
    painter.end();
    return pngBytes(image);
}

QByteArray svg(const Figure& figure, const Style& style, double) {
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(figure.size().toSize());
    generator.setViewBox(QRectF(QPointF(0, 0), figure.size()));
    generator.setTitle(figure.describe());
    // One unit of the figure is one unit of the file, whatever the screen.
    generator.setResolution(96);
    QPainter painter(&generator);
    figure.paint(painter, style);
    painter.end();
    return touchedUpSvg(buffer.data());
}

QByteArray pdf(const Figure& figure, const Style& style, double) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setResolution(96);
        writer.setTitle(figure.describe());
        const QSizeF points = figure.size() * 72.0 / 96.0;
        writer.setPageSize(QPageSize(points, QPageSize::Point, {}, QPageSize::ExactMatch));
        writer.setPageMargins({});
        QPainter painter(&writer);
        painter.setRenderHint(QPainter::LosslessImageRendering); // as JPEG the colours of maps would not be theirs
        figure.paint(painter, style);
    }
    return touchedUpPdf(buffer.data());
}

const ExportFormat formats[] = {
    {"png", "PNG picture", png},
    {"svg", "SVG drawing", svg},
    {"pdf", "PDF document", pdf},
};

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

void exportFigure(const Figure& figure, const Style& style, const QString& path, double pixelsPerUnit) {
    const QByteArray bytes = formatFor(path).write(figure, style, pixelsPerUnit);
    cnn::saveFile(cnn::nameOfText(path.toStdU16String()),
                  std::string_view(bytes.data(), static_cast<std::size_t>(bytes.size())));
}

} // namespace ui
