// Every equation in the views of LeNet live is true as it is written: of any network, untrained, half trained, trained
// and diverged, with any settings, at any place that can be chosen or pointed at.
#include "core/base/rng.h"
#include "core/layers/catalog.h"
#include "core/layers/leaky_relu.h"
#include "core/network/models.h"
#include "core/train/trainer.h"
#include "tests/support/bar_split.h"
#include "tests/support/instrumented.h"
#include "tests/ui/support/equation_watch.h"
#include "tests/ui/support/ui_test.h"
#include "ui/lessons/training/training_views.h"

#include <QTest>

namespace test_view_equations {

using namespace ui;

namespace {

// LeNet-5 with leaky ReLUs.
cnn::Network leakyLeNet(float slope) {
    cnn::NetworkPlan plan = cnn::lenet5Plan({});
    for (cnn::LayerPlan& layer : plan.layers)
        if (cnn::layerRole(layer.info.kind) == cnn::LayerRole::Activation) layer.info = cnn::LeakyRelu(slope).info();
    return cnn::build(plan, cnn::usualInput, cnn::usualClasses, cnn::usualInitialisation(plan), 8);
}

class Moments {
public:
    Moments() : m_data(std::make_shared<const cnn::DataSplit>(cnn::bars(640))) {
        using enum cnn::ActivationKind;
        for (const int steps : {0, 5, isInstrumented ? 10 : 120}) {
            add(cnn::lenet5({}, 1), steps, 0.02);
            add(cnn::lenet5({Tanh, cnn::PoolingKind::Average}, 2), steps, 0.1);
            add(cnn::lenet5({Sigmoid, cnn::PoolingKind::Max}, 3), steps, 0.5);
            add(leakyLeNet(0.2F), steps, 0.02);
            add(cnn::mlp({}, 4), steps, 0.05);
            add(cnn::lenet1998(5), steps, 0.02);
        }
        add(cnn::tinyVgg({}, 6), 10, 0.02);
        add(cnn::lenet5({}, 7), 30, 30); // diverges
        for (const float factor : {1e3F, 1e-3F, 1e12F, 1e30F}) scaled(factor);
    }

    TrainingMoment any(cnn::Rng& rng) const {
        TrainingMoment moment = m_all[rng.below(m_all.size())];
        const std::size_t at = rng.below(m_data->test.size());
        m_data->test.gather(std::span(&at, 1), moment.image);
        moment.caption = QString("Test image %1").arg(at + 1);
        moment.trueClass = rng.below(5) == 0 ? -1 : m_data->test.labels[at];
        cnn::TrainingSettings& s = moment.settings;
        constexpr double rates[] = {0.02, 0.1, 0.003, 1.0 / 3, 1e-5, 2.5, 30};
        s.learningRate = rates[rng.below(std::size(rates))];
        s.loss = rng.below(3) == 0 ? cnn::LossKind::SquaredError : cnn::LossKind::SoftmaxCrossEntropy;
        s.optimizer = rng.below(3) == 0 ? cnn::OptimizerKind::Adam : cnn::OptimizerKind::SgdMomentum;
        s.momentum = rng.below(2) == 0 ? 0 : 0.9;
        s.weightDecay = rng.below(3) == 0 ? 0.01 : 0;
        if (rng.below(3) == 0) s.schedule = cnn::ScheduleKind::Cosine;
        return moment;
    }

private:
    void add(const cnn::Network& network, int steps, double rate) {
        cnn::TrainingSettings settings;
        settings.learningRate = rate;
        settings.batch = 32;
        settings.epochs = 100;
        settings.threads = 1;
        cnn::Trainer trainer(network, m_data, settings);
        try {
            for (int i = 0; i < steps; ++i) trainer.step();
        } catch (const cnn::Error&) { // as far as it got
        }
        TrainingMoment moment;
        moment.network = std::make_shared<const cnn::Network>(trainer.network());
        moment.data = m_data;
        for (const std::string& name : m_data->test.classNames) moment.classNames << QString::fromStdString(name);
        if (steps > 0)
            moment.inside = std::make_shared<const cnn::StepInside>(
                cnn::StepInside{trainer.progress(), trainer.lastGradients(), trainer.updateToWeight()});
        m_all.push_back(moment);
    }
    // A network whose numbers are very large or very small.
    void scaled(float factor) {
        TrainingMoment moment = m_all[5];
        cnn::Network network = *moment.network;
        for (std::size_t layer = 0; layer < network.size(); ++layer)
            for (cnn::Parameter& p : network.layer(layer).parameters()) p.value.array() *= factor;
        moment.network = std::make_shared<const cnn::Network>(std::move(network));
        moment.inside = nullptr;
        m_all.push_back(moment);
    }

