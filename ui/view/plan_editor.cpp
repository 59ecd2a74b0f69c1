#include "ui/view/plan_editor.h"

#include "core/layers/catalog.h"
#include "ui/figure/layer_words.h"
#include "ui/figure/number_text.h"

#include <QGridLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QPushButton>
#include <algorithm>
#include <array>
#include <cmath>

namespace ui {
namespace {

using cnn::LayerInfo;
using cnn::LayerRole;

bool is(const LayerInfo& info, LayerRole role) {
    return cnn::layerRole(info.kind) == role;
}

void setPadding(LayerInfo& info, int padding) {
    for (cnn::Axis* axis : {&info.window->y, &info.window->x}) axis->padBefore = axis->padAfter = padding;
}

// A number of a layer that can be set; rows and columns alike.
struct LayerSetting {
    const char* name;
    int low, high;
    bool squared;
    bool (*has)(const LayerInfo&);
    int (*read)(const LayerInfo&);
    void (*write)(LayerInfo&, int);
};

bool hasWindow(const LayerInfo& i) {
    return i.window.has_value();
}

// THE list of what the editor can set.
constexpr std::array<LayerSetting, 8> settingList{{
    {"Channels", 1, 256, false, [](const LayerInfo& i) { return i.kind == "conv2d"; },
     [](const LayerInfo& i) { return i.outputs; }, [](LayerInfo& i, int v) { i.outputs = v; }},
    {"Units", 1, 1024, false, [](const LayerInfo& i) { return is(i, LayerRole::Dense); },
     [](const LayerInfo& i) { return i.outputs; }, [](LayerInfo& i, int v) { i.outputs = v; }},
    {"Kernel", 1, 15, true, hasWindow, [](const LayerInfo& i) { return i.window->y.kernel; },
     [](LayerInfo& i, int v) {
         // A pool's stride is its kernel until it is set apart.
         const bool follows = is(i, LayerRole::Pooling) && i.window->y.stride == i.window->y.kernel;
         i.window->y.kernel = i.window->x.kernel = v;
         if (follows) i.window->y.stride = i.window->x.stride = v;
     }},
    {"Layer stride", 1, 8, false, hasWindow, [](const LayerInfo& i) { return i.window->y.stride; },
     [](LayerInfo& i, int v) { i.window->y.stride = i.window->x.stride = v; }},
    {"Layer padding", 0, 8, false, hasWindow, [](const LayerInfo& i) { return i.window->y.padBefore; }, setPadding},
    {"Layer dilation", 1, 8, false, hasWindow, [](const LayerInfo& i) { return i.window->y.dilation; },
     [](LayerInfo& i, int v) { i.window->y.dilation = i.window->x.dilation = v; }},
    {"Factor", 1, 8, false, [](const LayerInfo& i) { return i.kind == "upsample"; },
     [](const LayerInfo& i) { return i.factor; }, [](LayerInfo& i, int v) { i.factor = v; }},
    {"Per cent dropped", 0, 90, false, [](const LayerInfo& i) { return i.kind == "dropout"; },
     [](const LayerInfo& i) { return static_cast<int>(std::lround(100 * i.share)); },
     [](LayerInfo& i, int v) { i.share = static_cast<float>(v) / 100; }},
}};

// A new layer as it mostly is.
cnn::LayerPlan usualLayer(const std::string& kind) {
    cnn::LayerPlan layer{{kind, {}}, {}};
    if (is(layer.info, LayerRole::Convolution)) {
        layer.info.window = cnn::Window::square(3, 1, 1);
        layer.info.outputs = 16;
    }
    if (is(layer.info, LayerRole::Pooling)) layer.info.window = cnn::Window::square(2, 2);
    if (is(layer.info, LayerRole::Dense)) layer.info.outputs = 64;
    if (kind == "upsample") layer.info.factor = 2;
    if (kind == "dropout") layer.info.share = 0.5F;
    return layer;
}

constexpr int keyBase = 5000; // of undo: one a setting and layer

} // namespace

void LayerList::keyPressEvent(QKeyEvent* event) {
    const bool alt = event->modifiers() & Qt::AltModifier;
    if (alt && event->key() == Qt::Key_Up) return emit moveWanted(-1);
    if (alt && event->key() == Qt::Key_Down) return emit moveWanted(1);
    if (event->key() == Qt::Key_Delete) return emit removeWanted();
    QTreeWidget::keyPressEvent(event);
}

PlanEditor::PlanEditor(QWidget* parent)
    : QWidget(parent), m_list(new LayerList), m_error(new QLabel), m_sum(new QLabel), m_name(new QLabel) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    makeList();
    column->addWidget(m_list);
    m_error->setWordWrap(true);
    for (QLabel* label : {m_error, m_sum, m_name}) label->setTextFormat(Qt::PlainText);
    m_error->setAccessibleName(tr("What does not fit"));
    m_sum->setObjectName("quiet");
    m_sum->setWordWrap(true);
    column->addWidget(m_error);
    column->addWidget(m_sum);
    makeButtons();
    m_name->setStyleSheet("font-weight: 700");
    column->addWidget(m_name);
    makeSettings();
}

