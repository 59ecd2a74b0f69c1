#include "ui/media/image_io.h"
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
    QImage paper(picture.size(), QImage::Format_RGB888);
    paper.fill(Qt::white);
    QPainter painter(&paper);
    painter.drawImage(0, 0, picture);
    return paper;
}

// 8-bit red, green, blue.
QImage flatColours(const QImage& picture) {
    return picture.hasAlphaChannel() ? onWhitePaper(picture) : picture.convertToFormat(QImage::Format_RGB888);
}

// A view, no copy: valid as long as the picture.
cv::Mat matOf(const QImage& rgb) {
    return {rgb.height(), rgb.width(), CV_8UC3, const_cast<uchar*>(rgb.constBits()),
            static_cast<std::size_t>(rgb.bytesPerLine())};
}

// cvtColor's luma is exact for grey: equal red, green and blue stay what they are.
cv::Mat greyOf(const QImage& rgb) {
    cv::Mat grey;
    cv::cvtColor(matOf(rgb), grey, cv::COLOR_RGB2GRAY);
    return grey;
}

void copyChannel(const cv::Mat& plane, cnn::Tensor& to, int channel, int top, int left) {
    for (int y = 0; y < plane.rows; ++y) std::copy_n(plane.ptr<float>(y), plane.cols, &to.at(channel, y + top, left));
}

} // namespace

cnn::Tensor greyValues(const QImage& picture) {
    cv::Mat values;
    greyOf(flatColours(picture)).convertTo(values, CV_32F);
    cnn::Tensor tensor(cnn::Shape{1, values.rows, values.cols, 1});
    copyChannel(values, tensor, 0, 0, 0);
    return tensor;
}

cnn::Tensor colourValues(const QImage& picture) {
    const QImage rgb = flatColours(picture);
    cv::Mat values;
    matOf(rgb).convertTo(values, CV_32F);
    std::vector<cv::Mat> planes;
    cv::split(values, planes);
    cnn::Tensor tensor(cnn::Shape{3, values.rows, values.cols, 1});
    for (int c = 0; c < 3; ++c) copyChannel(planes[static_cast<std::size_t>(c)], tensor, c, 0, 0);
    return tensor;
}

QImage reduced(const QImage& picture, QSize most) {
    if (picture.width() <= most.width() && picture.height() <= most.height()) return picture;
    const QImage from = flatColours(picture);
    QImage to(picture.size().scaled(most, Qt::KeepAspectRatio).expandedTo({1, 1}), QImage::Format_RGB888);
    to.bits(); // its own from here on
    cv::Mat out = matOf(to);
    cv::resize(matOf(from), out, out.size(), 0, 0, cv::INTER_AREA);
    return to;
}

cnn::Tensor fitToNetwork(const QImage& picture, const cnn::Shape& shape) {
    if (shape.c != 1 && shape.c != 3)
        throw cnn::Error(cnn::ErrorCode::Mismatch,
                         cnn::Message::tr("A picture has 1 or 3 channels; the network reads %1.", cnn::text(shape)));
    const QImage rgb = flatColours(picture);
    cv::Mat values;
    (shape.c == 1 ? greyOf(rgb) : matOf(rgb)).convertTo(values, CV_32F, 1.0 / 255);

    const double factor =
        std::min(static_cast<double>(shape.h) / values.rows, static_cast<double>(shape.w) / values.cols);
    const cv::Size size(std::clamp(static_cast<int>(std::lround(values.cols * factor)), 1, shape.w),
                        std::clamp(static_cast<int>(std::lround(values.rows * factor)), 1, shape.h));
    cv::Mat scaled;
    cv::resize(values, scaled, size, 0, 0, factor < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);

    std::vector<cv::Mat> planes;
    cv::split(scaled, planes);
    cnn::Tensor tensor(shape.withImages(1));
    for (int c = 0; c < shape.c; ++c)
        copyChannel(planes[static_cast<std::size_t>(c)], tensor, c, (shape.h - size.height) / 2,
                    (shape.w - size.width) / 2);
    return tensor;
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
