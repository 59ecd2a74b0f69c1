#include "ui/lessons/training/training_inspector.h"

#include "ui/lessons/training/training_steppers.h"
#include "ui/pages/lesson.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace ui {
namespace {

struct Augmentor {
    QString label, tip;
    bool cnn::Augmentation::*on;
};
std::vector<Augmentor> augmentors() {
    using A = cnn::Augmentation;
    const auto tr = [](const char* text) { return TrainingInspector::tr(text); };
    return {{tr("Shift"), tr("Each time it is learned an image is moved by up to 2 of 28 pixels"), &A::shift},
            {tr("Rotate"), tr("Turned by up to 15 degrees"), &A::rotate},
            {tr("Elastic"), tr("Warped a little, smoothly"), &A::elastic},
            {tr("Noise"), tr("Every value is changed at random, with standard deviation 0.1"), &A::noise}};
}

} // namespace

TrainingInspector::TrainingInspector(QWidget* parent)
    : QScrollArea(parent), m_moreLink(new QPushButton), m_notice(new QLabel), m_runs(new RunsList) {
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    auto* panel = new QWidget;
    panel->setObjectName("panel");
    makeData();
    makeNetwork();
    makeSteppers();
    makeSwitches();
    makeDataSwitches();
    m_moreLink->setObjectName("link");
    m_notice->setWordWrap(true);
    m_notice->setTextFormat(Qt::PlainText);
    m_notice->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_notice->setAccessibleName(tr("Notice"));
    auto* column = new QVBoxLayout(panel);
    column->setSpacing(10);
    column->addWidget(heading(tr("Training")));
    for (const QString& id : m_order) {
        column->addWidget(m_rows[id]);
        if (id == "model") column->addWidget(m_plan);
    }
    column->addWidget(m_moreLink);
    column->addSpacing(14);
    column->addWidget(heading(tr("Notice")));
    column->addWidget(m_notice);
    column->addSpacing(14);
    column->addWidget(m_runs);
    column->addStretch(1);
    setWidget(panel);
    connect(m_moreLink, &QPushButton::clicked, this, [this] {
        m_more = !m_more;
        arrange();
    });
    arrange();
}

template<class Change> void TrainingInspector::edit(const QString& what, int key, Change change) {
    TrainingScene next = m_scene;
    change(next);
    if (!(next == m_scene)) emit edited(next, what, key);
}

void TrainingInspector::add(const QString& id, const QString& label, QWidget* control) {
    m_rows[id] = settingRow(label, control);
    m_order << id;
    control->setObjectName(control->objectName().isEmpty() ? id : control->objectName());
    if (auto* stepper = qobject_cast<Stepper*>(control)) {
        connect(stepper, &Stepper::refused, this, &TrainingInspector::refused);
    }
}

void TrainingInspector::makeData() {
    m_data = new DropDown;
    m_data->addItems({"Fashion-MNIST", tr("Drawn digits"), tr("Folder…")});
    m_data->setMinimumContentsLength(12);
    add("data", tr("Data"), m_data);
    connect(m_data, &QComboBox::activated, this, [this](int index) {
        emit sourceChosen(static_cast<DataSource::Kind>(index));
        m_data->setCurrentIndex(m_scene.source.kind); // until the images are there
    });
}

void TrainingInspector::makeNetwork() {
    m_model = new DropDown;
    for (const cnn::Model& model : cnn::models()) m_model->addItem(model.title, QString(model.id));
    m_model->addItem(tr("Your own…"), "own");
    m_model->setMinimumContentsLength(12);
    m_plan = new PlanEditor;
    add("model", tr("Network"), m_model);
    connect(m_model, &QComboBox::activated, this, &TrainingInspector::chooseModel);
    connect(m_plan, &PlanEditor::refused, this, &TrainingInspector::refused);
    connect(m_plan, &PlanEditor::edited, this, [this](const cnn::NetworkPlan& plan, const QString& what, int key) {
        edit(what, key, [&](TrainingScene& s) {
            s.draft = plan;
            if (checked(plan, m_shape, m_classes).error) return; // the network that fitted goes on
            s.own = plan;
            s.network.clear();
        });
    });
}

