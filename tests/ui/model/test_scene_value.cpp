// The one reader of scenes: values within bounds, refused with place and what is allowed; lines and double keys.
#include "tests/ui/support/ui_test.h"
#include "ui/model/json_text.h"
#include "ui/model/scene_value.h"
#include "ui/pages/page.h"
#include "ui/pages/scene_file.h"
#include "ui/shell/page_catalog.h"

#include <QtTest>
#include <QtWidgets>

namespace test_scene_value {

using namespace ui;

namespace {

QString refusalOf(const std::function<void()>& work) {
    try {
        work();
    } catch (const cnn::Error& e) {
        return QString::fromUtf8(e.what());
    }
    return "nothing";
}

SceneValue valueOf(const char* json) {
    return SceneValue(QJsonDocument::fromJson(json).object());
}

// What its page says of such a file.
QString refusalOfFile(const QByteArray& text) {
    return refusalOf([&] {
        const SceneFile file = sceneFrom(text, "a.json");
        QWidget home;
        const auto page = std::ranges::find(pageKinds(), file.lesson->page, &PageKind::id)->make();
        for (QWidget* part : {page->stage(), page->inspector(), page->bar()}) part->setParent(&home);
        page->open(*file.lesson);
        try {
            page->setScene(file.scene, "Open");
        } catch (const cnn::Error& e) {
            throw file.at(e);
        }
    });
}

} // namespace

class TestSceneValue : public QObject {
    Q_OBJECT
private slots:
    void aLineIsFoundByThePlaceOfItsKeyOrEntry() {
        const QByteArray text = "{ \"a\": [\n 1,\n {\"b\":\n  \"x\\\"]}\", \"c/d~\": 2 } ],\n"
                                "\"b\": [[],\n [5, 6]],\n\"\\u0065\": {} }";
        QCOMPARE(lineOf(text, "/a"), 1);
        QCOMPARE(lineOf(text, "/a/0"), 2);
        QCOMPARE(lineOf(text, "/a/1"), 3);
        QCOMPARE(lineOf(text, "/a/1/b"), 3);
        QCOMPARE(lineOf(text, pointerTo("/a/1", "c/d~")), 4);
        QCOMPARE(lineOf(text, "/b"), 5);
        QCOMPARE(lineOf(text, "/b/1/1"), 6);
        QCOMPARE(lineOf(text, "/e"), 7);     // written as \u0065
        QCOMPARE(lineOf(text, "/b/1/9"), 6); // is not there: what it should stand in
        QCOMPARE(lineOf(text, "/a/2/b"), 1); // the later "b" is another
        QCOMPARE(lineOf(text, "/nowhere"), 1);
    }
    void aKeyThatStandsTwiceIsRefusedWithBothLines() {
        const auto said = [](const QByteArray& text) {
            return refusalOf([&] { (void)jsonFrom(text, "a.json", "scene"); });
        };
        QCOMPARE(said("{\"a\": 1,\n\"b\": 2,\n\"a\": 1}"),
                 "a.json, line 3: \"a\" stands twice in the same { }, first in line 1. Leave out one of them.");
        QVERIFY(said("{\"a\": [{\"x\": 1},\n {\"x\": 1, \"\\u0078\": 2}]}").startsWith("a.json, line 2: \"x\""));
        QCOMPARE(said("{\"a\": {\"a\": {\"a\": []}}, \"b\": [\"a\", \"a\"], \"\": {\"b\": \"b\"}}"), "nothing");
    }
    void numbersHaveBounds() {
        const SceneValue v =
            valueOf(R"({"i": 7, "big": 1e308, "half": 0.5, "text": "7", "null": null, "list": [1, 9]})");
        QCOMPARE(v["i"].whole(0, 7), 7);
        QCOMPARE(v["missing"].whole(0, 7, 3), 3);
        const auto said = [&](const char* key) { return refusalOf([&] { (void)v[key].whole(0, 6, 3); }); };
        QCOMPARE(said("i"), "\"i\" must be a whole number from 0 to 6, not 7.");
        QCOMPARE(said("big"), "\"big\" must be a whole number from 0 to 6, not 1e+308.");
        QCOMPARE(said("half"), "\"half\" must be a whole number from 0 to 6, not 0.5.");
        QCOMPARE(said("text"), "\"text\" must be a whole number from 0 to 6, not \"7\".");
        QCOMPARE(said("null"), "\"null\" must be a whole number from 0 to 6, not null.");
        QCOMPARE(said("list"), "\"list\" must be a whole number from 0 to 6, not an array.");
        QCOMPARE(refusalOf([&] { (void)v["missing"].whole(0, 6); }),
                 "\"missing\" must be a whole number from 0 to 6, and it is missing.");
        QCOMPARE(refusalOf([&] { (void)v["list"].wholes(0, 6, 1); }),
                 "\"list\", entry 2 must be a whole number from 0 to 6, not 9.");
        QCOMPARE(refusalOf([&] { (void)v["half"].number(1, 2.5); }),
                 "\"half\" must be a number from 1 to 2.5, not 0.5.");
        QCOMPARE(refusalOf([&] { (void)v["i"].flag(); }), "\"i\" must be true or false, not 7.");
        QCOMPARE(refusalOf([&] {
                     (void)v["text"].oneOf({"max", "avg"});
                 }),
                 "\"text\" must be one of max, avg, not \"7\".");
        QCOMPARE(refusalOf([&] { (void)v["i"]["deeper"]; }), "\"i\" must be an object in { }, not 7.");
    }
    void gridsAreRowsOfAsManyNumbers() {
        const SceneValue v =
            valueOf(R"({"good": ["0 1/2", "-3, 4"], "ragged": ["1 2", "3"], "text": ["1 x"], "far": ["7e6"],
                                         "wide": ["1 2 3"], "no rows": [], "nested": ["1\n2", "3\n4"]})");
        const cnn::Tensor grid = v["good"].grid(2, 2, 10);
        QCOMPARE(grid.at(0, 0, 1), 0.5F);
        QCOMPARE(grid.at(0, 1, 0), -3.0F);
        const auto said = [&](const char* key) { return refusalOf([&] { (void)v[key].grid(2, 2, 1e6F); }); };
        QCOMPARE(said("ragged"), "\"ragged\", entry 2 must be a row of 2 numbers, as the first, not of 1.");
        QCOMPARE(said("text"), "\"text\", entry 1 must be a text of 1 to 2 numbers with blanks between (\"0 1 2\"); "
                               "\"x\" is none.");
        QCOMPARE(said("far"), "\"far\", entry 1 must hold numbers from −1000000 to 1000000, not 7e6.");
        QVERIFY(said("wide").endsWith("(\"0 1 2\"), not of 3."));
        QCOMPARE(said("no rows"), "\"no rows\" must be an array of 1 to 2, not of 0.");
    }
    // Scenes that once ended the program, stalled it or took its memory.
    void scenesThatAskForTooMuchAreRefusedWithKeyLineAndRange_data() {
        QTest::addColumn<QByteArray>("setting");
        QTest::addColumn<QString>("lesson");
        QTest::addColumn<QString>("said");
        const auto add = [](const char* name, const char* lesson, const char* setting, const char* said) {
            QTest::newRow(name) << QByteArray(setting) << QString(lesson) << QString(said);
        };
        add("stride 0", "cross-correlation", "\"stride\": 0", "\"stride\" must be a whole number from 1 to 6, not 0.");
        add("padding 2^30", "padding", "\"padding\": 1073741824",
            "\"padding\" must be a whole number from 0 to 11, not 1073741824.");
        add("padding 1000", "padding", "\"padding\": [0, 1000]",
            "\"padding\", entry 2 must be a whole number from 0 to 11, not 1000.");
        add("dilation", "dilation", "\"dilation\": 2147483647",
            "\"dilation\" must be a whole number from 1 to 4, not 2147483647.");
        add("pooling kernel", "average-pooling", "\"kernel\": 20000",
            "\"kernel\" must be a whole number from 1 to 12, not 20000.");
        add("two milliards", "average-pooling", "\"kernel\": 2000000000.0",
            "\"kernel\" must be a whole number from 1 to 12, not 2000000000.");
        add("backward", "backward-pooling", "\"kernel\": 20000",
            "\"kernel\" must be a whole number from 1 to 8, not 20000.");
        add("step", "stride", "\"step\": 2147483647",
            "\"step\" must be a whole number from 1 to 1000000, not 2147483647.");
        add("grain", "stride", "\"grain\": \"inch\"",
            "\"grain\" must be one of product, cell, row, layer, not \"inch\".");
        add("batch", "lenet-live", "\"batch\": 0", "\"batch\" must be a whole number from 1 to 65536, not 0.");
        add("own network", "lenet-live", "\"own\": [{\"kind\": \"conv2d\", \"kernel\": 1e9}]",
            "\"own\", entry 1, \"kernel\" must be a whole number from 1 to 64, not 1000000000.");
    }
    void scenesThatAskForTooMuchAreRefusedWithKeyLineAndRange() {
        QFETCH(QByteArray, setting);
        QFETCH(QString, lesson);
        QFETCH(QString, said);
        QJsonObject scene = findLesson(lesson)->scene;
        scene.remove(QString::fromUtf8(setting.mid(1, setting.indexOf('"', 1) - 1)));
        const QByteArray rest = QJsonDocument(scene).toJson(QJsonDocument::Compact).mid(1);
        const QByteArray text = "{\"convscope\": 1, \"lesson\": \"" + lesson.toUtf8() + "\",\n\"scene\": {\n" +
                                setting + ",\n" + rest + '}';
        QCOMPARE(refusalOfFile(text), "a.json, line 3: " + said);
    }
};

UI_TEST(TestSceneValue)
} // namespace test_scene_value
#include "test_scene_value.moc"
