// Predict, then reveal, and the code beside it: the shell around a page that has questions and code.
#include "tests/ui/support/hands.h"
#include "tests/ui/support/lesson_sweep.h"
#include "tests/ui/support/ui_test.h"
#include "ui/model/question.h"
#include "ui/shell/main_window.h"
#include "ui/view/code_panel.h"
#include "ui/view/controls.h"
#include "ui/view/predict_panel.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCheckBox>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

namespace test_predict {

using namespace ui;

namespace {

Question cell(int step) {
    return numberQuestion("cell", "This cell", QString("What is cell %1?").arg(step), 10.0 * step, "by counting");
}
Question size() {
    return sizeQuestion("size", "Output size", "How large is the output?", 2, 3, "it fits so often");
}

struct Panel : PredictPanel {
    QString covers = "nothing yet";
    Panel() {
        resize(272, 300);
        connect(this, &PredictPanel::covered, this, [this](const QString& id) { covers = id; });
        show();
        activateWindow();
        [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(this);
    }
    QLineEdit* answer() const { return findChild<QLineEdit*>("answer"); }
    // The panel in words: what is in sight, line by line.
    QString text() const {
        QStringList lines;
        for (const QLabel* label : findChildren<QLabel*>())
            if (label->isVisible() && !label->text().isEmpty()) lines << label->text();
        return lines.join('\n');
    }
    void type(const char* typed) { QTest::keyClicks(answer(), typed), QTest::keyClick(answer(), Qt::Key_Return); }
};

// Of the same form as the truth.
QString wrongAnswer(const Question& q) {
    for (const QString& word : q.form.split(QRegularExpression(", | or "), Qt::SkipEmptyParts))
        if (q.judge(word) == std::optional(false)) return word;
    QString answer;
    for (int n = 0; n < 1000 && !q.judge(answer); ++n) answer += " 97531";
    return answer;
}

// How often the stage says this in words, as a whole and not inside a longer number.
int said(const Page* page, const QString& truth) {
    const auto figure = page->reel().figure(page->reelIndex(), {1304, 900}, Style{});
    const QRegularExpression whole(QString("(?<![\\d.,−])%1(?![\\d]|[.,]\\d)").arg(QRegularExpression::escape(truth)));
    int count = 0;
    for (auto found = whole.globalMatch(figure->describe()); found.hasNext(); found.next()) ++count;
    return count;
}

} // namespace

class TestPredict : public QObject {
    Q_OBJECT
private slots:
    void aRightAnswerStandsBesideTheReasonAndCounts() {
        Panel panel;
        panel.begin({cell(1), size()});
        QCOMPARE(panel.covers, QString("cell"));
        QVERIFY2(panel.text().contains("What is cell 1?"), qPrintable(panel.text()));
        QVERIFY(!panel.text().contains("10"));
        panel.type("10");
        QCOMPARE(panel.covers, QString());
        QVERIFY2(panel.text().contains("You: 10") && panel.text().contains("by counting") &&
                     panel.text().contains("1 of 1 right so far"),
                 qPrintable(panel.text()));
    }
    void aWrongAnswerStaysBesideTheTruth() {
        Panel panel;
        panel.begin({cell(1)});
        panel.type("11");
        QVERIFY2(panel.text().contains("You: 11") && panel.text().contains("Answer: 10") &&
                     panel.text().contains("0 of 1 right so far"),
                 qPrintable(panel.text()));
    }
    void aWrongAnswerCanBeExplainedByItsStep() {
        Panel panel;
        auto* button = panel.findChild<QPushButton*>("showStep");
        QSignalSpy wanted(&panel, &PredictPanel::stepWanted);
        panel.begin({withStep(cell(1)), size()});
        QVERIFY(!button->isVisible());
        panel.type("10"); // right: there is nothing to explain
        QVERIFY(!button->isVisible());
        panel.setQuestions({withStep(cell(2)), size()});
        panel.type("21");
        QVERIFY(button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(wanted.value(0), QVariantList{"cell"});
        panel.begin({size()}); // its reason says it all
        panel.type("7 7");
        QVERIFY(panel.text().contains("it fits so often") && !button->isVisible());
    }
    // Wherever a lesson offers it the answer stays beside the step, and the step says how it came about.
    void theStepOfEveryLessonKeepsTheAnswerInSight() {
        MainWindow window{Style{}};
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        auto* panel = window.findChild<PredictPanel*>();
        int shown = 0;
        for (const int i : sweptLessons()) {
            window.openLesson(i);
            window.page()->settle(0);
            for (const Question& listed : window.page()->questions()) {
                if (!listed.hasStep) continue;
                const Question q = questionOf(*window.page(), listed.id); // the step before may have led elsewhere
                const QString where = lessons()[static_cast<std::size_t>(i)].id + ": " + q.id;
                panel->begin({q});
                QTest::keyClicks(panel->findChild<QLineEdit*>("answer"), wrongAnswer(q));
                QTest::keyClick(panel->findChild<QLineEdit*>("answer"), Qt::Key_Return);
                auto* button = panel->findChild<QPushButton*>("showStep");
                QVERIFY2(button->isVisible(), qPrintable(where));
                button->click();
                QVERIFY2(panel->isOn() && button->isVisible(), qPrintable(where)); // the answer is still there
                const Question same = questionOf(*window.page(), q.id);
                QVERIFY2(same.ask == q.ask && same.truth == q.truth,
                         qPrintable(where + ": " + q.ask + " " + q.truth + ", then " + same.ask + " " + same.truth));
                ++shown;
                panel->leave();
            }
        }
        QVERIFY(shown > (isInstrumented ? 8 : 60));
    }
    void thinkingWithoutTypingCountsNothing() {
        Panel panel;
        panel.begin({cell(1)});
        panel.type("");
        QVERIFY2(panel.text().contains("Answer: 10") && !panel.text().contains("You:") &&
                     !panel.text().contains("so far"),
                 qPrintable(panel.text()));
    }
    void anUnreadableAnswerGetsASentenceAndRevealsNothing() {
        Panel panel;
        panel.begin({cell(1)});
        panel.type("ten");
        QVERIFY2(panel.text().contains("“ten” cannot be read"), qPrintable(panel.text()));
        QCOMPARE(panel.covers, QString("cell"));
        QVERIFY(!panel.text().contains("Answer"));
    }
    void steppingOnAsksAgainAndKeepsTheCount() {
        Panel panel;
        panel.begin({cell(1)});
        panel.type("10");
        panel.setQuestions({cell(1)}); // the same step: the answer stays
        QVERIFY(panel.text().contains("You: 10"));
        panel.setQuestions({cell(2)});
        QCOMPARE(panel.covers, QString("cell"));
        QVERIFY(panel.text().contains("What is cell 2?") && !panel.text().contains("You:"));
        QCOMPARE(panel.answer()->text(), QString());
        panel.type("1");
        QVERIFY2(panel.text().contains("1 of 2 right so far"), qPrintable(panel.text()));
    }
    void anEditThatMakesAnotherAnswerIsAskedAgain() {
        Panel panel;
        panel.begin({cell(1)});
        panel.type("10");
        panel.setQuestions({numberQuestion("cell", "This cell", "What is cell 1?", 11, "")});
        QVERIFY(!panel.text().contains("You:"));
        panel.type("11");
        QVERIFY2(panel.text().contains("2 of 2"), qPrintable(panel.text()));
    }
    void whatIsCoveredIsChosenSideBySideOrFromAList() {
        Panel panel;
        panel.begin({cell(1), size()});
        auto* few = panel.findChild<Segmented*>();
        QVERIFY(few && few->isVisible());
        QTest::mouseClick(few->findChildren<QToolButton*>()[1], Qt::LeftButton);
        QCOMPARE(panel.covers, QString("size"));
        panel.type("2x3");
        QVERIFY2(panel.text().contains("1 of 1"), qPrintable(panel.text()));
        panel.begin({cell(1), size(), numberQuestion("a", "A", "a?", 1, ""), numberQuestion("b", "B", "b?", 1, ""),
                     numberQuestion("c", "C", "c?", 1, "")});
        auto* many = panel.findChild<DropDown*>();
        QVERIFY(many && many->isVisible());
        QTest::keyClick(many, Qt::Key_End);
        QCOMPARE(panel.covers, QString("c"));
    }
    // The list's popup is a window of its own: it must not outlive the list, whose numbers mean other questions by
    // then.
    void aListThatGoesTakesItsPopupWithItAndWhatWasChosenThereMeansNothing() {
        const std::vector<Question> five{cell(1), size(), numberQuestion("a", "A", "a?", 1, ""),
                                         numberQuestion("b", "B", "b?", 1, ""), numberQuestion("c", "C", "c?", 1, "")};
        const std::vector<std::function<void(Panel&)>> ways{
            [](Panel& panel) { panel.leave(); },
            [](Panel& panel) { panel.hide(); },
            [](Panel& panel) { panel.setQuestions({}); },
            [](Panel& panel) { panel.setQuestions({cell(2)}); },
            [](Panel& panel) {
                panel.setQuestions({cell(2), size()});
            },
        };
        for (const auto& goes : ways) {
            Panel panel;
            panel.begin(five);
            QPointer<DropDown> list = panel.findChild<DropDown*>();
            QTest::mouseClick(list, Qt::LeftButton);
            QVERIFY(list->view()->isVisible());
            goes(panel);
            QVERIFY(!list || !list->view()->isVisible());
            const QString covered = panel.covers;
            if (list) emit list->activated(4);
            if (!panel.isVisible()) continue; // its list is still the one it shows
            QCOMPARE(panel.covers, panel.isOn() ? covered : QString());
        }
    }
    void emptyAnswersLetTheStepKeysThrough() {
        Panel panel;
        QList<int> passed;
        connect(&panel, &PredictPanel::passedOn, &panel, [&](QKeyEvent* e) { passed << e->key(); });
        panel.begin({cell(1)});
        QTest::keyClick(panel.answer(), Qt::Key_Right);
        QTest::keyClicks(panel.answer(), "1");
        QTest::keyClick(panel.answer(), Qt::Key_Left);
        QCOMPARE(passed, QList<int>{Qt::Key_Right});
        QTest::keyClick(panel.answer(), Qt::Key_Escape);
        QVERIFY(!panel.isOn());
        QCOMPARE(panel.covers, QString());
    }
    void aLessonAsksOnTheKeyAndLeavesOnIt() {
        MainWindow window{Style{}};
        window.openLesson(0);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        auto* panel = window.findChild<PredictPanel*>();
        auto* notice = window.findChild<QLabel*>("noticeText");
        for (const int i : sweptLessons()) {
            window.openLesson(i);
            const bool asks = !window.page()->questions().empty();
            QTest::keyClick(&window, Qt::Key_P);
            QCOMPARE(panel->isOn(), asks);
            QCOMPARE(panel->findChild<QCheckBox*>()->isChecked(), asks);
            QCOMPARE(notice->isVisible(), !asks);
            window.setFocus();
            if (asks) QTest::keyClick(&window, Qt::Key_P);
            QVERIFY(!panel->isOn());
        }
    }
    // Every lesson asks something, but those that open at a view of LeNet live, which would give the answers away; the
    // truth is right, something else is wrong, and nobody reads it off the stage.
    void everyQuestionOfEveryLessonIsAFairOne() {
        MainWindow window{Style{}};
        window.show();
        for (const int i : sweptLessons()) {
            window.openLesson(i);
            Page* page = window.page();
            page->settle(0);
            const auto questions = page->questions();
            const QString lesson = lessons()[static_cast<std::size_t>(i)].id;
            const Lesson& opened = lessons()[static_cast<std::size_t>(i)];
            const bool atView = !opened.scene["view"].toString().isEmpty();
            // The views of the other families that train may ask.
            QVERIFY2(atView ? opened.page != "training" || questions.empty() : !questions.empty(), qPrintable(lesson));
            QSet<QString> ids;
            for (const Question& q : questions) {
                const QString where = lesson + ": " + q.id + ": " + q.truth;
                QVERIFY2(!ids.contains(q.id), qPrintable(where));
                ids << q.id;
                QVERIFY2(!q.name.isEmpty() && q.ask.contains('?') && !q.why.isEmpty(), qPrintable(where + " " + q.ask));
                if (q.id == "winner") continue; // nobody knows before the runs have ended
                // A truth may go on after a colon: "Sobel x: −1 0 1; ...".
                QVERIFY2(q.judge(q.truth.section(':', 0, 0)) == std::optional(true), qPrintable(where));
                QVERIFY2(q.judge(wrongAnswer(q)) == std::optional(false), qPrintable(where));
                const auto seen = [&] { return said(page, q.truth.section(':', 0, 0)); };
                const int before = seen();
                page->cover(q.covered());
                const int covered = seen();
                page->cover({});
                // "yes" and "no" are words of any sentence; options stand there to be chosen from.
                const bool listed = q.form == "yes or no" || !q.options.isEmpty();
                QVERIFY2(covered == 0 || covered < before || listed, qPrintable(where));
                QCOMPARE(seen(), before);
            }
        }
    }
    void theCodeFollowsTheLessonAndIsCopied() {
        MainWindow window{Style{}};
        window.openLesson(0);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        auto* panel = window.findChild<CodePanel*>();
        const auto action = [&] {
            for (QAction* a : window.findChildren<QAction*>())
                if (a->shortcut() == QKeySequence("Ctrl+K")) return a;
            return static_cast<QAction*>(nullptr);
        };
        for (const int i : sweptLessons()) {
            window.openLesson(i);
            const QString code = window.page()->code(CodeDialect::PyTorch);
            QCOMPARE(action()->isEnabled(), !code.isEmpty());
            if (code.isEmpty()) continue;
            action()->trigger();
            QVERIFY(panel->isVisible());
            QCOMPARE(panel->code(), code);
            action()->trigger();
            QVERIFY(!panel->isVisible());
        }
    }
};

UI_TEST(TestPredict)
} // namespace test_predict
#include "test_predict.moc"
