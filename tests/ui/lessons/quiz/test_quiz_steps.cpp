// "Show the step": every question's lesson opens with the question's numbers, and the way back leads to the question.
#include "core/walk/window_walk.h"
#include "tests/support/instrumented.h"
#include "tests/support/temp_folder.h"
#include "tests/ui/support/hands.h"
#include "tests/ui/support/ui_test.h"
#include "ui/lessons/quiz/quiz_page.h"
#include "ui/sentence.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_catalog.h"
#include "ui/view/figure_view.h"

#include <QAction>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QTextDocument>
#include <cmath>

namespace test_quiz_steps {

using namespace ui;

namespace {

int indexOf(const char* id) {
    return static_cast<int>(findLesson(id) - lessons().data());
}

QString plain(const QLabel& label) {
    if (label.textFormat() != Qt::RichText) return label.text();
    QTextDocument document;
    document.setHtml(label.text());
    return document.toPlainText();
}

// The page at a question's step.
struct AtStep {
    QWidget home;
    std::unique_ptr<Page> page;

    explicit AtStep(const cnn::QuizStep& step) {
        const Lesson& lesson = *findLesson(QString::fromStdString(step.lesson));
        page = std::ranges::find(pageKinds(), lesson.page, &PageKind::id)->make();
        for (QWidget* part : {page->stage(), page->inspector(), page->bar()}) part->setParent(&home);
        page->setStyle(Style{});
        page->open(lesson);
        if (!step.scene.empty())
            page->setScene(QJsonDocument::fromJson(QByteArray::fromStdString(step.scene)).object(), "step");
        page->settle(0);
    }
    // Everything that is said there.
    QString words() const {
        QString all;
        if (const auto figure = page->reel().figure(page->reelIndex(), {1304, 932}, Style{})) all = figure->describe();
        for (const auto* label : page->inspector()->findChildren<QLabel*>()) all += '\n' + plain(*label);
        for (const Question& q : page->questions()) all += '\n' + q.truth + '\n' + q.why;
        return all;
    }
    // A kernel also as it is laid on where it is turned before.
    bool holds(const cnn::Tensor& grid) const {
        const bool turns = page->scene()["flip"].toBool();
        return std::ranges::any_of(page->numbers(), [&](const NamedNumbers& n) {
            return n.values == grid || (turns && n.name == "kernel" && n.values == cnn::flipped(grid));
        });
    }
};

bool isWhole(const cnn::Tensor& grid) {
    return std::ranges::none_of(grid.values(), [](float v) { return std::isnan(v); });
}

// The number as a word of its own, with as many decimals or more.
bool says(const QString& words, const QString& number) {
    const QString exact = QRegularExpression::escape(number);
    return words.contains(QRegularExpression("(?<![\\d.,−])" + exact + "(?![.,]?\\d)"));
}

} // namespace

class TestQuizSteps : public QObject {
    Q_OBJECT
private slots:
    void everyKindOpensItsStepWithItsNumbers_data() {
        QTest::addColumn<QString>("kind");
        for (const cnn::QuizKind& kind : cnn::quizKinds()) QTest::newRow(kind.id) << kind.id;
    }
    void everyKindOpensItsStepWithItsNumbers() {
        QFETCH(QString, kind);
        constexpr int seeds = isInstrumented ? 1 : 4;
        for (const cnn::Difficulty difficulty : {cnn::Difficulty::Easy, cnn::Difficulty::Usual, cnn::Difficulty::Hard})
            for (int seed = 1; seed <= seeds; ++seed) {
                const auto q = cnn::makeQuestion(kind.toStdString(), static_cast<std::uint64_t>(seed), difficulty);
                const Lesson* lesson = findLesson(QString::fromStdString(q.step.lesson));
                QVERIFY2(lesson, q.step.lesson.c_str());
                QCOMPARE(lesson->page, QString::fromStdString(q.step.page));
                QVERIFY(q.step.sameNumbers || difficulty != cnn::Difficulty::Usual || !q.step.lesson.empty());
                if (!q.step.sameNumbers) continue; // the lesson itself, which other tests open
                const AtStep at(q.step);
                const QString where = QString("%1, seed %2: %3\n")
                                          .arg(kind)
                                          .arg(seed)
                                          .arg(QString::fromStdString(q.ask.english() + "\n" + q.step.scene));
                for (const auto& grid : q.picture.grids)
                    if (isWhole(grid.values))
                        QVERIFY2(at.holds(grid.values) ||
                                     (kind == "flipped-cell" && at.holds(cnn::flipped(grid.values))),
                                 qPrintable(where + at.words()));
                if (!q.isTyped()) continue;
                if (kind == "multiply-adds") { // which no page counts: each output is a sum over a whole kernel
                    double outputs = 0, slices = 0, weights = 0;
                    for (const NamedNumbers& n : at.page->numbers()) {
                        if (n.name == "output") outputs = static_cast<double>(n.values.size());
                        if (n.name == "input") slices = n.values.shape().c;
                        if (n.name.startsWith("kernel")) weights = n.values.shape().h * n.values.shape().w;
                    }
                    QCOMPARE(outputs * slices * weights, q.truth);
                    continue;
                }
                const QString truth = sentenceOf(q.answer());
                const bool there =
                    says(at.words(), truth) || std::ranges::any_of(at.page->numbers(), [&](const NamedNumbers& n) {
                        return std::ranges::any_of(n.values.values(), [&](float v) {
                            return std::abs(static_cast<double>(v) - q.truth) <=
                                   std::max(q.tolerance(), 1e-6 * std::abs(q.truth));
                        });
                    });
                QVERIFY2(there, qPrintable(where + truth + "\n" + at.words()));
            }
    }
    // A marked cell's value is what the walk has there.
    void aMarkedCellIsTheOneWhereTheWalkStands() {
        int checked = 0;
        for (const cnn::QuizKind& kind : cnn::quizKinds())
            for (std::uint64_t seed = 11; seed < 14; ++seed) {
                const auto q = cnn::makeQuestion(kind.id, seed, cnn::Difficulty::Usual);
                if (q.step.page != "window" || q.picture.grids.empty() || !q.picture.grids.back().marked) continue;
                if (q.picture.grids.back().role != "output") continue;
                const AtStep at(q.step);
                const cnn::Place place = *q.picture.grids.back().marked;
                for (const NamedNumbers& n : at.page->numbers()) {
                    if (n.name != "output") continue;
                    const double value = static_cast<double>(n.values.at(0, place.y, place.x));
                    QVERIFY2(std::abs(value - q.truth) <= q.tolerance() + 1e-6, kind.id);
                    QCOMPARE(at.page->scene()["step"].toInt(1), place.y * n.values.shape().w + place.x + 1);
                    ++checked;
                }
            }
        QVERIFY(checked > 15);
    }
    void theFiveOfTheReviewOpenTheirs() {
        for (const cnn::QuizQuestion& q : cnn::reviewQuestions()) {
            const AtStep at(q.step);
            for (const auto& grid : q.picture.grids) QVERIFY(at.holds(grid.values));
        }
    }

