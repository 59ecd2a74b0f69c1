// Waits for a run's news without sleeping: the runner's wake call fulfils the wait.
#pragma once

#include "core/train/training_runner.h"

#include <condition_variable>
#include <mutex>

namespace cnn {

class Watcher {
public:
    std::function<void()> wake() {
        return [this] {
            const std::lock_guard lock(m_mutex);
            m_rung = true;
            m_bell.notify_all();
        };
    }
    // All news together until done(them).
    template<class Until> TrainingNews until(TrainingRunner& runner, Until done) {
        TrainingNews all;
        while (true) {
            {
                std::unique_lock lock(m_mutex);
                m_bell.wait(lock, [this] { return m_rung; });
                m_rung = false;
            }
            TrainingNews news = runner.take();
            all.steps.insert(all.steps.end(), news.steps.begin(), news.steps.end());
            all.tests.insert(all.tests.end(), news.tests.begin(), news.tests.end());
            if (news.snapshot) all.snapshot = news.snapshot;
            if (news.checkpoint) all.checkpoint = news.checkpoint;
            if (news.inside) all.inside = news.inside;
            if (news.stop) all.stop = news.stop;
            all.state = news.state;
            all.error = news.error;
            all.progress = news.progress;
            if (done(all)) return all;
        }
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_bell;
    bool m_rung = false;
};

} // namespace cnn
