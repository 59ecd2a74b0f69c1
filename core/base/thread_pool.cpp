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
    for (;;) {
        const std::uint64_t taken = m_turns.fetch_add(1);
        const int turn = static_cast<int>(taken & 0xffffffffU), count = static_cast<int>(taken >> 32);
        if (turn >= count) return;
        m_call.turn(m_call.work, turn, thread);
        if (m_done.fetch_add(1) + 1 == count) {
            { const std::lock_guard lock(m_mutex); } // who waits has not looked yet, or sleeps
            m_end.notify_one();
        }
    }
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
    for (unsigned seen = 0; waitForLoop(seen);) takeTurns(thread);
}

// It waits for the turns, not for the workers: one that has not woken before all is done is not waited for. Whoever has
// a turn of this loop keeps it from ending, so m_call is not changed under his hands.
void ThreadPool::run(int count, const Call& call) {
    if (count <= 1 || m_workers.empty()) {
        for (int turn = 0; turn < count; ++turn) call.turn(call.work, turn, 0);
        return;
    }
    m_call = call;
    m_done = 0;
    m_turns = static_cast<std::uint64_t>(count) << 32;
    {
        const std::lock_guard lock(m_mutex);
        ++m_loop;
    }
    m_start.notify_all();
    takeTurns(0);
    for (int i = 0; i < looks && m_done < count; ++i) rest();
    if (m_done == count) return;
    // Not m_done.wait(): g++ 12's misses a word on Windows, where between its look and its sleep nothing is locked.
    std::unique_lock lock(m_mutex);
    m_end.wait(lock, [&] { return m_done == count; });
}

} // namespace cnn
