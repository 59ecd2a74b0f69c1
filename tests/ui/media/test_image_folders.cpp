// Folders of pictures as labelled images, and the loader that reads them on a thread of its own.
#include "core/base/error.h"
#include "core/base/file_name.h"
#include "core/data/pixel_order.h"
#include "core/data/sources.h"
#include "tests/support/digit_folder.h"
#include "tests/support/picture_files.h"
#include "tests/support/temp_folder.h"
#include "tests/support/tiff_bytes.h"
#include "tests/ui/support/ui_test.h"
#include "ui/media/file_names.h"
#include "ui/media/labelled_data.h"
#include "ui/media/picture_folder.h"
#include "ui/model/data_loader.h"

#include <QBuffer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <filesystem>
#include <map>

namespace test_image_folders {

using namespace ui;

namespace {

const QColor red(200, 10, 20);

// The sentence with which it is refused; empty when it is not.
QString refusalOf(const QString& folder, const cnn::DataWish& wish = {}) {
    try {
        readImageFolder(folder, wish);
    } catch (const cnn::Error& e) {
        return e.what();
    }
    return {};
}

bool refuses(const QString& folder, const QStringList& words) {
    const QString sentence = refusalOf(folder);
    for (const QString& word : words)
        if (!sentence.contains(word)) qWarning("\"%s\" lacks \"%s\"", qPrintable(sentence), qPrintable(word));
    return sentence.endsWith('.') &&
           std::all_of(words.begin(), words.end(), [&](const QString& word) { return sentence.contains(word); });
}

bool same(const cnn::Dataset& a, const cnn::Dataset& b) {
    return a.shape == b.shape && a.pixels == b.pixels && a.labels == b.labels && a.classNames == b.classNames;
}

std::map<int, int> countsOf(const cnn::Dataset& set) {
    std::map<int, int> counts;
    for (const int label : set.labels) ++counts[label];
    return counts;
}

cnn::DataSplit tiny(const QString& name) {
    cnn::DataSplit split{name.toStdString(), {{1, 2, 2, 1}, cnn::Pixels::Bytes{1, 2, 3, 4}, {0}, {"a", "b"}}, {}};
    split.test = split.train;
    return split;
}

} // namespace

class TestImageFolders : public QObject {
    Q_OBJECT

private slots:
    void aFifthOfEachClassBecomesTheTestSetTheSameEveryTime() {
        QTemporaryDir dir;
        writeClasses(dir.path(), {"tulip", "rose", "aster"}, 10, {28, 28});
        const cnn::DataSplit split = readImageFolder(dir.path());
        QCOMPARE(split.train.classNames, (std::vector<std::string>{"aster", "rose", "tulip"}));
        QCOMPARE(split.test.classNames, split.train.classNames);
        QCOMPARE(countsOf(split.train), (std::map<int, int>{{0, 8}, {1, 8}, {2, 8}}));
        QCOMPARE(countsOf(split.test), (std::map<int, int>{{0, 2}, {1, 2}, {2, 2}}));
        QCOMPARE(QString::fromStdString(split.name), QDir(dir.path()).dirName());
        QVERIFY(split.note.empty());
        const cnn::DataSplit again = readImageFolder(dir.path());
        QVERIFY(same(split.train, again.train) && same(split.test, again.test));
        // Every picture is there once, with its own label: tulip was written first, then rose, then aster.
        std::map<int, int> shades;
        for (const cnn::Dataset* set : {&split.train, &split.test})
            for (std::size_t i = 0; i < set->size(); ++i) {
                ++shades[set->bytes(i)[0]];
                QCOMPARE(set->labels[i], 3 - set->bytes(i)[0] / 10);
            }
        QCOMPARE(shades.size(), std::size_t{30});
    }

    void theTestSetAloneIsThatOfTheWholeFolder() {
        QTemporaryDir dir;
        writeClasses(dir.path(), {"a", "b"}, 6, {8, 8});
        const cnn::DataSplit all = readImageFolder(dir.path());
        const cnn::DataSplit part = readImageFolder(dir.path(), {}, {}, cnn::DataPart::TestSet);
        QVERIFY(same(all.test, part.test));
        QCOMPARE(part.train.size(), std::size_t{0});
    }

    void aSplitThatIsThereIsKept() {
        for (const char* test : {"test", "Val", "validation"}) {
            QTemporaryDir dir;
            writeClasses(dir.path() + "/train", {"a", "b"}, 3, {8, 8});
            writePicture(dir.path() + '/' + test, "b/one.png", {8, 8}, Qt::white);
            const cnn::DataSplit split = readImageFolder(dir.path());
            QCOMPARE(countsOf(split.train), (std::map<int, int>{{0, 3}, {1, 3}}));
            QCOMPARE(split.test.labels, std::vector<int>{1});
            QCOMPARE(split.test.bytes(0)[0], std::uint8_t{255});
        }
    }

