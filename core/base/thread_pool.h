// A fixed set of threads for loops whose turns are independent.
#pragma once

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstdint>
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
    // Calls work(turn, thread) for each turn 0 .. count - 1 once, in any order on any thread, and returns when all are
    // done. thread is 0 .. threads() - 1 and has one turn at a time, so it may index working memory. work must not
    // throw. Not to be called from two threads at once.
    template<class Work> void forEach(int count, const Work& work) {
        run(count, {&work, [](const void* w, int turn, int thread) { (*static_cast<const Work*>(w))(turn, thread); }});
    }

private:
    struct Call { // a std::function would allocate
        const void* work;
        void (*turn)(const void* work, int turn, int thread);
    };
    void run(int count, const Call& call);
    void serve(int thread);
    void takeTurns(int thread);
    bool waitForLoop(unsigned& seen);

    std::mutex m_mutex;
    std::condition_variable m_start, m_end;
    std::atomic<unsigned> m_loop{0}; // counts the loops; a new value starts the workers
    // How many turns the loop has, and below that, in the lower half, the one that is taken next. In one number, so
    // that who comes late to a loop cannot take its turn for one of the next loop.
    std::atomic<std::uint64_t> m_turns{0};
    std::atomic<int> m_done{0}; // turns
    std::atomic<bool> m_closing{false};
    Call m_call{};
    std::vector<std::thread> m_workers;
};

// For loops that may be shared: on the pool or, where there is none, all turns by the caller.
template<class Work> void forEachTurn(ThreadPool* pool, int count, const Work& work) {
    if (pool && count > 1) return pool->forEach(count, work);
    for (int turn = 0; turn < count; ++turn) work(turn, 0);
}

// Calls work(from, to) for stretches of 0 .. count - 1, a few for each thread; smallest: of a stretch, so that short
// work is not shared at all.
template<class Work> void forStretches(ThreadPool* pool, int count, int smallest, const Work& work) {
    const int most = pool ? 4 * pool->threads() : 1;
    const int stretches = std::clamp(count / std::max(1, smallest), 1, most);
    forEachTurn(pool, stretches, [&](int turn, int) {
        const auto cut = [&](int k) { return static_cast<int>(static_cast<std::int64_t>(count) * k / stretches); };
        work(cut(turn), cut(turn + 1));
    });
}

} // namespace cnn
