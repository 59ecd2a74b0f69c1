// The main window's exports of a network.
#include "core/base/error.h"
#include "ui/export/course_files.h"
#include "ui/export/export_format.h"
#include "ui/export/torch_folder.h"
#include "ui/shell/main_window.h"

#include <QFileDialog>

namespace ui {

NetworkExport MainWindow::networkOnShow() const {
    const auto* saving = savingOf(m_page);
    if (auto network = saving ? saving->networkExport() : std::nullopt) return *std::move(network);
    throw cnn::Error(cnn::ErrorCode::NotFound,
                     cnn::Message::tr("This lesson has no network to export; LeNet live has."));
}

// One that is not there yet, so that no file is replaced. Empty: none was named.
QString MainWindow::newFolder(const QString& title, const QString& proposal) {
    QFileDialog dialog(dialogParent(), title, m_lastFolder);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setFileMode(QFileDialog::AnyFile);
    dialog.setOption(QFileDialog::ShowDirsOnly);
    dialog.setLabelText(QFileDialog::FileName, tr("New folder:"));
    dialog.selectFile(proposal);
    if (dialog.exec() != QDialog::Accepted) return {};
    const QString path = dialog.selectedFiles().value(0);
    if (QFileInfo::exists(path))
        throw cnn::Error(cnn::ErrorCode::Usage,
                         cnn::Message::tr("%1 is there already; please name a new folder.", path.toStdString()));
    m_lastFolder = QFileInfo(path).path();
    return path;
}

// Disks may be slow: on a thread of its own, and the sentence when it is done.
void MainWindow::exportInto(const QString& folder, const QString& done, std::function<void(const QDir&)> write) {
    m_exporting.start(folder, [this, folder, done, write = std::move(write)](const auto&, const auto&) {
        write(QDir(folder));
        return [this, done] { showNews(done); };
    });
}

void MainWindow::exportForPyTorch() {
    const NetworkExport network = networkOnShow();
    const QString folder = newFolder(tr("Export for PyTorch"), "lenet-pytorch");
    if (folder.isEmpty()) return;
    exportInto(folder, tr("Written to %1. Go on there with: python3 train.py").arg(folder),
               [network](const QDir& to) { writeTorchFolder(network, to); });
}

void MainWindow::exportMaps() {
    const NetworkExport network = networkOnShow();
    MapDialog dialog(network.network, m_mapWish, dialogParent());
    if (dialog.exec() != QDialog::Accepted) return;
    m_mapWish = dialog.wish();
    const MapSet maps =
        m_mapWish.weights ? layerWeights(network, m_mapWish.layer) : layerMaps(network, m_mapWish.layer);
    const QString folder = newFolder(tr("Export maps and filters"), maps.name);
    if (folder.isEmpty()) return;
    exportInto(folder, tr("%1: written to %2.").arg(maps.title, folder),
               [maps, wish = m_mapWish, caption = mapCaption(network, !m_mapWish.weights)](const QDir& to) {
                   writeMaps(maps, wish.look, caption, wish.formats, to);
               });
}

void MainWindow::exportCourse() {
    const RunCourse course = networkOnShow().course;
    if (course.training.empty())
        throw cnn::Error(cnn::ErrorCode::NotFound,
                         cnn::Message::tr("Nothing has been learned yet, so there is no course to export."));
    const QStringList filters = pictureFilters() << tr("CSV table (*.csv)");
    const QString path = newFile(tr("Export the course of the run"), "run.png", filters);
    if (path.isEmpty()) return;
    saveCourse(course, path);
    showNews(tr("The course of the run is in %1.").arg(path));
}

void MainWindow::exportFilm() {
    const NetworkExport network = networkOnShow();
    const auto film = network.film ? network.film() : std::vector<TrainingFrame>();
    if (film.empty())
        throw cnn::Error(cnn::ErrorCode::NotFound,
                         cnn::Message::tr("Nothing has been learned yet, so there is no film to export."));
    const QString path = newFile(tr("Export the training as GIF"), "training.gif", {tr("GIF film (*.gif)")});
    if (path.isEmpty()) return;
    m_exporting.start(path, [this, path, film](const auto& stop, const auto& progress) {
        saveFilm(film, path, stop, progress);
        return [this, path] { showNews(tr("The film is in %1.").arg(path)); };
    });
}

} // namespace ui