    void imagesThatAreValidatedWithTestWhereThereAreNoOthers() {
        QTemporaryDir dir;
        for (const char* part : {"/train", "/valid"}) writeClasses(dir.path() + part, {"a", "b"}, 2, {8, 8});
        QCOMPARE(readImageFolder(dir.path()).note,
                 std::string("The images in valid are the test set: there is no other."));
    }

    // Black and white are those of the training images, which are brighter here, whatever part is read.
    void theTestSetAloneHasTheRangeOfTheTrainingImages() {
        QTemporaryDir dir;
        const auto put = [&](const QString& path, int value) {
            QImage image(8, 8, QImage::Format_Grayscale16);
            for (int y = 0; y < 8; ++y)
                for (int x = 0; x < 8; ++x)
                    reinterpret_cast<quint16*>(image.scanLine(y))[x] = static_cast<quint16>(value + 8 * y + x);
            QDir().mkpath(QFileInfo(dir.filePath(path)).path());
            QVERIFY(image.save(dir.filePath(path)));
        };
        for (const char* name : {"a", "b"}) {
            put(QString("train/%1/1.png").arg(name), 5000);
            put(QString("test/%1/1.png").arg(name), 2000);
        }
        const cnn::DataSplit all = readLabelledData(dir.path()),
                             part = readLabelledData(dir.path(), {}, {}, cnn::DataPart::TestSet);
        QVERIFY(all.test.range == (cnn::DisplayRange{5000, 5063}));
        QVERIFY(part.test.range == all.test.range);
        QVERIFY(same(part.test, all.test));
        QCOMPARE(part.train.size(), std::size_t{0});
    }

    // As where pictures were written column by column.
    void picturesAreTurnedWhenThatIsWished() {
        QTemporaryDir dir;
        for (const char* name : {"a/1.png", "a/2.png", "b/1.png", "b/2.png"}) {
            QImage image(6, 4, QImage::Format_Grayscale8);
            for (int y = 0; y < 4; ++y)
                for (int x = 0; x < 6; ++x) image.scanLine(y)[x] = static_cast<uchar>(10 * y + x);
            QDir().mkpath(QFileInfo(dir.filePath(name)).path());
            QVERIFY(image.save(dir.filePath(name)));
        }
        const cnn::DataSplit turned = readImageFolder(dir.path(), {cnn::asFound, true, {}});
        QCOMPARE(turned.train.shape, (cnn::Shape{1, 6, 4, 1}));
        QCOMPARE(int{turned.test.bytes(0)[4 * 5 + 3]}, 35); // column 5, row 3
        QCOMPARE(readImageFolder(dir.path(), {{1, 12, 8, 1}, true, {}}).train.shape, (cnn::Shape{1, 12, 8, 1}));
        QCOMPARE(lookAtPictureFolder(dir.path(), {cnn::asFound, true, {}}, {}).shape, (cnn::Shape{1, 6, 4, 1}));
    }

    // The images of val stand behind those of train, so that a trainer can watch them.
    void valIsTheValidationSetWhereThereIsATestSetToo() {
        QTemporaryDir dir;
        for (const char* part : {"/train", "/test"}) writeClasses(dir.path() + part, {"a", "b"}, 2, {8, 8});
        writePicture(dir.path(), "val/b/one.png", {8, 8}, Qt::white);
        const cnn::DataSplit split = readImageFolder(dir.path());
        QCOMPARE(split.watched, std::size_t{1});
        QCOMPARE(split.train.size(), std::size_t{5});
        QCOMPARE(int{split.train.bytes(4)[0]}, 255);
        QCOMPARE(split.train.labels[4], 1);
        QCOMPARE(split.test.size(), std::size_t{4});
        QCOMPARE(split.note, std::string("The images in val are the validation set."));
    }

    void foldersBesideTrainAndTestAreNamedAsUnused() {
        QTemporaryDir dir;
        for (const char* part : {"/train", "/test", "/more"}) writeClasses(dir.path() + part, {"a", "b"}, 2, {8, 8});
        QVERIFY(QString::fromStdString(readImageFolder(dir.path()).note).endsWith("not used: more."));
    }

    // Archives of Kaggle: the parts have longer names, and each is wrapped in a folder of its name.
    void partsAreKnownByAWordOfTheirNameAndMayBeWrappedOnceMore() {
        QTemporaryDir dir;
        writeClasses(dir.path() + "/data/seg_train/seg_train", {"a", "b"}, 3, {8, 8});
        writeClasses(dir.path() + "/data/seg_test/seg_test", {"a", "b"}, 1, {8, 8});
        writePicture(dir.path(), "data/seg_pred/1.png", {8, 8}, Qt::white);
        const cnn::DataSplit split = readImageFolder(dir.path());
        QCOMPARE(split.train.size(), std::size_t{6});
        QCOMPARE(split.test.size(), std::size_t{2});
        QVERIFY(split.note.find("not used: seg_pred") != std::string::npos);
    }

