#include "ui/shell/lecture_menu.h"

#include "ui/pages/lecture.h"
#include "ui/pages/scene_file.h"
#include "ui/shell/recorder.h"
#include "ui/shell/scene_dialog.h"

#include <QDir>
#include <QInputDialog>
#include <QSettings>

namespace ui {
namespace {

constexpr qsizetype mostRecent = 8, longestTitle = 40; // letters of a title
const char* const recentKey = "recentLectures";

// A file without what all of them end with.
QString titleOf(const QString& file) {
    return file.endsWith(sceneSuffix) ? QFileInfo(file).fileName().chopped(sceneSuffix.size())
                                      : QFileInfo(file).completeBaseName();
}

QString shown(QString text) {
    if (text.size() > longestTitle) text = text.left(longestTitle - 1) + QChar(0x2026);
    return text.replace('&', "&&");
}

} // namespace

LectureMenu::LectureMenu(QMenu& menu, Front& front, Recorder& recorder, Wishes wishes, QObject* parent)
    : QObject(parent), m_menu(menu), m_lectures(menu.addMenu(tr("&Open lecture"))), m_front(front),
      m_recorder(recorder), m_wishes(std::move(wishes)), m_ask([&front] { return front.dialogParent(); }) {
    m_lectures->setToolTipsVisible(true);
    connect(m_lectures, &QMenu::aboutToShow, this, &LectureMenu::fillLectures);
    fillLectures();
    add(tr("&Find a lesson…"), QKeySequence::Find, m_wishes.find);
    m_menu.addSeparator();
    add(tr("&Add this scene to the lecture"), QKeySequence("Ctrl+Shift+A"), [this] { m_recorder.add(); });
    addMaking();
    m_menu.addSeparator();
    m_save = add(tr("&Save lecture"), {}, [this] { save(false); });
    m_changing << add(tr("Save lecture &as…"), {}, [this] { save(true); });
    m_changing << add(tr("Re&name lecture…"), {}, [this] { rename(); });
    show();
}

QAction* LectureMenu::add(const QString& text, const QKeySequence& key, std::function<void()> command) {
    return m_menu.addAction(text, key, this, [this, command = std::move(command)] { m_front.guarded(command); });
}

void LectureMenu::addMaking() {
    addToScene(tr("&Edit scene…"), "F2", [this] { edit(); });
    m_changing << add(tr("&Take what is in front into the scene"), QKeySequence("Ctrl+Alt+A"),
                      [this] { m_recorder.update(); });
    addToScene(tr("D&uplicate scene"), "Ctrl+D", [this] { m_recorder.duplicate(); });
    addToScene(tr("&Remove scene"), "Del", [this] { m_recorder.remove(); });
    addToScene(tr("&Move scene up"), "Alt+Up", [this] { m_wishes.move(false); });
    addToScene(tr("Move scene &down"), "Alt+Down", [this] { m_wishes.move(true); });
}

// Its key acts in the list alone: elsewhere it means something else.
void LectureMenu::addToScene(const QString& text, const char* key, std::function<void()> command) {
    QAction* action = add(text, QKeySequence(key), std::move(command));
    action->setShortcutContext(Qt::WidgetShortcut);
    m_wishes.list->addAction(action);
    m_changing << action;
}

void LectureMenu::show() {
    const bool all = m_front.lecture().id == allLessons().id, own = m_recorder.isOpen();
    for (QAction* action : m_changing) action->setEnabled(!all);
    m_save->setEnabled(m_recorder.exists());
    const QString title = shown(m_recorder.lecture().title);
    m_save->setText(title.isEmpty()                       ? tr("&Save lecture…")
                    : m_recorder.lecture().path.isEmpty() ? tr("&Save \"%1\"…").arg(title)
                                                          : tr("&Save \"%1\"").arg(title));
    m_save->setShortcut(own ? QKeySequence(QKeySequence::Save) : QKeySequence("Ctrl+Alt+S"));
    m_wishes.saveScene->setShortcut(own ? QKeySequence("Ctrl+Alt+S") : QKeySequence(QKeySequence::Save));
}

// ---- which one is open ---------------------------------------------------------------------------------------------

// Those of the program, the user's, then files: recent ones and those in the user's folder.
void LectureMenu::fillLectures() {
    m_lectures->clear();
    const auto addOne = [this](const Lecture& lecture) {
        QAction* action = m_lectures->addAction(
            shown(lecture.title), this, [this, lecture] { m_front.guarded([&] { m_front.openLecture(lecture, 0); }); });
        action->setCheckable(true);
        action->setChecked(lecture.isBuiltIn() ? m_front.lecture().id == lecture.id : m_recorder.isOpen());
    };
    addOne(allLessons());
    for (const Lecture& lecture : lectures()) addOne(lecture);
    m_lectures->addSeparator();
    if (!m_recorder.lecture().scenes.empty()) addOne(m_recorder.lecture());
    QStringList files = recent();
    for (const QFileInfo& file : QDir(m_recorder.folder()).entryInfoList({"*.json"}, QDir::Files, QDir::Name))
        if (!m_recorder.folder().isEmpty() && !files.contains(file.filePath())) files << file.filePath();
    for (const QString& file : files)
        if (file != m_recorder.lecture().path && QFileInfo::exists(file)) addLecture(titleOf(file), file);
    m_lectures->addSeparator();
    m_lectures->addAction(tr("&Another file…"), this, [this] { m_front.guarded([this] { openOther(); }); });
}

void LectureMenu::addLecture(const QString& text, const QString& path) {
    m_lectures->addAction(shown(text), this, [this, path] { m_wishes.open(path); })->setToolTip(path);
}

void LectureMenu::openOther() {
    const QString path =
        m_ask.openFile(tr("Open lecture"), {tr("Lectures of ConvScope (*.json)"), tr("All files (*)")});
    if (!path.isEmpty()) m_wishes.open(path);
}

QStringList LectureMenu::recent() {
    return QSettings().value(recentKey).toStringList();
}

void LectureMenu::remember(const QString& path) {
    QStringList all = recent();
    all.removeAll(path);
    all.prepend(path);
    QSettings().setValue(recentKey, QStringList(all.mid(0, mostRecent)));
}

// ---- making one ----------------------------------------------------------------------------------------------------

void LectureMenu::save(bool elsewhere) {
    if (elsewhere) m_recorder.takeOver();
    QString path = m_recorder.lecture().path;
    if (elsewhere || path.isEmpty())
        path = m_ask.newFile(tr("Save lecture"), m_recorder.fileName() + sceneSuffix,
                             {tr("Lectures of ConvScope (*.convscope.json *.json)")});
    if (path.isEmpty()) return;
    m_recorder.save(path);
    remember(path);
    const QStringList beside = namedFiles(withPictures(m_recorder.lecture()));
    m_front.showNews(
        beside.isEmpty()
            ? tr("The lecture is in %1.").arg(path)
            : tr("The lecture is in %1. It names files that belong beside it: %2.").arg(path, beside.join(", ")));
}

void LectureMenu::rename() {
    bool ok = false;
    const QString title = QInputDialog::getText(m_front.dialogParent(), tr("Rename lecture"), tr("Title"),
                                                QLineEdit::Normal, m_front.lecture().title, &ok);
    if (ok) m_recorder.rename(title);
}

void LectureMenu::edit() {
    const int here = m_front.lesson();
    if (here < 0 || here >= static_cast<int>(m_front.lecture().scenes.size())) return;
    SceneDialog dialog(m_front.lecture().scenes[static_cast<std::size_t>(here)], *m_front.page(),
                       m_front.dialogParent());
    if (dialog.exec() == QDialog::Accepted) m_recorder.edit(dialog.scene());
}

} // namespace ui
