#include "ui/lessons/training/training_files.h"

#include "core/base/error.h"
#include "ui/lessons/training/shown_image.h"
#include "ui/media/file_names.h"

#include <QFileDialog>
#include <QFileInfo>

namespace ui {

TrainingFiles::TrainingFiles(const TrainingRun& run, RunMaterial& material) : m_run(run), m_material(material) {
    connect(&m_pictures, &PictureInput::progressed, this, &TrainingFiles::progressed);
    connect(&m_pictures, &PictureInput::arrived, this, [this](const QByteArray& drawing, const QString& name) {
        emit edited(withDrawing(m_run.scene(), drawing, name), tr("open %1").arg(name));
    });
    connect(&m_pictures, &PictureInput::refused, this, &TrainingFiles::refused);
    connect(&m_pictures, &PictureInput::said, this, &TrainingFiles::said);
}

bool TrainingFiles::open(const QString& path) {
    const QFileInfo file(path);
    if (isFolder(path))
        choose(DataSource::Folder, file.absoluteFilePath());
    else if (file.fileName().contains("ubyte"))
        choose(DataSource::Folder, file.absolutePath());
    else if (file.suffix().toLower() == "onnx")
        m_material.openNetwork(path);
    else if (hasPictureSuffix(path))
        openPicture(path);
    else
        return false;
    return true;
}

QString TrainingFiles::filter() {
    return tr("Network, picture or MNIST's files (*.onnx *.%1 *ubyte *ubyte.gz)").arg(pictureSuffixes().join(" *."));
}

void TrainingFiles::askForFolder(QWidget* window) {
    auto* dialog = new QFileDialog(window, tr("Folder with pictures, one subfolder a class, or MNIST's files"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly, false);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString& folder) { choose(DataSource::Folder, folder); });
    dialog->open();
}

void TrainingFiles::choose(DataSource::Kind kind, const QString& folder) {
    emit refused({}); // what was said of another choice
    m_material.choose({kind, folder, m_run.scene().source.shuffled});
}

void TrainingFiles::openPicture(const QString& path) {
    if (!canDraw(m_material.images().get()))
        throw cnn::Error(cnn::ErrorCode::Mismatch, tr("%1 cannot go through: the images here are not 28 × 28 and grey.")
                                                       .arg(QFileInfo(path).fileName())
                                                       .toStdString());
    m_pictures.read(path);
}

QString TrainingFiles::reading() const {
    const QString picture = m_pictures.reading();
    return picture.isEmpty() ? m_material.reading() : picture;
}

bool TrainingFiles::stop() {
    if (m_pictures.busy())
        m_pictures.stop();
    else if (m_material.busy())
        m_material.stop();
    else
        return false;
    return true;
}

void TrainingFiles::wait() {
    m_material.wait();
    m_pictures.wait();
}

} // namespace ui
