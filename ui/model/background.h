// One piece of work at a time on a thread of its own. The newest wish wins: what is under way then is told to stop, and
// what it made is forgotten.
#pragma once

#include <QObject>
#include <QString>
#include <functional>
#include <memory>
#include <optional>
#include <thread>

namespace ui {

class Background : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    ~Background() override; // stops

    // Done in the interface's thread when the work has ended and nobody wants something else.
    using Then = std::function<void()>;
    // The work asks `stop` now and then and says how far it is, 0 to 1; what it throws becomes failed().
    using Work = std::function<Then(const std::stop_token& stop, const std::function<void(double)>& progress)>;

    // name: what is worked on, for people.
    void start(const QString& name, Work work);
    void stop();
    // Returns when nothing is being done any more; the signals are then out.
    void wait();
    bool busy() const { return m_job && !m_stopped; }
    const QString& name() const { return m_name; }
    double progress() const { return m_progress; }

signals:
    void changed(); // busy, name or progress
    void failed(const QString& sentence);

private:
    struct Job;
    void begin();
    void finish();
    QString m_name;
    Work m_next;
    std::shared_ptr<Job> m_job; // written by the thread, read after it was joined
    double m_progress = 0;
    bool m_stopped = false; // what the job makes is not wanted any more
    std::jthread m_thread;
};

} // namespace ui
