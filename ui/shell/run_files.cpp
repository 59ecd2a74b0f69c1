#include "ui/shell/run_files.h"

#include "core/base/error.h"
#include "core/base/save_file.h"
#include "ui/media/file_names.h"
#include "ui/model/run_file.h"
#include "ui/pages/saving.h"
#include "ui/shell/front.h"
#include "ui/shell/page_catalog.h"
#include "ui/shell/session_file.h"
#include "ui/tr.h"

#include <QFileInfo>
#include <algorithm>
#include <fstream>

namespace ui {
namespace {

// The one that it was kept for, as its name says; otherwise the first that learns such a thing.
const Lesson& lessonOf(const SavedRun& run, const QString& path) {
    const QStringList pages = tellsClasses(run.scene) ? QStringList{"training", "microscope"} : QStringList{"denoise"};
    const Lesson* named = findLesson(QFileInfo(path).baseName());
    if (named && pages.contains(named->page)) return *named;
    return *findLesson(tellsClasses(run.scene) ? "lenet-live" : "denoise");
}

// The run's settings, and what else there is as the page has it: also what it shows, which each kind of page names its
// own way.
QJsonObject sceneOf(const SavedRun& run, const Lesson& lesson, QJsonObject scene) {
    const auto kind = std::ranges::find(pageKinds(), lesson.page, &PageKind::id);
    const QJsonObject all = runSettings().write(run.scene, true);
    for (const SettingFacts& row : kind->scene.settings())
        if (all.contains(row.key) && row.key != "view" && row.key != "choices") scene[row.key] = all[row.key];
    return scene;
}

} // namespace

bool isNamedRun(const QString& path) {
    return path.endsWith(".run", Qt::CaseInsensitive);
}

QString runsFilter() {
    return ui::tr("Runs to go on with (*.run)");
}

bool isRunFile(const QString& path) {
    std::error_code none;
    if (!std::filesystem::is_regular_file(filePath(path), none)) return false;
    std::string begin(32, ' ');
    std::ifstream(filePath(path), std::ios::binary).read(begin.data(), static_cast<std::streamsize>(begin.size()));
    return isNamedRun(path) || looksLikeRun(QByteArray::fromStdString(begin));
}

void openRunFile(const QString& path, Front& front) {
    const QString name = QFileInfo(path).fileName();
    const QByteArray bytes = QByteArray::fromStdString(cnn::readFile(filePath(path), SessionFile::largest));
    const SavedRun run = savedRunFrom(bytes, name);
    const Lesson& lesson = lessonOf(run, path);
    front.openLessonOf(lesson.id);
    Page& page = *front.page();
    page.setScene(sceneOf(run, lesson, page.scene()), ui::tr("Open %1").arg(name));
    savingOf(&page)->takeUp(bytes, name);
}

} // namespace ui
