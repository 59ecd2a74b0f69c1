#include "ui/shell/check_file.h"

#include "ui/model/json_text.h"
#include "ui/model/run_file.h"
#include "ui/pages/lecture.h"
#include "ui/pages/page.h"
#include "ui/pages/scene_file.h"
#include "ui/sentence.h"
#include "ui/shell/page_catalog.h"
#include "ui/shell/session_file.h"
#include "ui/tr.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <algorithm>

namespace ui {
namespace {

const PageKind* findPage(const QString& id) {
    const auto kinds = pageKinds();
    const auto at = std::ranges::find(kinds, id, &PageKind::id);
    return at == kinds.end() ? nullptr : &*at;
}

// What was found in a file, with the line of each.
class Findings {
public:
    Findings(const QByteArray& text, const QString& name) : m_text(text), m_name(name) {}

    // `inside`: the pointer of what it was said of.
    void add(const QString& inside, const SceneError& said) {
        const auto same = [&](const Finding& f) { return f.pointer == inside + said.pointer(); };
        if (std::ranges::any_of(m_all, same)) return;
        m_all.push_back({inside + said.pointer(), lineOf(m_text, inside + said.pointer()),
                         sentenceOf(placed(m_name, m_text, inside, said))});
    }
    void add(const QString& inside, const std::vector<SceneError>& said) {
        for (const SceneError& one : said) add(inside, one);
    }
    void addScene(const QString& inside, const Lesson& lesson, const QJsonObject& scene) {
        if (const PageKind* page = findPage(lesson.page)) add(inside, page->scene.faults(scene));
    }
    QStringList sentences() {
        std::ranges::stable_sort(m_all, {}, &Finding::line);
        QStringList all;
        for (const Finding& f : m_all) all << f.sentence;
        return all;
    }

private:
    struct Finding {
        QString pointer;
        qsizetype line;
        QString sentence;
    };
    const QByteArray& m_text;
    const QString& m_name;
    std::vector<Finding> m_all;
};

// Of one value: what `read` refuses.
template<class Read> void addRefused(Findings& findings, const Read& read) {
    try {
        read();
    } catch (const SceneError& e) {
        findings.add({}, e);
    }
}

void checkLesson(Findings& findings, const QString& name, const QJsonObject& object) {
    std::vector<SceneError> refused;
    const Lesson lesson = lessonFrom(object, name, refused);
    findings.add({}, refused);
    const SceneValue from(object);
    const PageKind* page = findPage(lesson.page);
    if (!page) {
        QStringList ids;
        for (const PageKind& kind : pageKinds()) ids << kind.id;
        return addRefused(findings, [&] { (void)from["page"].oneOf(ids); });
    }
    QStringList controls;
    for (const SettingFacts& row : page->scene.settings())
        if (!row.id.isEmpty() && !controls.contains(row.id)) controls << row.id;
    addRefused(findings, [&] {
        for (const SceneValue& control : from["controls"].list(0, controls.size()))
            addRefused(findings, [&] { (void)control.nameFrom(controls); });
    });
    if (from["scene"].json().isObject()) findings.addScene("/scene", lesson, lesson.scene);
}

// The lesson whose words a file translates: it stands beside the file or is one of the program's.
Lesson translated(const TranslationName& of, const QString& name) {
    const QString base = of.lesson + ".json";
    QFile beside(QFileInfo(name).dir().filePath(base));
    if (beside.open(QIODevice::ReadOnly)) return lessonFrom(beside.readAll(), base);
    if (const Lesson* known = findLesson(of.lesson)) return *known;
    throw SceneError(
        {},
        tr("there is no lesson \"%1\": neither %2 beside this file nor one of the program's.").arg(of.lesson, base));
}

void checkTranslation(Findings& findings, const QString& name, const QJsonObject& object, const TranslationName& of) {
    if (QLocale(of.language).language() == QLocale::C)
        findings.add({}, SceneError({}, tr("\"%1\" is the code of no language.").arg(of.language)));
    addRefused(findings, [&] { (void)translated(of, name); });
    std::vector<SceneError> refused;
    (void)inWordsOf(object, {}, refused);
    findings.add({}, refused);
}

// A lesson's id, or what LectureScene::key() makes of it for a scene with words of its own.
const Lesson* lessonOfKey(const QString& key) {
    return findLesson(key.section("--", 0, 0));
}

void addLecture(Findings& findings, const QString& inside, const Lecture& lecture) {
    for (std::size_t i = 0; i < lecture.scenes.size(); ++i) {
        const LectureScene& scene = lecture.scenes[i];
        const QString at = inside + "/scenes/" + QString::number(i);
        if (!scene.missing.isEmpty())
            findings.add(at, SceneError("/lesson", scene.missing));
        else
            findings.addScene(at + "/scene", scene.lesson, scene.lesson.scene);
    }
}

void checkSession(Findings& findings, const SessionState& state) {
    for (const QString& sentence : state.damaged)
        findings.add({}, SceneError('/' + sentence.section('"', 1, 1), sentence));
    if (!state.own.unsaved.isEmpty())
        addRefused(findings, [&] { addLecture(findings, "/own/unsaved", lectureOf(state.own.unsaved)); });
    for (auto at = state.scenes.begin(); at != state.scenes.end(); ++at) {
        const QString inside = pointerTo("/scenes", at.key());
        if (const Lesson* lesson = lessonOfKey(at.key()))
            findings.addScene(inside, *lesson, at.value());
        else
            findings.add(inside, SceneError({}, "there is no lesson \"" + at.key() + "\"."));
    }
}

void checkLecture(Findings& findings, const QByteArray& bytes, const QString& name) {
    addLecture(findings, {}, lectureFrom(bytes, name));
}

} // namespace

QStringList faultsIn(const QByteArray& bytes, const QString& name) {
    try {
        if (name.endsWith(".run")) {
            (void)savedRunFrom(bytes, name);
            return {};
        }
        const QJsonObject object = jsonFrom(bytes, name, "file");
        Findings findings(bytes, name);
        if (isLecture(object)) {
            checkLecture(findings, bytes, name);
        } else if (object.contains("scenes")) {
            checkSession(findings, sessionFrom(bytes, name));
        } else if (object.contains("convscope")) {
            const SceneFile file = sceneFrom(bytes, name);
            findings.addScene("/scene", *file.lesson, file.scene);
        } else if (const TranslationName of = translationName(name);
                   !of.lesson.isEmpty() && !object.contains("scene")) {
            checkTranslation(findings, name, object, of);
        } else {
            checkLesson(findings, name, object);
        }
        return findings.sentences();
    } catch (const cnn::Error& e) { // of the file as a whole
        return {sentenceOf(e)};
    }
}

void checkFile(const QByteArray& bytes, const QString& name) {
    if (const QStringList all = faultsIn(bytes, name); !all.isEmpty())
        throw cnn::Error(cnn::ErrorCode::BadFormat, all.front().toStdString());
}

} // namespace ui
