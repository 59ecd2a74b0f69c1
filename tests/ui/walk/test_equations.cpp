// Every equation that stands anywhere on a page, in the hands of somebody who tries everything, is true as it is
// written: in the figures' words and in those they paint, in labels, tool tips, notices and questions.
#include "tests/support/instrumented.h"
#include "tests/ui/support/equation_watch.h"
#include "tests/ui/support/ui_test.h"
#include "tests/ui/walk/random_walk.h"
#include "tests/ui/walk/walk_test.h"
#include "ui/lessons/training/training_views.h"

#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

namespace test_equations {

using namespace ui;

namespace {

constexpr int states = isInstrumented ? 20 : 200; // a lesson; with those of test_view_equations 10,000 in all

} // namespace

class TestEquations : public WalkTest {
    Q_OBJECT
private slots:
    // What stands beside a lesson, whatever is done with it.
    void words() {
        EquationWatch watch;
        QStringList texts;
        for (const Lesson& lesson : lessons()) texts << lesson.headline << lesson.line << lesson.notice;
        for (const TrainingViewKind& view : trainingViews()) texts << view.notice;
        const QString wrong = watch.objection(texts);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
        qInfo("%d equations", watch.equations());
    }

private:
    void walk(const Lesson& lesson, int index) override {
        RandomWalk walk(lesson, static_cast<std::uint64_t>(index) + 101);
        QSignalSpy notices(&walk.page(), &Page::notice), news(&walk.page(), &Page::news);
        EquationWatch watch;
        for (int state = 1; state <= states; ++state) {
            walk.act();
            walk.page().settle(0);
            QStringList texts = textsOf(walk.page());
            for (QSignalSpy* said : {&notices, &news})
                for (; !said->isEmpty(); said->removeFirst()) texts << said->front().front().toString();
            const QString wrong = watch.objection(texts);
            if (wrong.isEmpty()) continue;
            const QByteArray scene = QJsonDocument(walk.page().scene()).toJson(QJsonDocument::Compact);
            QFAIL(qPrintable(QString("%1, state %2: %3\nThe scene is: %4\nThe last actions:\n  %5")
                                 .arg(lesson.id)
                                 .arg(state)
                                 .arg(wrong, QString(scene), walk.trail())));
        }
        qInfo("%d equations in %d states, %d different ones", watch.equations(), states, watch.different());
        const bool few = lesson.page == "shift" || lesson.page == "model" || lesson.page == "microscope" ||
                         lesson.page == "quiz" || lesson.id == "shuffled-pixels"; // little arithmetic is written there
        if (!few) QVERIFY(watch.equations() >= states); // else they were not found: there they stand
    }
};

UI_TEST(TestEquations)
} // namespace test_equations
#include "test_equations.moc"
