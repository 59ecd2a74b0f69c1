// Picture files: one that was cut off anywhere is refused, never filled with what nobody stored; what a picture leaves
// out of its file is said.
#include "core/base/error.h"
#include "tests/support/temp_folder.h"
#include "tests/ui/support/ui_test.h"
#include "ui/export/gif.h"
#include "ui/media/image_io.h"
#include "ui/media/read_picture.h"

#include <QBuffer>
#include <QImageWriter>
#include <QTest>
#include <zlib.h>

namespace test_picture_files {

using namespace ui;

namespace {

QString pathOf(const TempFolder& folder, const QByteArray& bytes) {
    return QString::fromStdString(
        folder.write("picture", {bytes.constData(), static_cast<std::size_t>(bytes.size())}).string());
}

QString note;

// What is read: the picture, or the sentence that refuses it.
QString outcome(const TempFolder& folder, const QByteArray& bytes, QImage& picture) {
    picture = {};
    note.clear();
    try {
        picture = readPicture(pathOf(folder, bytes), {{}, {}, [](const QString& said) { note = said; }});
        return {};
    } catch (const cnn::Error& e) {
        return QString::fromUtf8(e.what());
    }
}

// Noise, so that every cut takes pixels away.
QImage noise(int width, int height, QImage::Format format) {
    QImage image(width, height, QImage::Format_RGB32);
    quint32 state = 1;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            state = state * 1664525 + 1013904223;
            image.setPixel(x, y, qRgb(state >> 24U, state >> 16U & 255U, state >> 8U & 255U));
        }
    return image.convertToFormat(format);
}

QByteArray written(const QImage& image, const char* format, bool progressive = false, int compression = -1) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, format);
    writer.setProgressiveScanWrite(progressive);
    if (compression >= 0) writer.setCompression(compression);
    if (!writer.write(image)) qFatal("%s cannot be written", format);
    return bytes;
}

void put(QByteArray& to, quint64 value, int bytes) {
    for (int i = 0; i < bytes; ++i, value >>= 8) to += static_cast<char>(value & 0xFFU);
}

// A bitmap of `bits` a pixel; compression 1 and 2: `pixels` are runs.
QByteArray bitmap(int width, int height, int bits, QByteArray pixels = {}, int compression = 0) {
    const int colours = bits <= 8 ? 1 << bits : 0;
    if (pixels.isEmpty())
        for (int i = 0; i < (width * bits + 31) / 32 * 4 * height; ++i) pixels += static_cast<char>(i * 37 + 11);
    QByteArray bytes = "BM";
    put(bytes, 0, 8);
    put(bytes, 54 + 4 * static_cast<quint64>(colours), 4);
    put(bytes, 40, 4);
    put(bytes, static_cast<quint64>(width), 4);
    put(bytes, static_cast<quint64>(height), 4);
    put(bytes, 1, 2);
    put(bytes, static_cast<quint64>(bits), 2);
    put(bytes, static_cast<quint64>(compression), 4);
    put(bytes, 0, 20);
    for (int i = 0; i < colours; ++i)
        put(bytes, static_cast<quint64>(i * 255 / std::max(1, colours - 1)) * 0x010101U, 4);
    return bytes + pixels;
}

QByteArray gif(int width, int height, int frames) {
    QList<QRgb> greys;
    for (int i = 0; i < 256; ++i) greys << qRgb(i, i, i);
    GifWriter writer({width, height}, greys);
    for (int f = 0; f < frames; ++f) {
        QImage frame = noise(width, height, QImage::Format_Grayscale8);
        frame.reinterpretAsFormat(QImage::Format_Indexed8);
        frame.setColorTable(greys);
        writer.add(frame, 10);
    }
    return writer.finish();
}

struct TiffPage {
    int width = 24, height = 16, bits = 8, channels = 1, format = 1, photometric = 1;
    QByteArray pixels;
};

// Without compression; the tables stand behind the pixels of all pages.
QByteArray tiff(const QList<TiffPage>& pages) {
    QByteArray bytes("II*\0\0\0\0\0", 8);
    QList<quint64> places;
    for (const TiffPage& page : pages) {
        places << static_cast<quint64>(bytes.size());
        bytes += page.pixels;
    }
    qsizetype link = 4;
    for (qsizetype i = 0; i < pages.size(); ++i) {
        const TiffPage& p = pages[i];
        QByteArray at;
        put(at, static_cast<quint64>(bytes.size()), 4);
        bytes.replace(link, 4, at);
        QList<std::pair<int, quint64>> tags{{256, p.width},    {257, p.height},      {258, p.bits},
                                            {259, 1},          {262, p.photometric}, {273, places[i]},
                                            {277, p.channels}, {278, p.height},      {279, p.pixels.size()}};
        if (p.channels > 1) tags << std::pair<int, quint64>(338, 0); // the second is no transparency
        tags << std::pair<int, quint64>(339, p.format);
        put(bytes, static_cast<quint64>(tags.size()), 2);
        for (const auto& [tag, value] : tags) {
            const bool list = (tag == 258 || tag == 339) && p.channels > 1;
            put(bytes, static_cast<quint64>(tag), 2);
            put(bytes, tag == 258 || tag >= 338 ? 3 : 4, 2);
            put(bytes, list ? static_cast<quint64>(p.channels) : 1, 4);
            put(bytes, list ? value << 16U | value : value, 4); // a list here is one of two
        }
        link = bytes.size();
        put(bytes, 0, 4);
    }
    return bytes;
}

