// 3,000 lessons and saved scenes, each damaged at random as a hand, another program or a broken disk does it: opened or
// refused with file and reason, by the check and by the page alike, without a signal.
#include "core/base/rng.h"
#include "tests/support/digit_folder.h"
#include "tests/support/forked.h"
#include "tests/support/temp_folder.h"
#include "tests/ui/support/ui_test.h"
#include "ui/pages/page.h"
#include "ui/pages/scene_file.h"
#include "ui/shell/check_file.h"
#include "ui/shell/page_catalog.h"

#include <QDirIterator>
#include <QJsonDocument>
#include <QtTest>
#include <QtWidgets>

namespace test_scene_damaged {

using namespace ui;

namespace {

constexpr int mutations = 3000;
constexpr rlim_t cpuSeconds = isInstrumented ? 200 : 10, megabytes = 2048;
constexpr const char* fileName = "a.json";

QByteArray bytesOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Every lesson, as it is and as a scene file of it, and everything that was saved.
QList<QByteArray> samples() {
    QList<QByteArray> all;
    for (const Lesson& lesson : lessons())
        all << bytesOf(":/lessons/" + lesson.id + ".json") << sceneBytes(lesson.id, lesson.scene);
    QDirIterator files(CONVSCOPE_TEST_DATA "/fixtures", {"*.json"}, QDir::Files, QDirIterator::Subdirectories);
    QStringList names;
    while (files.hasNext()) names << files.next();
    names.sort();
    for (const QString& name : names) all << bytesOf(name);
    for (QByteArray& text : all) { // 70,000 digits are not drawn for each, nor is a network taught
        text.replace("\"data\": \"digits\"", "\"data\": \"fashion\"");
        text.replace("\"weights\": \"digits\"", "\"weights\": \"random\"");
    }
    return all;
}

// A text in JSON as what it is made of: texts, numbers and words, signs, and the blanks between.
QList<QByteArray> tokensOf(const QByteArray& text) {
    static const QRegularExpression token("\"(?:[^\"\\\\]|\\\\.)*\"|[-+.\\w]+|\\s+|.");
    QList<QByteArray> all;
    for (auto at = token.globalMatch(QString::fromUtf8(text)); at.hasNext();) all << at.next().captured().toUtf8();
    return all;
}

class Damage {
public:
    explicit Damage(std::uint64_t seed) : m_rng(seed, 0) {}

    // Mostly still JSON: what goes beyond its grammar is the easy part.
    QByteArray damaged(const QByteArray& text, const QByteArray& other) {
        if (m_rng.below(6) == 0) return bytesDamaged(text);
        QList<QByteArray> tokens = tokensOf(text);
        const QList<QByteArray> others = tokensOf(other);
        for (std::size_t i = m_rng.below(3) + 1; i-- > 0;) change(tokens, others);
        return tokens.join();
    }

private:
    qsizetype below(qsizetype n) { return static_cast<qsizetype>(m_rng.below(static_cast<std::size_t>(n))); }
    // Where a token that is no blank stands.
    qsizetype place(const QList<QByteArray>& tokens) {
        for (int tries = 0; tries < 50; ++tries)
            if (const qsizetype at = below(tokens.size()); !tokens[at].trimmed().isEmpty()) return at;
        return 0;
    }
    void change(QList<QByteArray>& tokens, const QList<QByteArray>& others) {
        static const char* const values[] = {"null",    "true",       "0",      "-1",    "1.5",       "7",
                                             "1e9",     "2147483648", "1e308",  "-1e-9", "\"text\"",  "\"\"",
                                             "\"1 2\"", "[]",         "[1, 2]", "{}",    "[[\"0\"]]", "1e999"};
        const qsizetype at = place(tokens);
        switch (m_rng.below(7)) {
        case 0: // another value
            tokens[at] = values[m_rng.below(std::size(values))];
            break;
        case 1: // what stands elsewhere
            tokens[at] = tokens[place(tokens)];
            break;
        case 2: // what stands in another file
            tokens[at] = others[place(others)];
            break;
        case 3:
            std::swap(tokens[at], tokens[place(tokens)]);
            break;
        case 4: // missing
            tokens[at].clear();
            break;
        case 5: // misspelt
            if (tokens[at].size() > 2)
                tokens[at][1 + below(tokens[at].size() - 2)] = static_cast<char>('a' + below(26));
            break;
        default: // again
            tokens[at] += tokens[at];
        }
    }
    QByteArray bytesDamaged(QByteArray text) {
        const qsizetype at = below(text.size());
        switch (m_rng.below(4)) {
        case 0:
            return text.left(at);
        case 1:
            text[at] = static_cast<char>(text[at] ^ (1 << m_rng.below(8)));
            return text;
        case 2:
            return text.insert(at, static_cast<char>(m_rng.below(256)));
        default:
            return text.remove(at, 1 + below(20));
        }
    }
    cnn::Rng m_rng;
};

// One page of each kind, shown one scene after the other.
class Pages {
public:
    explicit Pages(Forked& process) : m_process(process) {}

