// Prediction as a game for the room: on the walk through a lecture a question is two stops, the first asks, the second
// reveals; it stands on the stage in large letters, with the hands of the room beside it.
#include "tests/ui/support/hands.h"
#include "tests/ui/support/lesson_sweep.h"
#include "tests/ui/support/ui_test.h"
#include "ui/model/hand_count.h"
#include "ui/shell/main_window.h"
#include "ui/view/figure_view.h"
#include "ui/view/hand_row.h"
#include "ui/view/predict_panel.h"
#include "ui/view/predict_stage.h"

#include <QLabel>
#include <QPushButton>
#include <QRandomGenerator>
#include <QTest>

namespace test_predict_game {

using namespace ui;

namespace {

Lecture asking() {
    return lectureFrom(R"({"convscope": 1, "lecture": "Three", "scenes": [
        {"lesson": "cross-correlation", "question": "cell"},
        {"lesson": "stride"},
        {"lesson": "max-pooling", "question": "size"}]})",
                       "three.json");
}

struct Room {
    MainWindow window{Style{}};
    PredictPanel* panel = window.findChild<PredictPanel*>();
    PredictStage* band = window.findChild<PredictStage*>();

    explicit Room(const Lecture& lecture, bool presenting = false) {
        window.resize(1366, 768);
        window.openLecture(lecture);
        window.show();
        window.activateWindow();
        [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(&window);
        Style style = window.style();
        style.presenting = presenting;
        window.setStyle(style);
        window.page()->stage()->setFocus();
    }
    QWidget* focused() { return QApplication::focusWidget() ? QApplication::focusWidget() : &window; }
    void key(Qt::Key k) { QTest::keyClick(focused(), k); }
    void next() { key(Qt::Key_PageDown); }
    void back() { key(Qt::Key_PageUp); }
    void type(const char* text) { typeKeys(&window, text); }
    // Where the walk stands: lesson, stop, and whether it asks or reveals.
    QString place() const {
        return QString("%1 %2%3")
            .arg(window.shownLesson().id)
            .arg(window.page()->stops().at + 1)
            .arg(panel->covers()     ? "?"
                 : panel->revealed() ? "!"
                                     : "");
    }
    // The band in words: what is in sight, line by line.
    QStringList words() const {
        QStringList all;
        for (const QLabel* label : band->findChildren<QLabel*>())
            if (label->isVisible() && !label->text().isEmpty()) all << label->text();
        return all;
    }
    bool says(const char* line) const { return words().contains(QString::fromUtf8(line)); }
    QLineEdit* entry() const { return band->findChild<QLineEdit*>("handEntry"); }
    void hands(const char* typed) {
        entry()->setFocus();
        type(typed);
        key(Qt::Key_Return);
    }
    QStringList counted() const {
        QStringList all;
        for (const auto& row : band->hands().rows()) all << QString("%1: %2").arg(row.answer).arg(row.hands);
        return all;
    }
    void ask(const QString& id) { panel->begin(window.page()->questions(), id); }
};

Lecture one(const char* lesson) {
    return lectureFrom(QByteArray(R"({"convscope": 1, "lecture": "One", "scenes": [{"lesson": ")") + lesson + "\"}]}",
                       "one.json");
}

} // namespace

