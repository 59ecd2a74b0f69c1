#include "ui/lessons/training/training_inspector.h"

#include "ui/lessons/training/training_steppers.h"
#include "ui/pages/lesson.h"
#include "ui/sentence.h"

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
    makeControls();
    makeFill();
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
    if (next.source != m_scene.source) {
        for (const auto& show : m_shows) show(m_scene); // until the images are there
        emit sourceChosen(next.source);
    } else if (!(next == m_scene)) {
        emit edited(next, what, key);
    }
}

void TrainingInspector::add(const Row& row, QWidget* control) {
    m_rows[row.id] = settingRow(row.label, control);
    m_order << row.id;
    control->setObjectName(control->objectName().isEmpty() ? row.id : control->objectName());
}

// The controls of the table. A stepper held down, or turned several times in a row, is one step of undo.
void TrainingInspector::makeControls() {
    const std::map<QString, Stepper* (*)(const QString&, double, double)> steppers{
        {"learningRate", learningRate}, {"batch", powersOfTwo},   {"momentum", momentum},
        {"weightDecay", weightDecay},   {"dropout", share},       {"scheduleFactor", scheduleFactor},
        {"validation", share},          {"imageSize", imageSize}, {"rangeLow", anyNumber},
        {"rangeHigh", anyNumber},       {"markStrength", tenths}, {"cellNoise", tenths},
        {"cellLight", tenths},          {"cellBlur", blur},       {"pictures", pictures},
        {"cellSide", cellSide},         {"lossRise", share},      {"targetAccuracy", targetAccuracy},
        {"targetLoss", targetLoss}};
    const std::map<QString, void (TrainingInspector::*)(const Row&)> own{{"data", &TrainingInspector::makeData},
                                                                         {"model", &TrainingInspector::makeNetwork},
                                                                         {"augment", &TrainingInspector::makeAugment}};
    for (const Row& row : trainingSettings().rows())
        if (const auto made = own.find(row.id); made != own.end())
            (this->*made->second)(row);
        else if (const auto stepper = steppers.find(row.id); stepper != steppers.end())
            follow(row, stepper->second(row.label, row.low, row.high));
        else if (row.control == Row::Whole)
            follow(row, Stepper::whole(row.label, static_cast<int>(row.low), static_cast<int>(row.high)));
        else if (row.control == Row::Switch)
            makeSwitch(row);
        else if (row.control == Row::List)
            makeList(row);
}

void TrainingInspector::follow(const Row& row, Stepper* stepper) {
    connect(stepper, &Stepper::refused, this, &TrainingInspector::refused);
    connect(stepper, &Stepper::changed, this, [this, &row, key = ++m_keys](double v) {
        edit(tr("%1 %2").arg(row.label.toLower(), plain(v)), key, [&](TrainingScene& s) { row.set(s, v); });
    });
    if (stepper->toolTip().isEmpty()) stepper->setToolTip(row.help);
    m_steppers.push_back(stepper);
    m_shows.push_back([&row, stepper](const TrainingScene& s) { stepper->setValue(row.get(s)); });
    add(row, stepper);
}

void TrainingInspector::choose(const Row& row, int index) {
    edit(tr("%1 %2").arg(row.label.toLower(), row.choices[index]), -1, [&](TrainingScene& s) { row.set(s, index); });
}

void TrainingInspector::makeSwitch(const Row& row) {
    auto* control = new Segmented(row.label, row.choices);
    connect(control, &Segmented::changed, this, [this, &row](int i) { choose(row, i); });
    m_shows.push_back([&row, control](const TrainingScene& s) { control->setCurrent(static_cast<int>(row.get(s))); });
    add(row, control);
}

void TrainingInspector::makeList(const Row& row) {
    auto* control = new DropDown;
    control->addItems(row.choices);
    control->setMinimumContentsLength(10);
    control->setToolTip(row.help);
    connect(control, &QComboBox::activated, this, [this, &row](int i) { choose(row, i); });
    m_shows.push_back(
        [&row, control](const TrainingScene& s) { control->setCurrentIndex(static_cast<int>(row.get(s))); });
    add(row, control);
}

