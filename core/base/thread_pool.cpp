#include "core/base/thread_pool.h"

namespace cnn {
namespace {

// A loop in training takes well under a millisecond, and the next one follows at once: whoever waits looks again this
// often, some tens of microseconds in all, before it sleeps, or waking up would cost more than the work.
constexpr int looks = 2000;

void rest() {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#else
    std::this_thread::yield();
#endif
}

} // namespace

ThreadPool::ThreadPool(int threads) {
    for (int i = 1; i < threads; ++i) m_workers.emplace_back([this, i] { serve(i); });
}

ThreadPool::~ThreadPool() {
    m_closing = true;
    {
        const std::lock_guard lock(m_mutex);
        ++m_loop;
    }
    m_start.notify_all();
    for (std::thread& worker : m_workers) worker.join();
}

void ThreadPool::takeTurns(int thread) {
    for (int turn; (turn = m_next.fetch_add(1)) < m_count;) m_call.turn(m_call.work, turn, thread);
}

// False when the pool closes.
bool ThreadPool::waitForLoop(unsigned& seen) {
    for (int i = 0; i < looks && m_loop == seen; ++i) rest();
    if (m_loop == seen) {
        std::unique_lock lock(m_mutex);
        m_start.wait(lock, [&] { return m_loop != seen; });
    }
    seen = m_loop;
    return !m_closing;
}

void ThreadPool::serve(int thread) {
    for (unsigned seen = 0; waitForLoop(seen);) {
        takeTurns(thread);
        m_busy.fetch_sub(1);
        m_busy.notify_one();
    }
}

void ThreadPool::run(int count, const Call& call) {
    m_call = call;
    m_count = count;
    m_next = 0;
    const bool alone = count <= 1 || m_workers.empty();
    if (!alone) {
        m_busy = static_cast<int>(m_workers.size());
        {
            const std::lock_guard lock(m_mutex);
            ++m_loop;
        }
        m_start.notify_all();
    }
    takeTurns(0);
    if (alone) return;
    for (int i = 0; i < looks && m_busy > 0; ++i) rest();
    for (int busy; (busy = m_busy) > 0;) m_busy.wait(busy);
}

} // namespace cnn
