// Work that is asked for again and again while something else learns on the same processor: one piece at a time on a
// thread of its own, the newest wish next, and pauses that leave the learning its share.
#pragma once

#include "ui/model/background.h"

#include <QElapsedTimer>
#include <QTimer>

namespace ui {

class LiveWork : public QObject {
    Q_OBJECT
public:
    // What the work found, to be stored in the interface's thread; empty: nothing new.
    using Show = std::function<void()>;
    using Work = std::function<Show(const std::stop_token&)>;
    explicit LiveWork(QObject* parent = nullptr);

    // `make` is called in the interface's thread when the work begins: as soon as what is under way is done, or at once
    // (then that is not wanted any more).
    void ask(std::function<Work()> make, bool atOnce);
    // Nothing is wanted any more.
    void stop();
    bool busy() const { return m_work.busy(); }
    // Returns when the last wish is fulfilled.
    void wait();

signals:
    void shown(); // what the work found is stored
    void failed(const QString& sentence);

private:
    void begin();
    std::function<Work()> m_wish;
    QTimer m_later;
    QElapsedTimer m_since;
    Background m_work; // last: ends before the rest goes
};

} // namespace ui