// One's own begins with the network that is there.
void TrainingInspector::chooseModel(int index) {
    const QString id = m_model->itemData(index).toString();
    const cnn::Model* model = cnn::findModel(id.toStdString());
    const auto misfit = model ? checked(model->plan(m_scene.net), m_shape, m_classes).error : std::nullopt;
    if (misfit) {
        m_model->setCurrentIndex(m_model->findData(m_scene.model));
        emit refused(tr("%1 does not fit these images. %2").arg(model->title, misfit->what()));
        return;
    }
    edit(tr("network %1").arg(m_model->itemText(index)), -1, [&](TrainingScene& s) {
        if (id == s.model) return;
        if (id == "own" && (s.own.layers.empty() || checked(s.own, m_shape, m_classes).error))
            s.own = s.draft = networkPlan(s);
        if (id != "own" || networkPlan(s) != s.own) s.network.clear();
        s.model = id;
    });
}

void TrainingInspector::showNetwork() {
    const bool own = m_scene.model == "own";
    m_model->setCurrentIndex(m_model->findData(m_scene.model));
    if (own) m_plan->setPlan(m_scene.draft, m_shape, m_classes);
    // A switch that would make no other network is not there.
    m_useless.clear();
    TrainingScene other = m_scene;
    other.net.activation = cnn::ActivationKind::ScaledTanh; // none of the switch's
    if (networkPlan(other) == networkPlan(m_scene)) m_useless << "activation";
    other.net = m_scene.net;
    other.net.pooling = other.net.pooling == cnn::PoolingKind::Max ? cnn::PoolingKind::Average : cnn::PoolingKind::Max;
    if (networkPlan(other) == networkPlan(m_scene)) m_useless << "pooling";
    other.dropout = m_scene.dropout > 0 ? 0 : 0.5;
    other.net = m_scene.net;
    if (networkPlan(other) == networkPlan(m_scene)) m_useless << "dropout";
    arrange();
}

void TrainingInspector::setImages(const cnn::Shape& shape, int classes) {
    m_shape = shape;
    m_classes = classes;
}

void TrainingInspector::makeSteppers() {
    m_rate = learningRate(tr("Learning rate"));
    m_batch = powersOfTwo(tr("Batch"), 1, 1024);
    m_momentum = momentum(tr("Momentum"));
    m_seed = Stepper::whole(tr("Seed"), 0, 999999);
    m_epochs = Stepper::whole(tr("Epochs"), 1, 1000);
    m_decay = weightDecay(tr("Weight decay"));
    m_dropout = share(tr("Dropout"));
    m_dropout->setToolTip(
        tr("The share of the hidden dense layers' values that each step leaves out; testing uses all"));
    m_every = Stepper::whole(tr("Epochs a step"), 1, 1000);
    m_factor = scheduleFactor(tr("Factor a step"));
    add("learningRate", tr("Learning rate"), m_rate);
    add("batch", tr("Batch"), m_batch);
    using S = cnn::TrainingSettings;
    follow(m_rate, tr("learning rate %1"), [](S& s, double v) { s.learningRate = v; });
    follow(m_batch, tr("batch %1"), [](S& s, double v) { s.batch = static_cast<int>(v); });
    follow(m_momentum, tr("momentum %1"), [](S& s, double v) { s.momentum = v; });
    follow(m_seed, tr("seed %1"), [](S& s, double v) { s.seed = static_cast<std::uint64_t>(v); });
    follow(m_epochs, tr("epochs %1"), [](S& s, double v) { s.epochs = static_cast<int>(v); });
    follow(m_decay, tr("weight decay %1"), [](S& s, double v) { s.weightDecay = v; });
    follow(m_every, tr("%1 epochs a step"), [](S& s, double v) { s.scheduleEvery = static_cast<int>(v); });
    follow(m_factor, tr("factor %1 a step"), [](S& s, double v) { s.scheduleFactor = v; });
}

DropDown* TrainingInspector::dropDown(const QStringList& choices, const QString& tip) {
    auto* box = new DropDown;
    box->addItems(choices);
    box->setMinimumContentsLength(10);
    box->setToolTip(tip);
    return box;
}

// A stepper held down, or turned several times in a row, is one step of undo.
void TrainingInspector::follow(Stepper* stepper, const QString& what, void (*set)(cnn::TrainingSettings&, double)) {
    const int key = ++m_keys;
    connect(stepper, &Stepper::changed, this, [this, what, key, set](double v) {
        edit(what.arg(plain(v)), key, [v, set](TrainingScene& s) { set(s.settings, v); });
    });
}

