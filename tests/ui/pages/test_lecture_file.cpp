// A lecture's file: what is saved comes back, what is damaged is said with its line, what is missing stays in the list.
#include "core/base/error.h"
#include "tests/support/temp_folder.h"
#include "tests/ui/support/ui_test.h"
#include "ui/pages/lecture.h"
#include "ui/pages/lecture_files.h"
#include "ui/shell/check_file.h"

namespace test_lecture_file {

using namespace ui;

namespace {

QString refusalOf(const QByteArray& text) {
    try {
        (void)lectureFrom(text, "a.json");
    } catch (const cnn::Error& e) {
        return QString::fromUtf8(e.what());
    }
    return {};
}

LectureScene changed() {
    QJsonObject scene = findLesson("stride")->scene;
    scene["stride"] = 1;
    LectureScene made = sceneOf(*findLesson("stride"), scene);
    made.lesson.title = "Small steps";
    made.lesson.stops = {1, 3};
    made.note = "Ask first.";
    made.question = "cell";
    return settled(made);
}

} // namespace

class TestLectureFile : public QObject {
    Q_OBJECT
private slots:
    void whatIsSavedComesBack() {
        Lecture lecture;
        lecture.title = "Mine";
        lecture.scenes.push_back(changed());
        lecture.scenes.push_back(sceneOf(*findLesson("padding"), findLesson("padding")->scene));
        const QByteArray bytes = lectureBytes(lecture);
        const Lecture back = lectureFrom(bytes, "a.json");
        QVERIFY(back == lecture);
        QCOMPARE(lectureBytes(back), bytes);
        QVERIFY(back.scenes[0].own && !back.scenes[1].own);
        QCOMPARE(back.scenes[1].key(), QString("padding"));
        QVERIFY(!bytes.contains("headline")); // only what differs from the lesson
    }
    void aHeadingChangesNothingOnThePage() {
        LectureScene scene = sceneOf(*findLesson("stride"), findLesson("stride")->scene);
        scene.lesson.group = "Elsewhere";
        QCOMPARE(settled(scene).key(), QString("stride"));
        QCOMPARE(toJson(settled(scene))["group"].toString(), QString("Elsewhere"));
    }
    void everyBuiltInLectureIsRight() {
        QCOMPARE(lectures().size(), std::size_t(3));
        for (const Lecture& lecture : lectures()) {
            QCOMPARE(faultsIn(lectureBytes(lecture), lecture.id + ".json"), QStringList());
            for (const LectureScene& scene : lecture.scenes) QVERIFY(scene.missing.isEmpty());
        }
    }
    void damagedFilesAreSaidWithTheirLine_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("word");
        QTest::newRow("cut") << QByteArray("{\"convscope\": 1, \"lecture\": \"x\",\n\"scenes\": [") << "line 2";
        QTest::newRow("newer") << QByteArray("{\"convscope\": 2, \"lecture\": \"x\", \"scenes\": []}") << "newer";
        QTest::newRow("title") << QByteArray("{\"convscope\": 1,\n\"lecture\": 5, \"scenes\": []}") << "line 2";
        QTest::newRow("scenes") << QByteArray("{\"convscope\": 1, \"lecture\": \"x\",\n\"scenes\": 5}") << "line 2";
        QTest::newRow("key") << QByteArray("{\"convscope\": 1, \"lecture\": \"x\", \"scenes\": [],\n\"more\": 1}")
                             << "\"more\" means nothing";
        QTest::newRow("scene key") << QByteArray("{\"convscope\": 1, \"lecture\": \"x\", \"scenes\": [\n{\"lesson\": "
                                                 "\"stride\",\n\"notes\": \"y\"}]}")
                                   << "line 3: \"scenes\", entry 1, \"notes\" means nothing";
        QTest::newRow("steps") << QByteArray("{\"convscope\": 1, \"lecture\": \"x\", \"scenes\": [\n{\"lesson\": "
                                             "\"stride\",\n\"stops\": [3, 1]}]}")
                               << "larger than the one before";
        QTest::newRow("no object") << QByteArray("{\"convscope\": 1, \"lecture\": \"x\", \"scenes\": [\n{\"lesson\": "
                                                 "\"stride\",\n\"scene\": 7}]}")
                                   << "must be a scene";
    }
    void damagedFilesAreSaidWithTheirLine() {
        QFETCH(QByteArray, text);
        QFETCH(QString, word);
        const QString said = refusalOf(text);
        QVERIFY2(said.startsWith("a.json") && said.contains(word), qPrintable(said));
        QCOMPARE(faultsIn(text, "a.json").value(0), said); // check says the same
    }
    void checkFindsWhatIsWrongInAScene() {
        const QStringList all = faultsIn("{\"convscope\": 1, \"lecture\": \"x\", \"scenes\": [\n"
                                         "{\"lesson\": \"no-such\"},\n"
                                         "{\"lesson\": \"stride\",\n\"scene\": {\"strdie\": 1}}]}",
                                         "a.json");
        QCOMPARE(all.size(), 2);
        QVERIFY2(all[0].contains("line 2") && all[0].contains("no-such"), qPrintable(all[0]));
        QVERIFY2(all[1].contains("line 4") && all[1].contains("strdie"), qPrintable(all[1]));
    }
    void everyCutOfAFileIsRefusedOrRead() {
        Lecture lecture;
        lecture.title = "Mine";
        for (int i = 0; i < 2; ++i) lecture.scenes.push_back(changed());
        const QByteArray bytes = lectureBytes(lecture);
        for (qsizetype length = 0; length + 1 < bytes.size(); ++length)
            if (!bytes.mid(length).trimmed().isEmpty()) QVERIFY(!refusalOf(bytes.left(length)).isEmpty());
        QVERIFY(refusalOf(bytes).isEmpty());
    }
    void smallPicturesAreInTheFileAndLargeOnesBesideIt() {
        const TempFolder home, away;
        const auto path = [](const TempFolder& folder, const char* name) {
            return QString::fromStdString((folder.path() / name).string());
        };
        QImage small(20, 16, QImage::Format_RGB32), large(800, 600, QImage::Format_RGB32);
        small.fill(Qt::darkGreen);
        large.fill(Qt::red);
        QVERIFY(small.save(path(home, "small.png")) && large.save(path(home, "large.bmp")));
        QVERIFY(QFileInfo(path(home, "large.bmp")).size() > largestInLecture);
        Lecture lecture;
        lecture.title = "Pictures";
        const Lesson& lesson = *findLesson("edges-on-pictures");
        for (const char* name : {"small.png", "large.bmp"}) {
            QJsonObject scene = lesson.scene;
            scene["picture"] = "photo";
            scene["photo"] = path(home, name);
            lecture.scenes.push_back(sceneOf(lesson, scene));
        }
        saveLecture(path(away, "lecture.json"), lecture);
        QVERIFY(QFile::remove(path(home, "small.png")));
        Lecture back = readLecture(path(away, "lecture.json"));
        QVERIFY(back.scenes[0].lesson.scene["photo"].toString().startsWith("data:image/png"));
        QCOMPARE(namedFiles(back), QStringList(path(home, "large.bmp")));
        QCOMPARE(faultsIn(lectureBytes(back), "a.json"), QStringList());
        // The large one goes with the lecture to another computer.
        QVERIFY(QFile::rename(path(home, "large.bmp"), path(away, "large.bmp")));
        back = readLecture(path(away, "lecture.json"));
        QCOMPARE(namedFiles(back), QStringList(path(away, "large.bmp")));
    }
    void aFileIsKnownByItsContent() {
        const TempFolder folder;
        Lecture lecture;
        lecture.title = "Mine";
        lecture.scenes.push_back(changed());
        const QString path = QString::fromStdString((folder.path() / "lecture.onnx").string());
        saveLecture(path, lecture);
        QVERIFY(readLecture(path) == lecture);
    }
};

UI_TEST(TestLectureFile)
} // namespace test_lecture_file
#include "test_lecture_file.moc"