    // ---- in the window ---------------------------------------------------------------------------------------------

    void theStepOpensInItsLessonAndAltLeftComesBack() {
        MainWindow window{Style{}};
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        window.openLesson(indexOf("max-pooling")); // what the user did there stays
        QTest::keyClick(window.page()->stage(), Qt::Key_End);
        const QJsonObject own = window.page()->scene();
        window.openLesson(indexOf("quiz"));
        Page* quiz = window.page();
        quiz->setScene({{"kinds", QJsonArray{"max-cell"}}, {"count", 2}}, "try");
        QTest::keyClick(quiz->stage(), Qt::Key_Right);
        typeKeys(quiz->stage(), "999");
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        const QJsonObject answered = quiz->scene();
        QCOMPARE(answered["answers"].toArray(), (QJsonArray{"", "999"}));
        QApplication::processEvents();
        press(quiz->stage(), "Show the step");
        QCOMPARE(window.lesson(), indexOf("max-pooling"));
        const auto& question = static_cast<QuizPage*>(quiz)->asked();
        const auto* figure = window.page()->stage()->findChild<FigureView*>();
        if (!figure) figure = qobject_cast<FigureView*>(window.page()->stage());
        QVERIFY2(says(figure->figure()->describe(), sentenceOf(question.answer())),
                 qPrintable(figure->figure()->describe()));
        QVERIFY(window.findChild<QLabel*>("backText")->text().contains("Back to Quiz"));
        QTest::keyClick(&window, Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(window.page(), quiz);
        QCOMPARE(quiz->scene(), answered);
        QVERIFY(!window.findChild<QLabel*>("backText")->isVisible());
        window.openLesson(indexOf("max-pooling"));
        QCOMPARE(window.page()->scene(), own);
    }
    void theKeySAndTheLinkDoTheSame() {
        MainWindow window{Style{}};
        window.show();
        window.openLesson(indexOf("review"));
        Page* review = window.page();
        QTest::keyClick(review->stage(), Qt::Key_S); // nothing is answered yet
        QCOMPARE(window.page(), review);
        QTest::keyClick(review->stage(), Qt::Key_C);
        QTest::keyClick(review->stage(), Qt::Key_S);
        QCOMPARE(window.lesson(), indexOf("pooling-stride-2"));
        emit window.findChild<QLabel*>("backText")->linkActivated("0");
        QCOMPARE(window.page(), review);
    }
    // Another lesson is chosen meanwhile: the way back is gone, and nothing is left of the visit.
    void choosingALessonEndsTheVisit() {
        MainWindow window{Style{}};
        window.show();
        window.openLesson(indexOf("review"));
        const auto widgets = window.findChildren<FigureView*>().size();
        QTest::keyClick(window.page()->stage(), Qt::Key_C);
        QTest::keyClick(window.page()->stage(), Qt::Key_S);
        QVERIFY(window.findChildren<FigureView*>().size() > widgets);
        window.openLesson(indexOf("review"));
        QCOMPARE(window.findChildren<FigureView*>().size(), widgets);
        for (QAction* action : window.findChildren<QAction*>())
            if (action->shortcut() == QKeySequence("Alt+Left")) QVERIFY(!action->isEnabled());
    }
    void aSceneThatIsRefusedLeavesTheQuestionInFront() {
        MainWindow window{Style{}};
        window.openLesson(indexOf("review"));
        Page* review = window.page();
        emit review->stepWanted("stride", {{"no such key", 1}}, "Look.");
        QCOMPARE(window.page(), review);
        emit review->stepWanted("no-such-lesson", {}, "Look.");
        QCOMPARE(window.page(), review);
        QVERIFY(window.findChild<QLabel*>("noticeText")->text().contains("no-such-lesson"));
    }
    void answersOutliveTheProgramAlsoFromAStep() {
        const TempFolder folder;
        const QString kept = QString::fromStdString(folder.path().string());
        QJsonObject scene;
        {
            MainWindow window{Style{}};
            window.restoreSession(kept, {1 << 30, 1 << 30});
            window.show();
            window.openLesson(indexOf("quiz"));
            window.page()->setScene({{"kinds", QJsonArray{"which-kernel"}}, {"count", 3}}, "try");
            QTest::keyClick(window.page()->stage(), Qt::Key_B);
            scene = window.page()->scene();
            QTest::keyClick(window.page()->stage(), Qt::Key_S);
            QVERIFY(window.lesson() != indexOf("quiz"));
            window.close();
        }
        MainWindow window{Style{}};
        window.restoreSession(kept, {1 << 30, 1 << 30});
        QCOMPARE(window.lesson(), indexOf("quiz"));
        QCOMPARE(window.page()->scene(), scene);
    }
};

UI_TEST(TestQuizSteps)
} // namespace test_quiz_steps
#include "test_quiz_steps.moc"
