#include "ui/shell/network_exports.h"

#include "core/base/error.h"
#include "ui/export/course_files.h"
#include "ui/export/export_format.h"
#include "ui/export/torch_folder.h"

namespace ui {

NetworkExports::NetworkExports(AskFile& ask, QObject* parent) : QObject(parent), m_ask(ask) {
    connect(&m_exporting, &Background::failed, this, &NetworkExports::failed);
}

void NetworkExports::writeInto(const QString& folder, const QString& sentence, std::function<void(const QDir&)> write) {
    m_exporting.start(folder, [this, folder, sentence, write = std::move(write)](const auto&, const auto&) {
        write(QDir(folder));
        return [this, sentence] { emit done(sentence); };
    });
}

void NetworkExports::forPyTorch(const NetworkExport& network) {
    const QString folder = m_ask.newFolder(tr("Export for PyTorch"), "lenet-pytorch");
    if (folder.isEmpty()) return;
    writeInto(folder, tr("Written to %1. Go on there with: python3 train.py").arg(folder),
              [network](const QDir& to) { writeTorchFolder(network, to); });
}

void NetworkExports::maps(const NetworkExport& network) {
    MapDialog dialog(network.network, m_mapWish, m_ask.parent());
    if (dialog.exec() != QDialog::Accepted) return;
    m_mapWish = dialog.wish();
    const MapSet maps =
        m_mapWish.weights ? layerWeights(network, m_mapWish.layer) : layerMaps(network, m_mapWish.layer);
    const QString folder = m_ask.newFolder(tr("Export maps and filters"), maps.name);
    if (folder.isEmpty()) return;
    writeInto(folder, tr("%1: written to %2.").arg(maps.title, folder),
              [maps, wish = m_mapWish, caption = mapCaption(network, !m_mapWish.weights)](const QDir& to) {
                  writeMaps(maps, wish.look, caption, wish.formats, to);
              });
}

void NetworkExports::course(const NetworkExport& network) {
    const RunCourse& course = network.course;
    if (course.training.empty())
        throw cnn::Error(cnn::ErrorCode::NotFound,
                         cnn::Message::tr("Nothing has been learned yet, so there is no course to export."));
    const QStringList filters = pictureFilters() << tr("CSV table (*.csv)");
    const QString path = m_ask.newFile(tr("Export the course of the run"), "run.png", filters);
    if (path.isEmpty()) return;
    saveCourse(course, path);
    emit done(tr("The course of the run is in %1.").arg(path));
}

void NetworkExports::film(const NetworkExport& network) {
    const auto film = network.film ? network.film() : std::vector<TrainingFrame>();
    if (film.empty())
        throw cnn::Error(cnn::ErrorCode::NotFound,
                         cnn::Message::tr("Nothing has been learned yet, so there is no film to export."));
    const QString path = m_ask.newFile(tr("Export the training as GIF"), "training.gif", {tr("GIF film (*.gif)")});
    if (path.isEmpty()) return;
    m_exporting.start(path, [this, path, film](const auto& stop, const auto& progress) {
        saveFilm(film, path, stop, progress);
        return [this, path] { emit done(tr("The film is in %1.").arg(path)); };
    });
}

} // namespace ui
