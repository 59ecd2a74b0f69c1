#include "ui/shell/check_file.h"

#include "ui/model/json_text.h"
#include "ui/model/run_file.h"
#include "ui/pages/page.h"
#include "ui/pages/scene_file.h"
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

// Runs `check`, and says what it refuses with the line of what stands at or inside `pointer`.
template<class Check> void within(const QByteArray& text, const QString& name, const QString& pointer, Check check) {
    try {
        check();
    } catch (const cnn::Error& e) {
        throw placed(name, text, pointer, e);
    }
}

const PageKind& checkHead(const Lesson& lesson, const QJsonObject& object) {
    const SceneValue from(object);
    const PageKind* page = findPage(lesson.page);
    if (!page) {
        QStringList ids;
        for (const PageKind& kind : pageKinds()) ids << kind.id;
        (void)from["page"].oneOf(ids); // refuses
    }
    QStringList controls;
    for (const SettingFacts& row : page->scene.settings())
        if (!row.id.isEmpty() && !controls.contains(row.id)) controls << row.id;
    for (const SceneValue& control : from["controls"].list(0, controls.size())) (void)control.nameFrom(controls);
    return *page;
}

void checkLesson(const QByteArray& text, const QString& name, const QJsonObject& object) {
    const Lesson lesson = lessonFrom(text, name);
    const PageKind* page = nullptr;
    within(text, name, {}, [&] { page = &checkHead(lesson, object); });
    within(text, name, "/scene", [&] { page->scene.check(lesson.scene); });
}

// The words of a lesson that stands beside them or is one of the program's.
void checkTranslation(const QByteArray& text, const QString& name, const TranslationName& of) {
    const auto refuse = [&](const QString& why) { throw placed(name, text, {}, SceneError({}, why)); };
    if (QLocale(of.language).language() == QLocale::C)
        refuse(tr("\"%1\" is the code of no language.").arg(of.language));
    const QString base = of.lesson + ".json";
    QFile beside(QFileInfo(name).dir().filePath(base));
    if (beside.open(QIODevice::ReadOnly)) return (void)inWordsOf(text, name, lessonFrom(beside.readAll(), base));
    const Lesson* known = findLesson(of.lesson);
    if (!known)
        refuse(tr("there is no lesson \"%1\": neither %2 beside this file nor one of the program's.")
                   .arg(of.lesson, base));
    (void)inWordsOf(text, name, *known);
}

void checkScene(const QByteArray& text, const QString& name) {
    const SceneFile file = sceneFrom(text, name);
    within(text, name, "/scene", [&] { findPage(file.lesson->page)->scene.check(file.scene); });
}

void checkSession(const QByteArray& text, const QString& name) {
    const SessionState state = sessionFrom(text, name);
    within(text, name, "/scenes", [&] {
        for (const QString& id : state.scenes.keys())
            if (!findLesson(id)) throw SceneError(pointerTo({}, id), "there is no lesson \"" + id + "\".");
    });
    for (auto at = state.scenes.begin(); at != state.scenes.end(); ++at)
        within(text, name, pointerTo("/scenes", at.key()),
               [&] { findPage(findLesson(at.key())->page)->scene.check(at.value()); });
}

} // namespace

void checkFile(const QByteArray& bytes, const QString& name) {
    if (name.endsWith(".run")) return (void)savedRunFrom(bytes, name);
    const QJsonObject object = jsonFrom(bytes, name, "file");
    if (object.contains("scenes")) return checkSession(bytes, name);
    if (object.contains("convscope")) return checkScene(bytes, name);
    if (const TranslationName of = translationName(name); !of.lesson.isEmpty() && !object.contains("scene"))
        return checkTranslation(bytes, name, of);
    checkLesson(bytes, name, object);
}

} // namespace ui