QByteArray values16(std::initializer_list<int> values, int count) {
    QByteArray bytes;
    for (int i = 0; i < count; ++i)
        put(bytes, static_cast<quint64>(*(values.begin() + i % static_cast<int>(values.size()))), 2);
    return bytes;
}

} // namespace

class TestPictureFiles : public QObject {
    Q_OBJECT
private slots:
    void aFileThatWasCutIsRefusedOrWhole_data() {
        QTest::addColumn<QByteArray>("bytes");
        const auto add = [](const QString& name, const QByteArray& bytes) { QTest::newRow(qPrintable(name)) << bytes; };
        for (const auto& [width, height] : {std::pair(1, 1), {7, 5}, {61, 40}}) {
            const QString size = QString(" %1x%2").arg(width).arg(height);
            const QImage grey = noise(width, height, QImage::Format_Grayscale8),
                         colour = noise(width, height, QImage::Format_RGB32),
                         black = noise(width, height, QImage::Format_Mono);
            add("png grey" + size, written(grey, "png"));
            add("png colour" + size, written(colour, "png"));
            add("png 16 bit" + size, written(noise(width, height, QImage::Format_Grayscale16), "png"));
            add("jpeg grey" + size, written(grey, "jpg"));
            add("jpeg colour" + size, written(colour, "jpg"));
            add("jpeg progressive" + size, written(colour, "jpg", true));
            add("pgm" + size, written(grey, "pgm"));
            add("ppm" + size, written(colour, "ppm"));
            add("pbm" + size, written(black, "pbm"));
            add("webp" + size, written(colour, "webp"));
            add("tiff" + size, written(colour, "tiff", false, 0));
            add("tiff lzw" + size, written(colour, "tiff", false, 1));
            add("tiff grey" + size, written(grey, "tiff", false, 0));
            add("gif" + size, gif(width, height, 1));
            for (const int bits : {1, 4, 8, 16, 24, 32})
                add(QString("bmp %1").arg(bits) + size, bitmap(width, height, bits));
        }
        add("gif of frames", gif(20, 24, 3));
        add("pgm of text", "P2 # made by hand\n3 2\n255\n10 20 30\n40 50 200\n");
        add("ppm of text", "P3\n2 1\n255\n1 2 3\n4 5 6\n");
        add("bmp rle8", bitmap(4, 3, 8, QByteArray("\4\7\0\0\2\1\2\2\0\0\0\4\1\2\3\4\0\1", 18), 1));
        add("bmp rle4", bitmap(4, 2, 4, QByteArray("\4\x12\0\0\0\4\x12\x34\0\1", 10), 2));
        add("tiff of pages",
            tiff({{.bits = 16, .pixels = values16({1, 2}, 384)}, {.bits = 16, .pixels = values16({3}, 384)}}));
    }
    void aFileThatWasCutIsRefusedOrWhole() {
        QFETCH(QByteArray, bytes);
        const TempFolder folder;
        QImage whole;
        QCOMPARE(outcome(folder, bytes, whole), QString());
        const qsizetype step = std::max<qsizetype>(1, bytes.size() / 60);
        for (qsizetype left = 0; left < bytes.size(); left += left + 12 < bytes.size() ? step : 1) {
            QImage cut, again;
            const QString refusal = outcome(folder, bytes.left(left), cut);
            QCOMPARE(outcome(folder, bytes.left(left), again), refusal);
            if (refusal.isEmpty())
                QVERIFY2(cut == whole && again == whole, qPrintable(QString("cut after %1 bytes").arg(left)));
            else
                QVERIFY2(refusal.contains("ends early") || refusal.contains("damaged") ||
                             (left < 12 && refusal.contains("no picture")),
                         qPrintable(refusal));
        }
    }
    // The end is there, but the middle is not: libjpeg would fill the rest with grey.
    void pixelsThatTheMiddleOfAJpegLacksAreNotMadeUp() {
        const TempFolder folder;
        const QByteArray whole = written(noise(96, 64, QImage::Format_RGB32), "jpg");
        QImage picture;
        QCOMPARE(outcome(folder, whole, picture), QString());
        QByteArray gap = whole;
        gap.remove(whole.size() / 2, whole.size() / 4);
        const QString refusal = outcome(folder, gap, picture);
        QVERIFY2(refusal.contains("is damaged: some of its pixels are missing"), qPrintable(refusal));
        QCOMPARE(outcome(folder, whole, picture), QString()); // nothing is remembered
    }
    // A bitmap's runs may leave pixels out: they are black in every run, not what was in memory.
    void pixelsThatRunsLeaveOutAreBlack() {
        const TempFolder folder;
        const QByteArray bytes = bitmap(64, 64, 8, QByteArray("\2\xff\0\1", 4), 1);
        for (int run = 0; run < 5; ++run) {
            QImage litter(64, 64, QImage::Format_Indexed8);
            litter.fill(0xAA);
            litter = {};
            QImage picture;
            QCOMPARE(outcome(folder, bytes, picture), QString());
            const cnn::Tensor grey = greyValues(picture);
            QCOMPARE(static_cast<double>(grey.array().sum()), 2 * 255.0);
        }
    }
    // Bytes are missing inside, its beginning and end are whole: the decoder goes on with something else.
    void aJpegThatIsDamagedInTheMiddleIsSaidToBe_data() {
        QTest::addColumn<QByteArray>("bytes");
        const QImage colour = noise(200, 150, QImage::Format_RGB32),
                     grey = colour.convertToFormat(QImage::Format_Grayscale8);
        QTest::newRow("colour") << written(colour, "jpg");
        QTest::newRow("grey") << written(grey, "jpg");
        QTest::newRow("progressive") << written(colour, "jpg", true);
    }
    void aJpegThatIsDamagedInTheMiddleIsSaidToBe() {
        QFETCH(QByteArray, bytes);
        const TempFolder folder;
        QImage whole, picture;
        QCOMPARE(outcome(folder, bytes, whole), QString());
        QCOMPARE(note, QString());
        int told = 0, all = 0;
        for (int percent = 10; percent <= 90; percent += 5, ++all) {
            QByteArray damaged = bytes;
            damaged.remove(bytes.size() * percent / 100, 200);
            const QString refused = outcome(folder, damaged, picture);
            told += refused.contains("damaged") || note.startsWith("It may be damaged inside");
            QVERIFY2(note.isEmpty() || note.contains("(Corrupt JPEG data"), qPrintable(note));
        }
        // Where what is left happens to make just as many blocks, nothing in the file tells.
        QVERIFY2(5 * told >= 4 * all, qPrintable(QString("%1 of %2").arg(told).arg(all)));
        QCOMPARE(outcome(folder, bytes, picture), QString());
        QCOMPARE(note, QString()); // what was said of another does not stay
    }

