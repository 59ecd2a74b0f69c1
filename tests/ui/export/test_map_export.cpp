// Maps and filters as files: the true numbers in the chosen colours, exact to the pixel, the same from the window as
// from everywhere else; and the other exports of a network from the window.
#include "core/base/save_file.h"
#include "core/layers/partial_conv2d.h"
#include "core/onnx/onnx_file.h"
#include "core/tensor/npy.h"
#include "core/tensor/tensor_text.h"
#include "tests/support/digit_folder.h"
#include "tests/support/sample_networks.h"
#include "tests/ui/support/painted.h"
#include "tests/ui/support/ui_test.h"
#include "ui/export/export_format.h"
#include "ui/export/map_export.h"
#include "ui/export/training_gif.h"
#include "ui/pages/saving.h"
#include "ui/shell/main_window.h"

#include <QMenuBar>
#include <QSvgRenderer>
#include <QtTest>
#include <QtWidgets>

namespace test_map_export {

using namespace ui;

namespace {

NetworkExport sample(const cnn::Network& network) {
    NetworkExport from;
    from.network = std::make_shared<const cnn::Network>(network);
    from.name = "sample.onnx";
    from.image = cnn::randomImages(network.inputShape(), 1, 4);
    from.imageName = "noise";
    return from;
}

NetworkExport sampleLeNet() {
    cnn::Network network = cnn::lenet5({}, 2);
    cnn::fillParameters(network, 2);
    return sample(network);
}

QByteArray bytesOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

cnn::Tensor output(const NetworkExport& from, const char* layer) {
    cnn::Trace trace;
    from.network->forward(from.image, trace);
    return trace.values[*from.network->find(layer) + 1];
}

// The colour of a value as the ramps say it; they are painted from tables, so a step of 1/127 may lie between.
bool near(QRgb pixel, const QColor& colour) {
    const QColor is(pixel);
    return std::abs(is.red() - colour.red()) <= 3 && std::abs(is.green() - colour.green()) <= 3 &&
           std::abs(is.blue() - colour.blue()) <= 3;
}

QImage picture(const MapSet& maps, int map, MapLook look, int cell) {
    return mapPicture(maps, map, mapColours(maps, look)[static_cast<std::size_t>(map)], cell);
}

// How many cells of the sheet have another colour in the middle than the map's own picture; -1: sizes differ.
int wrongCells(const QImage& image, const MapSheet& sheet, const MapSet& maps, const MapLook& look, int tolerance) {
    int wrong = 0;
    for (int i = 0; i < maps.count(); ++i) {
        const QImage exact = picture(maps, i, look, 1);
        for (int y = 0; y < exact.height(); ++y)
            for (int x = 0; x < exact.width(); ++x) {
                const QColor is = image.pixel(sheet.cellRect({"maps", i, y, x}).center().toPoint());
                const QColor should = exact.pixel(x, y);
                wrong += std::abs(is.red() - should.red()) > tolerance ||
                         std::abs(is.green() - should.green()) > tolerance ||
                         std::abs(is.blue() - should.blue()) > tolerance;
            }
    }
    return wrong;
}

// Does to every modal dialog what `answer` says, until there have been `dialogs` of them.
void answerDialogs(int dialogs, const std::function<void(QDialog&)>& answer) {
    auto* timer = new QTimer(qApp);
    auto left = std::make_shared<int>(dialogs);
    auto last = std::make_shared<QPointer<QDialog>>();
    QObject::connect(timer, &QTimer::timeout, [timer, left, last, answer] {
        auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
        if (!dialog || dialog == *last) return;
        *last = dialog;
        if (--*left == 0) timer->deleteLater();
        answer(*dialog);
    });
    timer->start(5);
}

void nameFolder(QDialog& dialog, const QString& path) {
    auto* edit = dialog.findChild<QLineEdit*>("fileNameEdit");
    QVERIFY(edit);
    edit->setText(path);
    QTest::keyClick(edit, Qt::Key_Return);
}

void choose(MainWindow& window, const QString& entry) {
    for (auto* menu : window.menuBar()->findChildren<QMenu*>())
        for (QAction* action : menu->actions())
            if (action->text().remove('&') == entry) return action->trigger();
    QFAIL(qPrintable("there is no menu entry " + entry));
}

template<class Widget> Widget* named(QWidget& in, const QString& name) {
    for (auto* widget : in.findChildren<Widget*>())
        if (widget->accessibleName() == name) return widget;
    qFatal("no widget \"%s\"", qPrintable(name));
}

} // namespace

class TestMapExport : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_images;
private slots:
    void initTestCase() {
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        writeDigitFolder(m_images.path().toStdString(), 128, 20);
        qputenv("CONVSCOPE_FASHION_MNIST", m_images.path().toLocal8Bit()); // no test depends on what is installed
    }

