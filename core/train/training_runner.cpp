#include "core/train/training_runner.h"

#include "core/base/system.h"

#include <chrono>

namespace cnn {
namespace {

using Clock = std::chrono::steady_clock;
constexpr double snapshotEvery = 0.05; // seconds

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

// Something that is handed out every so often, and when the run comes to rest.
class Pace {
public:
    explicit Pace(double seconds) : m_seconds(seconds) {}
    // Whether it is due after `steps` steps; then it counts as handed out.
    bool due(std::size_t steps, bool resting) {
        const auto now = Clock::now();
        const bool late = std::chrono::duration<double>(now - m_last).count() >= m_seconds;
        if (m_seconds <= 0 || steps == m_steps || !(late || resting)) return false;
        m_last = now;
        m_steps = steps;
        return true;
    }

private:
    double m_seconds;
    Clock::time_point m_last = Clock::now();
    std::size_t m_steps = 0;
};

// What a run hands out besides its reports, each newest value at its own pace.
class Handouts {
public:
    explicit Handouts(const TrainingPlan& plan) : m_checkpoints(plan.checkpointEvery), m_inside(plan.insideEvery) {}

    void count() { ++m_steps; }
    // Copies what is due; the news take it over under their lock.
    void prepare(const Trainer& trainer, bool resting) {
        if (m_snapshots.due(m_steps, resting)) {
            snapshot = std::make_shared<const Network>(trainer.network());
            snapshotProgress = trainer.progress();
        }
        if (m_checkpoints.due(m_steps, resting)) checkpoint = std::make_shared<const TrainerState>(trainer.state());
        if (m_inside.due(m_steps, resting))
            inside = std::make_shared<const StepInside>(
                StepInside{trainer.progress(), trainer.lastGradients(), trainer.updateToWeight()});
    }
    void moveInto(TrainingNews& news) {
        if (snapshot) {
            news.snapshot = std::move(snapshot);
            news.snapshotProgress = snapshotProgress;
        }
        if (checkpoint) news.checkpoint = std::move(checkpoint);
        if (inside) news.inside = std::move(inside);
    }

    std::shared_ptr<const Network> snapshot;
    double snapshotProgress = 0;
    std::shared_ptr<const TrainerState> checkpoint;
    std::shared_ptr<const StepInside> inside;

private:
    Pace m_snapshots{snapshotEvery}, m_checkpoints, m_inside;
    std::size_t m_steps = 0;
};

} // namespace

// Where both threads meet.
struct TrainingRunner::Mailbox {
    std::mutex mutex;
    std::condition_variable_any orders;
    Order order = Order::Pause;
    std::optional<TrainingSettings> newSettings;
    TrainingNews news;
    bool wakeSent = false;
    std::function<void()> wake;

    // Changes the news under the lock, then wakes whoever watches, unless there is news not yet taken.
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

    Order current() {
        const std::lock_guard lock(mutex);
        return order;
    }
    // Pauses after `done`, unless there is another order already.
    void pauseAfter(Order done) {
        const std::lock_guard lock(mutex);
        if (order == done) order = Order::Pause;
    }
};

// The training thread's side.
class TrainingRunner::Run {
public:
    Run(Mailbox& box, const TrainingPlan& plan, std::shared_ptr<const DataSplit> data)
        : m_box(box), m_plan(plan), m_trainer(plan.build(*data), data, plan.settings), m_handouts(plan),
          m_watch(plan.settings.stop) {
        if (plan.resume) m_trainer.restore(*plan.resume);
        m_box.post([&](TrainingNews& n) {
            n.data = data;
            n.progress = m_trainer.progress();
            n.batchesPerEpoch = m_trainer.batchesPerEpoch();
            n.snapshot = std::make_shared<const Network>(m_trainer.network());
            n.snapshotProgress = m_trainer.progress();
            if (plan.checkpointEvery > 0) n.checkpoint = std::make_shared<const TrainerState>(m_trainer.state());
            n.state = RunState::Paused;
        });
    }
    void train(const std::stop_token& stop) {
        if (m_plan.lookFirst && !lookFirst()) return;
        while (!stop.stop_requested() && waitForWork(stop)) {
            const Order order = m_box.current();
            if (order != Order::Pause && !m_trainer.finished() && !step(order)) return;
        }
    }

private:
    bool waitForWork(const std::stop_token& stop);
    bool step(Order order);
    bool lookFirst();
    void diverged(const Error& e);
    std::vector<TestReport> lookAt(double progress, bool whole);
    std::vector<TestReport> look(const StepReport& report);
    std::optional<StopReport> held(const StepReport& report, const std::vector<TestReport>& looks);

