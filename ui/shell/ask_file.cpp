#include "ui/shell/ask_file.h"

#include "core/base/error.h"
#include "ui/tr.h"

#include <QFileDialog>
#include <QSettings>

namespace ui {

QString AskFile::lastFolder() const {
    const QString folder = QSettings().value("folder").toString();
    return QFileInfo(folder).isDir() ? folder : QString();
}

void AskFile::remember(const QString& path) {
    QSettings().setValue("folder", QFileInfo(path).absolutePath());
}

QString AskFile::openFile(const QString& title, const QStringList& filters) {
    const QString path = QFileDialog::getOpenFileName(parent(), title, lastFolder(), filters.join(";;"));
    if (!path.isEmpty()) remember(path);
    return path;
}

QString AskFile::folder(const QString& title) {
    return QFileDialog::getExistingDirectory(parent(), title, lastFolder());
}

QString AskFile::newFile(const QString& title, const QString& proposal, const QStringList& filters) {
    QString chosen = filters.front();
    QString path = QFileDialog::getSaveFileName(parent(), title, QDir(lastFolder()).filePath(proposal),
                                                filters.join(";;"), &chosen);
    if (path.isEmpty()) return {};
    if (QFileInfo(path).suffix().isEmpty()) path += "." + chosen.section("*.", 1, 1).section(')', 0, 0).trimmed();
    remember(path);
    return path;
}

QString AskFile::newFolder(const QString& title, const QString& proposal) {
    QFileDialog dialog(parent(), title, lastFolder());
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setFileMode(QFileDialog::AnyFile);
    dialog.setOption(QFileDialog::ShowDirsOnly);
    dialog.setLabelText(QFileDialog::FileName, ui::tr("New folder:"));
    dialog.selectFile(proposal);
    if (dialog.exec() != QDialog::Accepted) return {};
    const QString path = dialog.selectedFiles().value(0);
    if (QFileInfo::exists(path))
        throw cnn::Error(cnn::ErrorCode::Usage,
                         cnn::Message::tr("%1 is there already; please name a new folder.", path.toStdString()));
    remember(path);
    return path;
}

} // namespace ui
