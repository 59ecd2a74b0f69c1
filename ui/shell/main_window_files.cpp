// The main window's ways of reading and writing files.
#include "core/base/error.h"
#include "core/base/file_name.h"
#include "core/base/save_file.h"
#include "core/tensor/npy.h"
#include "core/tensor/tensor_text.h"
#include "ui/export/export_format.h"
#include "ui/media/file_names.h"
#include "ui/pages/scene_file.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
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

// With the suffix of the filter that was chosen when none was typed. Empty: no file was named.
QString MainWindow::newFile(const QString& title, const QString& proposal, const QStringList& filters) {
    QString chosen = filters.front();
    QString path =
        QFileDialog::getSaveFileName(dialogParent(), title, m_lastFolder + "/" + proposal, filters.join(";;"), &chosen);
    if (path.isEmpty()) return {};
    if (QFileInfo(path).suffix().isEmpty()) path += "." + chosen.section("*.", 1).section(')', 0, 0);
    m_lastFolder = QFileInfo(path).path();
    return path;
}

void MainWindow::openFile(const QString& path) {
    guarded([&] {
        if (isScene(path))
            openScene(readScene(path));
        else
            openInALesson(path);
    });
}

// In the lesson in front, otherwise in the first of the list whose page can show it.
void MainWindow::openInALesson(const QString& path) {
    std::optional<cnn::Error> first; // why it cannot be shown
    const auto opens = [&] {
        try {
            return m_page->openFile(path);
        } catch (const cnn::Error& e) {
            if (!first) first = e;
            return false;
        }
    };
    const auto itselfWrong = [&] {
        return first && first->code() != cnn::ErrorCode::Mismatch && first->code() != cnn::ErrorCode::TooLarge;
    };
    if (opens()) return;
    const int front = lesson();
    QStringList filters;
    for (const int other : lessonsThatOpen(path, filters)) {
        if (itselfWrong()) break;
        if (lessons()[static_cast<std::size_t>(other)].page == lessons()[static_cast<std::size_t>(front)].page)
            continue;
        openLesson(other);
        if (opens()) return;
    }
    openLesson(front);
    const QString name = QFileInfo(path).fileName();
    if (!first)
        throw cnn::Error(cnn::ErrorCode::BadFormat,
                         tr("%1: no lesson opens such a file. They open %2 and scenes of ConvScope (*.json).")
                             .arg(name, filters.join(", "))
                             .toStdString());
    const bool named = QString::fromUtf8(first->what()).contains(name);
    throw named ? *first : cnn::Error(first->code(), cnn::Message::tr("%1: %2", name.toStdString(), first->message()));
}

void MainWindow::openScene(const SceneFile& file) {
    const auto index = static_cast<int>(file.lesson - lessons().data());
    if (!m_pages.contains(index)) addPage(index);
    Page& page = *m_pages[index];
    try {
        page.setScene(file.scene, tr("Open %1").arg(file.name));
    } catch (const cnn::Error& e) {
        throw file.at(e);
    }
    openLesson(index);
}

void MainWindow::saveSceneDialog() {
    const QString& id = lessons()[static_cast<std::size_t>(lesson())].id;
    const QString path = newFile(tr("Save scene"), id + ".json", {tr("Scenes of ConvScope (*.json)")});
    if (path.isEmpty()) return;
    saveScene(path);
    showNews(tr("The scene is in %1.").arg(path));
}

void MainWindow::saveScene(const QString& path) {
    ui::saveScene(path, lessons()[static_cast<std::size_t>(lesson())].id, m_page->scene());
}

void MainWindow::openDialog() {
    // What the lesson opens, and the scene of any lesson; all of them first.
    const QString scenes = tr("Scenes of ConvScope (*.json)"), own = m_page->openFilter();
    const QStringList patterns = QStringList("*.json") + patternsOf(own);
    QStringList filters{tr("All that opens here (%1)").arg(patterns.join(' ')), own, scenes, tr("All files (*)")};
    filters.removeAll(QString());
    const QString path = QFileDialog::getOpenFileName(dialogParent(), tr("Open"), m_lastFolder, filters.join(";;"));
    if (path.isEmpty()) return;
    m_lastFolder = QFileInfo(path).path();
    openFile(path);
}

void MainWindow::saveDialog() {
    auto* saving = savingOf(m_page);
    const QString filter = saving ? saving->saveFilter() : QString();
    if (filter.isEmpty())
        throw cnn::Error(cnn::ErrorCode::NotFound,
                         cnn::Message::tr("This lesson has no network to save; LeNet live has."));
    const QString path = newFile(tr("Save network"), "lenet.onnx", {filter});
    if (path.isEmpty()) return;
    saving->saveFile(path);
    showNews(tr("The network is in %1.").arg(path));
}

void MainWindow::exportPicture() {
    const QString& id = lessons()[static_cast<std::size_t>(lesson())].id;
    const QString path = newFile(tr("Export picture"), id + ".png", pictureFilters());
    if (path.isEmpty()) return;
    exportFigure(*currentFigure(*m_page, plain(m_style)), plain(m_style), path, exportFineness);
    showNews(tr("The picture is in %1.").arg(path));
}

void MainWindow::exportNumbers() {
    const auto all = m_page->numbers();
    QStringList names;
    for (const NamedNumbers& n : all)
        names << n.name + QString("  (%1)").arg(QString::fromStdString(cnn::text(n.values.shape())));
    if (names.isEmpty())
        throw cnn::Error(cnn::ErrorCode::NotFound, cnn::Message::tr("There are no numbers to export yet."));
    bool ok = false;
    const QString name = names.size() == 1 ? names[0]
                                           : QInputDialog::getItem(dialogParent(), tr("Export numbers"),
                                                                   tr("Which numbers?"), names, 0, false, &ok);
    if (!ok && names.size() > 1) return;
    const NamedNumbers& numbers = all[static_cast<std::size_t>(names.indexOf(name))];
    const bool single = numbers.values.shape().c == 1;
    QStringList filters{tr("NumPy array (*.npy)")};
    if (single) filters.prepend(tr("CSV table (*.csv)"));
    const QString path = newFile(tr("Export numbers"), numbers.name + (single ? ".csv" : ".npy"), filters);
    if (path.isEmpty()) return;
    const bool csv = path.endsWith(".csv", Qt::CaseInsensitive);
    if (csv && !single)
        throw cnn::Error(cnn::ErrorCode::Usage, cnn::Message::tr("A CSV table holds one channel; save these as .npy."));
    const std::string bytes = csv ? cnn::toCsv(numbers.values) : cnn::toNpy(numbers.values, single);
    cnn::saveFile(cnn::nameOfText(path.toStdU16String()), std::string_view(bytes));
    showNews(tr("The numbers are in %1.").arg(path));
}

void MainWindow::copyPicture() {
    const auto figure = currentFigure(*m_page, plain(m_style));
    QImage image(figure->size().toSize() * exportFineness, QImage::Format_RGB32);
    image.setDevicePixelRatio(exportFineness);
    QPainter painter(&image);
    figure->paint(painter, plain(m_style));
    painter.end();
    QApplication::clipboard()->setImage(image);
    showNews(tr("The picture is on the clipboard."));
}

} // namespace ui
