// Reads picture files that are to go through the network, on a thread of its own.
#pragma once

#include "ui/model/background.h"

#include <QByteArray>

namespace ui {

class PictureInput : public QObject {
    Q_OBJECT
public:
    PictureInput();
    void read(const QString& path);
    // What is being read, for people; empty: nothing.
    QString reading() const;
    bool busy() const { return m_work.busy(); }
    void stop() { m_work.stop(); }
    void wait() { m_work.wait(); }

signals:
    void progressed(); // of reading
    // 28 × 28 bytes; name: of the file.
    void arrived(const QByteArray& drawing, const QString& name);
    void refused(const QString& sentence);
    void said(const QString& sentence);

private:
    Background m_work;
};

} // namespace ui
