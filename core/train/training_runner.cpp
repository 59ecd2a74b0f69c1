#include "core/train/training_runner.h"

#include <chrono>

namespace cnn {
namespace {

using Clock = std::chrono::steady_clock;
constexpr auto snapshotPause = std::chrono::milliseconds(50);

enum class Order { Pause, Run, OneStep, OneEpoch };

// Images a second, averaged over about a second of pure learning time.
class Speedometer {
public:
    void add(double images, Clock::duration took) {
        const double seconds = std::chrono::duration<double>(took).count();
        const double keep = std::exp(-seconds); // forgets with a time constant of one second
        m_images = m_images * keep + images;
        m_seconds = m_seconds * keep + seconds;
    }
    double perSecond() const { return m_seconds > 0 ? m_images / m_seconds : 0; }

private:
    double m_images = 0, m_seconds = 0;
};

} // namespace

struct TrainingRunner::Mailbox {
    std::mutex mutex;
    std::condition_variable_any orders;
    Order order = Order::Pause;
    std::optional<TrainingSettings> newSettings;
    TrainingNews news;
    bool wakeSent = false;
    std::function<void()> wake;

    // Changes the news under the lock, then wakes the watcher if he has seen everything before.
    template<class Change> void post(Change change) {
        bool ring = false;
        {
            const std::lock_guard lock(mutex);
            change(news);
            ring = !std::exchange(wakeSent, true);
        }
        if (ring && wake) wake();
    }
    void give(Order next) {
        {
            const std::lock_guard lock(mutex);
            order = next;
        }
        orders.notify_all();
    }

    void run(const std::stop_token& stop, TrainingPlan& plan);
    void train(const std::stop_token& stop, TrainingPlan& plan, Trainer& trainer);
    bool waitForWork(const std::stop_token& stop, Trainer& trainer);
};

void TrainingRunner::Mailbox::run(const std::stop_token& stop, TrainingPlan& plan) {
    try {
        auto data = plan.data ? plan.data : std::make_shared<const DataSplit>(plan.load());
        Trainer trainer(plan.build(*data), data, plan.settings);
        post([&](TrainingNews& n) {
            n.data = data;
            n.batchesPerEpoch = trainer.batchesPerEpoch();
            n.snapshot = std::make_shared<const Network>(trainer.network());
            n.state = RunState::Paused;
        });
        train(stop, plan, trainer);
    } catch (const Error& e) {
        post([&](TrainingNews& n) {
            n.state = RunState::Failed;
            n.error = e;
        });
    } catch (const std::exception& e) {
        post([&](TrainingNews& n) {
            n.state = RunState::Failed;
            n.error = Error(ErrorCode::Unreadable, std::string("Training stopped: ") + e.what());
        });
    }
}

// Waits while paused, or finished until there are more epochs to do. False when the run is to end.
bool TrainingRunner::Mailbox::waitForWork(const std::stop_token& stop, Trainer& trainer) {
    const RunState resting = trainer.finished() ? RunState::Finished : RunState::Paused;
    std::unique_lock lock(mutex);
    if (resting == RunState::Finished) order = Order::Pause;
    if (order == Order::Pause && !newSettings) {
        lock.unlock();
        post([&](TrainingNews& n) {
            n.state = resting;
            n.snapshot = std::make_shared<const Network>(trainer.network());
        });
        lock.lock();
        orders.wait(lock, stop, [this] { return order != Order::Pause || newSettings; });
    }
    if (stop.stop_requested()) return false;
    const auto settings = std::exchange(newSettings, std::nullopt);
    const bool work = order != Order::Pause;
    lock.unlock();
    if (settings) trainer.change(*settings);
    if (settings || work)
        post([&](TrainingNews& n) {
            n.state = work ? RunState::Running : trainer.finished() ? RunState::Finished : RunState::Paused;
            n.batchesPerEpoch = trainer.batchesPerEpoch();
        });
    return true;
}

void TrainingRunner::Mailbox::train(const std::stop_token& stop, TrainingPlan& plan, Trainer& trainer) {
    Speedometer speed;
    auto lastSnapshot = Clock::now();
    std::size_t sinceTest = 0;
    while (!stop.stop_requested()) {
        if (!waitForWork(stop, trainer)) return;
        Order current{};
        {
            const std::lock_guard lock(mutex);
            current = order;
        }
        if (current == Order::Pause || trainer.finished()) continue;
        const auto begin = Clock::now();
        std::optional<StepReport> report;
        try {
            report = trainer.step();
        } catch (const Error& e) {
            post([&](TrainingNews& n) {
                n.state = RunState::Diverged;
                n.error = e;
                n.snapshot = std::make_shared<const Network>(trainer.network());
            });
            return;
        }
        const auto end = Clock::now();
        const auto images = static_cast<std::size_t>(trainer.settings().batch);
        speed.add(static_cast<double>(images), end - begin);
        sinceTest += images;

        std::optional<TestReport> test;
        const bool epochDone = report->endOfEpoch;
        if (epochDone || (plan.testEvery > 0 && sinceTest >= plan.testEvery)) {
            sinceTest = 0;
            const std::size_t most = epochDone ? trainer.data().test.size() : plan.testImages;
            test = TestReport{report->progress, trainer.evaluate(trainer.data().test, most), epochDone};
        }
        const bool pauseNow = current == Order::OneStep || (current == Order::OneEpoch && epochDone);
        if (pauseNow) {
            const std::lock_guard lock(mutex);
            if (order == current) order = Order::Pause;
        }
        std::shared_ptr<const Network> snapshot;
        if (end - lastSnapshot >= snapshotPause || pauseNow || trainer.finished()) {
            snapshot = std::make_shared<const Network>(trainer.network());
            lastSnapshot = end;
        }
        const double left =
            (trainer.settings().epochs - trainer.progress()) * static_cast<double>(trainer.data().train.size());
        post([&](TrainingNews& n) {
            n.steps.push_back(*report);
            if (test) n.tests.push_back(*test);
            if (snapshot) n.snapshot = snapshot;
            n.imagesPerSecond = speed.perSecond();
            n.secondsLeft = n.imagesPerSecond > 0 ? left / n.imagesPerSecond : 0;
            n.progress = report->progress;
            if (trainer.finished()) n.state = RunState::Finished;
        });
    }
}

TrainingRunner::TrainingRunner(TrainingPlan plan, std::function<void()> wake) : m_box(std::make_unique<Mailbox>()) {
    m_box->wake = std::move(wake);
    m_box->order = plan.startRunning ? Order::Run : Order::Pause;
    m_thread = std::jthread(
        [box = m_box.get(), plan = std::move(plan)](const std::stop_token& stop) mutable { box->run(stop, plan); });
}

TrainingRunner::~TrainingRunner() = default;

void TrainingRunner::pause() {
    m_box->give(Order::Pause);
}
void TrainingRunner::resume() {
    m_box->give(Order::Run);
}
void TrainingRunner::stepOnce() {
    m_box->give(Order::OneStep);
}
void TrainingRunner::stepEpoch() {
    m_box->give(Order::OneEpoch);
}

void TrainingRunner::change(const TrainingSettings& settings) {
    {
        const std::lock_guard lock(m_box->mutex);
        m_box->newSettings = checked(settings).orThrow();
    }
    m_box->orders.notify_all();
}

TrainingNews TrainingRunner::take() {
    const std::lock_guard lock(m_box->mutex);
    TrainingNews news = m_box->news;
    m_box->news.steps.clear();
    m_box->news.tests.clear();
    m_box->news.snapshot.reset();
    m_box->wakeSent = false;
    return news;
}

} // namespace cnn
