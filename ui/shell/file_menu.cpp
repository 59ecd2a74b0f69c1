#include "ui/shell/file_menu.h"

#include "core/base/error.h"
#include "core/base/file_name.h"
#include "core/base/save_file.h"
#include "core/tensor/npy.h"
#include "core/tensor/tensor_text.h"
#include "ui/export/export_format.h"
#include "ui/media/file_names.h"
#include "ui/pages/scene_file.h"
#include "ui/shell/page_catalog.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QInputDialog>
#include <QRegularExpression>
#include <algorithm>
#include <fstream>
#include <optional>

namespace ui {
namespace {

std::unique_ptr<Figure> currentFigure(const Page& page, const Style& style) {
    const Reel reel = page.reel();
    return reel.figure(page.reelIndex(), reel.size, style);
}

// By its name, or, whatever it was saved as, by its beginning.
bool isScene(const QString& path) {
    if (path.endsWith(".json", Qt::CaseInsensitive)) return true;
    std::error_code none;
    if (!std::filesystem::is_regular_file(filePath(path), none)) return false;
    std::string begin(64, ' ');
    std::ifstream(filePath(path), std::ios::binary).read(begin.data(), 64);
    return QByteArray::fromStdString(begin).trimmed().startsWith('{');
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
std::vector<int> lessonsThatOpen(const QString& path, QStringList& filters) {
    const QFileInfo file(path);
    std::vector<int> found;
    for (const PageKind& kind : pageKinds()) {
        const QString filter = filterOf(kind);
        if (!filter.isEmpty()) filters << filter;
        const bool opens = isFolder(path) ? kind.id == "training" : QDir::match(patternsOf(filter), file.fileName());
        const auto lesson = std::ranges::find(lessons(), kind.id, &Lesson::page);
        if (opens && lesson != lessons().end()) found.push_back(static_cast<int>(lesson - lessons().begin()));
    }
    return found;
}

Style plain(Style style) {
    style.scale = 1;
    return style;
}

} // namespace

FileMenu::FileMenu(QMenu& menu, Front& front, QObject* parent)
    : QObject(parent), m_front(front), m_ask([&front] { return front.dialogParent(); }) {
    const auto add = [&](const QString& text, const QKeySequence& key, void (FileMenu::*command)()) {
        return menu.addAction(text, key, this, [this, command] { m_front.guarded([&] { (this->*command)(); }); });
    };
    add(tr("&Open…"), QKeySequence::Open, &FileMenu::askAndOpen);
    add(tr("&Save scene…"), QKeySequence::Save, &FileMenu::askAndSaveScene);
    QAction* network = add(tr("Save net&work…"), QKeySequence("Ctrl+Shift+S"), &FileMenu::saveNetwork);
    connect(&menu, &QMenu::aboutToShow, this,
            [this, network] { network->setEnabled(saving() && !saving()->saveFilter().isEmpty()); });
    menu.addSeparator();
    add(tr("&Export picture…"), QKeySequence("Ctrl+E"), &FileMenu::exportPicture);
    add(tr("Export &numbers…"), QKeySequence("Ctrl+Shift+E"), &FileMenu::exportNumbers);
    addExports(menu);
    add(tr("&Copy picture"), QKeySequence("Ctrl+Shift+C"), &FileMenu::copyPicture);
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
    return lessons()[static_cast<std::size_t>(m_front.lesson())].id;
}

void FileMenu::openFile(const QString& path) {
    m_front.guarded([&] {
        if (isScene(path))
            m_front.openScene(readScene(path));
        else
            openInALesson(path);
    });
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
    const int front = m_front.lesson();
    QStringList filters;
    for (const int other : lessonsThatOpen(path, filters)) {
        if (itselfWrong()) break;
        if (lessons()[static_cast<std::size_t>(other)].page == lessons()[static_cast<std::size_t>(front)].page)
            continue;
        m_front.openLesson(other);
        if (opens()) return;
    }
    m_front.openLesson(front);
    const QString name = QFileInfo(path).fileName();
    if (!first)
        throw cnn::Error(cnn::ErrorCode::BadFormat,
                         tr("%1: no lesson opens such a file. They open %2 and scenes of ConvScope (*.json).")
                             .arg(name, filters.join(", "))
                             .toStdString());
    const bool named = QString::fromUtf8(first->what()).contains(name);
    throw named ? *first : cnn::Error(first->code(), cnn::Message::tr("%1: %2", name.toStdString(), first->message()));
}

void FileMenu::askAndSaveScene() {
    const QString path = m_ask.newFile(tr("Save scene"), lessonId() + ".json", {tr("Scenes of ConvScope (*.json)")});
    if (path.isEmpty()) return;
    saveScene(path);
    m_front.showNews(tr("The scene is in %1.").arg(path));
}

void FileMenu::saveScene(const QString& path) {
    ui::saveScene(path, lessonId(), m_front.page()->scene());
}

void FileMenu::askAndOpen() {
    // What the lesson opens, and the scene of any lesson; all of them first.
    const QString scenes = tr("Scenes of ConvScope (*.json)"), own = m_front.page()->openFilter();
    const QStringList patterns = QStringList("*.json") + patternsOf(own);
    QStringList filters{tr("All that opens here (%1)").arg(patterns.join(' ')), own, scenes, tr("All files (*)")};
    filters.removeAll(QString());
    if (const QString path = m_ask.openFile(tr("Open"), filters); !path.isEmpty()) openFile(path);
}

void FileMenu::saveNetwork() {
    const QString filter = saving() ? saving()->saveFilter() : QString();
    if (filter.isEmpty())
        throw cnn::Error(cnn::ErrorCode::NotFound,
                         cnn::Message::tr("This lesson has no network to save; LeNet live has."));
    const QString path = m_ask.newFile(tr("Save network"), "lenet.onnx", {filter});
    if (path.isEmpty()) return;
    saving()->saveFile(path);
    m_front.showNews(tr("The network is in %1.").arg(path));
}

NetworkExport FileMenu::networkOnShow() const {
    if (auto network = saving() ? saving()->networkExport() : std::nullopt) return *std::move(network);
    throw cnn::Error(cnn::ErrorCode::NotFound,
                     cnn::Message::tr("This lesson has no network to export; LeNet live has."));
}

void FileMenu::exportPicture() {
    const QString path = m_ask.newFile(tr("Export picture"), lessonId() + ".png", pictureFilters());
    if (path.isEmpty()) return;
    exportFigure(*currentFigure(*m_front.page(), plain(m_front.style())), plain(m_front.style()), path, exportFineness);
    m_front.showNews(tr("The picture is in %1.").arg(path));
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

void FileMenu::copyPicture() {
    const auto figure = currentFigure(*m_front.page(), plain(m_front.style()));
    QImage image(figure->size().toSize() * exportFineness, QImage::Format_RGB32);
    image.setDevicePixelRatio(exportFineness);
    QPainter painter(&image);
    figure->paint(painter, plain(m_front.style()));
    painter.end();
    QApplication::clipboard()->setImage(image);
    m_front.showNews(tr("The picture is on the clipboard."));
}

} // namespace ui