void TrainingInspector::makeSwitches() {
    m_activation = new Segmented(tr("Activation"), {"ReLU", "tanh", "sigmoid"});
    m_pooling = new Segmented(tr("Pooling"), {tr("max"), tr("average")});
    m_optimizer = new Segmented(tr("Optimiser"), {"SGD", "Adam"});
    m_schedule =
        dropDown({tr("constant"), tr("step"), tr("cosine")},
                 tr("How the learning rate changes: not at all; times a factor every some epochs; along half a "
                    "cosine down to 0 at the end."));
    m_loss = dropDown({tr("cross-entropy"), tr("squared error")}, {});
    m_beginning = dropDown({tr("usual"), "He", tr("He, uniform"), "Glorot", "LeCun"},
                           tr("How weights begin. Usual: He for ReLU, Glorot for tanh and sigmoid."));
    add("activation", tr("Activation"), m_activation);
    add("pooling", tr("Pooling"), m_pooling);
    add("optimizer", tr("Optimiser"), m_optimizer);
    add("momentum", tr("Momentum"), m_momentum);
    add("weightDecay", tr("Weight decay"), m_decay);
    add("epochs", tr("Epochs"), m_epochs);
    add("schedule", tr("Schedule"), m_schedule);
    add("scheduleEvery", tr("Epochs a step"), m_every);
    add("scheduleFactor", tr("Factor a step"), m_factor);
    add("loss", tr("Loss"), m_loss);
    add("initialisation", tr("Initialisation"), m_beginning);
    add("dropout", tr("Dropout"), m_dropout);
    add("seed", tr("Seed"), m_seed);
    // Another activation, pooling or dropout is another network: weights from a file do not belong to it.
    connect(m_activation, &Segmented::changed, this, [this](int i) {
        edit(tr("activation"), -1, [i](TrainingScene& s) {
            s.net.activation = cnn::activationNames[i].value;
            s.network.clear();
        });
    });
    connect(m_pooling, &Segmented::changed, this, [this](int i) {
        edit(tr("pooling"), -1, [i](TrainingScene& s) {
            s.net.pooling = cnn::poolingNames[i].value;
            s.network.clear();
        });
    });
    connect(m_dropout, &Stepper::changed, this, [this, key = ++m_keys](double v) {
        edit(tr("dropout %1").arg(plain(v)), key, [v](TrainingScene& s) {
            s.dropout = v;
            s.network.clear();
        });
    });
    connect(m_optimizer, &Segmented::changed, this, [this](int i) {
        edit(tr("optimiser"), -1, [i](TrainingScene& s) { s.settings.optimizer = static_cast<cnn::OptimizerKind>(i); });
    });
    connect(m_schedule, &QComboBox::activated, this, [this](int i) {
        edit(tr("schedule %1").arg(m_schedule->itemText(i)), -1,
             [i](TrainingScene& s) { s.settings.schedule = static_cast<cnn::ScheduleKind>(i); });
    });
    connect(m_beginning, &QComboBox::activated, this, [this](int i) {
        edit(tr("initialisation: %1").arg(m_beginning->itemText(i)), -1, [i](TrainingScene& s) {
            s.initialisation = i == 0 ? std::nullopt : std::optional(static_cast<cnn::Initialisation>(i - 1));
            s.network.clear();
        });
    });
    connect(m_loss, &QComboBox::activated, this, [this](int i) {
        edit(tr("loss: %1").arg(m_loss->itemText(i)), -1,
             [i](TrainingScene& s) { s.settings.loss = static_cast<cnn::LossKind>(i); });
    });
}

// Behind "More settings": what becomes of the images before they are learned.
void TrainingInspector::makeDataSwitches() {
    m_pixels = new Segmented(tr("Pixels"), {tr("in order"), tr("shuffled")});
    add("pixels", tr("Pixels"), m_pixels);
    connect(m_pixels, &Segmented::changed, this, [this](int i) {
        m_pixels->setCurrent(m_scene.source.shuffled ? 1 : 0); // until the images are there
        emit shuffledChosen(i == 1);
    });
    m_validation = share(tr("Validation"));
    m_validation->setToolTip(tr("The share of the training images that is kept out of learning to watch the run"));
    add("validation", tr("Validation"), m_validation);
    follow(m_validation, tr("validation share %1"), [](cnn::TrainingSettings& s, double v) { s.validation = v; });
    auto* box = new QWidget;
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    for (const Augmentor& a : augmentors()) {
        auto* check = new QCheckBox(a.label);
        check->setAccessibleName(tr("Augmentation: %1").arg(a.label));
        check->setToolTip(a.tip);
        const int number = static_cast<int>(m_augment.size());
        grid->addWidget(check, number / 2, number % 2);
        m_augment.push_back(check);
        connect(check, &QCheckBox::clicked, this, [this, on = a.on](bool checked) {
            edit(tr("augmentation"), -1, [=](TrainingScene& s) { s.settings.augment.*on = checked; });
        });
    }
    add("augment", tr("Augmentation"), box);
}

