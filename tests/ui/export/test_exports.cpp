// What is written as PDF and SVG, looked into.
#include "tests/support/temp_folder.h"
#include "tests/ui/support/lesson_sweep.h"
#include "tests/ui/support/ui_test.h"
#include "ui/export/export_format.h"
#include "ui/pages/lesson.h"
#include "ui/shell/main_window.h"

#include <QFile>
#include <QFontMetricsF>
#include <QRegularExpression>
#include <QTest>

namespace test_exports {

using namespace ui;

namespace {

QByteArray exported(const Figure& figure, const char* suffix) {
    const TempFolder folder;
    const QString path = QString::fromStdString((folder.path() / "a.").string()) + suffix;
    exportFigure(figure, Style{}, path);
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// The figure of one lesson of each kind of page, as it opens.
template<class Look> void forEachFigure(Look look) {
    MainWindow window{Style{}};
    for (const int i : isInstrumented ? sweptLessons() : oneLessonOfEachPage()) {
        window.openLesson(i);
        window.page()->settle(0);
        const auto figure = window.page()->reel().figure(window.page()->reelIndex(), {1304, 932}, Style{});
        look(*figure, lessons()[static_cast<std::size_t>(i)].id);
        if (QTest::currentTestFailed()) return;
    }
}

} // namespace

class TestExports : public QObject {
    Q_OBJECT
private slots:
    void theSameFigureMakesTheSameBytesAndNoDate() {
        forEachFigure([](const Figure& figure, const QString& lesson) {
            for (const ExportFormat& format : exportFormats()) {
                const QByteArray once = exported(figure, qPrintable(format.suffix));
                QVERIFY(once.size() > 1000);
                QVERIFY2(exported(figure, qPrintable(format.suffix)) == once, qPrintable(lesson + " " + format.suffix));
                for (const char* dated : {"CreationDate", "ModDate", "xmp:", "/ID [", "tIME"})
                    QVERIFY2(!once.contains(dated), qPrintable(lesson + ": " + dated));
            }
        });
    }
    // A reader that copies text looks the glyphs up in these tables.
    void theTextOfAPdfHasSpacesAndNoTabs() {
        forEachFigure([](const Figure& figure, const QString& lesson) {
            const QByteArray pdf = exported(figure, "pdf");
            bool spaces = false;
            for (qsizetype at = 0; (at = pdf.indexOf("begincmap", at)) >= 0; ++at) {
                const QByteArray table = pdf.mid(at, pdf.indexOf("endcmap", at) - at);
                QVERIFY2(!table.contains("<0009>"), qPrintable(lesson));
                spaces = spaces || table.contains("<0020>");
            }
            QVERIFY2(spaces, qPrintable(lesson));
            // Nothing was shifted: the table of offsets is where the file says.
            const QByteArray end = pdf.mid(pdf.lastIndexOf("startxref") + 10).simplified();
            QCOMPARE(pdf.mid(end.split(' ')[0].toInt(), 4), QByteArray("xref"));
        });
    }
    // On another machine other fonts stand in, and every word and number is as wide as here.
    void theTextOfAnSvgNamesKnownFontsAndItsWidth() {
        forEachFigure([](const Figure& figure, const QString& lesson) {
            const QString svg = QString::fromUtf8(exported(figure, "svg"));
            QVERIFY(!svg.contains("font-family=\"Sans Serif\""));
            static const QRegularExpression family("font-family=\"([^\"]*)\"");
            for (auto at = family.globalMatch(svg); at.hasNext();) {
                const QString names = at.next().captured(1);
                QVERIFY2(names.contains("'DejaVu Sans', Verdana") && names.endsWith(", sans-serif"), qPrintable(names));
            }
            static const QRegularExpression text("<text ([^>]*)>([^<]*)</text>");
            static const QRegularExpression size("font-size=\"([^\"]*)\" font-weight=\"(\\d+)\""),
                length("textLength=\"([^\"]*)\"");
            int numbers = 0;
            QMap<QString, QString> widths; // of one digit, by font
            for (auto at = text.globalMatch(svg); at.hasNext();) {
                const auto match = at.next();
                const QString attributes = match.captured(1), words = match.captured(2);
                const QString width = length.match(attributes).captured(1);
                QVERIFY2(words.trimmed().isEmpty() || width.toDouble() > 0, qPrintable(lesson + ": " + words));
                if (words.size() != 1 || !words[0].isDigit()) continue;
                const auto font = size.match(attributes);
                QString& known = widths[font.captured(1) + "/" + font.captured(2)];
                if (known.isEmpty()) known = width;
                QCOMPARE(width, known); // digits stand under digits
                ++numbers;
            }
            if (lesson == "cross-correlation") QVERIFY(numbers > 5);
        });
    }
};

UI_TEST(TestExports)
} // namespace test_exports
#include "test_exports.moc"
