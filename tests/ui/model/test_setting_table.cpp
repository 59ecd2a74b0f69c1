// A scene described once: what is read, written, refused and said from one row a setting; and the tables of the pages.
#include "tests/ui/support/ui_test.h"
#include "ui/model/setting_table.h"
#include "ui/pages/page.h"
#include "ui/pages/scene_file.h"
#include "ui/shell/check_file.h"
#include "ui/shell/page_catalog.h"

#include <QJsonDocument>
#include <QTest>

namespace test_setting_table {

using namespace ui;

namespace {

enum class Season { Spring, Autumn };

struct Garden {
    int beds = 3;
    double depth = 0.5;
    bool fenced = false;
    Season season = Season::Spring;
    QString name;
    int trees = 0;
    bool operator==(const Garden&) const = default;
};

SettingTable<Garden> garden() {
    SettingTable<Garden> t;
    t.whole("beds", "Beds", &Garden::beds, 1, 9, "How many beds.").in("beds");
    t.number("depth", "Depth", &Garden::depth, 0, 2, "How deep they are.");
    t.flag("fenced", "Fence", &Garden::fenced, {"no", "yes"}, "A fence around it.");
    t.choice("season", "Season", &Garden::season,
             {{Season::Spring, "spring", "in spring"}, {Season::Autumn, "autumn", "in autumn"}}, "When it is dug.");
    t.text("name", &Garden::name, 10, "What it is called.");
    t.whole("trees", {}, &Garden::trees, 0, 9, "Trees.").when([](const Garden& g) { return g.beds > 3; }, "large ones");
    t.control("double").stepper(
        "Twice", 2, 18, [](const Garden& g) { return 2 * g.beds; },
        [](Garden& g, double v) { g.beds = static_cast<int>(v) / 2; });
    return t;
}

QJsonObject json(const char* text) {
    return QJsonDocument::fromJson(text).object();
}

QString refusalOf(const std::function<void()>& work) {
    try {
        work();
    } catch (const cnn::Error& e) {
        return QString::fromUtf8(e.what());
    }
    return "nothing";
}

QString refusalOf(const char* text) {
    return refusalOf([&] { (void)garden().read(json(text)); });
}

} // namespace

class TestSettingTable : public QObject {
    Q_OBJECT
private slots:
    void whatIsLeftOutIsAsUsual() {
        QVERIFY(garden().read({}) == Garden{});
        const Garden read = garden().read(
            json(R"({"beds": 9, "depth": 2, "fenced": true, "season": "autumn", "name": "mine", "trees": 4})"));
        QVERIFY((read == Garden{9, 2, true, Season::Autumn, "mine", 4}));
    }
    void onlyWhatDiffersIsWritten() {
        QCOMPARE(garden().write({}), QJsonObject());
        const Garden other{4, 0.5, true, Season::Autumn, {}, 0};
        QCOMPARE(garden().write(other), json(R"({"beds": 4, "fenced": true, "season": "autumn"})"));
        QVERIFY(garden().read(garden().write(other)) == other);
        QCOMPARE(garden().write({}, true).keys(), QStringList({"beds", "depth", "fenced", "name", "season", "trees"}));
    }
    void whatIsUsualMayDependOnTheScene() {
        SettingTable<Garden> t = garden();
        t.file(
             "edge", "a number", "Of the fence.",
             [](const SceneValue& from, Garden& g) { g.trees = from["edge"].whole(0, 9, g.beds); },
             [](const Garden& g) { return g.trees; })
            .usually([](const Garden& g) { return QJsonValue(g.beds); }, "one a bed");
        QCOMPARE(t.read(json(R"({"beds": 5})")).trees, 5);
        QCOMPARE(t.write(t.read(json(R"({"beds": 5})"))).keys(), QStringList({"beds", "trees"}));
        QCOMPARE(t.write(t.read(json(R"({"beds": 5, "edge": 4})"))).value("edge").toInt(), 4);
        QCOMPARE(t.facts().back().usual, "one a bed");
    }
    void allThatIsWrongIsSaidButNothingThatFollowsFromIt() {
        SettingTable<Garden> t = garden();
        t.file(
             "edge", "at most a bed", "Of the fence.",
             [](const SceneValue& from, Garden& g) { (void)from["edge"].whole(0, g.beds, 0); },
             [](const Garden&) { return QJsonValue(0); })
            .after({"beds"});
        const auto said = [&](const char* text) {
            QStringList all;
            for (const SceneError& e : t.faults(json(text))) all << e.pointer();
            return all.join(' ');
        };
        QCOMPARE(said(R"({"beds": 8, "edge": 7})"), "");
        QCOMPARE(said(R"({"beds": 3, "edge": 7})"), "/edge");
        QCOMPARE(said(R"({"beds": 80, "edge": 7, "fenced": 1, "trese": 2})"), "/trese /beds /fenced");
    }
    void whatIsWrongIsRefusedWithItsKeyAndWhatIsAllowed() {
        QCOMPARE(refusalOf(R"({"beds": 10})"), "\"beds\" must be a whole number from 1 to 9, not 10.");
        QCOMPARE(refusalOf(R"({"beds": "7"})"), "\"beds\" must be a whole number from 1 to 9, not \"7\".");
        QCOMPARE(refusalOf(R"({"depth": -1})"), "\"depth\" must be a number from 0 to 2, not -1.");
        QCOMPARE(refusalOf(R"({"fenced": "yes"})"), "\"fenced\" must be true or false, not \"yes\".");
        QCOMPARE(refusalOf(R"({"season": "winter"})"), "\"season\" must be one of spring, autumn, not \"winter\".");
        QCOMPARE(refusalOf(R"({"name": "much too long"})"), "\"name\" must be a text of at most 10 characters.");
    }
    void ofAnUnknownKeyTheNearestIsNamed() {
        QCOMPARE(refusalOf(R"({"bedz": 1})"), "\"bedz\" means nothing here: do you mean \"beds\"?");
        QCOMPARE(refusalOf(R"({"saeson": 1})"), "\"saeson\" means nothing here: do you mean \"season\"?");
        QCOMPARE(refusalOf(R"({"Fenced": true})"), "\"Fenced\" means nothing here: do you mean \"fenced\"?");
        QCOMPARE(refusalOf(R"({"wheelbarrow": 1})"),
                 "\"wheelbarrow\" means nothing here. There are: beds, depth, fenced, season, name, trees.");
        const QByteArray long_ = "{\"" + QByteArray(100000, 'x') + "\": 1}";
        QVERIFY(refusalOf(long_.constData()).size() < 200);
    }
    void aRowOfAPartIsARowOfTheWhole() {
        struct Park {
            Garden garden;
        };
        SettingTable<Park> t;
        t.lift(garden(), &Park::garden, "beds").when({}).label = "Flower beds";
        t.lift(garden(), &Park::garden, "season").bare();
        const Park read = t.read(json(R"({"beds": 5, "season": "autumn"})"));
        QCOMPARE(read.garden.beds, 5);
        QCOMPARE(t.write(read), json(R"({"beds": 5, "season": "autumn"})"));
        QCOMPARE(t.rows()[0].get(read), 5.0);
        QCOMPARE(t.rows()[0].undoText(), "Set flower beds");
        QVERIFY(t.rows()[1].id.isEmpty());
    }
    void controlsFollowFromTheRows() {
        const auto table = garden();
        const auto& rows = table.rows();
        QCOMPARE(rows[0].undoText(), "Set beds");
        QCOMPARE(rows[3].undoText(), "Change season");
        Garden g;
        rows[3].set(g, 1);
        QVERIFY(g.season == Season::Autumn);
        rows[6].set(g, 8);
        QCOMPARE(g.beds, 4);
        QVERIFY(rows[5].id.isEmpty()); // no label, no control
        const auto facts = table.facts();
        QCOMPARE(facts[0].allowed, "1 to 9 beds");
        QCOMPARE(facts[0].usual, "3");
        QCOMPARE(facts[3].allowed, "spring, autumn");
    }

