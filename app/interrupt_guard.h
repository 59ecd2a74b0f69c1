// Ctrl+C leaves word first, so that long work can end as it should.
#pragma once

#include <csignal>

namespace ui {

// While it lives, the first SIGINT or SIGTERM only leaves word; the second does what it always did. A terminal that
// goes may say SIGHUP more than once, and until the end: none of them is to end what is then saved. Under nohup it
// stays ignored. One at a time.
class InterruptGuard {
public:
    InterruptGuard();
    ~InterruptGuard();
    InterruptGuard(const InterruptGuard&) = delete;
    InterruptGuard& operator=(const InterruptGuard&) = delete;

    bool interrupted() const;

private:
    struct sigaction m_oldInt {
    }, m_oldTerm{}, m_oldHangUp{};
};

} // namespace ui
