// The quiz through real keys, clicks and controls.
#include "tests/ui/support/page_bench.h"
#include "tests/ui/support/ui_test.h"
#include "ui/lessons/quiz/quiz_page.h"
#include "ui/sentence.h"

#include <QCheckBox>
#include <QJsonArray>
#include <QLabel>
#include <QPushButton>

namespace test_quiz_page {

using namespace ui;

namespace {

struct QuizBench : PageBench<QuizPage> {
    explicit QuizBench(const char* id = "quiz") : PageBench(id) {}
    const cnn::QuizQuestion& asked() const { return page.asked(); }
    QLineEdit* field() const { return window.findChild<QLineEdit*>("quizAnswer"); }
    QPushButton* showStep() const { return named<QPushButton>(&window, "Show the step"); }
    // Questions of these kinds, from the first on.
    void ask(const QStringList& kinds, int count = 4, int seed = 1) {
        page.setScene({{"kinds", QJsonArray::fromStringList(kinds)}, {"count", count}, {"seed", seed}}, "try");
        QApplication::processEvents();
    }
    int wrongOption() const { return asked().rightOption() == 0 ? 1 : 0; }
    void answerWrong() {
        if (asked().isTyped())
            type(qPrintable(QString::number(asked().truth + 1000))), key(Qt::Key_Return);
        else
            key(Qt::Key_A + wrongOption());
    }
    void answerRight() {
        if (asked().isTyped()) {
            type(qPrintable(QString::number(asked().truth, 'f', asked().decimals)));
            key(Qt::Key_Return);
        } else
            key(Qt::Key_A + static_cast<int>(asked().rightOption()));
    }
    QString score() const { return named<QLabel>(&window, "Score")->text(); }
    QStringList answers() const {
        QStringList all;
        for (const QJsonValue& one : page.scene()["answers"].toArray()) all << one.toString();
        return all;
    }
};

} // namespace

class TestQuizPage : public QObject {
    Q_OBJECT
private slots:
    void theReviewAsksTheLecturesFiveQuestions() {
        QuizBench b("review");
        QVERIFY2(b.says("Question 1 of 5") && b.says("Input, 4 × 4: 12 10 3 2; 8 6 1 0; 4 7 5 7; 4 6 6 8.") &&
                     b.says("Output, 2 × 2: 12 3; 7 8."),
                 qPrintable(b.text()));
        b.answerRight();
        QVERIFY2(b.says("Right.") && b.says("1 of 1 right"), qPrintable(b.text()));
        for (int i = 2; i <= 5; ++i) {
            b.key(Qt::Key_Right);
            QVERIFY(b.says(qPrintable(QString("Question %1 of 5").arg(i))));
            b.answerRight();
        }
        QVERIFY(b.says("5 of 5 right"));
    }
    void aWrongOptionStaysBesideTheRightOneAndItsMistakeIsNamed() {
        QuizBench b("review");
        const int wrong = b.wrongOption();
        b.click({"option", wrong, 0, 0});
        const auto& option = b.asked().options[static_cast<std::size_t>(wrong)];
        QVERIFY(option.mistake);
        QVERIFY2(b.text().contains(sentenceOf(*option.mistake)), qPrintable(b.text()));
        QVERIFY(b.text().contains("Your answer: " + letterOf(wrong)) &&
                b.text().contains("The answer is " + letterOf(static_cast<int>(b.asked().rightOption()))));
        QVERIFY(b.showStep()->isVisible());
        b.click({"option", static_cast<int>(b.asked().rightOption()), 0, 0}); // answered is answered
        QCOMPARE(b.answers(), QStringList{letterOf(wrong)});
    }
    void lettersAndFiguresChoose() {
        QuizBench b("review");
        b.key(Qt::Key_3);
        QCOMPARE(b.answers(), QStringList{"C"});
        b.page.undoStack()->undo();
        QCOMPARE(b.answers(), QStringList());
        QVERIFY(!b.says("Your answer"));
        b.key(Qt::Key_B);
        QCOMPARE(b.answers(), QStringList{"B"});
    }
    void aNumberIsTypedOnTheStageAndTakenByEnter() {
        QuizBench b;
        b.ask({"conv-cell"});
        QVERIFY(b.field()->isVisible());
        b.answerRight();
        QVERIFY2(b.says("Right.") && b.says("1 of 1 right"), qPrintable(b.text()));
        QVERIFY(!b.field()->isVisible());
        QVERIFY(b.view->hasFocus());
        b.key(Qt::Key_Return); // on to the next
        QVERIFY(b.says("Question 2 of 4") && b.field()->isVisible() && b.field()->text().isEmpty());
    }
    void aTypedMistakeIsNamedAndBothNumbersStay() {
        QuizBench b;
        b.ask({"conv-cell"});
        const cnn::QuizMistake mistake = b.asked().mistakes.front();
        b.type(qPrintable(QString::number(mistake.value)));
        b.press("Answer");
        QVERIFY2(b.text().contains(sentenceOf(mistake.name)), qPrintable(b.text()));
        QVERIFY(b.text().contains("The answer is " + sentenceOf(b.asked().answer())));
    }
    void whatIsNoNumberIsSaidAndNotCounted() {
        QuizBench b;
        b.ask({"conv-cell"});
        b.type("-");
        b.key(Qt::Key_Return);
        QVERIFY2(b.complaint().contains("“-” cannot be read"), qPrintable(b.complaint()));
        QVERIFY(b.answers().isEmpty() && b.field()->isVisible());
        b.key(Qt::Key_Escape);
        QVERIFY(b.view->hasFocus() && b.field()->text().isEmpty());
    }
    void anEmptyFieldLetsTheStepKeysThrough() {
        QuizBench b;
        b.ask({"conv-cell"});
        b.field()->setFocus();
        b.key(Qt::Key_Right);
        QVERIFY(b.says("Question 2 of 4"));
        b.field()->setFocus();
        b.type("1");
        b.key(Qt::Key_Left); // within the number
        QVERIFY(b.says("Question 2 of 4"));
    }
    void whatWasWrongIsAskedAgainAndTheScoreKeepsBoth() {
        QuizBench b;
        b.ask({"conv-cell", "max-cell"}, 4);
        QVERIFY(!b.button("Repeat what was wrong")->isEnabled());
        for (int i = 0; i < 4; ++i) {
            i % 2 == 0 ? b.answerWrong() : b.answerRight();
            b.key(Qt::Key_PageDown);
        }
        QVERIFY2(b.says("2 of 4 right"), qPrintable(b.text()));
        QVERIFY(b.says("All of these are answered") || b.text().contains("Question 4"));
        b.press("Repeat what was wrong");
        QVERIFY2(b.says("Once more, 1 of 2") && !b.says("Your answer"), qPrintable(b.text()));
        b.answerRight();
        b.key(Qt::Key_Right);
        b.answerRight();
        QVERIFY2(b.says("4 of 6 right"), qPrintable(b.text()));
        QVERIFY2(b.score().contains("4 of 6 right in all"), qPrintable(b.score()));
        b.press("All questions");
        QVERIFY(b.says("of 4"));
        while (b.page.undoStack()->canUndo()) b.page.undoStack()->undo();
        QVERIFY(b.answers().isEmpty());
    }
    void newQuestionsKeepTheScoreByKind() {
        QuizBench b;
        b.ask({"conv-cell"}, 2);
        b.answerRight();
        const QString first = sentenceOf(b.asked().ask);
        const auto before = b.asked().fingerprint();
        b.press("New questions");
        QVERIFY(b.answers().isEmpty() && b.asked().fingerprint() != before && b.says("Question 1 of 2"));
        b.answerWrong();
        QVERIFY2(b.score().contains("A convolution's value: 1 of 2 right"), qPrintable(b.score()));
        b.page.undoStack()->undo();
        b.page.undoStack()->undo();
        QCOMPARE(b.asked().fingerprint(), before);
        QVERIFY(b.says("Right."));
    }
    void kindsAreChosenByGroupAndOneIsLeft() {
        QuizBench b;
        const auto groups = cnn::quizGroups();
        for (std::size_t i = 0; i < groups.size(); ++i)
            if (std::string_view(groups[i].id) != "cost")
                QTest::mouseClick(named<QCheckBox>(&b.window, sentenceOf(groups[i].title())), Qt::LeftButton, {},
                                  {8, 8});
        QCOMPARE(b.page.scene()["kinds"].toArray(), QJsonArray{"cost"});
        for (const cnn::QuizQuestion& q : b.page.lab().questions())
            QCOMPARE(std::string(cnn::findQuizKind(q.kind)->group), std::string("cost"));
        for (const cnn::QuizGroup& group : groups)
            if (std::string_view(group.id) == "cost")
                QTest::mouseClick(named<QCheckBox>(&b.window, sentenceOf(group.title())), Qt::LeftButton, {}, {8, 8});
        QVERIFY2(b.complaint().contains("one kind at least"), qPrintable(b.complaint()));
        QCOMPARE(b.page.scene()["kinds"].toArray(), QJsonArray{"cost"});
    }
    void difficultyAndSeedAskOtherQuestions() {
        QuizBench b;
        const auto usual = b.asked().fingerprint();
        b.press("Difficulty: hard");
        QVERIFY(b.asked().fingerprint() != usual);
        b.page.undoStack()->undo();
        QCOMPARE(b.asked().fingerprint(), usual);
        b.press("Seed: more");
        QCOMPARE(b.page.scene()["seed"].toInt(), 8);
    }
    void theSceneKeepsAnswersScoreAndPlace() {
        QuizBench b, other;
        b.ask({"conv-cell", "which-kernel"}, 3);
        b.answerRight();
        b.key(Qt::Key_Right);
        b.answerWrong();
        const QJsonObject kept = b.page.scene();
        other.page.setScene(kept, "open");
        QCOMPARE(other.text(), b.text());
        QCOMPARE(other.page.scene(), kept);
        QCOMPARE(other.score(), b.score());
    }
    void whatIsAskedIsCovered() {
        QuizBench b("review");
        b.answerWrong();
        QVERIFY(b.says("Your answer"));
        const auto questions = b.page.questions();
        QCOMPARE(questions.size(), std::size_t{1});
        QCOMPARE(questions[0].judge(letterOf(static_cast<int>(b.asked().rightOption()))), std::optional(true));
        QCOMPARE(questions[0].judge(letterOf(b.wrongOption())), std::optional(false));
        QCOMPARE(questions[0].judge("ten"), std::nullopt);
        b.page.cover("question");
        QVERIFY(!b.says("Your answer") && !b.says("The answer is") && !b.showStep()->isVisible());
        b.click({"option", 0, 0, 0}); // Predict takes the answer now
        b.page.cover({});
        QVERIFY(b.says("Your answer"));
        QCOMPARE(b.answers().size(), 1);
    }
    void everyQuestionOfTheSetIsOnePictureOfTheReel() {
        QuizBench b;
        const Reel reel = b.page.reel();
        QCOMPARE(reel.count, 10);
        for (int i = 0; i < reel.count; ++i)
            QVERIFY(reel.figure(i, {1304, 932}, Style{})->describe().contains(QString("Question %1 of 10").arg(i + 1)));
    }
    void theScoreIsATable() {
        QuizBench b;
        QVERIFY(b.page.tables().empty());
        b.ask({"conv-cell"}, 2);
        b.answerRight();
        QCOMPARE(QString::fromStdString(b.page.tables()[0].csv),
                 QString("kind,title,right,answered\nconv-cell,\"A convolution's value\",1,1\n"));
    }
    // Cards, field and button lie within the stage and beside one another, whatever its size and the text's.
    void nothingOverlapsInAnyWindow_data() {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<double>("scale");
        for (const QSize size : {QSize(750, 600), QSize(834, 640), QSize(1304, 932)})
            for (const double scale : {1.0, 1.5})
                QTest::addRow("%dx%d at %d %%", size.width(), size.height(), qRound(100 * scale)) << size << scale;
    }
    void nothingOverlapsInAnyWindow() {
        QFETCH(QSize, size);
        QFETCH(double, scale);
        Style style;
        style.scale = scale;
        style.compact = 0.87;
        for (const cnn::Difficulty difficulty : {cnn::Difficulty::Usual, cnn::Difficulty::Hard})
            for (const cnn::QuizKind& kind : cnn::quizKinds()) {
                QuizStage stage;
                stage.headline = stage.line = "A line";
                stage.questions = std::make_shared<const std::vector<cnn::QuizQuestion>>(
                    std::vector{cnn::makeQuestion(kind.id, 3, difficulty)});
                const QuizLayout layout = layOut(stage, size, style);
                const QRectF within(QPointF(0, 0), QSizeF(size));
                QList<QRectF> parts{layout.head, layout.ask, layout.verdict, layout.showStep};
                if (layout.drawing) parts << layout.picture;
                for (const QuizCard& card : layout.cards) parts << card.box;
                if (stage.asks().isTyped()) parts << layout.answer << layout.answerButton << layout.truth;
                for (qsizetype i = 0; i < parts.size(); ++i) {
                    QVERIFY2(within.contains(parts[i]), kind.id);
                    for (qsizetype j = 0; j < i; ++j) QVERIFY2(!parts[i].intersects(parts[j]), kind.id);
                }
            }
    }
};

UI_TEST(TestQuizPage)
} // namespace test_quiz_page
#include "test_quiz_page.moc"