    // A picture of a map has a square of exactly `cell` pixels for each value, in the colour of the value.
    void everyPixelIsAValueInItsColour() {
        const NetworkExport from = sampleLeNet();
        const MapSet maps = layerMaps(from, "conv2");
        const cnn::Tensor values = output(from, "conv2");
        QCOMPARE(maps.count(), 16);
        QCOMPARE(maps.title, QString("conv2: 16 maps of 10 × 10"));
        const float largest = values.array().abs().maxCoeff();
        for (const int cell : {1, 3, 7}) {
            const QImage map = picture(maps, 5, {}, cell);
            QCOMPARE(map.size(), QSize(10, 10) * cell);
            for (int y = 0; y < map.height(); ++y)
                for (int x = 0; x < map.width(); ++x)
                    QVERIFY(near(map.pixel(x, y), signedRamp(double{values.at(5, y / cell, x / cell) / largest})));
        }
    }

    // Grey and viridis begin at 0; a scale of each map's own ends at that map's largest value.
    void rampAndScaleAreTheChosenOnes() {
        const NetworkExport from = sampleLeNet();
        const cnn::Tensor values = output(from, "conv1");
        const MapSet maps = layerMaps(from, "conv1");
        for (int map = 0; map < 6; ++map) {
            float largest = 0;
            for (const float v : maps.map(map)) largest = std::max(largest, v);
            const QImage grey = picture(maps, map, {MapLook::Grey, MapLook::EachMap}, 1);
            const QImage viridis = picture(maps, map, {MapLook::Viridis, MapLook::EachMap}, 1);
            const double all = double{values.array().maxCoeff()};
            const QImage together = picture(maps, map, {MapLook::Grey, MapLook::Layer}, 1);
            for (int y = 0; y < 28; y += 3)
                for (int x = 0; x < 28; x += 3) {
                    const double value = std::max(0.0, double{values.at(map, y, x)});
                    QVERIFY(near(grey.pixel(x, y), greyRamp(value / double{largest})));
                    QVERIFY(near(viridis.pixel(x, y), unsignedRamp(value / double{largest})));
                    QVERIFY(near(together.pixel(x, y), greyRamp(value / all)));
                }
        }
    }