    void theSetOnceMoreInsideItselfIsLeftOut() {
        QTemporaryDir dir, once;
        writeClasses(once.path(), {"ill", "well"}, 5, {8, 8});
        for (const char* folder : {"/cells", "/cells/cells"})
            writeClasses(dir.path() + folder, {"ill", "well"}, 5, {8, 8});
        const cnn::DataSplit split = readImageFolder(dir.path());
        QVERIFY(same(split.train, readImageFolder(once.path()).train));
        QVERIFY2(split.note.find("The folder cells holds the same subfolders once more and is left out.") !=
                     std::string::npos,
                 split.note.c_str());
    }

    void aTableBesideThePicturesTellsTheirClasses_data() {
        QTest::addColumn<QByteArray>("table");
        QTest::addColumn<QString>("folder");
        QTest::newRow("file,label") << QByteArray("file,label\n%1.png,cat\n") << "";
        QTest::newRow("without a header") << QByteArray("%1.png;cat\n") << "";
        QTest::newRow("image_id,age,label") << QByteArray("image_id,age,label\n%1,7,cat\n") << "";
        QTest::newRow("in a folder of their own") << QByteArray("label,filename\ncat,images/%1.png\n") << "images/";
        QTest::newRow("a column a class") << QByteArray("image,cat,dog\n%1,1.0,0.0\n") << "";
    }
    void aTableBesideThePicturesTellsTheirClasses() {
        QFETCH(QByteArray, table);
        QFETCH(QString, folder);
        QTemporaryDir dir;
        const QList<QByteArray> lines = table.trimmed().split('\n');
        QByteArray text = lines.size() > 1 ? lines[0] + '\n' : QByteArray();
        for (int i = 0; i < 10; ++i) {
            const bool dog = i % 2;
            writePicture(dir.path(), folder + QString("p%1.png").arg(i), {8, 8}, dog ? Qt::white : Qt::black);
            QByteArray line = lines.last();
            line.replace("%1", "p" + QByteArray::number(i));
            if (dog) line.replace("cat", "dog").replace("1.0,0.0", "0.0,1.0");
            text += line + '\n';
        }
        QFile file(dir.path() + "/labels.csv");
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
        file.close();
        const cnn::DataSplit split = readImageFolder(dir.path());
        QCOMPARE(split.train.classNames, (std::vector<std::string>{"cat", "dog"}));
        QCOMPARE(split.train.size() + split.test.size(), std::size_t{10});
        for (const cnn::Dataset* set : {&split.train, &split.test})
            for (std::size_t i = 0; i < set->size(); ++i) QCOMPARE(int{set->bytes(i)[0]}, 255 * set->labels[i]);
        QVERIFY2(split.note.find("The classes of the pictures stand in labels.csv.") != std::string::npos,
                 split.note.c_str());
    }

    void whatATableAndThePicturesDoNotShareIsCounted() {
        QTemporaryDir dir;
        QByteArray text = "file,label\ngone.png,a\n";
        for (int i = 0; i < 8; ++i) {
            writePicture(dir.path(), QString("p%1.png").arg(i), {8, 8}, Qt::white);
            text += "p" + QByteArray::number(i) + ".png," + (i % 2 ? "a" : "b") + '\n';
        }
        writePicture(dir.path(), "more.png", {8, 8}, Qt::white);
        QFile file(dir.path() + "/labels.csv");
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
        file.close();
        const std::string note = readImageFolder(dir.path()).note;
        QVERIFY2(note.find("1 line of labels.csv names a picture that is not there.") != std::string::npos &&
                     note.find("1 picture has no class there and is left out.") != std::string::npos,
                 note.c_str());
    }

    void theClassMayStandInTheName_data() {
        QTest::addColumn<QString>("pattern");
        for (const char* pattern :
             {"%1.%2.png", "%1_00%2.png", "%1 (%2).png", "%1%2.png", "00%2-%1.png", "%1_left_%2.png"})
            QTest::newRow(pattern) << pattern;
    }
    void theClassMayStandInTheName() {
        QFETCH(QString, pattern);
        QTemporaryDir dir;
        for (int i = 0; i < 5; ++i)
            for (const char* name : {"cat", "dog"})
                writePicture(dir.path(), pattern.arg(name).arg(i), {8, 8}, *name == 'd' ? Qt::white : Qt::black);
        const cnn::DataSplit split = readImageFolder(dir.path());
        QCOMPARE(split.train.classNames.size(), std::size_t{2});
        QVERIFY(split.train.classNames[1].starts_with("dog"));
        for (std::size_t i = 0; i < split.train.size(); ++i)
            QCOMPARE(int{split.train.bytes(i)[0]}, 255 * split.train.labels[i]);
        QVERIFY2(split.note.starts_with("The classes stand in the names of the pictures: "), split.note.c_str());
    }

    void aNumberInFrontOfTheNumberIsAClass() {
        QTemporaryDir dir;
        for (int digit = 0; digit < 11; ++digit)
            for (int i = 0; i < 3; ++i)
                writePicture(dir.path(), QString("%1_%2.png").arg(digit).arg(i, 4, 10, QChar('0')), {8, 8}, Qt::white);
        const cnn::DataSplit split = readImageFolder(dir.path());
        QCOMPARE(split.train.classNames.size(), std::size_t{11});
        QCOMPARE(split.train.classNames[2], std::string("2"));
        QCOMPARE(split.train.classNames[10], std::string("10"));
    }

