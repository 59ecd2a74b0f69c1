// A fixed set of threads for loops whose turns are independent.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace cnn {

class ThreadPool {
public:
    // threads >= 1, the caller's included: 1 starts none.
    explicit ThreadPool(int threads);
    ~ThreadPool();
    ThreadPool(const ThreadPool&) = delete;
    ThreadPool& operator=(const ThreadPool&) = delete;

    int threads() const { return static_cast<int>(m_workers.size()) + 1; }
    // Calls work(0) .. work(count - 1), each once, in any order on any thread, and returns when all are done.
    // work must not throw. Not to be called from two threads at once.
    void forEach(int count, const std::function<void(int)>& work);

private:
    void serve();
    bool takeOne(std::unique_lock<std::mutex>& lock);

    std::mutex m_mutex;
    std::condition_variable m_start, m_done;
    const std::function<void(int)>* m_work = nullptr;
    int m_next = 0, m_count = 0, m_running = 0;
    bool m_closing = false;
    std::vector<std::thread> m_workers;
};

} // namespace cnn
