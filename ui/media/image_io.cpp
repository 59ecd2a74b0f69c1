#include "ui/media/image_io.h"
#include "ui/media/raster_image.h"
#include "ui/media/refusal.h"

#include "core/base/error.h"
#include "core/base/file_name.h"
#include "core/base/save_file.h"
#include "ui/tr.h"

#include <QBuffer>
#include <QFile>
#include <QFileInfo>
#include <QImageWriter>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace ui {
namespace {

const QList<QByteArray> writeFormats{"png", "jpg", "jpeg", "bmp", "pgm", "ppm"};

QImage onWhitePaper(const QImage& picture) {
    QImage paper(picture.size(), isDeep(picture) ? QImage::Format_RGBX64 : QImage::Format_RGB888);
    paper.fill(Qt::white);
    QPainter painter(&paper);
    painter.drawImage(0, 0, picture);
    return paper;
}

// Red, green, blue of 8 bits, or as many bits as there are: Format_RGB888, Format_Grayscale16 or Format_RGBX64.
QImage flatColours(const QImage& picture) {
    if (picture.hasAlphaChannel()) return onWhitePaper(picture);
    return isDeep(picture) ? picture : picture.convertToFormat(QImage::Format_RGB888);
}

// A view, no copy: valid as long as the picture. Of 16 bits and colours there is a fourth channel.
cv::Mat matOf(const QImage& flat) {
    const int type = flat.format() == QImage::Format_Grayscale16 ? CV_16UC1 : isDeep(flat) ? CV_16UC4 : CV_8UC3;
    return {flat.height(), flat.width(), type, const_cast<uchar*>(flat.constBits()),
            static_cast<std::size_t>(flat.bytesPerLine())};
}

// 0 to 255 in steps of 1, or of 1/257 where there are 16 bits; one channel, or red, green and blue.
cv::Mat valuesOf(const QImage& picture, int channels) {
    const QImage flat = flatColours(picture);
    cv::Mat all = matOf(flat), values;
    if (all.depth() == CV_8U) {
        // cvtColor's luma is exact for grey: equal red, green and blue stay what they are.
        if (channels == 1) cv::cvtColor(all, all, cv::COLOR_RGB2GRAY);
        all.convertTo(values, CV_32F);
        return values;
    }
    all.convertTo(values, CV_32F, 1.0 / 257);
    if (values.channels() == 4)
        cv::cvtColor(values, values, channels == 1 ? cv::COLOR_RGBA2GRAY : cv::COLOR_RGBA2RGB);
    else if (channels == 3)
        cv::cvtColor(values, values, cv::COLOR_GRAY2RGB);
    return values;
}

void copyChannel(const cv::Mat& plane, cnn::Tensor& to, int channel, int top, int left) {
    for (int y = 0; y < plane.rows; ++y) std::copy_n(plane.ptr<float>(y), plane.cols, &to.at(channel, y + top, left));
}

// Scaled to the shape; what is left over is `ground`.
cnn::Tensor fitted(const cv::Mat& values, const cnn::Shape& shape, float ground) {
    const QRect place = filledPart({values.cols, values.rows}, shape);
    const bool smaller = values.rows > shape.h || values.cols > shape.w;
    cv::Mat scaled;
    cv::resize(values, scaled, {place.width(), place.height()}, 0, 0, smaller ? cv::INTER_AREA : cv::INTER_LINEAR);
    std::vector<cv::Mat> planes;
    cv::split(scaled, planes);
    cnn::Tensor tensor(shape.withImages(1));
    if (ground != 0) tensor.array() = ground;
    for (int c = 0; c < shape.c; ++c) copyChannel(planes[static_cast<std::size_t>(c)], tensor, c, place.y(), place.x());
    return tensor;
}

} // namespace

cnn::Tensor greyValues(const QImage& picture) {
    const cv::Mat values = valuesOf(picture, 1);
    cnn::Tensor tensor(cnn::Shape{1, values.rows, values.cols, 1});
    copyChannel(values, tensor, 0, 0, 0);
    return tensor;
}

cnn::Tensor colourValues(const QImage& picture) {
    const cv::Mat values = valuesOf(picture, 3);
    std::vector<cv::Mat> planes;
    cv::split(values, planes);
    cnn::Tensor tensor(cnn::Shape{3, values.rows, values.cols, 1});
    for (int c = 0; c < 3; ++c) copyChannel(planes[static_cast<std::size_t>(c)], tensor, c, 0, 0);
    return tensor;
}

