// What the window gives away of the page in front: a picture of it as a file or on the clipboard, its walk as a film.
#pragma once

#include "ui/model/background.h"
#include "ui/shell/ask_file.h"
#include "ui/shell/front.h"

class QMimeData;

namespace ui {

// Each asks where to, where that is to be asked, and says where it is when it is done. Throw cnn::Error when there is
// nothing to show.
class PictureExports : public QObject {
public:
    PictureExports(AskFile& ask, Front& front, QObject* parent = nullptr);
    void exportPicture();
    void exportFilm();
    // On white: ink is dear.
    void print();
    // As PNG, as SVG, and what numbers there are as a table: whoever pastes takes what suits.
    void copyPicture();

private:
    void saidToBeIn(const QString& sentence, const QString& path);
    AskFile& m_ask;
    Front& m_front;
    Background m_exporting;
};

// The first grid or table of the page, as HTML, CSV and text with tabs; nothing is added where there is none.
void addNumbers(const Page& page, QMimeData& to);

} // namespace ui
