// Every key of every lesson's scene, changed in eleven ways: the scene opens or is refused with its line and the
// reason, without a signal, within 10 s of processor time and 2 GB of addresses each.
#include "tests/support/digit_folder.h"
#include "tests/support/forked.h"
#include "tests/support/temp_folder.h"
#include "tests/ui/shell/scene_edits.h"
#include "tests/ui/support/lesson_sweep.h"
#include "tests/ui/support/ui_test.h"
#include "ui/pages/scene_file.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_catalog.h"

#include <QtTest>
#include <QtWidgets>

namespace test_scene_grid {

using namespace ui;

namespace {

constexpr rlim_t cpuSeconds = isInstrumented ? 300 : 30, megabytes = 2048;

// Both ways to a scene, as often as wanted: the page alone, as the commands render and code show it, and the window.
class BothWays {
public:
    explicit BothWays(const Lesson& lesson, Forked& process) : m_lesson(lesson), m_process(process) {
        m_page = kind().make();
        for (QWidget* part : {m_page->stage(), m_page->inspector(), m_page->bar()}) part->setParent(&m_home);
        m_page->open(lesson);
        m_window.openLesson(static_cast<int>(&lesson - lessons().data()));
        settle(*m_page);
        settle(*m_window.page());
    }

    // Everything that the page can be told of: the lesson's own keys, and those of a scene that was saved. Where every
    // edit is learned from, these are asked of the page's first lesson: they are the same in all of them.
    QJsonObject scene() const {
        const bool learns = QStringList{"training", "microscope", "denoise"}.contains(m_lesson.page);
        const bool first = std::ranges::find(lessons(), m_lesson.page, &Lesson::page)->id == m_lesson.id;
        QJsonObject all = !learns || first ? kind().scene.complete(m_page->scene()) : QJsonObject();
        for (auto at = m_lesson.scene.begin(); at != m_lesson.scene.end(); ++at) all[at.key()] = at.value();
        return all;
    }

    void check(const SceneEdit& edit) {
        m_process.begin(edit.name.toStdString(), cpuSeconds);
        const bool onPage = opensOnThePage(edit), inWindow = opensInTheWindow(edit);
        if (onPage != inWindow) m_process.fail("the page and the window do not agree");
    }

private:
    const PageKind& kind() const { return *std::ranges::find(pageKinds(), m_lesson.page, &PageKind::id); }
    static void settle(Page& page) { page.settle(0); }

    bool opensOnThePage(const SceneEdit& edit) {
        const QJsonObject before = m_page->scene();
        try {
            const SceneFile file = sceneFrom(edit.text, fileName);
            try {
                m_page->setScene(file.scene, "test");
            } catch (const cnn::Error& e) {
                throw file.at(e);
            }
        } catch (const cnn::Error& e) {
            judge(edit, QString::fromUtf8(e.what()));
            if (m_page->scene() != before) m_process.fail("refused, and the page changed");
            return false;
        }
        show(*m_page);
        return true;
    }

    bool opensInTheWindow(const SceneEdit& edit) {
        const QJsonObject before = m_window.page()->scene();
        m_folder.write(fileName, {edit.text.constData(), static_cast<std::size_t>(edit.text.size())});
        m_window.openFile(QString::fromStdString((m_folder.path() / fileName).string()));
        const auto* label = m_window.findChild<QLabel*>("noticeText");
        const QString said = label->isVisibleTo(&m_window) ? label->text() : QString();
        const bool refused = said.startsWith(QString(fileName) + ", line");
        if (refused) judge(edit, said);
        if (refused && m_window.page()->scene() != before) m_process.fail("refused, and the window changed");
        if (!refused) settle(*m_window.page());
        return !refused;
    }

    // What `render` draws and `code` prints; a scene that was shown already is not drawn again.
    void show(Page& page) {
        settle(page);
        const QByteArray scene = QJsonDocument(page.scene()).toJson();
        if (m_drawn.contains(scene)) return;
        m_drawn << scene;
        const Reel reel = page.reel();
        if (reel.count > 0) {
            QImage image(400, 300, QImage::Format_RGB32);
            QPainter painter(&image);
            const auto figure = reel.figure(std::max(0, page.reelIndex()), QSizeF(1040, 640), Style{});
            figure->paint(painter, Style{});
            if (figure->describe().isEmpty()) m_process.fail("nothing is shown");
        }
        for (const CodeDialect dialect : {CodeDialect::PyTorch, CodeDialect::NumPy}) (void)page.code(dialect);
        (void)page.numbers();
    }

    // File, line, reason, and one stop.
    void judge(const SceneEdit& edit, const QString& said) {
        static const QRegularExpression form("^a\\.json, line (\\d+): .{10,}[^.]\\.$");
        const auto match = form.match(said);
        if (!match.hasMatch())
            m_process.fail("says " + said.toStdString());
        else if (edit.line > 0 && match.captured(1).toInt() != edit.line)
            m_process.fail("names not line " + std::to_string(edit.line) + ": " + said.toStdString());
    }

    static constexpr const char* fileName = "a.json";
    const Lesson& m_lesson;
    Forked& m_process;
    TempFolder m_folder;
    QWidget m_home;
    std::unique_ptr<Page> m_page;
    MainWindow m_window{Style{}};
    QSet<QByteArray> m_drawn;
};

} // namespace

class TestSceneGrid : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        writeDigitFolder(m_images.path(), 200, 50);
        qputenv("CONVSCOPE_FASHION_MNIST", QByteArray::fromStdString(m_images.path().string()));
    }
    void everyEditOpensOrIsRefusedWithItsLine_data() {
        QTest::addColumn<int>("index");
        for (const int i : sweptLessons()) QTest::newRow(qPrintable(lessons()[static_cast<std::size_t>(i)].id)) << i;
    }
    void everyEditOpensOrIsRefusedWithItsLine() {
        QFETCH(int, index);
        const Lesson& lesson = lessons()[static_cast<std::size_t>(index)];
        Forked process;
        const std::string said = process.run(megabytes, [&] {
            int count = 1;
            char name[] = "test", *names[] = {name, nullptr};
            QApplication app(count, names);
            BothWays ways(lesson, process);
            QJsonObject scene = ways.scene();
            if (scene["data"] == "digits") scene["data"] = "fashion"; // 70,000 digits are not drawn for each
            if (scene["data"] == "cells") scene["pictures"] = 60;     // nor 6,000 cells
            for (const SceneEdit& edit : editsOf(lesson.id, scene)) ways.check(edit);
            for (const SceneEdit& edit : heaviestOf(lesson)) ways.check(edit);
        });
        QVERIFY2(said.empty(), said.c_str());
        QVERIFY(process.cases() >= 11 * lesson.scene.size());
    }

private:
    TempFolder m_images;
};

UI_TEST_OF(void, TestSceneGrid)
} // namespace test_scene_grid
#include "test_scene_grid.moc"