    // ---- the pages' tables -----------------------------------------------------------------------------------------

    void everyRowOfEveryPageSaysWhatItIs() {
        for (const PageKind& kind : pageKinds()) {
            QStringList keys;
            for (const SettingFacts& row : kind.scene.settings()) {
                const QString name = kind.id + ": " + row.key + row.id;
                QVERIFY2(!row.key.isEmpty() || !row.id.isEmpty(), qPrintable(name));
                QVERIFY2(row.id.isEmpty() || !row.label.isEmpty(), qPrintable(name));
                if (row.key.isEmpty()) continue;
                QVERIFY2(!keys.contains(row.key), qPrintable(name + " is there twice"));
                QVERIFY2(!row.allowed.isEmpty() && !row.help.isEmpty(), qPrintable(name));
                keys << row.key;
            }
        }
    }
    void aMisspeltKeyIsRefusedOnEveryPage() {
        for (const Lesson& lesson : lessons()) {
            const auto kind = std::ranges::find(pageKinds(), lesson.page, &PageKind::id);
            kind->scene.check(lesson.scene);
            QJsonObject scene = lesson.scene;
            const QString key = scene.keys().first();
            scene[key + "z"] = scene[key];
            const QString said = refusalOf([&] { kind->scene.check(scene); });
            QVERIFY2(said.contains("do you mean \"" + key + "\"?"), qPrintable(lesson.id + ": " + said));
        }
    }
    void whatIsCompleteMeansTheSame() {
        for (const Lesson& lesson : lessons()) {
            const auto kind = std::ranges::find(pageKinds(), lesson.page, &PageKind::id);
            const QJsonObject all = kind->scene.complete(lesson.scene);
            QVERIFY(all.size() >= lesson.scene.size());
            QCOMPARE(kind->scene.complete(all), all);
        }
    }

