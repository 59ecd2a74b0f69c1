#include "ui/media/image_io.h"

#include "core/base/error.h"
#include "core/base/save_file.h"

#include <QBuffer>
#include <QFile>
#include <QFileInfo>
#include <QImageReader>
#include <QImageWriter>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <fcntl.h>
#include <mutex>
#include <opencv2/imgproc.hpp>
#include <unistd.h>

namespace ui {
namespace {

constexpr std::size_t largestPictureFile = 256U * 1024U * 1024U;

const QList<QByteArray> readFormats{"png", "jpeg", "jpg", "bmp", "gif", "pbm", "pgm", "ppm", "webp", "tiff", "tif"};
const QList<QByteArray> writeFormats{"png", "jpg", "jpeg", "bmp", "pgm", "ppm"};

[[noreturn]] void fail(cnn::ErrorCode code, const QString& sentence) {
    throw cnn::Error(code, sentence.toStdString());
}

[[noreturn]] void failRead(const QString& path, QImageReader& reader) {
    const QSize size = reader.size();
    if (qint64{size.width()} * size.height() > qint64{32} * 1024 * 1024)
        fail(cnn::ErrorCode::TooLarge, QString("The picture %1 has %2 × %3 pixels, more than the 32 million we read.")
                                           .arg(path)
                                           .arg(size.width())
                                           .arg(size.height()));
    fail(cnn::ErrorCode::BadFormat, QString("The picture %1 is damaged: %2.").arg(path, reader.errorString()));
}

// libpng and libjpeg print complaints of their own on stderr; while this lives they are not heard. The Error says it
// all. stderr is everybody's: one thread at a time.
class Silence {
public:
    Silence() : m_alone(mutex()), m_stderr(::dup(STDERR_FILENO)) {
        const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
        if (nowhere >= 0 && m_stderr >= 0) ::dup2(nowhere, STDERR_FILENO);
        if (nowhere >= 0) ::close(nowhere);
    }
    ~Silence() {
        if (m_stderr < 0) return;
        ::dup2(m_stderr, STDERR_FILENO);
        ::close(m_stderr);
    }
    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;

private:
    static std::mutex& mutex() {
        static std::mutex one;
        return one;
    }
    std::lock_guard<std::mutex> m_alone;
    int m_stderr;
};

// The file's bytes for a decoder, which reads them bit by bit: so one sees how far it is, and it ends when told to.
class WatchedBytes : public QIODevice {
public:
    WatchedBytes(const std::string& bytes, const ReadWatch& watch) : m_bytes(bytes), m_watch(watch) {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    qint64 size() const override { return static_cast<qint64>(m_bytes.size()); }

protected:
    qint64 readData(char* to, qint64 most) override {
        if (m_watch.stop.stop_requested()) return -1;
        const qint64 count = std::clamp(size() - pos(), qint64{0}, most);
        std::copy_n(m_bytes.data() + pos(), count, to);
        const auto percent = 100 * pos() / std::max(qint64{1}, size());
        if (m_watch.progress && percent >= m_said + step) {
            m_said = percent;
            m_watch.progress(static_cast<double>(percent) / 100);
        }
        return count;
    }
    qint64 writeData(const char*, qint64) override { return -1; }

private:
    static constexpr qint64 step = 5;
    const std::string& m_bytes;
    const ReadWatch& m_watch;
    qint64 m_said = 0; // percent
};

QImage decode(QImageReader& reader) {
    const Silence silence;
    return reader.read();
}

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

QImage readPicture(const QString& path, const ReadWatch& watch) {
    const std::string bytes = cnn::readFile(QFile::encodeName(path).toStdString(), largestPictureFile);
    WatchedBytes device(bytes, watch);
    QImageReader reader(&device);
    reader.setDecideFormatFromContent(true);
    reader.setAutoTransform(true);
    if (!readFormats.contains(reader.format()))
        fail(cnn::ErrorCode::BadFormat,
             path + " is no picture that can be read here (png, jpeg, bmp, gif, pgm, ppm, webp, tiff).");
    QImage picture = decode(reader);
    if (watch.stop.stop_requested()) fail(cnn::ErrorCode::Interrupted, path + " is not read any further.");
    if (picture.isNull()) failRead(path, reader);
    return picture;
}

cnn::Tensor greyValues(const QImage& picture) {
    cv::Mat values;
    greyOf(flatColours(picture)).convertTo(values, CV_32F);
    cnn::Tensor tensor(cnn::Shape{1, values.rows, values.cols, 1});
    copyChannel(values, tensor, 0, 0, 0);
    return tensor;
}

cnn::Tensor loadGrey(const QString& path) {
    return greyValues(readPicture(path));
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
                         "A picture has 1 or 3 channels; the network reads " + cnn::text(shape) + ".");
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

void savePicture(const QImage& picture, const QString& path) {
    const QByteArray suffix = QFileInfo(path).suffix().toLower().toLatin1();
    if (!writeFormats.contains(suffix))
        fail(cnn::ErrorCode::Usage, path + ": a picture is written as .png, .jpg, .bmp, .pgm or .ppm.");
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, suffix);
    if (!writer.write(picture))
        fail(cnn::ErrorCode::WriteFailed, QString("Cannot write %1: %2.").arg(path, writer.errorString()));
    cnn::saveFile(QFile::encodeName(path).toStdString(),
                  std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

} // namespace ui
