#include "ui/shell/file_menu.h"

#include "core/base/error.h"
#include "core/base/file_name.h"
#include "core/base/save_file.h"
#include "core/files/data_file.h"
#include "core/tensor/npy.h"
#include "core/tensor/tensor_text.h"
#include "ui/media/file_names.h"
#include "ui/media/foreign_formats.h"
#include "ui/media/labelled_data.h"
#include "ui/media/read_picture.h"
#include "ui/model/json_text.h"
#include "ui/pages/lecture.h"
#include "ui/pages/scene_file.h"
#include "ui/shell/page_catalog.h"
#include "ui/shell/quiz_dialog.h"
#include "ui/shell/run_files.h"
#include "ui/shell/settings_dialog.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QInputDialog>
#include <QRegularExpression>
#include <algorithm>
#include <fstream>
#include <optional>

namespace ui {
namespace {

constexpr int longestInMenu = 40; // letters of a file's name

// Whatever it was saved as, by its beginning; by its name where there is nothing to say against it: then what is wrong
// with it can be said.
bool isScene(const QString& path) {
    const bool named = path.endsWith(".json", Qt::CaseInsensitive);
    std::error_code none;
    if (!std::filesystem::is_regular_file(filePath(path), none)) return named;
    std::string begin(64, ' ');
    std::ifstream(filePath(path), std::ios::binary).read(begin.data(), 64);
    if (QByteArray::fromStdString(begin).trimmed().startsWith('{')) return true;
    return named && !hasPictureSuffix(path) && !isPictureFile(path);
}

QStringList patternsOf(const QString& filter) {
    QStringList patterns;
    for (auto at = QRegularExpression("\\*[-.\\w]+").globalMatch(filter); at.hasNext();)
        patterns << at.next().captured();
    return patterns;
}

// What a page of this kind opens.
QString filterOf(const PageKind& kind) {
    QWidget home; // takes the page's widgets with it
    const auto page = kind.make();
    for (QWidget* part : {page->stage(), page->inspector(), page->bar()}) part->setParent(&home);
    return page->openFilter();
}

// The first lesson of each kind of page whose filter names such a file. `filters`: those of all kinds.
QStringList lessonsThatOpen(const QString& path, QStringList& filters) {
    const QFileInfo file(path);
    QStringList found;
    for (const PageKind& kind : pageKinds()) {
        const QString filter = filterOf(kind);
        if (!filter.isEmpty()) filters << filter;
        const bool named = !isFolder(path) && QDir::match(patternsOf(filter), file.fileName());
        const bool opens = named || (kind.id == "training" && mayBeLabelledData(path));
        const auto lesson = std::ranges::find(lessons(), kind.id, &Lesson::page);
        if (opens && lesson != lessons().end()) found << lesson->id;
    }
    return found;
}

// Files of other programs, whatever their names, are answered with how to come here from there.
void refuseForeign(const QString& path) {
    std::error_code none;
    if (!std::filesystem::is_regular_file(filePath(path), none)) return;
    cnn::refuseForeignData(filePath(path));
    if (path.endsWith(".npy", Qt::CaseInsensitive) || path.endsWith(".npz", Qt::CaseInsensitive)) return;
    std::string begin(4096, '\0');
    std::ifstream file(filePath(path), std::ios::binary);
    file.read(begin.data(), static_cast<std::streamsize>(begin.size()));
    begin.resize(static_cast<std::size_t>(file.gcount()));
    if (const QString foreign = foreignFormat(begin, path); !foreign.isEmpty())
        throw cnn::Error(cnn::ErrorCode::BadFormat, foreign.toStdString());
}

QString picturesFilter() {
    return tr("Pictures (*.%1)").arg(pictureSuffixes().join(" *."));
}

} // namespace

FileMenu::FileMenu(QMenu& menu, Front& front, QObject* parent)
    : QObject(parent), m_front(front), m_ask([&front] { return front.dialogParent(); }),
      m_pictures(
          front, [this] { return m_ask.openFile(tr("Open a picture"), {picturesFilter()}); }, this) {
    add(menu, tr("&New scene"), QKeySequence::New, &FileMenu::newScene);
    addOpening(menu);
    addPictures(menu);
    menu.addSeparator();
    addSaving(menu);
    menu.addSeparator();
    addPictureExports(menu);
    add(menu, tr("Export n&umbers…"), QKeySequence("Ctrl+Shift+E"), &FileMenu::exportNumbers);
    addExports(menu);
    add(menu, tr("Questions as a works&heet or file…"), {}, &FileMenu::askQuestions);
    add(menu, tr("&Lecture as a handout…"), {}, &FileMenu::exportHandout);
    menu.addSeparator();
    add(menu, tr("Se&ttings…"), QKeySequence("Ctrl+,"), &FileMenu::showSettings)->setMenuRole(QAction::PreferencesRole);
}

QAction* FileMenu::add(QMenu& menu, const QString& text, const QKeySequence& key, void (FileMenu::*command)()) {
    return menu.addAction(text, key, this, [this, command] { m_front.guarded([&] { (this->*command)(); }); });
}

void FileMenu::addOpening(QMenu& menu) {
    add(menu, tr("&Open…"), QKeySequence::Open, &FileMenu::askAndOpen);
    auto* recent = new RecentFiles(
        *menu.addMenu(tr("Open recen&t")), [this](const QString& path) { openFile(path); }, this);
    connect(recent, &RecentFiles::missing, this, [this](const QString& sentence) { m_front.showNotice(sentence); });
    connect(&m_pictures, &GivenPictures::opened, this, &RecentFiles::remember);
    connect(&m_pictures, &GivenPictures::unreadable, this, &RecentFiles::forget);
}

void FileMenu::addSaving(QMenu& menu) {
    m_saveScene = add(menu, tr("&Save scene"), QKeySequence::Save, &FileMenu::save);
    add(menu, tr("Save scene &as…"), QKeySequence("Ctrl+Shift+S"), &FileMenu::saveAs);
    QAction* network = add(menu, tr("Save net&work…"), QKeySequence("Ctrl+Shift+N"), &FileMenu::saveNetwork);
    connect(&menu, &QMenu::aboutToShow, this,
            [this, network] { network->setEnabled(saving() && !saving()->saveFilter().isEmpty()); });
}

void FileMenu::addPictureExports(QMenu& menu) {
    const auto addPicture = [&](const QString& text, const QKeySequence& key, void (PictureExports::*command)()) {
        menu.addAction(text, key, this, [this, command] { m_front.guarded([&] { (m_pictureExports.*command)(); }); });
    };
    addPicture(tr("&Export picture…"), QKeySequence("Ctrl+E"), &PictureExports::exportPicture);
    addPicture(tr("Fil&m of this walk…"), QKeySequence("Ctrl+Alt+E"), &PictureExports::exportFilm);
    addPicture(tr("&Print…"), QKeySequence::Print, &PictureExports::print);
    m_copyPicture = new QAction(tr("Copy &picture"), this);
    m_copyPicture->setShortcut(QKeySequence("Ctrl+Shift+C"));
    connect(m_copyPicture, &QAction::triggered, this,
            [this] { m_front.guarded([&] { m_pictureExports.copyPicture(); }); });
}

void FileMenu::addPictures(QMenu& menu) {
    QAction* use = menu.addAction(tr("&Use the picture here"), QKeySequence("Ctrl+U"), this,
                                  [this] { m_front.guarded([&] { m_pictures.useHere(); }); });
    QAction* how = menu.addAction(tr("How the picture is &read…"), this,
                                  [this] { m_front.guarded([&] { m_pictures.choose(); }); });
    connect(&menu, &QMenu::aboutToShow, this, [this, how] { how->setEnabled(m_pictures.hasChoice()); });
    connect(&m_pictures, &GivenPictures::changed, use, [this, use, how] {
        const QString name = m_pictures.atHand()->name.left(longestInMenu).replace('&', "&&");
        use->setToolTip(m_pictures.atHand()->name);
        use->setText(tr("&Use %1 here").arg(name));
        how->setText(tr("How %1 is &read…").arg(name));
    });
}

void FileMenu::addExports(QMenu& menu) {
    QMenu* network = menu.addMenu(tr("Export netwo&rk"));
    const auto add = [&](const QString& text, void (NetworkExports::*command)(const NetworkExport&)) {
        network->addAction(text, this,
                           [this, command] { m_front.guarded([&] { (m_exports.*command)(networkOnShow()); }); });
    };
    add(tr("For &PyTorch…"), &NetworkExports::forPyTorch);
    add(tr("&Maps and filters…"), &NetworkExports::maps);
    add(tr("&Course of the run…"), &NetworkExports::course);
    add(tr("Training as &GIF…"), &NetworkExports::film);
    connect(&menu, &QMenu::aboutToShow, this,
            [this, network] { network->setEnabled(saving() && saving()->networkExport().has_value()); });
    connect(&m_exports, &NetworkExports::done, this, [this](const QString& said) { m_front.showNews(said); });
    connect(&m_exports, &NetworkExports::failed, this, [this](const QString& said) { m_front.showNotice(said); });
}

Saving* FileMenu::saving() const {
    return savingOf(m_front.page());
}

QString FileMenu::lessonId() const {
    return m_front.shownLesson().id;
}

void FileMenu::openFile(const QString& path) {
    m_front.guarded([&] {
        try {
            open(path);
        } catch (...) {
            RecentFiles::forget(path);
            throw;
        }
    });
}

void FileMenu::open(const QString& path) {
    const bool scene = isScene(path), run = !scene && isRunFile(path);
    if (!scene && !run && !isFolder(path) && (hasPictureSuffix(path) || isPictureFile(path)))
        return m_pictures.open(path); // which says when it is read
    if (scene) {
        openJson(path);
    } else if (run) {
        openRunFile(path, m_front);
    } else {
        refuseForeign(path);
        openInALesson(path);
    }
    RecentFiles::remember(path);
}

// A scene of ConvScope or a list of them.
void FileMenu::openJson(const QString& path) {
    const QString name = QFileInfo(path).fileName();
    const std::string text = cnn::readFile(filePath(path), largestLectureFile);
    if (isLecture(jsonFrom(QByteArray::fromStdString(text), name, "scene")))
        return m_front.openLecture(readLecture(path), 0);
    m_front.openScene(readScene(path));
    m_sceneFiles[lessonId()] = path;
}

// In the lesson in front, otherwise in the first of the list whose page can show it.
void FileMenu::openInALesson(const QString& path) {
    std::optional<cnn::Error> first; // why it cannot be shown
    const auto opens = [&] {
        try {
            return m_front.page()->openFile(path);
        } catch (const cnn::Error& e) {
            if (!first) first = e;
            return false;
        }
    };
    const auto itselfWrong = [&] {
        return first && first->code() != cnn::ErrorCode::Mismatch && first->code() != cnn::ErrorCode::TooLarge;
    };
    if (opens()) return;
    const Lecture lecture = m_front.lecture();
    const int front = m_front.lesson();
    const QString page = m_front.shownLesson().page;
    QStringList filters;
    for (const QString& other : lessonsThatOpen(path, filters)) {
        if (itselfWrong()) break;
        if (findLesson(other)->page == page) continue;
        m_front.openLessonOf(other);
        if (opens()) return;
    }
    m_front.openLecture(lecture, front);
    const QString name = QFileInfo(path).fileName();
    if (!first)
        throw cnn::Error(cnn::ErrorCode::BadFormat,
                         tr("%1: no lesson opens such a file. They open %2, %3 and scenes of ConvScope (*.json).")
                             .arg(name, filters.join(", "), picturesFilter())
                             .toStdString());
    const bool named = QString::fromUtf8(first->what()).contains(name);
    throw named ? *first : cnn::Error(first->code(), cnn::Message::tr("%1: %2", name.toStdString(), first->message()));
}

// All as usual, all numbers 0; where something has to be given, the lesson's own scene.
void FileMenu::newScene() {
    const Lesson& lesson = m_front.shownLesson();
    const auto kind = std::ranges::find(pageKinds(), lesson.page, &PageKind::id);
    m_front.page()->setScene(kind->scene.faults({}).empty() ? QJsonObject() : lesson.scene, tr("New scene"));
}

// Where the scene comes from or went last; asks only the first time.
void FileMenu::save() {
    const QString path = m_sceneFiles.value(lessonId());
    if (path.isEmpty()) return saveAs();
    saveScene(path);
    m_front.showNews(tr("The scene is in %1.").arg(path));
}

void FileMenu::saveAs() {
    const QString path = m_ask.newFile(tr("Save scene"), lessonId() + sceneSuffix,
                                       {tr("Scenes of ConvScope (*.convscope.json *.json)")});
    if (path.isEmpty()) return;
    saveScene(path);
    m_front.showNews(tr("The scene is in %1.").arg(path));
}

void FileMenu::saveScene(const QString& path) {
    ui::saveScene(path, lessonId(), m_front.page()->scene());
    m_sceneFiles[lessonId()] = path;
    RecentFiles::remember(path);
}

void FileMenu::askAndOpen() {
    // What the lesson opens, and the scene of any lesson; all of them first.
    const QString scenes = tr("Scenes of ConvScope (*.json)"), own = m_front.page()->openFilter();
    const QStringList patterns = QStringList{"*.json", "*.run"} + patternsOf(own) + patternsOf(picturesFilter());
    QStringList filters{tr("All that opens here (%1)").arg(patterns.join(' ')),
                        own,
                        picturesFilter(),
                        scenes,
                        runsFilter(),
                        tr("All files (*)")};
    filters.removeAll(QString());
    if (const QString path = m_ask.openFile(tr("Open"), filters); !path.isEmpty()) openFile(path);
}

void FileMenu::saveNetwork() {
    const QString filter = saving() ? saving()->saveFilter() : QString();
    if (filter.isEmpty())
        throw cnn::Error(cnn::ErrorCode::NotFound,
                         cnn::Message::tr("This lesson has no network to save; LeNet live has."));
    QStringList filters{filter};
    const auto run = saving()->keepsake();
    if (run) filters << runsFilter();
    const QString path = m_ask.newFile(tr("Save network"), "lenet.onnx", filters);
    if (path.isEmpty()) return;
    if (run && isNamedRun(path)) {
        cnn::saveFile(filePath(path), run().toStdString());
        return m_front.showNews(tr("The run is in %1, with what is needed to go on learning.").arg(path));
    }
    saving()->saveFile(path);
    m_front.showNews(tr("The network is in %1.").arg(path));
}

NetworkExport FileMenu::networkOnShow() const {
    if (auto network = saving() ? saving()->networkExport() : std::nullopt) return *std::move(network);
    throw cnn::Error(cnn::ErrorCode::NotFound,
                     cnn::Message::tr("This lesson has no network to export; LeNet live has."));
}

void FileMenu::exportNumbers() {
    const auto all = m_front.page()->numbers();
    const auto tables = tablesOf(m_front.page());
    QStringList names;
    for (const NamedTable& table : tables) names << tr("%1  (table)").arg(table.name);
    for (const NamedNumbers& n : all)
        names << n.name + QString("  (%1)").arg(QString::fromStdString(cnn::text(n.values.shape())));
    if (names.isEmpty())
        throw cnn::Error(cnn::ErrorCode::NotFound, cnn::Message::tr("There are no numbers to export yet."));
    bool ok = false;
    const QString name = names.size() == 1 ? names[0]
                                           : QInputDialog::getItem(m_front.dialogParent(), tr("Export numbers"),
                                                                   tr("Which numbers?"), names, 0, false, &ok);
    if (!ok && names.size() > 1) return;
    const auto chosen = static_cast<std::size_t>(names.indexOf(name));
    if (chosen < tables.size()) return exportTable(tables[chosen]);
    const NamedNumbers& numbers = all[chosen - tables.size()];
    const bool single = numbers.values.shape().c == 1;
    QStringList filters{tr("NumPy array (*.npy)")};
    if (single) filters.prepend(tr("CSV table (*.csv)"));
    const QString path = m_ask.newFile(tr("Export numbers"), numbers.name + (single ? ".csv" : ".npy"), filters);
    if (path.isEmpty()) return;
    const bool csv = path.endsWith(".csv", Qt::CaseInsensitive);
    if (csv && !single)
        throw cnn::Error(cnn::ErrorCode::Usage, cnn::Message::tr("A CSV table holds one channel; save these as .npy."));
    const std::string bytes = csv ? cnn::toCsv(numbers.values) : cnn::toNpy(numbers.values, single);
    cnn::saveFile(cnn::nameOfText(path.toStdU16String()), std::string_view(bytes));
    m_front.showNews(tr("The numbers are in %1.").arg(path));
}

void FileMenu::exportTable(const NamedTable& table) {
    const QString path = m_ask.newFile(tr("Export numbers"), table.name + ".csv", {tr("CSV table (*.csv)")});
    if (path.isEmpty()) return;
    cnn::saveFile(cnn::nameOfText(path.toStdU16String()), std::string_view(table.csv));
    m_front.showNews(tr("The numbers are in %1.").arg(path));
}

void FileMenu::exportQuestions(const QStringList& kinds, int difficulty) {
    m_quizWish.kinds.clear();
    for (const QString& kind : kinds) m_quizWish.kinds.push_back(kind.toStdString());
    m_quizWish.difficulty = static_cast<cnn::Difficulty>(difficulty);
    askQuestions();
}

void FileMenu::askQuestions() {
    const auto ask = [this](const QString& proposal, const QString& filter) {
        return m_ask.newFile(tr("Review questions as a file"), proposal, {filter});
    };
    QuizDialog dialog(m_quizWish, m_quizSuffix, ask, m_front.dialogParent());
    const bool written = dialog.exec() == QDialog::Accepted;
    m_quizWish = dialog.wish();
    m_quizSuffix = dialog.suffix();
    if (written) m_front.showNews(dialog.said());
}

void FileMenu::exportHandout() {
    const auto ask = [this](const QString& proposal, const QStringList& filters) {
        return m_ask.newFile(tr("Lecture as a handout"), proposal, filters);
    };
    HandoutDialog dialog(m_front.lecture(), m_handoutWish, QCoreApplication::applicationFilePath(), ask,
                         m_front.dialogParent());
    const bool written = dialog.exec() == QDialog::Accepted;
    m_handoutWish = dialog.wish();
    if (written) m_front.showNews(dialog.said());
}

void FileMenu::showSettings() {
    SettingsDialog(
        m_front, [this] { return m_ask.folder(tr("Folder of Fashion-MNIST")); }, m_front.dialogParent())
        .exec();
}

} // namespace ui