    // 12 bits of 16: none is lost, and one range is for all.
    void picturesOfMoreThan8BitsKeepThemAllWithOneRange() {
        QTemporaryDir dir;
        const auto put = [&](const QString& name, int value, int columns = 8) {
            TiffPage page{.columns = columns, .rows = 8, .bits = 16};
            page.value = [value](int, int y, int) { return value + y; };
            QDir().mkpath(QFileInfo(dir.path() + '/' + name).path());
            QFile file(dir.path() + '/' + name);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(QByteArray::fromStdString(TiffBytes::of({page})));
        };
        for (int i = 0; i < 10; ++i) {
            put(QString("dim/%1.tif").arg(i), 100 + i);
            put(QString("bright/%1.tif").arg(i), 2500 + i);
        }
        const cnn::DataSplit split = readImageFolder(dir.path());
        QVERIFY(split.train.pixels.kind() == cnn::Pixels::Kind::Words);
        QVERIFY(split.train.range == split.test.range);
        QVERIFY(split.train.range.low >= 100 && split.train.range.high <= 2516);
        QVERIFY(split.train.range.low <= 102 && split.train.range.high >= 2514);
        for (std::size_t i = 0; i < split.train.size(); ++i) {
            const float first = split.train.pixels[i * 64];
            QCOMPARE(split.train.pixels[i * 64 + 63], first + 7);
            QCOMPARE(first > 1000, split.train.labels[i] == 0);
        }
        QVERIFY2(split.note.find("of 65535 stand for black to white, the same for all images") != std::string::npos,
                 split.note.c_str());
        const cnn::RangeWish byType{cnn::RangeRule::ByType, 0, {}};
        QVERIFY(readImageFolder(dir.path(), {cnn::asFound, false, byType}).train.range ==
                (cnn::DisplayRange{0, 65535}));
        // A wide one leaves room above and below: black by the range, which is not changed by it.
        put("dim/wide.tif", 150, 16);
        const cnn::DataSplit wide = readImageFolder(dir.path(), {{1, 8, 8, 1}});
        QVERIFY(wide.train.range.low >= 100);
        for (const cnn::Dataset* set : {&wide.train, &wide.test})
            for (std::size_t i = 0; i < set->size(); ++i) QVERIFY(set->pixels[i * 64] >= set->range.low - 2);
    }

    void bytesAmongWordsBecomeWords() {
        QTemporaryDir dir;
        writeClasses(dir.path(), {"a", "b"}, 5, {8, 8});
        TiffPage page{.columns = 8, .rows = 8, .bits = 16};
        page.value = [](int, int, int) { return 40000; };
        QFile file(dir.path() + "/b/deep.tif");
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(TiffBytes::of({page})));
        file.close();
        const cnn::DataSplit split = readImageFolder(dir.path());
        QVERIFY(split.train.pixels.kind() == cnn::Pixels::Kind::Words);
        QVERIFY(split.test.pixels.kind() == cnn::Pixels::Kind::Words);
        for (const cnn::Dataset* set : {&split.train, &split.test})
            for (std::size_t i = 0; i < set->size(); ++i) {
                const int value = static_cast<int>(set->pixels[i * 64]);
                QVERIFY(value == 40000 || value % 257 == 0);
            }
        QVERIFY2(
            split.note.find("10 of 11 pictures have 8 bits, the others more: 0 to 255 of these became 0 to 65535.") !=
                std::string::npos,
            split.note.c_str());
    }

    void aLookTellsWhatWouldBeRead() {
        QTemporaryDir dir;
        writeClasses(dir.path() + "/train", {"a", "b", "c"}, 9, {10, 12});
        writeClasses(dir.path() + "/test", {"a", "b", "c"}, 2, {10, 12});
        const DataLook look = lookAtPictureFolder(dir.path(), {}, {});
        QCOMPARE(look.layout, "One subfolder a class, in folders for training and testing.");
        QCOMPARE(look.train, 27);
        QCOMPARE(look.test, 6);
        QCOMPARE(look.classes, (QStringList{"a", "b", "c"}));
        QCOMPARE(look.counts, (std::vector<qint64>{9, 9, 9}));
        QCOMPARE(look.samples.size(), std::size_t{16});
        QCOMPARE(look.samples.labels[0], 0);
        QCOMPARE(look.samples.labels[1], 1);
        QCOMPARE(look.smallest, QSize(10, 12));
        QCOMPARE(look.shape, (cnn::Shape{1, 12, 10, 1}));
        QCOMPARE(look.seen, 16);
        QVERIFY(look.values.low >= 10 && look.values.high <= 38);
        QCOMPARE(look.bytes, 33 * 120);
    }

