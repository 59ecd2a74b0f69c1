#include "tests/ui/support/film_files.h"

#include <QDir>
#include <QPainter>
#include <QProcess>
#include <QTemporaryDir>
#include <QtEndian>
#include <cmath>
#include <cstring>
#include <zlib.h>

namespace ui {
namespace {

int numberAt(const QByteArray& bytes, qsizetype at) {
    return qFromBigEndian<qint32>(bytes.constData() + at);
}

int shortAt(const QByteArray& bytes, qsizetype at) {
    return qFromBigEndian<quint16>(bytes.constData() + at);
}

QByteArray bigEndian(int number) {
    QByteArray bytes(4, Qt::Uninitialized);
    qToBigEndian<qint32>(number, bytes.data());
    return bytes;
}

QByteArray chunkOf(const QByteArray& type, const QByteArray& data) {
    const QByteArray body = type + data;
    const auto sum = crc32(0, reinterpret_cast<const Bytef*>(body.constData()), static_cast<uInt>(body.size()));
    return bigEndian(static_cast<int>(data.size())) + body + bigEndian(static_cast<int>(static_cast<quint32>(sum)));
}

class ApngReader {
public:
    ReadFilm read(const QByteArray& bytes) {
        if (!bytes.startsWith(m_signature)) return failed("no PNG");
        qsizetype at = m_signature.size();
        while (m_film.error.isEmpty() && at + 12 <= bytes.size()) {
            const int size = numberAt(bytes, at);
            const QByteArray type = bytes.mid(at + 4, 4), data = bytes.mid(at + 8, size);
            if (chunkOf(type, data) != bytes.mid(at, size + 12)) return failed("a wrong checksum");
            take(type, data);
            at += size + 12;
        }
        if (!m_ended || at != bytes.size()) return failed("no end");
        if (m_film.frames.size() != m_count) return failed("another number of frames");
        return m_film;
    }

private:
    ReadFilm failed(const QString& why) {
        if (m_film.error.isEmpty()) m_film.error = why;
        return m_film;
    }
    void take(const QByteArray& type, const QByteArray& data) {
        if (type == "IHDR") {
            m_header = data;
            m_canvas = QImage(numberAt(data, 0), numberAt(data, 4), QImage::Format_RGB32);
        } else if (type == "acTL") {
            m_count = numberAt(data, 0);
            m_film.loops = numberAt(data, 4);
        } else if (type == "fcTL") {
            endFrame();
            if (numberAt(data, 0) != m_next++) failed("a wrong sequence number");
            m_part = QRect(numberAt(data, 12), numberAt(data, 16), numberAt(data, 4), numberAt(data, 8));
            if (!m_canvas.rect().contains(m_part) || m_part.isEmpty()) failed("a part outside of the picture");
            m_film.delays << std::pair(shortAt(data, 20), shortAt(data, 22));
            if (data[24] != 0 || data[25] != 0) failed("not put in place of what was there");
        } else if (type == "IDAT") {
            m_pixels += data;
        } else if (type == "fdAT") {
            if (numberAt(data, 0) != m_next++) failed("a wrong sequence number");
            m_pixels += data.mid(4);
        } else if (type == "IEND") {
            endFrame();
            m_ended = true;
        }
    }
    // As a picture of its own, for Qt to read.
    void endFrame() {
        if (m_pixels.isEmpty()) return;
        const QByteArray header = bigEndian(m_part.width()) + bigEndian(m_part.height()) + m_header.mid(8);
        const QImage part = QImage::fromData(
            m_signature + chunkOf("IHDR", header) + chunkOf("IDAT", m_pixels) + chunkOf("IEND", {}), "PNG");
        if (part.size() != m_part.size()) failed("a frame that cannot be read");
        QPainter(&m_canvas).drawImage(m_part.topLeft(), part);
        m_film.frames << m_canvas.copy();
        m_film.parts << m_part;
        m_pixels.clear();
    }

    const QByteArray m_signature = QByteArray::fromHex("89504e470d0a1a0a");
    ReadFilm m_film;
    QByteArray m_header, m_pixels;
    QImage m_canvas;
    QRect m_part;
    int m_count = 0, m_next = 0;
    bool m_ended = false;
};

template<class Look> void forEachPart(const QImage& a, const QImage& b, Look look) {
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x) {
            const QRgb p = a.pixel(x, y), q = b.pixel(x, y);
            for (const int off : {qRed(p) - qRed(q), qGreen(p) - qGreen(q), qBlue(p) - qBlue(q)}) look(std::abs(off));
        }
}

} // namespace

ReadFilm readApng(const QByteArray& bytes) {
    return ApngReader().read(bytes);
}

int largestDifference(const QImage& a, const QImage& b) {
    if (a.size() != b.size()) return 256;
    int largest = 0;
    forEachPart(a, b, [&](int off) { largest = std::max(largest, off); });
    return largest;
}

double psnr(const QImage& a, const QImage& b) {
    if (a.size() != b.size()) return 0;
    double squares = 0;
    forEachPart(a, b, [&](int off) { squares += off * off; });
    return 10 * std::log10(255.0 * 255.0 * 3 * a.width() * a.height() / std::max(squares, 1e-9));
}

QList<QImage> videoFrames(const QString& path) {
    const QTemporaryDir folder;
    QProcess::execute("ffmpeg", {"-loglevel", "error", "-i", path, folder.filePath("%05d.png")});
    QList<QImage> frames;
    for (const QString& name : QDir(folder.path()).entryList({"*.png"}, QDir::Files, QDir::Name))
        frames << QImage(folder.filePath(name)).convertToFormat(QImage::Format_RGB32);
    return frames;
}

} // namespace ui
