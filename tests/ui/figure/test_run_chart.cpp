// The charts of a run: what is compared with what, and what can be read of it.
#include "tests/ui/support/painted.h"
#include "tests/ui/support/painted_words.h"
#include "tests/ui/support/ui_test.h"
#include "ui/figure/class_colors.h"
#include "ui/figure/run_chart.h"

#include <QtTest>

namespace test_run_chart {

using namespace ui;

namespace {

// Training and test along one curve, so that each could hide the other; a kept run beside them.
RunCourse course(bool kept) {
    RunCourse run;
    run.name = "Network";
    for (int i = 1; i <= 40; ++i) {
        const double at = 0.05 * i, loss = 2.2 / (1 + at * 3), accuracy = 1 - 0.4 / (1 + at * 3);
        run.training.push_back({at, loss, accuracy});
        run.test.push_back({at, loss, accuracy});
        run.batches.push_back({at, loss - 0.3, accuracy - 0.1});
        run.batches.push_back({at, loss + 0.3, std::min(1.0, accuracy + 0.1)});
    }
    if (kept) run.kept.push_back({"tanh", run.test, 1, "test"});
    return run;
}

RunStand standing(double epochs, bool changed) {
    RunStand stand;
    stand.epochs = epochs;
    if (changed) stand.changes = {{0.7, "learning rate 0.01"}, {1.4, "learning rate 0.001"}};
    return stand;
}

QuantityChart chart(QuantityChart::Quantity quantity, const RunCourse& run, const RunStand& stand) {
    return {{520, 256}, QuantityChart::Look::screen(1), quantity, run, stand};
}

int pixelsOf(const QImage& image, const QColor& colour) {
    int found = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) found += image.pixelColor(x, y) == colour;
    return found;
}

std::vector<PaintedWord> wordsLike(const Figure& figure, const QString& text) {
    std::vector<PaintedWord> found;
    for (const PaintedWord& word : wordsPaintedBy(figure, {}))
        if (word.text.contains(text)) found.push_back(word);
    return found;
}

} // namespace

class TestRunChart : public QObject {
    Q_OBJECT
private slots:
    // A kept run's curve is of the test, and so is the one of now that it is compared with: both are named.
    void testIsComparedWithTestByName() {
        const QString plain = paintedWords(chart(QuantityChart::Loss, course(false), standing(2, false))).join('\n');
        QVERIFY2(!plain.contains("now test"), qPrintable(plain));
        const QString both = paintedWords(chart(QuantityChart::Loss, course(true), standing(2, false))).join('\n');
        QVERIFY2(both.contains("now test") && both.contains("1 test"), qPrintable(both));
    }
    // Where both curves run along each other the dashes of the test are seen on that of training.
    void theTestIsSeenOnTheCurveOfTraining() {
        for (const auto quantity : {QuantityChart::Loss, QuantityChart::Accuracy}) {
            const QImage image = painted(chart(quantity, course(false), standing(2, false)));
            const Palette& c = palette(Theme::Light);
            QVERIFY2(pixelsOf(image, c.runB) > 150, qPrintable(QString::number(pixelsOf(image, c.runB))));
            QVERIFY(pixelsOf(image, c.text) > 50); // and training between them
        }
    }
    void changesOfTheRateAreNamedAtTheCurve() {
        for (const auto quantity : {QuantityChart::Loss, QuantityChart::Accuracy}) {
            const QuantityChart shown = chart(quantity, course(false), standing(2, true));
            const QString words = paintedWords(shown).join('\n');
            QVERIFY2(words.contains("learning rate 0.01") && words.contains("learning rate 0.001"), qPrintable(words));
            const auto first = wordsLike(shown, "0.01"), second = wordsLike(shown, "0.001");
            QVERIFY(!first.empty() && !second.empty());
            QVERIFY(!first.front().where.intersects(second.front().where));
            QVERIFY(first.front().where.center().x() < second.front().where.center().x());
        }
    }
    // "while learning" says what training is; the line of now crosses it nowhere, wherever the run stands.
    void theCaptionSaysWhileLearningBesideTheLineOfNow() {
        for (const auto quantity : {QuantityChart::Loss, QuantityChart::Accuracy})
            for (double epochs = 0.1; epochs < 2.01; epochs += 0.1) {
                const QuantityChart shown = chart(quantity, course(false), standing(epochs, false));
                const auto caption = wordsLike(shown, "learning");
                QVERIFY2(!caption.empty(), qPrintable(QString::number(epochs)));
                const QImage image = painted(shown);
                double now = -1;
                for (int x = 0; x < image.width() && now < 0; ++x) {
                    int column = 0;
                    for (int y = 0; y < image.height(); ++y) {
                        const QColor pixel = image.pixelColor(x, y);
                        column += pixel.red() > pixel.blue() + 40;
                    }
                    if (column > 120) now = x;
                }
                QVERIFY(now > 0);
                for (const PaintedWord& word : caption)
                    QVERIFY2(word.where.right() < now || word.where.left() > now,
                             qPrintable(QString("%1 epochs").arg(epochs)));
            }
    }
    // Ten kept runs that end side by side, two targets' words, a stop and changes: no word covers another, in charts
    // large and small.
    void noWordCoversAnotherHoweverManyRunsThereAre() {
        RunCourse run = course(true);
        for (int i = 2; i <= 10; ++i) run.kept.push_back({"run", run.test, i, "test"});
        run.rules = {0.9, 0.5, {{1.2, "target reached", "loss 0.5 reached the target"}}};
        for (const QSizeF size : {QSizeF(300, 150), QSizeF(520, 256), QSizeF(900, 500)})
            for (const auto quantity : {QuantityChart::Loss, QuantityChart::Accuracy}) {
                const QuantityChart shown(size, QuantityChart::Look::screen(1), quantity, run, standing(2, true));
                const std::vector<PaintedWord> words = wordsPaintedBy(shown, {});
                QVERIFY(!wordsLike(shown, "now").empty());
                for (std::size_t i = 0; i < words.size(); ++i)
                    for (std::size_t k = 0; k < i; ++k) {
                        const QRectF both = words[i].where & words[k].where;
                        QVERIFY2(
                            both.width() < 2 || both.height() < 3,
                            qPrintable(QString("%1 and %2 in %3").arg(words[k].text, words[i].text).arg(size.width())));
                    }
            }
    }
    // The single batches are seen under the mean over them.
    void singleBatchesStayInSight() {
        RunCourse without = course(false);
        without.batches.clear();
        const RunStand stand = standing(2, false);
        const QImage with = painted(chart(QuantityChart::Loss, course(false), stand)),
                     bare = painted(chart(QuantityChart::Loss, without, stand));
        int more = 0;
        for (int y = 0; y < with.height(); ++y)
            for (int x = 0; x < with.width(); ++x) more += with.pixel(x, y) != bare.pixel(x, y);
        QVERIFY2(more > 1000, qPrintable(QString::number(more)));
    }
};

UI_TEST(TestRunChart)
} // namespace test_run_chart
#include "test_run_chart.moc"
