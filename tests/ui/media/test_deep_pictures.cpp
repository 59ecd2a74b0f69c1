// Pictures of more than 8 bits reach the numbers with all of them; what is black and white, and what of a file is
// shown, is said; files of other programs are told by their content.
#include "core/base/error.h"
#include "tests/support/temp_folder.h"
#include "tests/support/tiff_bytes.h"
#include "tests/ui/support/ui_test.h"
#include "ui/media/image_io.h"
#include "ui/media/raster_image.h"
#include "ui/media/read_picture.h"

#include <QBuffer>
#include <QImageWriter>
#include <QTest>
#include <random>
#include <set>

namespace test_deep_pictures {

using namespace ui;

namespace {

class Files {
public:
    QString put(const std::string& bytes, const std::string& name = "picture") {
        return QString::fromStdString(m_folder.write(name, bytes).string());
    }
    QString put(const QImage& image, const char* format) {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        if (!QImageWriter(&buffer, format).write(image)) qFatal("%s cannot be written", format);
        return put(bytes.toStdString());
    }

private:
    TempFolder m_folder;
};

QString note;

ReadWatch watchFor(const PictureWish& wish) {
    note.clear();
    return {{}, {}, [](const QString& said) { note = said; }, {}, wish};
}
QImage read(const QString& path, const PictureWish& wish = {}) {
    return readPicture(path, watchFor(wish));
}
QString refusal(const QString& path, const PictureWish& wish = {}) {
    try {
        readPicture(path, watchFor(wish));
    } catch (const cnn::Error& e) {
        return QString::fromUtf8(e.what());
    }
    return {};
}

PictureWish ranged(cnn::RangeRule rule, cnn::DisplayRange typed = {}) {
    PictureWish wish;
    wish.range = {rule, 0.35, typed};
    return wish;
}

// 0 to 2600, as a camera of 12 bits writes it.
TiffPage microscope() {
    TiffPage page{.columns = 26, .rows = 10, .bits = 16};
    page.value = [](int, int y, int x) { return 10 * (26 * y + x) + (y == 9 && x == 25 ? 10 : 0); };
    return page;
}

} // namespace

class TestDeepPictures : public QObject {
    Q_OBJECT
private slots:
    void allValuesOfA12BitPictureStayApart() {
        Files files;
        const QImage picture = read(files.put(TiffBytes::of({microscope()})));
        QCOMPARE(note, "Its values 0 to 2600 of 65535 are shown as black to white.");
        QCOMPARE(picture.format(), QImage::Format_Grayscale16);
        const cnn::Tensor grey = greyValues(picture);
        std::set<float> values(grey.values().begin(), grey.values().end());
        QCOMPARE(values.size(), std::size_t{260});
        for (int x = 0; x < 26; ++x)
            QVERIFY(std::abs(grey.at(0, 3, x) - 255.0F * static_cast<float>(10 * (78 + x)) / 2600) < 0.003F);
        QCOMPARE(*values.rbegin(), 255.0F);
        // So they do where it is scaled down, and in red, green and blue.
        const cnn::Tensor network = fitToNetwork(picture, {1, 10, 26, 1});
        for (int x = 0; x < 26; ++x) QVERIFY(std::abs(network.at(0, 3, x) * 255 - grey.at(0, 3, x)) < 1e-4F);
        QCOMPARE(colourValues(picture).at(2, 3, 7), grey.at(0, 3, 7));
        QCOMPARE(reduced(picture, {13, 5}).format(), QImage::Format_Grayscale16);
    }
    void theRangeIsAsWished() {
        Files files;
        const QString path = files.put(TiffBytes::of({microscope()}));
        QVERIFY(std::abs(greyValues(read(path, ranged(cnn::RangeRule::ByType))).at(0, 9, 25) - 2600.0F / 257) < 0.01F);
        QCOMPARE(note, "Its values 0 to 65535 of 65535 are shown as black to white.");
        const cnn::Tensor typed = greyValues(read(path, ranged(cnn::RangeRule::Typed, {1000, 2000})));
        QCOMPARE(typed.at(0, 0, 5), 0.0F);
        QVERIFY(std::abs(typed.at(0, 5, 20) - 127.5F) < 0.01F);
        QCOMPARE(typed.at(0, 9, 25), 255.0F);
        PictureWish learned; // as a network that was trained with it wants it
        learned.deepRange = cnn::DisplayRange{0, 5200};
        QVERIFY(std::abs(greyValues(read(path, learned)).at(0, 9, 25) - 127.5F) < 0.01F);
        QImage bytes(4, 4, QImage::Format_Grayscale8);
        bytes.fill(QColor(60, 60, 60));
        const QString plain = files.put(bytes, "png");
        QCOMPARE(greyValues(read(plain, learned)).at(0, 0, 0), 60.0F);
        QVERIFY(std::abs(greyValues(read(plain, ranged(cnn::RangeRule::Typed, {0, 120}))).at(0, 0, 0) - 127.5F) <
                0.01F);
    }
    void numbersStayAsTheFileHoldsThem() {
        Files files;
        TiffPage page = microscope();
        QCOMPARE(readRaster(files.put(TiffBytes::of({page}))).at(0, 9, 25), 2600.0F);
        page.format = SAMPLEFORMAT_INT;
        page.value = [](int, int, int x) { return 300 * (x - 13); };
        const QString negative = files.put(TiffBytes::of({page}));
        QCOMPARE(readRaster(negative).at(0, 2, 0), -3900.0F);
        QCOMPARE(read(negative).format(), QImage::Format_Grayscale16);
        QCOMPARE(note, "Its values -3900 to 3600 are shown as black to white.");
        page = {.bits = 32, .format = SAMPLEFORMAT_IEEEFP};
        page.value = [](int, int, int x) { return 0.125 * x; };
        QCOMPARE(readRaster(files.put(TiffBytes::of({page}))).at(0, 2, 3), 0.375F);
    }
    void pngAndPgmOf16BitsKeepThem() {
        Files files;
        QImage grey(64, 4, QImage::Format_Grayscale16);
        for (int y = 0; y < 4; ++y)
            for (int x = 0; x < 64; ++x)
                reinterpret_cast<quint16*>(grey.scanLine(y))[x] = static_cast<quint16>(1000 + 64 * y + x);
        const QString png = files.put(grey, "png");
        QCOMPARE(readRaster(png).at(0, 3, 63), 1255.0F);
        const cnn::Tensor values = greyValues(read(png));
        QCOMPARE(std::set<float>(values.values().begin(), values.values().end()).size(), std::size_t{256});
        QCOMPARE(note, "Its values 1000 to 1255 of 65535 are shown as black to white.");
        QVERIFY(std::abs(greyValues(read(files.put("P2\n3 1\n4095\n0 1000 4000\n"))).at(0, 0, 1) - 63.75F) < 0.01F);
        QCOMPARE(note, "Its values 0 to 4000 of 4095 are shown as black to white.");
        QImage colour(8, 8, QImage::Format_RGBX64);
        colour.fill(QColor::fromRgba64(1000, 300, 40000));
        const cnn::Raster raster = readRaster(files.put(colour, "png"));
        QVERIFY(raster.colour);
        QCOMPARE(raster.at(0, 1, 1), 1000.0F);
        QCOMPARE(raster.at(2, 1, 1), 40000.0F);
        QCOMPARE(read(files.put(colour, "png")).format(), QImage::Format_RGBX64);
    }
    void pagesAndChannelsAreChosenOrMixed() {
        Files files;
        TiffPage page{.channels = 5, .bits = 16};
        page.value = [](int c, int, int x) { return x == c ? 1000 * (c + 1) : 0; };
        const QString path = files.put(TiffBytes::of({page, page, page}));
        QVERIFY(read(path).allGray());
        QVERIFY2(note.startsWith("It has 3 pages; page 1 is read. It has 5 channels; channel 1 is read."),
                 qPrintable(note));
        PictureWish wish;
        wish.page = 1;
        wish.channel = 3;
        QCOMPARE(greyValues(read(path, wish)).at(0, 0, 3), 255.0F);
        wish.channel = PictureWish::mixed;
        const cnn::Tensor mixed = colourValues(read(path, wish));
        const float expected[5][3] = {{255, 0, 0}, {0, 255, 0}, {0, 0, 255}, {255, 255, 255}, {0, 255, 255}};
        for (int c = 0; c < 5; ++c)
            for (int k = 0; k < 3; ++k) QCOMPARE(mixed.at(k, 0, c), expected[c][k]);
        QVERIFY2(note.contains("mixed: 1 in red, 2 in green, 3 in blue, 4 in grey, 5 in cyan; each by a range"),
                 qPrintable(note));
        wish.page = 4;
        QVERIFY(refusal(path, wish).contains("has 3 pages; there is no page 5."));
        QImage plain(4, 4, QImage::Format_Grayscale8);
        plain.fill(Qt::white);
        QVERIFY(refusal(files.put(plain, "png"), wish).contains("is no TIFF"));
    }
    void whiteStrokesOnNothingStandOnBlack() {
        Files files;
        for (const QImage::Format format : {QImage::Format_ARGB32, QImage::Format_RGBA64}) {
            QImage strokes(16, 16, format);
            strokes.fill(Qt::transparent);
            for (int y = 3; y < 12; ++y) strokes.setPixelColor(7, y, Qt::white);
            const cnn::Tensor white = greyValues(read(files.put(strokes, "png")));
            QCOMPARE(white.at(0, 5, 7), 255.0F);
            QCOMPARE(white.at(0, 5, 2), 0.0F);
            QVERIFY(note.contains("white on nothing, so its ground is black."));
            strokes.fill(Qt::transparent);
            for (int y = 3; y < 12; ++y) strokes.setPixelColor(7, y, Qt::black);
            const cnn::Tensor black = greyValues(read(files.put(strokes, "png")));
            QCOMPARE(black.at(0, 5, 7), 0.0F);
            QCOMPARE(black.at(0, 5, 2), 255.0F);
            QVERIFY(!note.contains("ground"));
        }
    }
    void aLargePictureIsReadReducedWhenThatIsWished() {
        Files files;
        QImage large(8000, 4300, QImage::Format_Grayscale8);
        for (int y = 0; y < large.height(); ++y)
            std::fill_n(large.scanLine(y), large.width(), static_cast<uchar>(y < 2150 ? 40 : 200));
        PictureWish wish;
        wish.reduced = true;
        for (const char* format : {"png", "jpg", "tiff"}) {
            const QString path = files.put(large, format);
            QVERIFY2(refusal(path).endsWith("or open it reduced (on the command line: --reduced), at 1/2 of its size: "
                                            "4000 × 2150."),
                     qPrintable(refusal(path)));
            QVERIFY(canBeOpenedReduced(path));
            const QImage picture = read(path, wish);
            QCOMPARE(picture.size(), QSize(4000, 2150));
            QVERIFY(std::abs(qGray(picture.pixel(1000, 500)) - 40) <= 2);
            QVERIFY(std::abs(qGray(picture.pixel(1000, 1600)) - 200) <= 2);
            QCOMPARE(note, "It has 8000 × 4300 pixels and is read at 1/2 of its size: 4000 × 2150.");
        }
        const QString bmp = files.put(large, "bmp");
        QVERIFY(refusal(bmp).endsWith("make it smaller first, or save it as PNG, which can be opened reduced."));
        QCOMPARE(refusal(bmp, wish), refusal(bmp));
        QVERIFY(!canBeOpenedReduced(bmp));
        QVERIFY(!canBeOpenedReduced(files.put(QImage(8, 8, QImage::Format_Grayscale8), "png")));
    }
    // That alone would take many seconds: refused by the first bytes.
    void aPictureOfHundredsOfMegapixelsIsRefusedEvenReduced() {
        Files files;
        QImage small(8, 8, QImage::Format_Grayscale8);
        small.fill(0);
        QFile file(files.put(small, "png"));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QByteArray bytes = file.readAll();
        for (const int at : {16, 20}) bytes.replace(at, 4, QByteArray::fromHex("00004e20"));
        const QString path = files.put(bytes.toStdString());
        PictureWish wish;
        wish.reduced = true;
        QVERIFY2(refusal(path, wish).endsWith("are read; make it smaller first."), qPrintable(refusal(path, wish)));
        QVERIFY(!canBeOpenedReduced(path));
    }
    void filesOfOtherProgramsAreNamedWithTheWayOut_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("words");
        const auto add = [](const char* row, QByteArray bytes, const QStringList& words, const QString& name = "x") {
            bytes += QByteArray(600 - std::min<qsizetype>(bytes.size(), 600), ' ');
            QTest::newRow(row) << bytes << name << words;
        };
        const QByteArray tiff("II*\0\x08\0\0\0", 8);
        add("dicom", QByteArray(128, '\0') + "DICM", {"DICOM", "MONOCHROME1", "RescaleSlope", "window"});
        add("czi", QByteArray("ZISRAWFILE\0\0", 12), {"CZI", "Fiji", "File > Save As > Tiff"});
        add("nd2", "\xDA\xCE\xBE\x0A", {"ND2", "Fiji"});
        add("lif", QByteArray("\x70\0\0\0\x30\0\0\0\x2A", 9), {"LIF", "Fiji"});
        add("oib", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", {"OIB", "Fiji"}, "x.oib");
        add("oif", "[File Info]", {"OIF", "Fiji"}, "x.oif");
        add("svs", tiff, {"SVS", "Fiji"}, "x.svs");
        add("heic",
            QByteArray("\0\0\0\x18"
                       "ftypheic",
                       12),
            {"HEIC", "JPEG"});
        add("avif",
            QByteArray("\0\0\0\x18"
                       "ftypavif",
                       12),
            {"AVIF", "JPEG"});
        add("cr2", QByteArray("II*\0\x10\0\0\0CR", 10), {"raw data of a camera", "JPEG"});
        for (const char* name : {"x.NEF", "x.arw", "x.dng"}) add(name, tiff, {"raw data of a camera"}, name);
        add("psd", "8BPS", {"PSD", "PNG"});
        add("pdf", "%PDF-1.7", {"PDF", "PNG"});
        add("svg", "<?xml version=\"1.0\"?><svg width=\"9\">", {"SVG", "PNG"});
        add("jpeg 2000", QByteArray("\0\0\0\x0CjP  \r\n\x87\n", 12), {"JPEG 2000"});
        add("jpeg xl", "\xFF\x0A", {"JPEG XL", "JPEG"});
        add("exr", "\x76\x2F\x31\x01", {"OpenEXR", "TIFF"});
        add("nifti", QByteArray(344, '\1') + QByteArray("n+1\0", 4), {"NIfTI", "nibabel"});
        add("hdf5", "\x89HDF\r\n\x1A\n", {"HDF5", "h5py"});
        add("mat", "MATLAB 5.0 MAT-file", {"MATLAB", "scipy.io"});
        add("zip", "PK\3\4", {"zip", "Unpack it first"});
        QTest::newRow("pickle") << QByteArray("\x80\4\x95 something.") << "x" << QStringList{"pickle", "np.save"};
    }
    void filesOfOtherProgramsAreNamedWithTheWayOut() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, name);
        QFETCH(QStringList, words);
        Files files;
        const QString path = files.put(bytes.toStdString(), name.toStdString()), said = refusal(path);
        QVERIFY2(said.startsWith(path + " is "), qPrintable(said));
        for (const QString& word : words) QVERIFY2(said.contains(word), qPrintable(said));
    }
    void anyDamageToA16BitPngIsBorne() {
        Files files;
        QImage grey(21, 17, QImage::Format_Grayscale16);
        for (int y = 0; y < 17; ++y)
            for (int x = 0; x < 21; ++x)
                reinterpret_cast<quint16*>(grey.scanLine(y))[x] = static_cast<quint16>(x * 2900 + y * 13);
        QByteArray whole;
        QBuffer buffer(&whole);
        buffer.open(QIODevice::WriteOnly);
        QVERIFY(QImageWriter(&buffer, "png").write(grey));
        std::mt19937 random(3);
        for (int k = 0; k < 600; ++k) {
            std::string bytes = whole.toStdString();
            for (int c = 0; c < 3; ++c) bytes[random() % bytes.size()] = static_cast<char>(random());
            if (k % 3 == 0) bytes.resize(random() % bytes.size());
            const QString path = files.put(bytes), said = refusal(path);
            if (!said.isEmpty()) QVERIFY2(said.contains(path), qPrintable(said));
        }
    }
};

UI_TEST_OF(QCoreApplication, TestDeepPictures)
} // namespace test_deep_pictures
#include "test_deep_pictures.moc"
