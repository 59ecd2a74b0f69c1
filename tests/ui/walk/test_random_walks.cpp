// Every lesson in the hands of somebody who tries everything: what the figure says and the page hands out is what the
// scene makes of it, undo leads back to the beginning, a scene file leads to the same place, and Qt has no complaint.
#include "tests/support/instrumented.h"
#include "tests/ui/support/ui_test.h"
#include "tests/ui/walk/oracle.h"
#include "tests/ui/walk/random_walk.h"
#include "tests/ui/walk/walk_test.h"
#include "ui/lessons/training/dive/dive_path.h"
#include "ui/shell/page_catalog.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

namespace test_random_walks {

using namespace ui;

namespace {

// The page's scene with every key, also those that are as usual and therefore not written.
QJsonObject everythingOf(const Lesson& lesson, const Page& page) {
    return std::ranges::find(pageKinds(), lesson.page, &PageKind::id)->scene.complete(page.scene());
}

constexpr int actions = isInstrumented ? 65 : 260; // a lesson: 10,000 in all
constexpr int actionsApart = 40;                   // from one saved scene to the next, on average

QByteArray bytesOf(const Page& page) {
    return QJsonDocument(page.scene()).toJson(QJsonDocument::Compact);
}

void put(QJsonObject& object, const QString& key, const QJsonValue& value) {
    if (value.isUndefined())
        object.remove(key);
    else
        object[key] = value;
}

// That scene, standing where `place` stands: moving about is no step of undo, nor is the way down to a pixel.
QJsonObject standingAt(QJsonObject scene, const QJsonObject& place) {
    for (const char* key : {"grain", "step", "products", "layers", "layer", "weight", "probe", "level", "aim"})
        put(scene, key, place[key]);
    if (scene.value("view") != diveViewId && place["view"] != diveViewId) return scene;
    QJsonObject choices = scene.value("choices").toObject();
    put(choices, diveViewId, place["choices"].toObject().value(diveViewId));
    put(scene, "choices", choices.isEmpty() ? QJsonValue(QJsonValue::Undefined) : choices);
    put(scene, "view", place["view"]);
    return scene;
}

QString wrongIn(const Lesson& lesson, RandomWalk& walk) {
    const QString words = walk.said();
    const QString wrong = objection(lesson.page, {everythingOf(lesson, walk.page()), walk.page().numbers(), words});
    return wrong.isEmpty() ? QString() : wrong + "\nThe figure says: " + words;
}

// A page that never saw what happened shows the saved scene as this one does.
QString savedObjection(const Lesson& lesson, RandomWalk& walk) {
    RandomWalk other(lesson, 0);
    other.page().setScene(walk.page().scene(), "open");
    if (bytesOf(other.page()) != bytesOf(walk.page())) return "Saved and opened it is " + bytesOf(other.page());
    walk.pointAtNothing();
    const QString here = walk.said(), there = other.said();
    if (here.contains("measurement was stopped")) return {}; // by Escape, on this page alone
    return here == there ? QString() : "Opened from a file it says\n" + there + "\nnot\n" + here;
}

// What is told as the truth must be taken for an answer.
QString questionObjection(const Page& page) {
    for (const Question& q : page.questions()) {
        const auto right = q.judge(q.truth);
        if (right && !*right) return "The truth \"" + q.truth + "\" is no right answer to: " + q.ask;
    }
    return {};
}

QString undoObjection(const Lesson& lesson, RandomWalk& walk, const QJsonObject& start) {
    const QJsonObject end = walk.page().scene();
    QUndoStack& undo = *walk.page().undoStack();
    const int last = undo.index();
    for (const int index : {0, undo.count(), last, 0}) {
        undo.setIndex(index);
        QString wrong = wrongIn(lesson, walk);
        const QJsonObject now = walk.page().scene();
        if (index == 0 && standingAt(now, start) != start) wrong = "It is another scene than the first";
        if (index == last && standingAt(now, end) != end) wrong = "It is another scene than the last";
        if (!wrong.isEmpty()) return QString("After undo to %1 of %2: ").arg(index).arg(undo.count()) + wrong;
    }
    return {};
}

} // namespace

class TestRandomWalks : public WalkTest {
    Q_OBJECT
private:
    void walk(const Lesson& lesson, int index) override {
        QTest::failOnWarning(QRegularExpression("^(?!This plugin does not support propagateSizeHints)"));
        const auto seed = static_cast<std::uint64_t>(index + 1);
        RandomWalk walk(lesson, seed);
        const QJsonObject start = walk.page().scene();
        cnn::Rng rng(seed, 1);
        QString wrong;
        for (int action = 1; action <= actions + 1 && wrong.isEmpty(); ++action) {
            if (action <= actions) {
                walk.act();
                wrong = wrongIn(lesson, walk);
                if (wrong.isEmpty() && action % 5 == 0) wrong = questionObjection(walk.page());
                if (wrong.isEmpty() && rng.below(actionsApart) == 0) wrong = savedObjection(lesson, walk);
            } else
                wrong = undoObjection(lesson, walk, start);
            if (wrong.isEmpty() && QTest::currentTestFailed()) wrong = "Qt has a complaint.";
            if (!wrong.isEmpty())
                wrong = QString("%1, seed %2, action %3: %4").arg(lesson.id).arg(seed).arg(action).arg(wrong);
        }
        if (!wrong.isEmpty())
            QFAIL(qPrintable(wrong + "\nThe scene is: " + bytesOf(walk.page()) + "\nThe last actions:\n  " +
                             walk.trail()));
    }
};

UI_TEST(TestRandomWalks)
} // namespace test_random_walks
#include "test_random_walks.moc"