    // On the sheet every map is exact too, in PNG, SVG and PDF.
    void theSheetShowsEveryValueExactly() {
        const NetworkExport from = sampleLeNet();
        QTemporaryDir folder;
        const QDir to(folder.filePath("deep/sheet"));
        for (const MapLook& look : {MapLook{}, MapLook{MapLook::Viridis, MapLook::EachMap, 4}}) {
            const MapSet maps = layerMaps(from, "conv2");
            const QStringList caption = mapCaption(from, true);
            const MapSheet sheet(maps, look, caption);
            writeMaps(maps, look, caption, {"sheet", "svg", "pdf"}, to);
            QCOMPARE(to.entryList(QDir::Files, QDir::Name),
                     (QStringList{"conv2-sheet.pdf", "conv2-sheet.png", "conv2-sheet.svg"}));
            const QImage png(to.filePath("conv2-sheet.png"));
            QCOMPARE(png.size(), sheet.size().toSize());
            QCOMPARE(png.convertToFormat(QImage::Format_RGB32), painted(sheet));
            QCOMPARE(wrongCells(png, sheet, maps, look, 0), 0);

            QSvgRenderer svg(to.filePath("conv2-sheet.svg"));
            QVERIFY(svg.isValid());
            QImage drawn(png.size(), QImage::Format_RGB32);
            QPainter painter(&drawn);
            svg.render(&painter);
            painter.end();
            QCOMPARE(wrongCells(drawn, sheet, maps, look, 0), 0);

            QProcess pdf;
            pdf.setWorkingDirectory(to.path());
            pdf.start("pdftoppm", {"-r", "192", "-png", "-singlefile", "conv2-sheet.pdf", "page"});
            QVERIFY(pdf.waitForFinished(-1));
            const QImage page(to.filePath("page.png"));
            QVERIFY(!page.isNull());
            QCOMPARE(wrongCells(page.scaled(png.size()), sheet, maps, look, 1), 0);
            QVERIFY(QFile::remove(to.filePath("page.png")));
        }
    }

    // The words of the sheet name network, image, layer and the ends of the colours.
    void theSheetSaysWhatItShows() {
        const NetworkExport from = sampleLeNet();
        const MapSheet sheet(layerMaps(from, "conv1"), {}, mapCaption(from, true));
        const MapColours colours = mapColours(layerMaps(from, "conv1"), {})[0];
        for (const QString& words :
             {QString("conv1: 6 maps of 28 × 28"), QString("sample.onnx"), QString("noise"), colours.range()})
            QVERIFY2(sheet.describe().contains(words), qPrintable(sheet.describe()));
        QCOMPARE(sheet.cellAt(sheet.cellRect({"maps", 4, 20, 3}).center()), (CellRef{"maps", 4, 20, 3}));
        QCOMPARE(sheet.cellAt({1, 1}), std::nullopt);
    }