class TestPredictGame : public QObject {
    Q_OBJECT
private slots:
    void aSceneThatAsksIsAskedThenRevealedThenTheWalkGoesOn() {
        Room room(asking());
        QCOMPARE(room.place(), QString("cross-correlation 2?"));
        room.next();
        QCOMPARE(room.place(), QString("cross-correlation 2!"));
        room.next();
        QCOMPARE(room.place(), QString("cross-correlation 3"));
        room.back(); // the end state of the stop before
        QCOMPARE(room.place(), QString("cross-correlation 2!"));
        room.back();
        QCOMPARE(room.place(), QString("cross-correlation 2?"));
        room.back();
        QCOMPARE(room.place(), QString("cross-correlation 1"));
        room.next();
        QCOMPARE(room.place(), QString("cross-correlation 2?"));
    }
    void withPredictSwitchedOnEveryStopAsksAndReveals() {
        Room room(one("cross-correlation"));
        room.key(Qt::Key_P);
        QStringList places{room.place()};
        for (int i = 0; i < 5; ++i) room.next(), places << room.place();
        const QStringList way{"cross-correlation 2?", "cross-correlation 2!", "cross-correlation 3?",
                              "cross-correlation 3!", "cross-correlation 4?", "cross-correlation 4!"};
        QCOMPARE(places, way);
        for (int i = 4; i >= 0; --i) {
            room.back();
            QCOMPARE(room.place(), way[i]);
        }
    }
    // Auto-repeat counts for nothing, whatever is pressed the place is the one that was counted.
    void fiveHundredPressesLeadWhereTheyAreCounted() {
        Room room(asking());
        for (int i = 0; i < 20; ++i) room.back();
        QStringList way{room.place()};
        for (room.next(); room.place() != way.back(); room.next()) way << room.place();
        QVERIFY2(way.contains("max-pooling 2?") || way.contains("max-pooling 1?"), qPrintable(way.join(", ")));
        qsizetype at = way.size() - 1;
        QRandomGenerator random(17);
        for (int press = 0; press < 500; ++press) {
            const bool forward = random.bounded(100) < 50;
            const Qt::Key key = forward ? Qt::Key_PageDown : Qt::Key_PageUp;
            if (random.bounded(5) == 0) {
                QKeyEvent repeated(QEvent::KeyPress, key, {}, {}, true);
                QApplication::sendEvent(room.focused(), &repeated);
            } else {
                room.key(key);
                at = std::clamp<qsizetype>(at + (forward ? 1 : -1), 0, way.size() - 1);
            }
            QVERIFY2(room.place() == way[at], qPrintable(QString("press %1: %2").arg(press).arg(room.place())));
        }
    }
    void anAnswerFieldHasDigitsPointMinusAndEnterButNeverPageDown() {
        Room room(asking());
        room.panel->findChild<QLineEdit*>("answer")->setFocus();
        room.type("-2.5");
        QCOMPARE(room.place(), QString("cross-correlation 2?"));
        QCOMPARE(room.panel->findChild<QLineEdit*>("answer")->text(), QString("-2.5"));
        room.next();
        QCOMPARE(room.place(), QString("cross-correlation 2!"));
        QCOMPARE(room.panel->typed(), QString("-2.5"));
        QVERIFY(!room.panel->isRight());
        room.next();
        room.back();
        room.back(); // asked once more, and what cannot be read holds nobody up
        room.panel->findChild<QLineEdit*>("answer")->setFocus();
        room.type("what");
        room.next();
        QCOMPARE(room.place(), QString("cross-correlation 2!"));
        QCOMPARE(room.panel->typed(), QString());
    }
    void questionHandsAndTruthStandOnTheStage() {
        Room room(asking(), true);
        QVERIFY(room.band->isVisible());
        QVERIFY(room.says("What is row 1, column 2 of the output?"));
        QVERIFY(!room.words().join(' ').contains("25"));
        const int stageFoot = room.window.page()->stage()->geometry().bottom();
        QVERIFY(stageFoot <= room.band->geometry().top()); // nothing of the picture is under the band
        room.hands("25: 7");
        room.hands("24");
        room.hands("24");
        room.hands("twenty");
        QVERIFY(room.says("“twenty” cannot be read as an answer."));
        QCOMPARE(room.place(), QString("cross-correlation 2?")); // Enter and digits are the field's
        QCOMPARE(room.counted(), (QStringList{"25: 7", "24: 2"}));
        press(room.band, "Hands for 24: more");
        press(room.band, "Hands for 25: less");
        QCOMPARE(room.counted(), (QStringList{"25: 6", "24: 3"}));
        room.next();
        QVERIFY(room.says("✓ The answer is 25") && room.says("✓ right") && room.says("✗ wrong"));
        QCOMPARE(room.counted(), (QStringList{"25: 6", "24: 3"})); // beside the truth
        room.back();
        QVERIFY(!room.says("✓ right"));
        QCOMPARE(room.counted(), (QStringList{"25: 6", "24: 3"}));
        room.next();
        room.next(); // nothing is asked at the next stop
        QVERIFY(!room.band->isVisible());
        QCOMPARE(room.window.page()->stage()->geometry().bottom(), room.band->parentWidget()->rect().bottom());
    }
    // Where the stage stands alone the menu's keys are not at hand.
    void aStageInAWindowOfItsOwnTakesTheBandAlongAndHasTheKey() {
        Room room(one("cross-correlation"), true);
        auto* stages = static_cast<QWidget*>(room.band->parentWidget());
        QWidget hall;
        auto* column = new QVBoxLayout(&hall);
        column->addWidget(stages);
        hall.resize(1024, 700);
        hall.show();
        hall.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&hall));
        room.window.page()->stage()->setFocus();
        QVERIFY(!room.band->isVisible());
        QTest::keyClick(room.window.page()->stage(), Qt::Key_P);
        QVERIFY(room.panel->covers() && room.band->isVisible());
        QCOMPARE(room.band->geometry().bottom(), stages->rect().bottom());
        room.hands("25");
        room.type("p"); // a field has its letters to itself
        QVERIFY(room.panel->isOn());
        QTest::keyClick(room.window.page()->stage(), Qt::Key_P);
        QVERIFY(!room.panel->isOn() && !room.band->isVisible());
        stages->setParent(&room.window);
    }
    void handsAreKeptUntilTheNextQuestion() {
        Room room(one("cross-correlation"), true);
        room.key(Qt::Key_P);
        room.hands("25: 7");
        room.window.page()->stage()->setFocus();
        room.next();
        room.next();
        QVERIFY(room.counted().isEmpty());
    }
    void choicesAreClickedOrTypedByTheirLetter() {
        Room room(one("cross-correlation"), true);
        room.ask("larger");
        QVERIFY(room.says("A   larger") && room.says("B   smaller"));
        room.hands("a: 12");
        room.hands("B");
        QCOMPARE(room.counted(), (QStringList{"larger: 12", "smaller: 1", "equal: 0"}));
        press(room.panel, "larger");
        QVERIFY(room.panel->revealed() && room.panel->isRight());
        QVERIFY(room.says("✓ larger is right") && room.says("✓ The answer is larger"));
        room.ask("larger");
        room.panel->findChild<QLineEdit*>("answer")->setFocus();
        room.type("b");
        room.key(Qt::Key_Return);
        QVERIFY(room.panel->revealed() && !room.panel->isRight());
        QVERIFY(room.says("✗ smaller is wrong"));
    }
    void cellsThatChangeAreClickedOrTyped() {
        Room room(one("cross-correlation"));
        room.ask("changes");
        const Question asked = room.panel->asked();
        QCOMPARE(asked.truth, QString("1,2 2,2"));
        QCOMPARE(asked.judge("2,2; 1,2"), std::optional(true));
        QCOMPARE(asked.judge("1,1"), std::optional(false));
        QCOMPARE(asked.judge("1"), std::optional<bool>());
        auto* view = qobject_cast<FigureView*>(room.window.page()->stage());
        const QString before = room.place();
        for (const auto& [y, x] : {std::pair(0, 0), std::pair(1, 1), std::pair(0, 0), std::pair(0, 1)})
            QTest::mouseClick(view, Qt::LeftButton, {},
                              view->figure()->cellRect({"output", 0, y, x}).center().toPoint());
        QCOMPARE(room.panel->findChild<QLineEdit*>("answer")->text(), QString("2,2 1,2"));
        QCOMPARE(room.place(), before); // the walk stays
    }
    // Every lesson that is walked through asks a number and something of another kind.
    void everyWalkAsksMoreThanOneKind() {
        Room room(allLessons());
        for (const int i : sweptLessons()) {
            room.window.openLesson(i);
            const bool walked = room.window.page()->stops().count > 1 && lessons()[std::size_t(i)].page != "quiz";
            if (!walked) continue;
            room.window.page()->settle(0);
            const auto questions = room.window.page()->questions();
            if (questions.empty() || questions.front().id == "winner") continue; // that one is of four runs
            const bool number = std::ranges::any_of(questions, [](const Question& q) {
                return q.id == "cell" || (q.options.isEmpty() && q.part.isEmpty() && q.judge("0").has_value());
            });
            const bool other = std::ranges::any_of(questions, [](const Question& q) {
                return !q.options.isEmpty() || !q.part.isEmpty() || !q.form.isEmpty() || q.truth.contains("×");
            });
            QVERIFY2(number && other, qPrintable(lessons()[std::size_t(i)].id));
        }
    }
};

UI_TEST(TestPredictGame)
} // namespace test_predict_game
#include "test_predict_game.moc"