    Mailbox& m_box;
    const TrainingPlan& m_plan;
    Trainer m_trainer;
    Handouts m_handouts;
    StopWatch m_watch;
    Speedometer m_speed;
    std::size_t m_sinceTest = 0; // images
};

// Waits while paused, or finished until there are more epochs to do. False when the run is to end.
bool TrainingRunner::Run::waitForWork(const std::stop_token& stop) {
    const RunState resting = m_trainer.finished() ? RunState::Finished : RunState::Paused;
    std::unique_lock lock(m_box.mutex);
    if (resting == RunState::Finished) m_box.order = Order::Pause;
    if (m_box.order == Order::Pause && !m_box.newSettings) {
        lock.unlock();
        m_handouts.prepare(m_trainer, true);
        m_box.post([&](TrainingNews& n) {
            n.state = resting;
            m_handouts.moveInto(n);
        });
        lock.lock();
        m_box.orders.wait(lock, stop, [this] { return m_box.order != Order::Pause || m_box.newSettings; });
    }
    if (stop.stop_requested()) return false;
    const auto settings = std::exchange(m_box.newSettings, std::nullopt);
    const bool work = m_box.order != Order::Pause;
    lock.unlock();
    if (settings) {
        m_trainer.change(*settings);
        m_watch.change(settings->stop);
    }
    if (settings || work)
        m_box.post([&](TrainingNews& n) {
            n.state = work ? RunState::Running : m_trainer.finished() ? RunState::Finished : RunState::Paused;
            n.batchesPerEpoch = m_trainer.batchesPerEpoch();
        });
    return true;
}

// One batch and the news of it. False when it diverged.
bool TrainingRunner::Run::step(Order order) {
    const auto begin = Clock::now();
    std::optional<StepReport> report;
    std::vector<TestReport> looks;
    std::optional<StopReport> stop;
    try {
        report = m_trainer.step();
        m_speed.add(static_cast<double>(m_trainer.settings().batch), Clock::now() - begin);
        looks = look(*report);
        stop = held(*report, looks);
    } catch (const Error& e) {
        return diverged(e), false;
    }
    m_handouts.count();
    const bool pauseNow = stop || order == Order::OneStep || (order == Order::OneEpoch && report->endOfEpoch);
    if (pauseNow) m_box.pauseAfter(order);
    m_handouts.prepare(m_trainer, pauseNow || m_trainer.finished());
    const double left =
        (m_trainer.settings().epochs - m_trainer.progress()) * static_cast<double>(m_trainer.learnedImages());
    m_box.post([&](TrainingNews& n) {
        n.steps.push_back(*report);
        n.tests.insert(n.tests.end(), looks.begin(), looks.end());
        m_handouts.moveInto(n);
        n.imagesPerSecond = m_speed.perSecond();
        n.secondsLeft = n.imagesPerSecond > 0 ? left / n.imagesPerSecond : 0;
        n.progress = report->progress;
        if (stop) n.stop = stop;
        if (m_trainer.finished()) n.state = RunState::Finished;
    });
    return true;
}

void TrainingRunner::Run::diverged(const Error& e) {
    m_box.post([&](TrainingNews& n) {
        n.state = RunState::Diverged;
        n.error = e;
        n.snapshot = std::make_shared<const Network>(m_trainer.network());
        n.snapshotProgress = m_trainer.progress();
    });
}

// False when its outputs are no numbers.
bool TrainingRunner::Run::lookFirst() {
    try {
        const auto reports = lookAt(m_trainer.progress(), false);
        m_box.post([&](TrainingNews& n) { n.tests.insert(n.tests.end(), reports.begin(), reports.end()); });
        return true;
    } catch (const Error& e) {
        return diverged(e), false;
    }
}

std::vector<TestReport> TrainingRunner::Run::look(const StepReport& report) {
    m_sinceTest += static_cast<std::size_t>(m_trainer.settings().batch);
    if (!report.endOfEpoch && (m_plan.testEvery == 0 || m_sinceTest < m_plan.testEvery)) return {};
    m_sinceTest = 0;
    return lookAt(report.progress, report.endOfEpoch);
}

std::vector<TestReport> TrainingRunner::Run::lookAt(double progress, bool whole) {
    const bool validated = m_trainer.validationImages() > 0;
    const Dataset& test = m_trainer.data().test;
    const std::size_t most = whole ? m_trainer.data().train.size() + test.size() : m_plan.testImages;
    std::vector<TestReport> looks;
    if (validated) looks.push_back({progress, m_trainer.evaluateValidation(most), whole, true});
    if (!validated || m_trainer.finished()) looks.push_back({progress, m_trainer.evaluate(test, most), whole, false});
    return looks;
}

// The first rule that came true with this step.
std::optional<StopReport> TrainingRunner::Run::held(const StepReport& report, const std::vector<TestReport>& looks) {
    std::optional<StopReport> stop = m_watch.step(report);
    for (const TestReport& look : looks) {
        if (look.validation != looks.front().validation) continue; // the last look is at the test images
        const auto found = m_watch.look(look.progress, look.test, look.wholeSet);
        if (!stop) stop = found;
        if (!stop) stop = m_watch.lookInside(look.progress, m_trainer.network(), m_trainer.data().test);
    }
    return stop;
}

void TrainingRunner::work(Mailbox& box, const std::stop_token& stop, const TrainingPlan& plan) {
    giveWay();
    const auto fail = [&](const Error& e) {
        box.post([&](TrainingNews& n) {
            n.state = RunState::Failed;
            n.error = e;
        });
    };
    try {
        Run(box, plan, plan.data ? plan.data : std::make_shared<const DataSplit>(plan.load())).train(stop);
    } catch (const Error& e) {
        fail(e);
    } catch (const std::exception& e) {
        fail(Error(ErrorCode::Unreadable, Message::tr("Training stopped: %1", std::string(e.what()))));
    }
}

TrainingRunner::TrainingRunner(TrainingPlan plan, std::function<void()> wake) : m_box(std::make_unique<Mailbox>()) {
    m_box->wake = std::move(wake);
    m_box->order = plan.startRunning ? Order::Run : Order::Pause;
    m_thread = std::jthread(
        [box = m_box.get(), plan = std::move(plan)](const std::stop_token& stop) { work(*box, stop, plan); });
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
    m_box->news.checkpoint.reset();
    m_box->news.inside.reset();
    m_box->news.stop.reset();
    m_box->wakeSent = false;
    return news;
}

} // namespace cnn
