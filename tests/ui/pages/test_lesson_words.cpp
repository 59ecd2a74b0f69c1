// What the lessons say is what their scenes calculate, and what is written in the middle of a sum adds up.
#include "core/samples/kernel_library.h"
#include "core/walk/window_facts.h"
#include "tests/ui/support/painted_words.h"
#include "tests/ui/support/ui_test.h"
#include "ui/lessons/channels/channel_figure.h"
#include "ui/lessons/channels/channel_scene.h"
#include "ui/lessons/window/window_figure.h"
#include "ui/lessons/window/window_settings.h"
#include "ui/pages/lesson.h"
#include "ui/pages/page.h"
#include "ui/shell/page_catalog.h"

#include <QJsonArray>
#include <QLabel>
#include <QRegularExpression>
#include <QTest>
#include <QTextDocument>
#include <QVBoxLayout>
#include <functional>

namespace test_lesson_words {

using namespace ui;

namespace {

WindowScene sceneOf(const char* lesson) {
    return windowSceneFrom(findLesson(lesson)->scene);
}
cnn::Tensor outputOf(const WindowScene& scene) {
    return cnn::WindowWalk::make(scene.task())->output();
}
WindowScene padded(WindowScene scene, int padding) {
    for (cnn::Axis* a : {&scene.window.y, &scene.window.x}) a->padBefore = a->padAfter = padding;
    return scene;
}
// How many windows read the pixel of that row and column, counted from 0.
int reads(const WindowScene& scene, int row, int column) {
    const cnn::Tensor uses = cnn::windowUses(scene.window, scene.input.shape());
    return static_cast<int>(uses.at(0, row + scene.window.y.padBefore, column + scene.window.x.padBefore));
}
bool says(const char* lesson, const char* words) {
    const Lesson& l = *findLesson(lesson);
    return (l.headline + "\n" + l.line + "\n" + l.notice).contains(QString::fromUtf8(words));
}
QList<float> list(const cnn::Tensor& t) {
    return {t.values().begin(), t.values().end()};
}

// Without blanks: how wide they are depends on the font.
QString tight(QString text) {
    return text.remove(' ');
}
// Whether the figure paints a line that ends so.
bool paints(const Figure& figure, const QString& end) {
    return std::ranges::any_of(paintedWords(figure), [&](const QString& l) { return tight(l).endsWith(tight(end)); });
}

WindowPicture pictureOf(const WindowScene& scene, int cell, int shown) {
    WindowPicture p;
    p.headline = "A sum";
    p.task = scene.task();
    p.walk = std::make_shared<const cnn::WindowWalk>(*cnn::WindowWalk::make(scene.task()));
    p.cell = cell;
    p.shown = shown;
    return p;
}

QString plainText(const QString& rich) {
    QTextDocument document;
    document.setHtml(rich);
    return document.toPlainText();
}
// Everything written beside the stage of a page.
QString beside(Page& page) {
    QString all;
    for (const QLabel* label : page.inspector()->findChildren<QLabel*>())
        all += (label->textFormat() == Qt::RichText ? plainText(label->text()) : label->text()) + "\n";
    return all;
}
// A lesson's page with its widgets in a window.
struct Opened {
    std::unique_ptr<Page> page;
    QWidget window;
    explicit Opened(const Lesson& lesson) {
        const auto kind = std::ranges::find(pageKinds(), lesson.page, &PageKind::id);
        page = kind->make();
        auto* column = new QVBoxLayout(&window);
        for (QWidget* part : {page->stage(), page->inspector(), page->bar()}) column->addWidget(part);
        page->setStyle(Style{});
        page->open(lesson);
    }
};

// How many formulas of a size there are in these words; each must be true, and speak of 2p exactly when it may.
int formulas(const QString& words, QString& wrong) {
    static const QRegularExpression one(
        "⌊\\((\\d+) \\+ (?:2×(\\d+)|(\\d+) \\+ (\\d+)) − (\\d+)\\) ÷ (\\d+)⌋ \\+ 1 = (−?\\d+)");
    int count = 0;
    for (auto all = one.globalMatch(words); all.hasNext(); ++count) {
        const auto m = all.next();
        const auto number = [&](int i) { return QString(m.captured(i)).replace(QChar(0x2212), '-').toInt(); };
        const int room = number(1) + 2 * number(2) + number(3) + number(4) - number(5);
        if (static_cast<int>(std::floor(static_cast<double>(room) / number(6))) + 1 != number(7)) wrong = m.captured();
    }
    return count;
}

} // namespace

class TestLessonWords : public QObject {
    Q_OBJECT
private slots:
    void theDifferenceIsLeftMinusRight() {
        for (const char* lesson : {"edges", "edges-transposed"}) {
            const WindowScene s = sceneOf(lesson);
            const cnn::Tensor out = outputOf(s);
            for (int y = 0; y < out.shape().h; ++y)
                for (int x = 0; x < out.shape().w; ++x)
                    QCOMPARE(out.at(0, y, x), s.input.at(0, y, x) - s.input.at(0, y, x + 1));
            QVERIFY(findLesson(lesson)->line.contains("eft minus right"));
        }
        QVERIFY(says("edges", "1 where white turns to black") &&
                says("edges", "Sobel x, used on pictures, is right minus left"));
        QVERIFY(!findLesson("edges")->headline.contains("every"));
    }
    void theLibrarySaysWhichSideItTakesAway() {
        cnn::Tensor right({1, 3, 3, 1}), down({1, 3, 3, 1}); // brighter to the right, brighter downwards
        for (int y = 0; y < 3; ++y)
            for (int x = 0; x < 3; ++x) {
                right.at(0, y, x) = static_cast<float>(x);
                down.at(0, y, x) = static_cast<float>(y);
            }
        const auto answer = [](const char* id, const cnn::Tensor& to) {
            WindowScene s;
            s.input = to;
            s.kernel = cnn::findKernel(id)->values;
            s.window.y.kernel = s.kernel.shape().h;
            s.window.x.kernel = s.kernel.shape().w;
            return outputOf(s).at(0, 0, 0);
        };
        for (const char* id : {"sobel-x", "prewitt-x", "scharr-x"}) QVERIFY2(answer(id, right) > 0, id);
        for (const char* id : {"sobel-y", "prewitt-y", "scharr-y"}) QVERIFY2(answer(id, down) > 0, id);
        QVERIFY(answer("difference-x", right) < 0 && answer("difference-y", down) < 0);
        QVERIFY(QString::fromStdString(cnn::findKernel("sobel-x")->does).startsWith("What is right of a pixel less"));
        QVERIFY(QString::fromStdString(cnn::findKernel("difference-x")->does).contains("opposite sign of Sobel x"));
    }
    void paddingCountsAreThoseOfTheScenes() {
        const WindowScene p = sceneOf("padding"), bare = padded(p, 0);
        QCOMPARE(outputOf(p).shape().h, 4);
        QCOMPARE(outputOf(bare).shape().h, 2);
        QCOMPARE(reads(bare, 0, 0), 1);
        QCOMPARE(reads(bare, 1, 1), 4);
        for (int i = 0; i < 9; ++i) QCOMPARE(reads(p, i / 3, i % 3), 4);
        QVERIFY(says("padding", "a corner pixel is in one window, the middle in four"));
        const WindowScene u = sceneOf("how-often-used");
        QCOMPARE(reads(u, 0, 0), 1);
        QCOMPARE(reads(u, 2, 2), 9);
        for (int i = 0; i < 25; ++i) {
            const int y = i / 5, x = i % 5, edges = (y % 4 == 0 ? 1 : 0) + (x % 4 == 0 ? 1 : 0);
            QCOMPARE(reads(padded(u, 1), y, x), edges == 2 ? 4 : edges == 1 ? 6 : 9);
            QCOMPARE(reads(padded(u, 2), y, x), 9);
        }
        QVERIFY(says("how-often-used", "a corner is read four times, the rest of the border six times, and everything "
                                       "inside nine times"));
    }
    void anOddKernelWithHalfOfItLessOneKeepsTheSize() {
        WindowScene s = sceneOf("keep-the-size");
        QCOMPARE(outputOf(s).shape().h, s.input.shape().h);
        QCOMPARE(outputOf(s).shape().w, s.input.shape().w);
        QCOMPARE(s.window.y.kernel, 3);
        QCOMPARE(s.window.y.padBefore, 1);
        for (const int k : {1, 3, 5, 7}) {
            s.resizeKernel(k, k);
            QCOMPARE(outputOf(padded(s, (k - 1) / 2)).shape().h, s.input.shape().h);
        }
    }
    void theFillersMakeTheEdgesThatAreNamed() {
        WindowScene s = sceneOf("padding-modes");
        QVERIFY(s.padMode == cnn::PadMode::Replicate);
        QCOMPARE(outputOf(s).at(0, 0, 0), 0.0F);
        s.padMode = cnn::PadMode::Zeros;
        QCOMPARE(outputOf(s).at(0, 0, 0), -10.0F);
        QCOMPARE(outputOf(s).at(0, 2, 0), -5.0F);
        QVERIFY(says("padding-modes", "the flat border gets −5, the corners −10"));
        QVERIFY(!findLesson("padding-modes")->headline.contains("Zeros")); // it opens on another filler
    }
    void sizesAndSumsAreThoseOfTheScenes() {
        const auto ten = sceneOf("ten-layers");
        QCOMPARE(cnn::stackedLengths(ten.window.y, 12, 10, 200), (std::vector<int>{12, 10, 8, 6, 4, 2}));
        QCOMPARE(cnn::stackedLengths(cnn::Axis{5}, 12, 10, 200), (std::vector<int>{12, 8, 4}));
        WindowScene flip = sceneOf("flip");
        QCOMPARE(list(outputOf(flip)), (QList<float>{5, 11, 23, 29}));
        flip.flip = false;
        QCOMPARE(list(outputOf(flip)), (QList<float>{19, 25, 37, 43}));
        const WindowScene wide = sceneOf("dilation");
        QCOMPARE(wide.window.y.extent() * wide.window.x.extent(), 25);
        QCOMPARE(static_cast<int>(cnn::windowStep(wide.task(), 0, 0).terms.size()), 9);
        QVERIFY(!says("dilation", "see twenty-five"));
        const WindowScene strided = sceneOf("stride");
        for (int i = 0; i < 9; ++i) QCOMPARE(reads(strided, i / 3, i % 3) == 0, i >= 3 && i <= 5);
        const cnn::Tensor flow = outputOf(sceneOf("same-padding"));
        QCOMPARE(list(flow).mid(0, 3), (QList<float>{22, 24, 26}));
        QCOMPARE(list(outputOf(padded(sceneOf("same-padding"), 1))).mid(0, 3), (QList<float>{11, 13, 15}));
        QCOMPARE(channelSceneFrom(findLesson("channel-depth")->scene).channels(), 3);
        QVERIFY(says("channel-depth", "a fourth input channel"));
        std::vector<std::int64_t> ways{1}; // along one axis, through layer after layer of three weights
        for (int layer = 0; layer < 8; ++layer) {
            std::vector<std::int64_t> next(ways.size() + 2, 0);
            for (std::size_t i = 0; i < ways.size(); ++i)
                for (std::size_t k = 0; k < 3; ++k) next[i + k] += ways[i];
            ways = next;
        }
        QVERIFY(ways[8] * ways[8] > 1000000 && ways[0] == 1);
        QVERIFY(says("measured-field", "more than a million paths, one in the corner on a single path"));
    }
    void theSpikesOfTheRecordingStandOut() {
        const WindowScene s = sceneOf("one-dimension");
        const cnn::Tensor out = outputOf(s);
        // A spike is where the next sample but the first is the kernel's peak; the drift alone never gets there.
        std::vector<float> sorted(out.values().begin(), out.values().end());
        std::ranges::sort(sorted, std::greater<>());
        const auto spikes = std::ranges::count_if(sorted, [&](float v) { return v > sorted.front() / 2; });
        QVERIFY2(spikes >= 3 && spikes <= 8, qPrintable(QString::number(spikes)));
        // The best of what is no spike stays far below the least of them.
        QVERIFY(sorted[static_cast<std::size_t>(spikes)] < 0.7F * sorted[static_cast<std::size_t>(spikes) - 1]);
    }
    void aSumInTheMiddleAddsUpInThePicture_data() {
        QTest::addColumn<QString>("lesson");
        for (const char* lesson : {"cross-correlation", "padding", "edges", "keep-the-size"})
            QTest::newRow(lesson) << lesson;
    }
    void aSumInTheMiddleAddsUpInThePicture() {
        QFETCH(QString, lesson);
        const WindowScene s = windowSceneFrom(findLesson(lesson)->scene);
        const int terms = s.window.y.kernel * s.window.x.kernel;
        for (const int cell : {0, 3})
            for (int shown = 1; shown <= terms; ++shown) {
                const WindowFigure figure(pictureOf(s, cell, shown), {1304, 932}, Style{});
                const int columns = outputOf(s).shape().w;
                const auto sum =
                    cnn::writeSum(s.task(), cnn::windowStep(s.task(), cell / columns, cell % columns), shown);
                for (const std::string& line : {sum.line(), sum.productLine()})
                    QVERIFY2(paints(figure, QString::fromStdString(line)),
                             qPrintable(QString::fromStdString(line) + "\n" + paintedWords(figure).join('\n')));
            }
    }
    void aTotalOfChannelsInTheMiddleAddsUpInThePicture() {
        const ChannelScene s = channelSceneFrom(findLesson("why-minus-four")->scene);
        ChannelPicture p;
        p.headline = "A sum";
        p.task = s.task();
        p.walk = std::make_shared<const cnn::ChannelWalk>(*cnn::ChannelWalk::make(s.task()));
        p.cell = 1;
        for (p.shown = 1; p.shown <= 12; ++p.shown) {
            const ChannelFigure figure(p, {1304, 932}, Style{});
            const QString total = QString::fromStdString(p.sums().totalLine());
            QVERIFY2(paints(figure, total), qPrintable(total + "\n" + paintedWords(figure).join('\n')));
        }
        p.shown = 8;
        QCOMPARE(QString::fromStdString(p.sums().totalLine()), QString("3 + (−6) = −3"));
    }
    void whatIsAskedIsNotGivenAwayByTheProducts() {
        WindowPicture p = pictureOf(sceneOf("cross-correlation"), 1, 4);
        p.covered = "cell";
        const WindowFigure figure(p, {1304, 932}, Style{});
        QVERIFY2(paints(figure, "? + ? + ? + ? = ?"), qPrintable(paintedWords(figure).join('\n')));
        QVERIFY(!paintedWords(figure).join(' ').contains("15"));
    }
    void countedUsesAreMultipliedNotHiddenPixels() {
        WindowPicture p = pictureOf(sceneOf("how-often-used"), 4, 9);
        p.uses = true;
        p.hover = CellRef{"input", 0, 0, 2};
        const WindowFigure figure(p, {1304, 932}, Style{});
        for (const char* line : {"1 × 1 = 1", "3 × 3 = 9", "1 × 3 = 3"}) // a corner, the middle, what is pointed at
            QVERIFY2(paintedWords(figure).join('\n').contains(QString::fromUtf8(line)),
                     qPrintable(paintedWords(figure).join('\n')));
        QVERIFY(!paintedWords(figure).join('\n').contains(" + "));
    }
    void everyFormulaOfASizeIsTrueAndMeansOnePadding() {
        for (const Lesson& lesson : lessons()) {
            if (!QStringList{"window", "channels", "backward", "field"}.contains(lesson.page)) continue;
            const Opened o(lesson);
            Page* page = o.page.get();
            QString wrong, words = beside(*page);
            for (const Question& q : page->questions()) words += "\n" + q.why;
            const int count = formulas(words, wrong);
            QVERIFY2(wrong.isEmpty(), qPrintable(lesson.id + ": " + wrong));
            const bool pools = lesson.scene.value("pass").toString() == "pooling";
            QVERIFY2(count > 0 || pools, qPrintable(lesson.id));
            QVERIFY2(!words.contains("(n + p "), qPrintable(lesson.id));
            QCOMPARE(words.contains("(n + before + after − k)"), lesson.id == "same-padding");
        }
    }
    void anUnevenPaddingIsWrittenBeforeAndAfter() {
        const Opened o(*findLesson("cross-correlation"));
        Page* page = o.page.get();
        QJsonObject scene = findLesson("cross-correlation")->scene;
        scene["padding"] = QJsonArray{0, 1, 2, 2};
        scene["stride"] = 2;
        page->setScene(scene, "try");
        const QString words = beside(*page);
        QVERIFY2(words.contains("⌊(n + before + after − k) ÷ s⌋ + 1"), qPrintable(words));
        QVERIFY2(words.contains("⌊(3 + 0 + 1 − 2) ÷ 2⌋ + 1 = 2") && words.contains("⌊(3 + 2 + 2 − 2) ÷ 2⌋ + 1 = 3"),
                 qPrintable(words));
        QVERIFY(words.contains("5 ÷ 2 = 2.5, rounded down") && words.contains("2 ÷ 2 = 1, nothing left over"));
        scene["padding"] = QJsonArray{1, 1, 0, 0};
        scene["dilation"] = 2;
        scene["stride"] = 3;
        page->setScene(scene, "try");
        const QString dilated = beside(*page);
        QVERIFY2(dilated.contains("⌊(n + 2p − k) ÷ s⌋ + 1") && dilated.contains("⌊(3 + 2×1 − 3) ÷ 3⌋ + 1 = 1") &&
                     dilated.contains("⌊(3 + 2×0 − 3) ÷ 3⌋ + 1 = 1") &&
                     dilated.contains("k = 2 × (2 − 1) + 1 = 3, dilated"),
                 qPrintable(dilated));
        QVERIFY2(dilated.contains("2 ÷ 3 ≈ 0.67, rounded down"), qPrintable(dilated));
        scene["padding"] = 0;
        scene["dilation"] = 4;
        page->setScene(scene, "try");
        QVERIFY2(beside(*page).contains("⌊(3 + 2×0 − 5) ÷ 3⌋ + 1 = 0") && beside(*page).contains("no window fits"),
                 qPrintable(beside(*page)));
    }
};

UI_TEST(TestLessonWords)
} // namespace test_lesson_words
#include "test_lesson_words.moc"