    // NPY and CSV hold the true values, bit for bit.
    void theNumbersAreTheTrueValues() {
        const NetworkExport from = sampleLeNet();
        QTemporaryDir folder;
        writeMaps(layerMaps(from, "pool1"), {}, {}, {"npy", "csv"}, QDir(folder.path()));
        const cnn::Tensor values = output(from, "pool1");
        QCOMPARE(cnn::readNpy(folder.filePath("pool1.npy").toStdString()), values);
        for (int map = 0; map < 6; ++map) {
            const cnn::Tensor table = cnn::readCsv(folder.filePath(QString("pool1-%1.csv").arg(map + 1)).toStdString());
            for (int y = 0; y < 14; ++y)
                for (int x = 0; x < 14; ++x) QCOMPARE(table.at(0, y, x), values.at(map, y, x));
        }
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 7);
    }

    // A dense layer's values are no maps: one row of them, not 120 pictures of a single value.
    void valuesThatAreNoMapsStandInARow() {
        const NetworkExport from = sampleLeNet();
        QTemporaryDir folder;
        writeMaps(layerMaps(from, "dense1"), {}, {}, {"png", "csv", "npy"}, QDir(folder.path()));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files, QDir::Name),
                 (QStringList{"dense1.csv", "dense1.npy", "dense1.png"}));
        QCOMPARE(QImage(folder.filePath("dense1.png")).width() % 120, 0);
        QCOMPARE(cnn::readNpy(folder.filePath("dense1.npy").toStdString()), output(from, "dense1"));
    }

    // Kernels: a row a filter, a column an input map; as NumPy array with PyTorch's axes.
    void kernelsStandInATableOfFiltersAndInputs() {
        const NetworkExport from = sampleLeNet();
        const MapSet kernels = layerWeights(from, "conv2");
        QCOMPARE(kernels.title, QString("conv2: 16 filters of 5 × 5 on 6 maps"));
        QCOMPARE(mapColumns(kernels), 6);
        const MapSheet sheet(kernels, {}, {});
        const QRectF first = sheet.cellRect({"maps", 0, 0, 0}), next = sheet.cellRect({"maps", 6, 0, 0});
        QCOMPARE(first.left(), next.left());
        QVERIFY(next.top() > first.bottom());
        QTemporaryDir folder;
        writeMaps(kernels, {}, {}, {"png", "npy"}, QDir(folder.path()));
        const auto filters =
            cnn::filtersFromNpy(bytesOf(folder.filePath("conv2-kernels.npy")).toStdString(), "kernels");
        QCOMPARE(filters.size(), std::size_t{16});
        const auto weight = from.network->layer(3).parameters()[0].value.values();
        QCOMPARE(filters[3].at(2, 1, 4), weight[((3 * 6 + 2) * 5 + 1) * 5 + 4]);
        QVERIFY(QFile::exists(folder.filePath("conv2-kernels-04-3.png")));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 16 * 6 + 1);
    }

    // Every kind of weights: no connection is zero, a dense layer is one picture, a subsampling a row.
    void otherWeightsHaveTheirShapes() {
        const NetworkExport from = sample(cnn::kindsOf1998(3));
        const MapSet partial = layerWeights(from, "partial");
        QCOMPARE(partial.count(), 4 * 3);
        QVERIFY(std::ranges::all_of(partial.map(1), [](float v) { return v == 0; })); // output 1 does not read map 2
        QVERIFY(std::ranges::any_of(partial.map(0), [](float v) { return v != 0; }));
        QCOMPARE(layerWeights(from, "subsample").values.shape(), (cnn::Shape{1, 1, 4, 1}));
        const MapSet dense = layerWeights(from, "dense");
        QCOMPARE(dense.values.shape().h, 4);
        QCOMPARE(dense.count(), 1);
        QVERIFY(!hasWeights(*from.network, "scaled"));
        QVERIFY_EXCEPTION_THROWN(layerWeights(from, "scaled"), cnn::Error);
        QVERIFY_EXCEPTION_THROWN(layerMaps(from, "conv9"), cnn::Error);
        // Units that read an image have a picture each.
        const MapSet units = layerWeights(sample(cnn::mlp({}, 1)), "dense1");
        QCOMPARE(units.values.shape(), (cnn::Shape{75, 28, 28, 1}));
        QCOMPARE(units.extents, (std::vector<int>{75, 784}));
        const MapSet image = layerMaps(from, "input");
        QCOMPARE(image.values, from.image);
    }

    // What is too much for pictures is refused before a file is written; its numbers are not.
    void tooManyMapsAreRefusedBeforeAnythingIsWritten() {
        QTemporaryDir folder;
        const QDir to(folder.filePath("much"));
        MapSet many{"many", "many: 5 000 maps", cnn::Tensor({5000, 2, 2, 1}), {5000, 2, 2}, 0};
        QVERIFY_EXCEPTION_THROWN(writeMaps(many, {}, {}, {"png", "npy"}, to), cnn::Error);
        QVERIFY(!to.exists());
        writeMaps(many, {}, {}, {"npy"}, to);
        QVERIFY(to.exists("many.npy"));
        MapSet wide{"wide", "wide: 1 map", cnn::Tensor({1, 2, 2000, 1}), {1, 2, 2000}, 0};
        QVERIFY_EXCEPTION_THROWN(writeMaps(wide, {MapLook::Automatic, MapLook::Layer, 10}, {}, {"sheet"}, to),
                                 cnn::Error);
        QVERIFY(!to.exists("wide-sheet.png"));
    }

    // From the window: the dialog's choices, the same bytes, and a sentence where they are.
    void theWindowWritesTheSameBytes() {
        MainWindow window{Style{}};
        window.openLesson(static_cast<int>(findLesson("lenet-live") - lessons().data()));
        window.show();
        window.page()->settle(3);
        QTemporaryDir folder;
        const QString to = folder.filePath("maps");
        answerDialogs(2, [&](QDialog& dialog) {
            if (qobject_cast<QFileDialog*>(&dialog)) return nameFolder(dialog, to);
            named<QComboBox>(dialog, "Layer")->setCurrentText("pool1");
            QTest::mouseClick(named<QToolButton>(dialog, "Largest value: In each map"), Qt::LeftButton);
            for (auto* box : dialog.findChildren<QCheckBox*>())
                if (!box->isChecked()) QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(8, box->height() / 2));
            for (auto* button : dialog.findChildren<QPushButton*>())
                if (button->text() == "Export…") return QTest::mouseClick(button, Qt::LeftButton);
        });
        choose(window, "Maps and filters…");
        auto* notice = window.findChild<QLabel*>("noticeText");
        QTRY_VERIFY2(notice->text().contains(to), qPrintable(notice->text()));
        const NetworkExport from = *savingOf(window.page())->networkExport();
        QStringList all;
        for (const MapFormat& format : mapFormats()) all << format.id;
        const QDir expected(folder.filePath("expected"));
        writeMaps(layerMaps(from, "pool1"), {MapLook::Automatic, MapLook::EachMap, 0}, mapCaption(from, true), all,
                  expected);
        const QStringList files = expected.entryList(QDir::Files);
        QCOMPARE(files.size(), 6 + 3 + 1 + 6);
        QCOMPARE(QDir(to).entryList(QDir::Files), files);
        for (const QString& file : files)
            if (!file.endsWith(".pdf")) // which hold the time of day
                QVERIFY2(bytesOf(to + "/" + file) == bytesOf(expected.filePath(file)), qPrintable(file));
    }

    // A folder that is there is not written into; the way to PyTorch knows where the images lie.
    void theWindowExportsForPyTorchIntoANewFolder() {
        MainWindow window{Style{}};
        window.openLesson(static_cast<int>(findLesson("inside-lenet") - lessons().data()));
        window.show();
        window.page()->settle(3);
        QTemporaryDir folder;
        const QString to = folder.filePath("torch");
        answerDialogs(1, [&](QDialog& dialog) { nameFolder(dialog, to); });
        choose(window, "For PyTorch…");
        auto* notice = window.findChild<QLabel*>("noticeText");
        QTRY_VERIFY2(notice->text().contains("python3 train.py"), qPrintable(notice->text()));
        const NetworkExport from = *savingOf(window.page())->networkExport();
        cnn::Trace trace;
        cnn::loadOnnx((to + "/model.onnx").toStdString()).forward(from.image, trace);
        QCOMPARE(cnn::readNpy((to + "/check_output.npy").toStdString()), trace.output());
        QVERIFY(bytesOf(to + "/train.py").contains(m_images.path().toUtf8()));
        QVERIFY(!QDir(to).exists("data"));
        // The course of the run and its film, as they stand.
        const auto nameFile = [&](const QString& name) {
            answerDialogs(1, [path = folder.filePath(name)](QDialog& dialog) { nameFolder(dialog, path); });
        };
        nameFile("run.csv");
        choose(window, "Course of the run…");
        QCOMPARE(bytesOf(folder.filePath("run.csv")).toStdString(), toCsv(from.course));
        QVERIFY2(notice->text().contains("run.csv"), qPrintable(notice->text()));
        QCOMPARE(notice->parent()->objectName(), "newsBar"); // done: that looks other than what is wrong
        QCOMPARE(bytesOf(folder.filePath("run.csv")).count('\n'), 1 + 3);
        nameFile("film.gif");
        choose(window, "Training as GIF…");
        QTRY_VERIFY2(notice->text().contains("film.gif"), qPrintable(notice->text()));
        QVERIFY(from.film);
        QCOMPARE(bytesOf(folder.filePath("film.gif")), filmGif(FilterFilm(from.film())));
        // In a lesson without a network the entries say so.
        window.openLesson(0);
        QVERIFY(!savingOf(window.page()));
        choose(window, "For PyTorch…");
        QVERIFY(notice->text().contains("no network"));
    }
};

UI_TEST(TestMapExport)
} // namespace test_map_export
#include "test_map_export.moc"
