#include "ui/lessons/training/picture_input.h"

#include "ui/media/image_io.h"
#include "ui/media/read_picture.h"
#include "ui/model/drawing.h"
#include "ui/pages/read_source.h"

#include <QFileInfo>

namespace ui {

PictureInput::PictureInput() {
    connect(&m_work, &Background::changed, this, &PictureInput::progressed);
    connect(&m_work, &Background::failed, this, &PictureInput::refused);
}

void PictureInput::read(const QString& path) {
    const QString name = QFileInfo(path).fileName();
    m_work.start(name, [this, path, name](const auto& stop, const auto& progress) {
        QString note;
        const QImage image = readPicture(path, {stop, progress, [&note](const QString& said) { note = said; }});
        const cnn::Tensor picture = fitToNetwork(image, {1, Drawing::side, Drawing::side, 1});
        return [this, name, note, drawing = Drawing::from(picture), coloured = !image.allGray()] {
            emit arrived(drawing, name);
            if (!note.isEmpty()) emit refused(name + ": " + note);
            if (coloured) emit said(tr("%1 is coloured; it goes through in grey, without its colour.").arg(name));
        };
    });
}

QString PictureInput::reading() const {
    return m_work.busy() ? readingLine(m_work.name(), m_work.progress()) : QString();
}

} // namespace ui
