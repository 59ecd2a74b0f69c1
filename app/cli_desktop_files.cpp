// desktop-files: what an installation has beside the program and can be made by it. Not in the help: it is for the
// build.
#include "app/cli_commands.h"
#include "app/man_page.h"
#include "app/shell_words.h"
#include "core/base/error.h"
#include "core/base/save_file.h"

#include <QBuffer>
#include <QFileInfo>
#include <QImage>
#include <QPainter>
#include <QSvgRenderer>

namespace ui {
namespace {

void save(const std::filesystem::path& path, const QByteArray& bytes) {
    std::filesystem::create_directories(path.parent_path());
    cnn::saveFile(path, bytes.toStdString());
}

QByteArray drawn(QSvgRenderer& icon, int side) {
    QImage image(side, side, QImage::Format_ARGB32);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    icon.render(&painter);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    image.save(&buffer, "PNG");
    return bytes;
}

void runDesktopFiles(const Arguments& a) {
    const std::filesystem::path folder = pathFrom(a.text("o"));
    save(folder / "convscope.1", manPage().toUtf8());
    for (const QString& shell : completedShells)
        save(folder / ("convscope." + shell).toStdString(), completionFor(shell).toUtf8());
    for (const QString& name : a.operands()) {
        QSvgRenderer icon(name);
        if (!icon.isValid())
            throw cnn::Error(cnn::ErrorCode::BadFormat, cnn::Message::tr("%1 is no SVG picture.", name.toStdString()));
        for (const int side : a.wholes("sizes", 20, 1, 1024))
            save(folder / "icons" / std::to_string(side) / (QFileInfo(name).completeBaseName() + ".png").toStdString(),
                 drawn(icon, side));
    }
}

} // namespace

const Command desktopFilesCommand{"desktop-files",
                                  "ICON...",
                                  "Write the manual page, what shells complete, and these SVG pictures as icons",
                                  "",
                                  {{"sizes", "N,...", "sides of the icons in pixels", "16,22,24,32,48,64,128,256,512"},
                                   {"o", "DIR", "the folder", "", Option::Required}},
                                  runDesktopFiles,
                                  true};

} // namespace ui