    void aLimitIsSaidWhereALimitIsTheReason() {
        const TempFolder folder;
        QImage picture;
        const QByteArray size("\x1f\x40\0\0", 4);
        for (const char* format : {"png", "tiff", "bmp", "jpg", "ppm"}) {
            const QString refusal =
                outcome(folder, written(QImage(8000, 4300, QImage::Format_Grayscale8), format), picture);
            QVERIFY2(refusal.contains("8000 × 4300 pixels") && refusal.contains("32 million"), qPrintable(refusal));
        }
        QImage wide(8000, 4000, QImage::Format_Grayscale16);
        wide.fill(0);
        QCOMPARE(outcome(folder, written(wide, "png"), picture), QString());
        QCOMPARE(picture.size(), QSize(8000, 4000));
    }
    void whatThePictureLeavesOutOfItsFileIsSaid() {
        const TempFolder folder;
        QImage picture;
        const TiffPage page{.bits = 16, .pixels = values16({0, 2600, 1300}, 384)};
        QCOMPARE(outcome(folder, tiff({page}), picture), QString());
        QCOMPARE(note, QString("Its values 0 to 2600 of 65535 are shown as black to white."));
        QCOMPARE(outcome(folder, tiff({page, page, page}), picture), QString());
        QVERIFY2(note.startsWith("It has 3 pages; page 1 is read."), qPrintable(note));
        QCOMPARE(outcome(folder, gif(20, 24, 3), picture), QString());
        QCOMPARE(note, QString("It has 3 frames; frame 1 is read."));
        QCOMPARE(outcome(folder, tiff({{.channels = 2, .pixels = QByteArray(768, '\5')}}), picture), QString());
        QCOMPARE(note, QString("It has 2 channels; channel 1 is read."));
        QCOMPARE(outcome(folder, written(noise(9, 9, QImage::Format_RGB32), "png"), picture), QString());
        QCOMPARE(note, QString());
    }
};

UI_TEST_OF(QCoreApplication, TestPictureFiles)
} // namespace test_picture_files
#include "test_picture_files.moc"