    void check(const QByteArray& text) {
        const QStringList faults = faultsIn(text, fileName);
        const QString refused = faults.value(0);
        for (const QString& fault : faults) judge(fault);
        SceneFile file;
        if (!said([&] { file = sceneFrom(text, fileName); }).isEmpty()) return; // no scene of any page
        Page& page = pageOf(*file.lesson);
        const QByteArray before = bytes(page);
        const QString onPage = said([&] { page.setScene(file.scene, "test"); });
        if (onPage.isEmpty() != refused.isEmpty())
            m_process.fail("the check says \"" + refused.toStdString() + "\", the page \"" + onPage.toStdString() +
                           '"');
        if (!onPage.isEmpty() && bytes(page) != before) m_process.fail("refused, and the page changed");
        if (onPage.isEmpty() && bytes(page) != before) show(page);
    }

private:
    template<class Work> QString said(Work work) {
        try {
            work();
        } catch (const cnn::Error& e) {
            return QString::fromUtf8(e.what());
        }
        return {};
    }
    static QByteArray bytes(const Page& page) { return QJsonDocument(page.scene()).toJson(); }

    Page& pageOf(const Lesson& lesson) {
        auto& page = m_pages[lesson.page];
        if (page) return *page;
        page = std::ranges::find(pageKinds(), lesson.page, &PageKind::id)->make();
        for (QWidget* part : {page->stage(), page->inspector(), page->bar()}) part->setParent(&m_home);
        page->open(lesson);
        page->settle(0);
        return *page;
    }
    void show(Page& page) {
        const Reel reel = page.reel();
        if (reel.count == 0) return;
        const auto figure = reel.figure(std::max(0, page.reelIndex()), QSizeF(1040, 640), Style{});
        if (figure->describe().isEmpty()) m_process.fail("nothing is shown");
    }
    // File, line where there is one, reason, and one stop.
    void judge(const QString& sentence) {
        static const QRegularExpression form("^a\\.json(, line \\d+)?: .{10,}[^.][.?]$",
                                             QRegularExpression::DotMatchesEverythingOption);
        if (!form.match(sentence).hasMatch() || sentence.size() > 2000)
            m_process.fail("says " + sentence.left(500).toStdString());
    }

    Forked& m_process;
    QWidget m_home; // outlives the pages
    std::map<QString, std::unique_ptr<Page>> m_pages;
};

} // namespace

class TestSceneDamaged : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        writeDigitFolder(m_images.path(), 200, 50);
        qputenv("CONVSCOPE_FASHION_MNIST", QByteArray::fromStdString(m_images.path().string()));
    }
    void whatIsUndamagedIsInOrder() {
        for (const QByteArray& text : samples()) checkFile(text, fileName); // throws
    }
    void everyDamageOpensOrIsRefusedWithAReason() {
        Forked process;
        const std::string said = process.run(megabytes, [&] {
            int count = 1;
            char name[] = "test", *names[] = {name, nullptr};
            QApplication app(count, names);
            const QList<QByteArray> all = samples();
            Pages pages(process);
            for (int i = 0; i < mutations; ++i) {
                cnn::Rng rng(static_cast<std::uint64_t>(i), 1);
                const QByteArray& text = all[static_cast<qsizetype>(rng.below(static_cast<std::size_t>(all.size())))];
                const QByteArray& other = all[static_cast<qsizetype>(rng.below(static_cast<std::size_t>(all.size())))];
                const QByteArray damaged = Damage(static_cast<std::uint64_t>(i)).damaged(text, other);
                process.begin("damage " + std::to_string(i) + ": " + damaged.left(400).toStdString(), cpuSeconds);
                pages.check(damaged);
            }
        });
        QVERIFY2(said.empty(), said.c_str());
        QCOMPARE(process.cases(), mutations);
    }

private:
    TempFolder m_images;
};

UI_TEST_OF(void, TestSceneDamaged)
} // namespace test_scene_damaged
#include "test_scene_damaged.moc"
