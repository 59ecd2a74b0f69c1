#include "core/base/thread_pool.h"

namespace cnn {

ThreadPool::ThreadPool(int threads) {
    for (int i = 1; i < threads; ++i) m_workers.emplace_back([this] { serve(); });
}

ThreadPool::~ThreadPool() {
    {
        const std::lock_guard lock(m_mutex);
        m_closing = true;
    }
    m_start.notify_all();
    for (std::thread& worker : m_workers) worker.join();
}

bool ThreadPool::takeOne(std::unique_lock<std::mutex>& lock) {
    if (m_next >= m_count) return false;
    const int index = m_next++;
    const auto* work = m_work;
    ++m_running;
    lock.unlock();
    (*work)(index);
    lock.lock();
    --m_running;
    return true;
}

void ThreadPool::serve() {
    std::unique_lock lock(m_mutex);
    while (true) {
        m_start.wait(lock, [this] { return m_closing || m_next < m_count; });
        if (m_closing) return;
        while (takeOne(lock)) {
        }
        if (m_running == 0) m_done.notify_one();
    }
}

void ThreadPool::forEach(int count, const std::function<void(int)>& work) {
    std::unique_lock lock(m_mutex);
    m_work = &work;
    m_next = 0;
    m_count = count;
    if (count > 1) m_start.notify_all();
    while (takeOne(lock)) {
    }
    m_done.wait(lock, [this] { return m_running == 0; });
    m_next = m_count = 0;
}

} // namespace cnn