void TrainingInspector::arrange() {
    for (const QString& id : m_order)
        m_rows[id]->setVisible((m_more || m_inSight.contains(id)) && !m_useless.contains(id));
    for (const char* id : {"scheduleEvery", "scheduleFactor"}) // what the other schedules do not have
        if (m_scene.settings.schedule != cnn::ScheduleKind::Step) m_rows[id]->hide();
    m_plan->setVisible(m_scene.model == "own" && m_rows["model"]->isVisibleTo(widget()));
    m_moreLink->setText(m_more ? tr("Fewer settings") : tr("More settings  ›"));
    m_moreLink->setAccessibleName(m_more ? tr("Fewer settings") : tr("More settings"));
}

void TrainingInspector::setLesson(const Lesson& lesson) {
    m_inSight = lesson.controls;
    arrange();
}

void TrainingInspector::setNotice(const QString& words) {
    m_notice->setText(words);
}

void TrainingInspector::setScene(const TrainingScene& scene, const QString& folderName) {
    m_scene = scene;
    m_data->setItemText(DataSource::Folder, scene.source.kind == DataSource::Folder ? folderName : tr("Folder…"));
    m_data->setCurrentIndex(scene.source.kind);
    m_pixels->setCurrent(scene.source.shuffled ? 1 : 0);
    m_validation->setValue(scene.settings.validation);
    const std::vector<Augmentor> all = augmentors();
    for (std::size_t i = 0; i < all.size(); ++i) m_augment[i]->setChecked(scene.settings.augment.*all[i].on);
    m_rate->setValue(scene.settings.learningRate);
    m_batch->setValue(scene.settings.batch);
    m_momentum->setValue(scene.settings.momentum);
    m_momentum->setEnabled(scene.settings.optimizer == cnn::OptimizerKind::SgdMomentum);
    m_seed->setValue(static_cast<double>(scene.settings.seed));
    m_epochs->setValue(scene.settings.epochs);
    m_activation->setCurrent(cnn::positionOf<cnn::ActivationKind>(cnn::activationNames, scene.net.activation));
    m_pooling->setCurrent(cnn::positionOf<cnn::PoolingKind>(cnn::poolingNames, scene.net.pooling));
    m_optimizer->setCurrent(static_cast<int>(scene.settings.optimizer));
    m_decay->setValue(scene.settings.weightDecay);
    m_dropout->setValue(scene.dropout);
    m_schedule->setCurrentIndex(static_cast<int>(scene.settings.schedule));
    m_every->setValue(scene.settings.scheduleEvery);
    m_factor->setValue(scene.settings.scheduleFactor);
    m_beginning->setCurrentIndex(scene.initialisation ? 1 + static_cast<int>(*scene.initialisation) : 0);
    m_loss->setCurrentIndex(static_cast<int>(scene.settings.loss));
    showNetwork();
}

void TrainingInspector::setStyle(const Style& style) {
    m_style = style;
    m_runs->setStyle(style);
    m_plan->setStyle(style);
    fitWidth();
}

void TrainingInspector::resizeEvent(QResizeEvent* event) {
    QScrollArea::resizeEvent(event);
    fitWidth();
}

void TrainingInspector::fitWidth() {
    const double s = m_style.controlScale();
    const bool narrow = width() < 340 * s;
    widget()->layout()->setContentsMargins(16, 16, 16, 16);
    for (Stepper* stepper :
         {m_rate, m_batch, m_momentum, m_seed, m_epochs, m_decay, m_every, m_factor, m_validation, m_dropout})
        stepper->setFixedWidth(qRound((narrow ? 140 : 144) * s));
    // Three words beside a label need the room of a wide panel.
    static_cast<QBoxLayout*>(m_rows["activation"]->layout())
        ->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

} // namespace ui