    std::shared_ptr<const cnn::DataSplit> m_data;
    std::vector<TrainingMoment> m_all;
};

const Moments& moments() {
    static const Moments all;
    return all;
}

// Somebody who leafs through a view: another moment, another choice, pointing, clicking.
class ViewWalk {
public:
    ViewWalk(const TrainingViewKind& kind, std::uint64_t seed)
        : m_rng(seed), m_view(kind.make()), m_moment(moments().any(m_rng)) {}
    // What is there to be read after one more action.
    QStringList act() {
        if (m_rng.below(3) == 0) m_moment = moments().any(m_rng);
        const auto options = m_view->options(m_moment);
        if (!options.empty()) {
            const ViewOption& option = options[m_rng.below(options.size())];
            const auto count = static_cast<std::size_t>(option.values.size());
            if (count > 0) m_choices[option.id] = static_cast<int>(m_rng.below(count));
        }
        work();
        constexpr QSizeF sizes[] = {{700, 240}, {830, 300}, {1225, 500}, {1600, 900}};
        const QSizeF size = sizes[m_rng.below(std::size(sizes))];
        auto figure = m_view->figure(size, {}, m_choices, std::nullopt);
        if (!figure) return {};
        const auto cell = anyCell(*figure);
        if (!cell) return textsOf(*figure);
        if (const auto next = m_rng.below(2) == 0 ? m_view->pressed(*cell, m_choices) : std::nullopt) {
            m_choices = *next;
            work();
        }
        return textsOf(*m_view->figure(size, {}, m_choices, cell));
    }

private:
    void work() {
        try {
            if (const auto show = m_view->work(m_moment, m_choices)({})) show();
        } catch (const cnn::Error&) { // of outputs that are not finite nothing can be counted; the window says so
        }
        QCoreApplication::processEvents();
    }
    std::optional<CellRef> anyCell(const Figure& figure) {
        for (int i = 0; i < 20; ++i) {
            const QPointF at(m_rng.uniform(0, figure.size().width()), m_rng.uniform(0, figure.size().height()));
            if (const auto cell = figure.cellAt(at)) return cell;
        }
        return std::nullopt;
    }

    cnn::Rng m_rng;
    std::unique_ptr<TrainingView> m_view;
    TrainingMoment m_moment;
    QJsonObject m_choices;
};

} // namespace

class TestViewEquations : public QObject {
    Q_OBJECT
private slots:
    void all_data() {
        QTest::addColumn<int>("index");
        for (int i = 0; i < static_cast<int>(trainingViews().size()); ++i)
            QTest::newRow(qPrintable(trainingViews()[static_cast<std::size_t>(i)].id)) << i;
    }
    void all() {
        QFETCH(int, index);
        const TrainingViewKind& kind = trainingViews()[static_cast<std::size_t>(index)];
        const bool arithmetic = kind.id == "maps" || kind.id == "step";
        const int states = (arithmetic ? 600 : 150) / (isInstrumented ? 10 : 1);
        ViewWalk walk(kind, static_cast<std::uint64_t>(index) + 1);
        EquationWatch watch;
        for (int state = 1; state <= states; ++state) {
            const QString wrong = watch.objection(walk.act());
            if (!wrong.isEmpty()) QFAIL(qPrintable(QString("%1, state %2: %3").arg(kind.id).arg(state).arg(wrong)));
        }
        qInfo("%d equations in %d states, %d different ones", watch.equations(), states, watch.different());
        if (arithmetic) QVERIFY(watch.equations() >= states / 2); // else they were not found: there they stand
    }
};

UI_TEST(TestViewEquations)
} // namespace test_view_equations
#include "test_view_equations.moc"