QImage reduced(const QImage& picture, QSize most) {
    if (picture.width() <= most.width() && picture.height() <= most.height()) return picture;
    const QImage from = flatColours(picture);
    QImage to(picture.size().scaled(most, Qt::KeepAspectRatio).expandedTo({1, 1}), from.format());
    to.bits(); // its own from here on
    cv::Mat out = matOf(to);
    cv::resize(matOf(from), out, out.size(), 0, 0, cv::INTER_AREA);
    return to;
}

QRect filledPart(QSize picture, const cnn::Shape& shape) {
    const double factor =
        std::min(static_cast<double>(shape.h) / picture.height(), static_cast<double>(shape.w) / picture.width());
    const int wide = std::clamp(static_cast<int>(std::lround(picture.width() * factor)), 1, shape.w),
              high = std::clamp(static_cast<int>(std::lround(picture.height() * factor)), 1, shape.h);
    return {(shape.w - wide) / 2, (shape.h - high) / 2, wide, high};
}

cnn::Tensor fitNumbers(const cnn::Raster& picture, const cnn::Shape& shape) {
    const cnn::Shape& is = picture.shape;
    cv::Mat all(is.h, is.w, CV_MAKETYPE(CV_32F, is.c == 3 ? 3 : 1));
    float least = std::numeric_limits<float>::max();
    const std::size_t each = is.perImage() / static_cast<std::size_t>(is.c);
    for (int c = 0; c < all.channels(); ++c)
        for (std::size_t i = 0; i < each; ++i) {
            float v = picture.pixels[static_cast<std::size_t>(c) * each + i];
            if (!picture.alpha.empty()) {
                const float there = picture.byType.scaled(picture.alpha[i]);
                v = (picture.premultiplied ? v : v * there) + picture.byType.high * (1 - there);
            }
            if (!std::isfinite(v)) v = picture.byType.low;
            least = std::min(least, v);
            all.ptr<float>()[i * static_cast<std::size_t>(all.channels()) + static_cast<std::size_t>(c)] = v;
        }
    if (all.channels() == 3 && shape.c == 1) cv::cvtColor(all, all, cv::COLOR_RGB2GRAY);
    if (all.channels() == 1 && shape.c == 3) cv::cvtColor(all, all, cv::COLOR_GRAY2RGB);
    return fitted(all, shape, least);
}

cnn::Tensor fitToNetwork(const QImage& picture, const cnn::Shape& shape) {
    if (shape.c != 1 && shape.c != 3)
        throw cnn::Error(cnn::ErrorCode::Mismatch,
                         cnn::Message::tr("A picture has 1 or 3 channels; the network reads %1.", cnn::text(shape)));
    cv::Mat values;
    valuesOf(picture, shape.c).convertTo(values, CV_32F, 1.0 / 255);
    return fitted(values, shape, 0);
}

QImage greyPicture(const cnn::Tensor& values) {
    QImage picture(values.shape().w, values.shape().h, QImage::Format_Grayscale8);
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            picture.scanLine(y)[x] = static_cast<uchar>(std::lround(std::clamp(values.at(0, y, x), 0.0F, 255.0F)));
    return picture;
}

QImage colouredPicture(const cnn::Tensor& values) {
    QImage picture(values.shape().w, values.shape().h, QImage::Format_RGB888);
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            for (int c = 0; c < 3; ++c)
                picture.scanLine(y)[3 * x + c] =
                    static_cast<uchar>(std::lround(std::clamp(values.at(c, y, x), 0.0F, 255.0F)));
    return picture;
}

void savePicture(const QImage& picture, const QString& path) {
    const QByteArray suffix = QFileInfo(path).suffix().toLower().toLatin1();
    if (!writeFormats.contains(suffix))
        fail(cnn::ErrorCode::Usage, ui::tr("%1: a picture is written as .png, .jpg, .bmp, .pgm or .ppm.").arg(path));
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, suffix);
    if (!writer.write(picture))
        fail(cnn::ErrorCode::WriteFailed, ui::tr("Cannot write %1: %2.").arg(path, writer.errorString()));
    cnn::saveFile(cnn::nameOfText(path.toStdU16String()),
                  std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

} // namespace ui