    void picturesOfOneSmallSizeKeepItAndOthersBecome32() {
        const auto shapeOf = [](const QList<QSize>& sizes) {
            QTemporaryDir dir;
            for (int i = 0; i < sizes.size(); ++i)
                for (const char* name : {"a", "b"})
                    writePicture(dir.path(), QString("%1/%2.png").arg(name).arg(i), sizes[i], QColor(90, 90, 90));
            return readImageFolder(dir.path()).train.shape;
        };
        QCOMPARE(shapeOf({{40, 24}, {40, 24}}), (cnn::Shape{1, 24, 40, 1}));
        QCOMPARE(shapeOf({{64, 64}, {64, 64}}), (cnn::Shape{1, 64, 64, 1}));
        QCOMPARE(shapeOf({{65, 64}, {65, 64}}), (cnn::Shape{1, 32, 32, 1}));
        QCOMPARE(shapeOf({{28, 28}, {28, 27}}), (cnn::Shape{1, 32, 32, 1}));
    }

    void oneColouredPictureMakesAllOfThemColouredUnlessGreyIsWished() {
        QTemporaryDir dir;
        writeClasses(dir.path(), {"a", "b"}, 5, {4, 4});
        writePicture(dir.path(), "b/zz.png", {4, 4}, red);
        const cnn::DataSplit split = readImageFolder(dir.path());
        QCOMPARE(split.train.shape, (cnn::Shape{3, 4, 4, 1}));
        QCOMPARE(split.train.pixels.size(), split.train.size() * 48);
        bool found = false;
        for (const cnn::Dataset* set : {&split.train, &split.test})
            for (std::size_t i = 0; i < set->size(); ++i) {
                const auto image = set->bytes(i);
                const bool coloured = image[0] == 200;
                found = found || coloured;
                QCOMPARE(image[16], coloured ? std::uint8_t{10} : image[0]);
                QCOMPARE(image[47], coloured ? std::uint8_t{20} : image[0]);
            }
        QVERIFY(found);
        const cnn::DataSplit grey = readImageFolder(dir.path(), {{1, 0, 0, 1}});
        QCOMPARE(grey.train.shape, (cnn::Shape{1, 4, 4, 1}));
        QVERIFY(std::count(grey.train.pixels.bytes().begin(), grey.train.pixels.bytes().end(), 68) ==
                    16 || // luma of the red
                std::count(grey.test.pixels.bytes().begin(), grey.test.pixels.bytes().end(), 68) == 16);
    }

    void aSmallerSizeIsTheMeanOfThePixelsThatItStandsFor() {
        QTemporaryDir dir;
        QImage picture(12, 12, QImage::Format_Grayscale8);
        for (int y = 0; y < 12; ++y)
            for (int x = 0; x < 12; ++x) picture.scanLine(y)[x] = static_cast<uchar>((x * x * 17 + y * 31) % 256);
        for (const char* name : {"a", "b"}) {
            writePicture(dir.path(), QString("%1/0.png").arg(name), {12, 12}, Qt::black);
            QVERIFY(picture.save(QString("%1/%2/1.png").arg(dir.path(), name)));
            QVERIFY(picture.save(QString("%1/%2/2.png").arg(dir.path(), name)));
        }
        const cnn::DataSplit split = readImageFolder(dir.path(), {{1, 4, 4, 1}});
        QCOMPARE(split.train.shape, (cnn::Shape{1, 4, 4, 1}));
        int compared = 0;
        for (std::size_t i = 0; i < split.train.size(); ++i) {
            const auto image = split.train.bytes(i);
            if (std::all_of(image.begin(), image.end(), [](std::uint8_t v) { return v == 0; })) continue;
            for (int y = 0; y < 4; ++y)
                for (int x = 0; x < 4; ++x) {
                    double sum = 0;
                    for (int dy = 0; dy < 3; ++dy)
                        for (int dx = 0; dx < 3; ++dx) sum += picture.constScanLine(3 * y + dy)[3 * x + dx];
                    const double shown = image[static_cast<std::size_t>(4 * y + x)];
                    QVERIFY2(std::abs(shown - sum / 9) <= 0.501, qPrintable(QString("%1 %2").arg(y).arg(x)));
                    ++compared;
                }
        }
        QVERIFY(compared >= 32);
    }

    void filesThatAreNoPicturesAreCountedAndNamedInOneSentence() {
        QTemporaryDir dir;
        writeClasses(dir.path(), {"a", "b"}, 5, {8, 8});
        for (const char* name : {"/a/x.txt", "/a/y.png", "/b/z.png", "/b/w.png"}) {
            QFile file(dir.path() + name);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("no picture");
        }
        const cnn::DataSplit split = readImageFolder(dir.path());
        QCOMPARE(split.train.size() + split.test.size(), std::size_t{10});
        const QString note = QString::fromStdString(split.note);
        QVERIFY2(note.startsWith("4 of 14 files could not be read as pictures and were left out: ") &&
                     note.endsWith(" and 2 more."),
                 qPrintable(note));
    }