void TrainingInspector::makeData(const Row& row) {
    m_data = new DropDown;
    m_data->addItems(row.choices);
    m_data->addItem(tr("File…"));
    m_data->setMinimumContentsLength(12);
    add(row, m_data);
    connect(m_data, &QComboBox::activated, this, [this](int index) {
        m_data->setCurrentIndex(m_scene.source.kind); // until the images are there
        if (index > DataSource::Folder)
            emit fileWanted();
        else if (index == DataSource::Folder)
            emit folderWanted();
        else {
            DataSource source{static_cast<DataSource::Kind>(index), {}, m_scene.source.shuffled};
            source.cells = m_scene.source.cells;
            emit sourceChosen(source);
        }
    });
}

void TrainingInspector::makeNetwork(const Row& row) {
    m_model = new DropDown;
    for (const cnn::Model& model : cnn::models()) m_model->addItem(model.title, QString(model.id));
    m_model->addItem(tr("Your own…"), "own");
    m_model->setMinimumContentsLength(12);
    m_plan = new PlanEditor;
    add(row, m_model);
    connect(m_model, &QComboBox::activated, this, &TrainingInspector::chooseModel);
    connect(m_plan, &PlanEditor::refused, this, &TrainingInspector::refused);
    connect(m_plan, &PlanEditor::edited, this, &TrainingInspector::editPlan);
}

void TrainingInspector::editPlan(const cnn::NetworkPlan& plan, const QString& what, int key) {
    edit(what, key, [&](TrainingScene& s) {
        s.draft = plan;
        if (checked(plan, m_shape, m_classes).error) return; // the network that fitted goes on
        s.own = plan;
        s.network.clear();
    });
}

void TrainingInspector::selectLayer(int layer) {
    m_plan->select(layer);
    ensureWidgetVisible(m_plan, 0, 0);
}

// One's own begins with the network that is there.
void TrainingInspector::chooseModel(int index) {
    const QString id = m_model->itemData(index).toString();
    const cnn::Model* model = cnn::findModel(id.toStdString());
    const auto misfit = model ? checked(model->plan(m_scene.net), m_shape, m_classes).error : std::nullopt;
    if (misfit) {
        m_model->setCurrentIndex(m_model->findData(m_scene.model));
        emit refused(tr("%1 does not fit these images. %2").arg(model->title, sentenceOf(*misfit)));
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

void TrainingInspector::makeAugment(const Row& row) {
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
    add(row, box);
}

// For the image that goes through: a kernel answers to a pattern as it does in the lessons.
void TrainingInspector::makeFill() {
    m_fill = new FillBox(tr("It goes through the network in place of the image."));
    for (const auto& [id, label, control] :
         {std::tuple("fill", tr("Fill with"), static_cast<QWidget*>(m_fill)),
          std::tuple("fillSeed", tr("Noise seed"), static_cast<QWidget*>(m_fill->seed()))}) {
        m_rows[id] = settingRow(label, control);
        m_order << id;
    }
    m_steppers.push_back(m_fill->seed());
    connect(m_fill, &FillBox::wanted, this, [this](cnn::GridPattern pattern, quint64 seed, const QString& what) {
        emit fillWanted(pattern, seed, what);
        arrange(); // the seed's row
    });
}

void TrainingInspector::arrange() {
    for (const QString& id : m_order)
        m_rows[id]->setVisible((m_more || m_inSight.contains(id)) && !m_useless.contains(id));
    for (const Row& row : trainingSettings().rows())
        if (row.needed && !row.needed(m_scene)) m_rows[row.id]->hide();
    m_rows["fillSeed"]->setVisible(m_fill->noise() && m_rows["fill"]->isVisibleTo(widget()));
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
    const std::vector<Augmentor> all = augmentors();
    for (std::size_t i = 0; i < all.size(); ++i) m_augment[i]->setChecked(scene.settings.augment.*all[i].on);
    for (const auto& show : m_shows) show(scene);
    m_rows["momentum"]->findChild<Stepper*>()->setEnabled(scene.settings.optimizer == cnn::OptimizerKind::SgdMomentum);
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
    for (Stepper* stepper : m_steppers) stepper->setFixedWidth(qRound((narrow ? 140 : 144) * s));
    // Three words beside a label need the room of a wide panel.
    static_cast<QBoxLayout*>(m_rows["activation"]->layout())
        ->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

} // namespace ui