    // ---- files -----------------------------------------------------------------------------------------------------

    void filesAreCheckedWithTheLineOfWhatIsWrong_data() {
        QStringList pages;
        for (const PageKind& kind : pageKinds()) pages << kind.id;
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("said");
        const QByteArray head = "{\"title\": \"A\", \"group\": \"B\", \"page\": \"shift\", \"headline\": \"C\",\n"
                                "\"line\": \"D\", \"notice\": \"E\",\n";
        QTest::newRow("a lesson") << head + "\"controls\": [\"right\"], \"scene\": {} }"
                                  << "nothing";
        QTest::newRow("its scene") << head + "\"scene\": {\n\"window\": 7} }"
                                   << "a.json, line 4: \"window\" must be a whole number from 2 to 4, not 7.";
        QTest::newRow("its control") << head + "\"controls\": [\"right\",\n\"dwon\"], \"scene\": {} }"
                                     << "a.json, line 4: \"controls\", entry 2 is none that this page has, not "
                                        "\"dwon\": do you mean \"down\"?";
        QTest::newRow("its key") << head + "\"scene\": {},\n\"titel\": 1}"
                                 << "a.json, line 4: \"titel\" means nothing here: do you mean \"title\"?";
        QTest::newRow("its page") << QByteArray(head).replace("shift", "drift") + "\"scene\": {} }"
                                  << "a.json, line 1: \"page\" must be one of " + pages.join(", ") + ", not \"drift\".";
        QTest::newRow("a scene") << QByteArray(
                                        "{\"convscope\": 1, \"lesson\": \"shift\",\n\"scene\": {\n\"winow\": 2}}")
                                 << "a.json, line 3: \"winow\" means nothing here: do you mean \"window\"?";
        QTest::newRow("a session") << QByteArray("{\"convscope\": 1,\n\"scenes\": {\"shift\": {\n\"relu\": 1}}}")
                                   << "a.json, line 3: \"relu\" must be true or false, not 1.";
        QTest::newRow("its lesson") << QByteArray("{\"convscope\": 1,\n\"scenes\": {\n\"shaft\": {}}}")
                                    << "a.json, line 3: there is no lesson \"shaft\".";
    }
    void everythingThatIsWrongInAFileIsSaid() {
        const QByteArray lesson =
            "{\"title\": \"A\", \"group\": 7, \"page\": \"shift\", \"headline\": \"C\",\n"
            "\"line\": \"D\", \"notice\": \"E\",\n"
            "\"controls\": [\"rihgt\", \"down\",\n\"dwon\"],\n"
            "\"scene\": {\"window\": 7,\n\"relu\": 1, \"winow\": 2,\n\"shift\": [0, 99]},\n\"titel\": 1}";
        QStringList places;
        for (const QString& said : faultsIn(lesson, "a.json")) places << said.section(' ', 0, 3);
        QCOMPARE(places, QStringList({"a.json, line 1: \"group\"", "a.json, line 3: \"controls\",",
                                      "a.json, line 4: \"controls\",", "a.json, line 5: \"window\"",
                                      "a.json, line 6: \"winow\"", "a.json, line 6: \"relu\"",
                                      "a.json, line 7: \"shift\",", "a.json, line 8: \"titel\""}));
        const QByteArray session = "{\"convscope\": 1,\n\"scenes\": {\"shift\": {\n\"relu\": 1},\n\"shaft\": {},\n"
                                   "\"stride\": {\n\"stride\": 9}}}";
        QCOMPARE(faultsIn(session, "a.json").size(), 3);
    }
    void filesAreCheckedWithTheLineOfWhatIsWrong() {
        QFETCH(QByteArray, text);
        QFETCH(QString, said);
        QCOMPARE(refusalOf([&] { checkFile(text, "a.json"); }), said);
    }
};

UI_TEST(TestSettingTable)
} // namespace test_setting_table
#include "test_setting_table.moc"
