// What the window exports of a page's network: for PyTorch, maps and filters, the course of its run, a film of it.
#pragma once

#include "ui/export/network_export.h"
#include "ui/model/background.h"
#include "ui/shell/ask_file.h"
#include "ui/shell/map_dialog.h"

#include <QDir>

namespace ui {

// Each asks where to, and says when it is done; what was given up by the user is said nowhere. Throw cnn::Error when
// there is nothing to export or it cannot be written; what is written on a thread of its own fails by failed().
class NetworkExports : public QObject {
    Q_OBJECT
public:
    explicit NetworkExports(AskFile& ask, QObject* parent = nullptr);
    void forPyTorch(const NetworkExport& network);
    void maps(const NetworkExport& network);
    void course(const NetworkExport& network);
    void film(const NetworkExport& network);

signals:
    void done(const QString& sentence);
    void failed(const QString& sentence);

private:
    // Disks may be slow: on a thread of its own, and the sentence when it is done.
    void writeInto(const QString& folder, const QString& sentence, std::function<void(const QDir&)> write);
    AskFile& m_ask;
    MapWish m_mapWish; // as chosen last
    Background m_exporting;
};

} // namespace ui
