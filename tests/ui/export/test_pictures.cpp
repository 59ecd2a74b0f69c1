// Pictures for coursework: without a ground, at any resolution, as LaTeX, several steps on one sheet; read back.
#include "core/base/error.h"
#include "tests/support/temp_folder.h"
#include "tests/ui/support/ui_test.h"
#include "ui/export/export_format.h"
#include "ui/export/film_strip.h"
#include "ui/export/tikz.h"
#include "ui/export/tikz_words.h"
#include "ui/pages/lesson.h"
#include "ui/shell/main_window.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

namespace test_pictures {

using namespace ui;

namespace {

Reel reelOf(MainWindow& window, const char* lesson) {
    window.openLessonOf(lesson);
    window.page()->settle(0);
    return window.page()->reel();
}

Style clearStyle(Theme theme = Theme::Light) {
    Style style;
    style.theme = clear(theme);
    return style;
}

QImage on(const QImage& picture, const QColor& ground) {
    QImage image(picture.size(), QImage::Format_RGB32);
    image.fill(ground);
    QPainter(&image).drawImage(QRect(QPoint(), picture.size()), picture);
    return image;
}

// The share of pixels that differ by more than rounding.
double shareOff(const QImage& a, const QImage& b) {
    int off = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x) {
            const QRgb p = a.pixel(x, y), q = b.pixel(x, y);
            off += std::abs(qRed(p) - qRed(q)) > 3 || std::abs(qGreen(p) - qGreen(q)) > 3 ||
                   std::abs(qBlue(p) - qBlue(q)) > 3;
        }
    return off / static_cast<double>(a.width() * a.height());
}

// Where something else than the ground is, as shares of the picture's sides.
QRectF inkOf(const QImage& image) {
    const QRgb ground = image.pixel(0, 0);
    QRect ink;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (image.pixel(x, y) != ground) ink |= QRect(x, y, 1, 1);
    const double w = image.width(), h = image.height();
    return {ink.left() / w, ink.top() / h, ink.width() / w, ink.height() / h};
}

QString refused(const std::function<void()>& work) {
    try {
        work();
    } catch (const cnn::Error& e) {
        return e.what();
    }
    return {};
}

struct Files {
    QString of(const char* name) const { return QString::fromStdString((folder.path() / name).string()); }
    QByteArray bytes(const char* name) const {
        QFile file(of(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    TempFolder folder;
};

} // namespace

class TestPictures : public QObject {
    Q_OBJECT
private slots:
    // Laid on the stage's ground it is the ordinary picture.
    void withoutItsGroundAPictureIsTheSameOnThatGround() {
        MainWindow window{Style{}};
        const Files files;
        for (const char* lesson : {"cross-correlation", "padding", "input-channels", "lenet-5"}) {
            const Reel reel = reelOf(window, lesson);
            for (const Theme theme : {Theme::Light, Theme::Dark}) {
                Style style;
                style.theme = theme;
                const auto figure = reel.figure(0, reel.size, style);
                exportFigure(*figure, style, files.of("a.png"));
                exportFigure(*reel.figure(0, reel.size, clearStyle(theme)), clearStyle(theme), files.of("b.png"));
                const QImage whole(files.of("a.png")), clear(files.of("b.png"));
                QVERIFY(clear.hasAlphaChannel() && !whole.hasAlphaChannel());
                QCOMPARE(qAlpha(clear.pixel(0, 0)), 0);
                const double off = shareOff(on(clear, style.colors().window), whole);
                // But for the beam, which is seen behind cells that are still empty.
                QVERIFY2(off < 0.03, qPrintable(QString("%1 %2").arg(lesson).arg(off)));
                QVERIFY2(inkOf(clear).width() > 0.8, lesson);
            }
        }
    }
    // No format paints the ground then.
    void drawingsHaveNoGroundEither() {
        MainWindow window{Style{}};
        const Reel reel = reelOf(window, "cross-correlation");
        const auto figure = reel.figure(0, reel.size, Style{});
        const QString ground = Style{}.colors().window.name();
        const auto text = [&](const char* suffix, const Style& style) {
            return QString::fromUtf8(formatFor(QString("a.") + suffix).write(*figure, style, {}));
        };
        const QString ofGround = "<rect[^>]*fill=\"" + ground + "\"|fill=\"" + ground + "\"";
        QVERIFY(text("svg", Style{}).contains(QRegularExpression(ofGround)));
        const QString clearSvg = text("svg", clearStyle());
        QVERIFY(!clearSvg.contains(QRegularExpression("fill=\"" + ground + "\" fill-opacity=\"1\"")));
        const QString named = "csf" + ground.mid(2);
        QVERIFY(text("tex", Style{}).contains("fill=" + named));
        QVERIFY(!text("tex", clearStyle()).contains("fill=" + named));
    }
    void aPictureSaysHowLargeItIsOnPaper() {
        MainWindow window{Style{}};
        const Files files;
        const Reel reel = reelOf(window, "stride");
        const auto figure = reel.figure(0, reel.size, Style{});
        for (const int dpi : {96, 150, 300}) {
            const double perInch = reel.size.width() / 16 * 2.54; // 16 cm wide
            exportFigure(*figure, Style{}, files.of("a.png"), {dpi / perInch, perInch});
            const QImage image(files.of("a.png"));
            QCOMPARE(image.width(), qRound(16 / 2.54 * dpi));
            // All of it, whatever the scale.
            const QRectF ink = inkOf(image), usual = inkOf(paintedPicture(*figure, Style{}, 1));
            QVERIFY(std::abs(ink.right() - usual.right()) < 0.005 && std::abs(ink.bottom() - usual.bottom()) < 0.005);
        }
        const QString svg = QString::fromUtf8(formatFor("a.svg").write(*figure, Style{}, {1, 192}));
        const auto width = QRegularExpression("width=\"([0-9.]+)mm\"").match(svg);
        QVERIFY(std::abs(width.captured(1).toDouble() - reel.size.width() / 192 * 25.4) < 0.1);
        const QByteArray pdf = formatFor("a.pdf").write(*figure, Style{}, {1, 192});
        const auto box = QRegularExpression("MediaBox \\[0 0 ([0-9.]+) ").match(QString::fromLatin1(pdf));
        QVERIFY(std::abs(box.captured(1).toDouble() - reel.size.width() / 192 * 72) < 1);
    }
    // Each step stands on the sheet as it is alone, under its number.
    void aStripHoldsTheSameFigures() {
        MainWindow window{Style{}};
        const Reel reel = reelOf(window, "cross-correlation");
        const auto strip = stripOf(reel, 1, 4, Style{});
        const QImage sheet = paintedPicture(*strip, Style{}, 1);
        for (int step = 1; step <= 4; ++step) {
            const QImage alone = paintedPicture(*reel.figure(step - 1, reel.size, Style{}), Style{}, 1);
            const QRect inner = alone.rect().adjusted(2, 2, -2, -2);
            const QPoint corner = strip->place(step - 1).topLeft().toPoint();
            QVERIFY2(sheet.copy(inner.translated(corner)).convertToFormat(alone.format()) == alone.copy(inner),
                     qPrintable(QString::number(step)));
            QVERIFY(strip->describe().contains(QString("Step %1 of 4: ").arg(step)));
        }
        QVERIFY(refused([&] { (void)stripOf(reel, 3, 9, Style{}); }).contains("there are the steps 1 to 4"));
        QVERIFY(refused([&] { (void)stripOf(reelOf(window, "images-as-grids"), 1, 99, Style{}); }).contains("1 to 36"));
        // As a drawing, too: all words of all steps are in it.
        const QString svg = QString::fromUtf8(formatFor("a.svg").write(*strip, Style{}, {}));
        QCOMPARE(svg.count(QRegularExpression(">Step \\d of 4<")), 4);
    }
    void aDrawingForLatexIsWellFormed() {
        MainWindow window{Style{}};
        for (const char* lesson : {"cross-correlation", "padding", "input-channels", "lenet-5", "stride"}) {
            const Reel reel = reelOf(window, lesson);
            const auto figure = reel.figure(0, reel.size, Style{});
            const TikzDrawing drawing = tikzOf(*figure, Style{}, {}, "fig");
            const QString text = QString::fromUtf8(drawing.text);
            QCOMPARE(text.count("\\begin{tikzpicture}"), 1);
            QVERIFY(text.endsWith("\\end{tikzpicture}\n"));
            QCOMPARE(text.count("\\begin{scope}"), text.count("\\end{scope}"));
            QString braces = text; // escaped ones are words
            braces.remove("\\{").remove("\\}");
            QCOMPARE(braces.count('{'), braces.count('}'));
            QVERIFY2(text.count("\\node[") > 5 && text.count("\\path[") > 10, lesson);
            QVERIFY(!text.contains("nan") && !text.contains("inf,"));
            static const QRegularExpression colour("cs[0-9a-f]+\\b");
            for (auto at = colour.globalMatch(text); at.hasNext();) {
                const QString name = at.next().captured();
                QVERIFY2(text.contains("\\definecolor{" + name + "}"), qPrintable(name));
            }
            for (const QChar c : text) QVERIFY2(c.unicode() < 0x180, qPrintable(QString(c))); // any LaTeX reads it
        }
    }
    void wordsAreWrittenForLatex() {
        QCOMPARE(tikzWords("3 × 3 − 1 = 50 %").value(), QByteArray("3 $\\times$ 3 $-$ 1 = 50 \\%"));
        QCOMPARE(tikzWords("a_b & {c}").value(), QByteArray("a\\_b \\& \\{c\\}"));
        QCOMPARE(tikzWords("Größe").value(), QByteArray("Größe"));
        QVERIFY(!tikzWords("卷积").has_value()); // drawn as outlines instead
    }
    // Pictures of too many colours to be drawn lie beside the text, which names them.
    void aPhotoInADrawingForLatexIsAFileBesideIt() {
        MainWindow window{Style{}};
        const Files files;
        const Reel reel = reelOf(window, "edges-on-pictures");
        exportFigure(*reel.figure(0, reel.size, Style{}), Style{}, files.of("edges.tex"));
        const QString text = QString::fromUtf8(files.bytes("edges.tex"));
        QVERIFY(text.contains("]{edges-1.png}"));
        QVERIFY(!QImage(files.of("edges-1.png")).isNull());
        const auto names = QDir(files.of("")).entryList({"*.png"}, QDir::Files);
        QCOMPARE(names.size(), text.count("\\includegraphics"));
    }
    void whatCannotBeWrittenIsSaid() {
        MainWindow window{Style{}};
        const Files files;
        const Reel reel = reelOf(window, "stride");
        const auto figure = reel.figure(0, reel.size, Style{});
        QVERIFY(refused([&] { exportFigure(*figure, Style{}, files.of("a.png"), 20); }).contains("at most 16384"));
        QVERIFY(refused([&] { exportFigure(*figure, Style{}, files.of("no/a.tex")); }).contains("no such folder"));
        QVERIFY(refused([&] { exportFigure(*figure, Style{}, files.of("a.bmp")); }).contains(".tex"));
        QVERIFY(QDir(files.of("")).isEmpty());
    }
};

UI_TEST(TestPictures)
} // namespace test_pictures
#include "test_pictures.moc"