    // Files that systems leave behind are neither pictures nor failures.
    void junkIsSkippedAndCounted() {
        QTemporaryDir dir, clean;
        for (const QString& path : {dir.path(), clean.path()}) writeClasses(path, {"a", "b"}, 5, {8, 8});
        for (const char* folder : {"/__MACOSX/a", "/.ipynb_checkpoints"}) QDir().mkpath(dir.path() + folder);
        for (const char* name : {"/__MACOSX/a/._000.png", "/.ipynb_checkpoints/x.png", "/a/.DS_Store", "/a/._000.png",
                                 "/b/Thumbs.db", "/b/desktop.ini"}) {
            QFile file(dir.path() + name);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("no picture");
        }
        const cnn::DataSplit split = readImageFolder(dir.path());
        QVERIFY(same(split.train, readImageFolder(clean.path()).train));
        const QString note = QString::fromStdString(split.note);
        QVERIFY2(note.startsWith("6 files and folders that systems leave behind are skipped ("), qPrintable(note));
    }

    void whatCannotBeReadIsSaidInOneSentence() {
        QTemporaryDir dir;
        const QString path = dir.path();
        QVERIFY(refuses(path + "/none", {"There is no folder", "/none"}));
        QVERIFY(refuses(path, {path, "neither", "subfolder", "train-images-idx3-ubyte"}));
        QDir(path).mkdir("a");
        QVERIFY(refuses(path, {path, "hold no pictures"}));
        writePicture(path, "a/1.png", {8, 8}, QColor(90, 90, 90));
        writePicture(path, "a/2.png", {8, 8}, QColor(90, 90, 90));
        QVERIFY(refuses(path, {path, "one class only", "\"a\"", "two"}));
        QDir(path).mkdir("b");
        QFile(path + "/b/x.png").open(QIODevice::WriteOnly);
        QVERIFY(refuses(path, {path, "one class only"}));
        QFile::remove(path + "/a/2.png");
        writePicture(path, "b/1.png", {8, 8}, QColor(90, 90, 90));
        QFile::remove(path + "/b/x.png");
        QVERIFY(refuses(path, {path, "to test with", "two"}));
        for (const char* name : {"/a/1.png", "/b/1.png"}) {
            QFile file(path + name);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("no picture");
        }
        QVERIFY(refuses(path, {path, "None of the 2 files"}));
    }

    void classesStandInTheOrderOfTheirNumbersWhateverTheirScript() {
        QTemporaryDir dir;
        writeClasses(dir.path(), {"10", "9", "1", "été", "漢字", "b2", "b10", "zwei Worte", "e\u0301tude", "01"}, 2,
                     {4, 4});
        QCOMPARE(readImageFolder(dir.path()).train.classNames,
                 (std::vector<std::string>{"01", "1", "9", "10", "b2", "b10", "zwei Worte", "étude", "été", "漢字"}));
    }

    void foldersWithoutFilesAreNoClassesAndChangeNothing() {
        QTemporaryDir dir;
        writeClasses(dir.path(), {"b", "d"}, 5, {8, 8});
        const cnn::DataSplit without = readImageFolder(dir.path());
        for (const char* name : {"a", "c"}) QDir(dir.path()).mkdir(name);
        const cnn::DataSplit with = readImageFolder(dir.path());
        QVERIFY(same(with.train, without.train) && same(with.test, without.test));
        QCOMPARE(with.note, std::string("The subfolders a, c hold no files and are left out."));
        QFile(dir.path() + "/a/notes.txt").open(QIODevice::WriteOnly);
        const cnn::DataSplit unreadable = readImageFolder(dir.path());
        QCOMPARE(unreadable.train.classNames, (std::vector<std::string>{"b", "d"}));
        QVERIFY(unreadable.note.find("The class a has no pictures and is left out.") != std::string::npos);
        for (const int label : unreadable.train.labels) QVERIFY(label == 0 || label == 1);
        QCOMPARE(unreadable.train.pixels.size(), unreadable.train.size() * 64);
    }

    void picturesDeeperBelongToTheClassAboveAndThoseBesideToNone() {
        QTemporaryDir dir;
        writeClasses(dir.path(), {"a", "b"}, 5, {8, 8});
        writePicture(dir.path(), "left.png", {8, 8}, Qt::white);
        writePicture(dir.path(), "a/more/1.png", {8, 8}, Qt::white);
        writePicture(dir.path(), "a/more/still/2.png", {8, 8}, Qt::white);
        const cnn::DataSplit split = readImageFolder(dir.path());
        QCOMPARE(split.train.size() + split.test.size(), std::size_t{12});
        for (const cnn::Dataset* set : {&split.train, &split.test})
            for (std::size_t i = 0; i < set->size(); ++i)
                if (set->bytes(i)[0] == 255) QCOMPARE(set->labels[i], 0);
        QCOMPARE(split.note, std::string("2 pictures lie deeper, as in a/more, and are of the class folder above them. "
                                         "1 picture lies beside the class folders and is left out."));
    }

    void aFolderThatHoldsNothingButAFolderIsSteppedInto() {
        QTemporaryDir plain, wrapped;
        writeClasses(plain.path(), {"a", "b"}, 5, {8, 8});
        writeClasses(wrapped.path() + "/archive/flowers", {"a", "b"}, 5, {8, 8});
        const cnn::DataSplit split = readImageFolder(wrapped.path());
        QVERIFY(same(split.train, readImageFolder(plain.path()).train));
        QCOMPARE(split.note, std::string("The classes are the subfolders of archive/flowers."));
    }

