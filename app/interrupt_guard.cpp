#include "app/interrupt_guard.h"

namespace ui {
namespace {

volatile std::sig_atomic_t interruptWord = 0;

} // namespace

InterruptGuard::InterruptGuard() {
    interruptWord = 0;
    struct sigaction action {};
    action.sa_handler = [](int) { interruptWord = 1; };
    ::sigaction(SIGHUP, nullptr, &m_oldHangUp);
    if (m_oldHangUp.sa_handler != SIG_IGN) ::sigaction(SIGHUP, &action, nullptr);
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    ::sigaction(SIGINT, &action, &m_oldInt);
    ::sigaction(SIGTERM, &action, &m_oldTerm);
}

InterruptGuard::~InterruptGuard() {
    ::sigaction(SIGINT, &m_oldInt, nullptr);
    ::sigaction(SIGTERM, &m_oldTerm, nullptr);
    if (!interruptWord) ::sigaction(SIGHUP, &m_oldHangUp, nullptr);
}

bool InterruptGuard::interrupted() const {
    return interruptWord != 0;
}

} // namespace ui