void PlanEditor::makeList() {
    m_list->setAccessibleName(tr("Layers"));
    m_list->setColumnCount(3);
    m_list->setHeaderLabels({tr("Layer"), tr("gives"), tr("holds")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    for (const int i : {1, 2}) m_list->header()->setSectionResizeMode(i, QHeaderView::ResizeToContents);
    connect(m_list, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
        if (!item) return;
        m_row = m_list->indexOfTopLevelItem(item);
        showSettings();
    });
    connect(m_list, &LayerList::moveWanted, this, &PlanEditor::move);
    connect(m_list, &LayerList::removeWanted, this, &PlanEditor::remove);
}

void PlanEditor::makeButtons() {
    m_add = new QPushButton(tr("Add after"));
    m_remove = new QPushButton(tr("Remove"));
    m_earlier = new QPushButton(tr("Earlier"));
    m_later = new QPushButton(tr("Later"));
    m_earlier->setToolTip(tr("Towards the image (Alt+Up)"));
    m_later->setToolTip(tr("Towards the classes (Alt+Down)"));
    m_remove->setToolTip(tr("Take the layer away (Delete)"));
    auto* kinds = new QMenu(m_add);
    for (const cnn::LayerKind& kind : cnn::layerKinds())
        if (std::string_view(kind.kind) != "partialconv2d") // its table has to come from somewhere
            kinds->addAction(QString(kind.title), this, [this, k = kind.kind] { add(k); });
    m_add->setMenu(kinds);
    auto* grid = new QGridLayout;
    grid->setSpacing(8);
    int i = 0;
    for (QPushButton* b : {m_add, m_remove, m_earlier, m_later}) {
        b->setAccessibleName(tr("Layer: %1").arg(b->text().toLower()));
        grid->addWidget(b, i / 2, i % 2);
        ++i;
    }
    static_cast<QVBoxLayout*>(layout())->addLayout(grid);
    connect(m_remove, &QPushButton::clicked, this, &PlanEditor::remove);
    connect(m_earlier, &QPushButton::clicked, this, [this] { move(-1); });
    connect(m_later, &QPushButton::clicked, this, [this] { move(1); });
}

void PlanEditor::makeSettings() {
    for (std::size_t i = 0; i < settingList.size(); ++i) {
        const LayerSetting& setting = settingList[i];
        auto* stepper = Stepper::whole(tr(setting.name), setting.low, setting.high, setting.squared);
        auto* row = settingRow(tr(setting.name), stepper);
        layout()->addWidget(row);
        m_settings.emplace_back(stepper, row);
        connect(stepper, &Stepper::refused, this, &PlanEditor::refused);
        connect(stepper, &Stepper::changed, this, [this, i](double v) { change(static_cast<int>(i), v); });
    }
}

// ---- what the user does --------------------------------------------------------------------------------------------

int PlanEditor::chosen() const {
    return std::clamp(m_row, -1, static_cast<int>(m_plan.layers.size()) - 1);
}

void PlanEditor::tell(cnn::NetworkPlan plan, const QString& what, int row, int key) {
    emit refused({});
    m_row = row;
    emit edited(plan, what, key);
}

// A dense layer brings the Flatten that it needs along.
void PlanEditor::add(const char* kind) {
    cnn::NetworkPlan next = m_plan;
    const auto at = static_cast<std::size_t>(chosen() + 1);
    std::vector<cnn::LayerPlan> added{usualLayer(kind)};
    const bool known = at >= 1 && at <= m_checked.layers.size();
    const cnn::Shape before = known ? m_checked.layers[at - 1].out : m_input;
    if (is(added[0].info, LayerRole::Dense) && before.h * before.w > 1)
        added.insert(added.begin(), usualLayer("flatten"));
    next.layers.insert(next.layers.begin() + static_cast<std::ptrdiff_t>(at), added.begin(), added.end());
    tell(std::move(next), tr("add a layer"), static_cast<int>(at + added.size()) - 1);
}

void PlanEditor::remove() {
    if (chosen() < 0) return;
    cnn::NetworkPlan next = m_plan;
    next.layers.erase(next.layers.begin() + chosen());
    tell(std::move(next), tr("remove a layer"), std::min(chosen(), static_cast<int>(m_plan.layers.size()) - 2));
}

void PlanEditor::move(int by) {
    const int from = chosen(), to = from + by;
    if (from < 0 || to < 0 || to >= static_cast<int>(m_plan.layers.size())) return;
    cnn::NetworkPlan next = m_plan;
    std::swap(next.layers[static_cast<std::size_t>(from)], next.layers[static_cast<std::size_t>(to)]);
    tell(std::move(next), tr("move a layer"), to);
}

void PlanEditor::change(int setting, double value) {
    if (chosen() < 0) return;
    cnn::NetworkPlan next = m_plan;
    LayerInfo& info = next.layers[static_cast<std::size_t>(chosen())].info;
    const LayerSetting& s = settingList[static_cast<std::size_t>(setting)];
    s.write(info, static_cast<int>(value));
    // The last layer goes on having one unit a class when the images change.
    if (is(info, LayerRole::Dense) && chosen() + 1 == static_cast<int>(next.layers.size()) && info.outputs == m_classes)
        info.outputs = 0;
    tell(std::move(next), tr(s.name).toLower(), chosen(),
         keyBase + chosen() * static_cast<int>(settingList.size()) + setting);
}

// ---- showing -------------------------------------------------------------------------------------------------------

void PlanEditor::setPlan(const cnn::NetworkPlan& plan, const cnn::Shape& input, int classes) {
    m_plan = plan;
    m_input = input;
    m_classes = classes;
    m_checked = checked(plan, input, classes);
    m_row = std::clamp(m_row, 0, std::max(0, static_cast<int>(plan.layers.size()) - 1));
    showRows();
    showSettings();
}

void PlanEditor::showRows() {
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    const Palette& c = m_style.colors();
    const std::size_t fine = m_checked.layers.size();
    for (std::size_t i = 0; i < m_plan.layers.size(); ++i) {
        auto* item = new QTreeWidgetItem(m_list);
        const bool fits = i < fine;
        LayerInfo info = fits ? m_checked.layers[i].info : m_plan.layers[i].info;
        if (is(info, LayerRole::Dense) && info.outputs == 0) info.outputs = m_classes;
        item->setText(0, layerWords(info));
        item->setToolTip(0, layerWords(info));
        item->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
        if (fits) {
            item->setText(1, shapeWords(m_checked.layers[i].out));
            if (const auto count = m_checked.layers[i].parameters; count > 0)
                item->setText(2, grouped(static_cast<qint64>(count)));
        } else {
            item->setText(1, i == fine ? tr("does not fit") : QString("–"));
            if (i == fine) item->setToolTip(1, QString::fromStdString(m_checked.error->what()));
            for (const int column : {0, 1}) item->setForeground(column, i == fine ? c.error : c.dim);
        }
    }
    m_list->setCurrentItem(m_list->topLevelItem(m_row));
    const int rows = std::clamp(static_cast<int>(m_plan.layers.size()), 4, 16);
    const int line = std::max(m_list->sizeHintForRow(0), qRound(20 * m_style.controlScale()));
    m_list->setFixedHeight(rows * line + m_list->header()->sizeHint().height() + 6);
    if (m_checked.error) {
        const bool atEnd = fine == m_plan.layers.size();
        m_error->setText((atEnd ? QString() : tr("Layer %1: ").arg(fine + 1)) +
                         QString::fromStdString(m_checked.error->what()) + ' ' +
                         tr("Until this is mended, the last network that fitted stays."));
    }
    m_error->setVisible(m_checked.error.has_value());
    m_error->setStyleSheet(QString("color: %1").arg(c.error.name()));
    m_sum->setText(tr("%1 parameters, %2 multiplications an image")
                       .arg(grouped(static_cast<qint64>(m_checked.parameters())),
                            grouped(static_cast<qint64>(m_checked.multiplyAdds()))));
    m_sum->setVisible(!m_checked.error);
}

void PlanEditor::showSettings() {
    const int row = chosen(), count = static_cast<int>(m_plan.layers.size());
    m_add->setEnabled(static_cast<std::size_t>(count) < cnn::mostPlannedLayers - 1);
    m_remove->setEnabled(count > 1);
    m_earlier->setEnabled(row > 0);
    m_later->setEnabled(row + 1 < count);
    const LayerInfo info = row < 0 ? LayerInfo{} : m_plan.layers[static_cast<std::size_t>(row)].info;
    m_name->setText(row < 0 ? QString()
                            : tr("Layer %1: %2").arg(row + 1).arg(QString::fromStdString(cnn::layerTitle(info.kind))));
    for (std::size_t i = 0; i < m_settings.size(); ++i) {
        const bool has = settingList[i].has(info);
        m_settings[i].second->setVisible(has);
        if (!has) continue;
        const bool oneAClass = is(info, LayerRole::Dense) && info.outputs == 0;
        m_settings[i].first->setValue(oneAClass ? m_classes : settingList[i].read(info));
        const auto& w = info.window;
        if (w && settingList[i].squared && w->y.kernel != w->x.kernel)
            m_settings[i].first->setText(QString("%1 × %2").arg(w->y.kernel).arg(w->x.kernel));
    }
}

void PlanEditor::setStyle(const Style& style) {
    m_style = style;
    for (const auto& [stepper, row] : m_settings) stepper->setFixedWidth(qRound(132 * style.controlScale()));
    showRows();
}

} // namespace ui
