#include "ui/lessons/training/training_files.h"

#include "ui/lessons/training/shown_image.h"
#include "ui/media/file_names.h"
#include "ui/media/labelled_data.h"

#include <QFileDialog>
#include <QFileInfo>

namespace ui {

bool TrainingFiles::open(const QString& path) {
    const QFileInfo file(path);
    if (file.suffix().toLower() == "onnx")
        m_material.openNetwork(path);
    else if (mayBeLabelledData(path))
        chooseFiles(path);
    else
        return false;
    return true;
}

QString TrainingFiles::filter() {
    return tr("Network or labelled images (*.onnx %1)").arg(labelledDataPatterns());
}

void TrainingFiles::askForFolder(QWidget* window) {
    auto* dialog = new QFileDialog(window, tr("Folder with pictures, one subfolder a class, or with files of images"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly, false);
    connect(dialog, &QFileDialog::fileSelected, this, &TrainingFiles::chooseFiles);
    dialog->open();
}

void TrainingFiles::askForFile(QWidget* window) {
    auto* dialog = new QFileDialog(window, tr("File of labelled images"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Labelled images (%1)").arg(labelledDataPatterns()), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &TrainingFiles::chooseFiles);
    dialog->open();
}

void TrainingFiles::choose(const DataSource& source) {
    emit refused({}); // what was said of another choice
    m_material.choose(source);
}

// Of MNIST's four files each stands for its folder.
void TrainingFiles::chooseFiles(const QString& path) {
    const QFileInfo file(path);
    const bool ofFour =
        !isFolder(path) && (file.fileName().startsWith("train-") || file.fileName().startsWith("t10k-"));
    emit refused({}); // what was said of another choice
    emit lookWanted(ofFour ? file.absolutePath() : file.absoluteFilePath(), {});
}

void TrainingFiles::take(const SharedPicture& given) {
    const auto images = m_material.images();
    emit edited(withPicture(m_run.scene(), *given, images.get()), tr("open %1").arg(given->name));
    if (shapeOf(images.get()).c == 1 && !given->image.allGray())
        emit said(tr("%1 is coloured; it goes through in grey, without its colour.").arg(given->name));
}

} // namespace ui