    void picturesThatMayBeDamagedAreReadAndNamed() {
        QTemporaryDir dir;
        writeClasses(dir.path(), {"a", "b"}, 5, {8, 8});
        QImage noise(60, 60, QImage::Format_Grayscale8);
        for (int i = 0; i < 3600; ++i) noise.scanLine(i / 60)[i % 60] = static_cast<uchar>(i * i % 251);
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        QVERIFY(noise.save(&buffer, "jpg"));
        bytes.insert(bytes.size() - 2, QByteArray(30, 1)); // in front of the end's own mark
        QFile file(dir.path() + "/a/hurt.jpg");
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
        file.close();
        const cnn::DataSplit split = readImageFolder(dir.path());
        QCOMPARE(split.train.size() + split.test.size(), std::size_t{11});
        QCOMPARE(QString::fromStdString(split.note), "1 of 11 pictures may be damaged inside: a/hurt.jpg.");
    }

    // Beside each stands the file that Qt would take for it.
    void namesThatAreNoUtf8AreReadAsTheyAre() {
        const TempFolder folder;
        QTemporaryDir pictures;
        const auto put = [&](int shade, const std::string& name) {
            writePicture(pictures.path(), "p.png", {8, 8}, QColor(shade, shade, shade));
            std::filesystem::create_directories((folder.path() / name).parent_path());
            std::filesystem::copy_file((pictures.path() + "/p.png").toStdString(), folder.path() / name,
                                       std::filesystem::copy_options::overwrite_existing);
        };
        for (const char* decoy : {"d\xef\xbf\xbd", "d?", "d"})
            for (const char* name : {"x", "y"}) put(250, std::string(decoy) + "/" + name + "/a.png");
        for (const char* name : {"p\xff.png", "q\xff.png"}) {
            put(10, std::string("d\xff/c\xfe/") + name);
            put(20, std::string("d\xff/c\xff/") + name);
        }
        folder.write("d\xff/c\xff/bad\xfd.png", "no picture");
        const cnn::DataSplit split = readImageFolder(nameOf(folder.path() / "d\xff"));
        QCOMPARE(split.name, std::string("d\\xff"));
        QCOMPARE(split.train.classNames, (std::vector<std::string>{"c\\xfe", "c\\xff"}));
        QCOMPARE(split.train.shape, (cnn::Shape{1, 8, 8, 1}));
        for (const cnn::Dataset* set : {&split.train, &split.test})
            for (std::size_t i = 0; i < set->size(); ++i) QCOMPARE(int{set->bytes(i)[0]}, 10 + 10 * set->labels[i]);
        QCOMPARE(split.train.size() + split.test.size(), std::size_t{4});
        QCOMPARE(QString::fromStdString(split.note),
                 "1 of 5 files could not be read as pictures and were left out: c\\xff/bad\\xfd.png.");
        std::filesystem::create_directory(folder.path() / "d\xff/na\xefve");
        const std::string more = readImageFolder(nameOf(folder.path() / "d\xff")).note;
        QVERIFY(more.find("The subfolder na\\xefve holds no files and is left out.") != std::string::npos);
        QVERIFY(refusalOf(nameOf(folder.path() / "d\xff/na\xefve")).contains("d\\xff/na\\xefve"));
        const QString absent = refusalOf(nameOf(folder.path() / "e\xff"));
        QVERIFY2(absent.contains("/e\\xff"), qPrintable(absent));
        // As a scene keeps it, and as it is dropped.
        const QString name = nameOf(folder.path() / "d\xff");
        const QByteArray json = QJsonDocument(QJsonObject{{"folder", name}}).toJson();
        QCOMPARE(QJsonDocument::fromJson(json)["folder"].toString(), name);
        QCOMPARE(
            droppedName(QUrl::fromEncoded("file://" + QByteArray::fromStdString(folder.path().string()) + "/d%ff")),
            name);
        QCOMPARE(droppedName(QUrl::fromLocalFile("/a b/50%ff ä.png")), "/a b/50%ff ä.png");
    }

    void trainingImagesAloneAreSplit() {
        for (const bool emptyTest : {false, true}) {
            QTemporaryDir plain, dir;
            writeClasses(plain.path(), {"a", "b"}, 5, {8, 8});
            writeClasses(dir.path() + "/train", {"a", "b"}, 5, {8, 8});
            if (emptyTest) writePicture(dir.path(), "test/1.png", {8, 8}, Qt::white);
            const cnn::DataSplit split = readImageFolder(dir.path());
            QVERIFY(same(split.test, readImageFolder(plain.path()).test));
            const QString note = QString::fromStdString(split.note);
            QVERIFY2(note.endsWith("There are no test images beside train: a fifth of each class is kept for testing."),
                     qPrintable(note));
            QCOMPARE(note.contains("not used: test"), emptyTest);
        }
    }

    void picturesWithoutClassFoldersAreAskedForClasses() {
        QTemporaryDir dir;
        writePicture(dir.path(), "dog.1.png", {8, 8}, Qt::white);
        writePicture(dir.path(), "cat.1.png", {8, 8}, Qt::white);
        QVERIFY(refuses(dir.path(), {"holds 2 pictures but neither subfolders", "subfolder with its name",
                                     "cat.1.png into", dir.path() + "/cat"}));
    }

    void colourThatIsDroppedIsSaid() {
        QTemporaryDir dir;
        writeClasses(dir.path(), {"a", "b"}, 5, {4, 4});
        writePicture(dir.path(), "b/zz.png", {4, 4}, red);
        QCOMPARE(readImageFolder(dir.path(), {{1, 4, 4, 1}}).note,
                 std::string("1 of 11 pictures are coloured; they are read in grey, without their colour."));
        QVERIFY(readImageFolder(dir.path()).note.empty());
    }

    void aClassThatIsTestedButNotTrainedIsRefused() {
        QTemporaryDir dir;
        writeClasses(dir.path() + "/train", {"a", "b"}, 2, {8, 8});
        writeClasses(dir.path() + "/test", {"a", "c"}, 2, {8, 8});
        QVERIFY(refuses(dir.path(), {"/test", "\"c\"", "/train"}));
    }

    void tooManyPixelsAreRefused() {
        QTemporaryDir dir;
        writeClasses(dir.path(), {"a", "b"}, 2, {8, 8});
        const QString sentence = refusalOf(dir.path(), {{3, 16000, 16000, 1}});
        QVERIFY2(sentence.contains("2 GB") && sentence.contains("smaller size: 13377 × 13377 fits"),
                 qPrintable(sentence));
    }

    void mnistsFilesInTheFolderAreReadAsTheyAre() {
        QTemporaryDir dir;
        writeDigitFolder(dir.path().toStdString(), 20, 10);
        writeClasses(dir.path(), {"a", "b"}, 2, {8, 8});
        const cnn::DataSplit split = readLabelledData(dir.path());
        QVERIFY(same(split.train, cnn::loadIdxFolder(dir.path().toStdString()).train));
        QVERIFY(same(readLabelledData(dir.path(), {}, {}, cnn::DataPart::TestSet).test, split.test));
    }

    void readingSaysHowFarItIsAndEndsWhenToldTo() {
        QTemporaryDir dir;
        writeClasses(dir.path(), {"a", "b"}, 10, {8, 8});
        std::vector<double> said;
        readImageFolder(dir.path(), {}, {{}, [&](double done) { said.push_back(done); }});
        QVERIFY(said.size() >= 10 && std::is_sorted(said.begin(), said.end()) && said.back() < 1);
        std::stop_source stop;
        int heard = 0;
        const auto stopSoon = [&](double) {
            if (++heard == 3) stop.request_stop();
        };
        QVERIFY_EXCEPTION_THROWN(readImageFolder(dir.path(), {}, {stop.get_token(), stopSoon}), cnn::Error);
        QCOMPARE(heard, 3);
    }

    void theLoaderGivesUpWhenToldToAndReadsTheNextWish() {
        std::atomic<bool> stopped = false;
        DataLoader loader([&](const DataSource& source, const std::stop_token& stop, const auto& progress) {
            progress(0.25);
            if (source.folder == "slow")
                while (!stop.stop_requested()) std::this_thread::yield();
            stopped = stopped || stop.stop_requested();
            return tiny(source.folder);
        });
        QSignalSpy loaded(&loader, &DataLoader::loaded), failed(&loader, &DataLoader::failed);
        loader.load({DataSource::Folder, "slow"});
        QTRY_COMPARE(loader.progress(), 0.25);
        QVERIFY(loader.loading());
        loader.stop();
        QVERIFY(!loader.loading());
        QCOMPARE(failed.count(), 1);
        QCOMPARE(failed[0][1].toString(), "The images were not read to the end.");
        loader.load({DataSource::Folder, "quick"});
        QTRY_COMPARE(loaded.count(), 1);
        QVERIFY(stopped);
        QCOMPARE(failed.count(), 1);
        QVERIFY(!loader.find({DataSource::Folder, "slow"}));
        QCOMPARE(loader.find({DataSource::Folder, "quick"})->name, std::string("quick"));
    }

    void theLoaderShufflesWhatItHasWithoutReadingAgain() {
        int reads = 0;
        DataLoader loader([&](const DataSource& source, const std::stop_token&, const auto&) {
            ++reads;
            return tiny(source.folder);
        });
        const DataSource plain{DataSource::Folder, "x"}, shuffled{DataSource::Folder, "x", true};
        loader.load(plain);
        loader.wait();
        loader.load(shuffled);
        loader.wait();
        QCOMPARE(reads, 1);
        const auto order = cnn::shuffledOrder(4, 1);
        QCOMPARE(loader.find(shuffled)->test.pixels, cnn::reordered(loader.find(plain)->test, order).pixels);
    }
};

UI_TEST_OF(QCoreApplication, TestImageFolders)
} // namespace test_image_folders
#include "test_image_folders.moc"
