#include "ui/view/plan_editor.h"

#include "core/layers/catalog.h"
#include "ui/figure/layer_words.h"
#include "ui/figure/number_text.h"
#include "ui/sentence.h"
#include "ui/view/plan_edits.h"

#include <QGridLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QPushButton>
#include <algorithm>
#include <cmath>
#include <functional>

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

// One of a list, by its name; typed, too.
Stepper* choice(const QString& name, std::span<const char* const> choices, int last) {
    QStringList names;
    for (int i = 0; i <= last; ++i) names << PlanEditor::tr(choices[static_cast<std::size_t>(i)]);
    Stepper::Rules rules;
    rules.text = [names](double v) { return names.value(static_cast<int>(v)); };
    rules.read = [names](const QString& typed) -> std::optional<double> {
        const qsizetype at = names.indexOf(typed.trimmed());
        return at < 0 ? std::nullopt : std::optional(static_cast<double>(at));
    };
    rules.step = [last](double v, int by) { return std::clamp(v + by, 0.0, static_cast<double>(last)); };
    auto* stepper = new Stepper(name, std::move(rules));
    stepper->setToolTip(names.join(", "));
    return stepper;
}

// A number of a layer that can be set; rows and columns alike.
struct EditorSetting {
    QString name;
    std::function<Stepper*(const QString& name)> make;
    std::function<bool(const LayerInfo&)> has;
    std::function<double(const LayerInfo&)> read;
    std::function<void(LayerInfo&, double)> write;
    bool squared = false; // shown as "3 × 3"
};

bool hasWindow(const LayerInfo& i) {
    return i.window.has_value();
}

bool choosesOutputs(const LayerInfo& i) {
    return cnn::factsOf(i.kind).outputs == cnn::OutputCount::Chosen;
}

void setKernel(LayerInfo& i, int v) {
    // A pool's stride is its kernel until it is set apart.
    const bool follows = is(i, LayerRole::Pooling) && i.window->y.stride == i.window->y.kernel;
    i.window->y.kernel = i.window->x.kernel = v;
    if (follows) i.window->y.stride = i.window->x.stride = v;
}

EditorSetting whole(const char* name, int low, int high, bool (*has)(const LayerInfo&), int (*read)(const LayerInfo&),
                    void (*write)(LayerInfo&, int), bool squared = false) {
    return {PlanEditor::tr(name),
            [=](const QString& title) { return Stepper::whole(title, low, high, squared); },
            has,
            [read](const LayerInfo& i) { return read(i); },
            [write](LayerInfo& i, double v) { write(i, static_cast<int>(v)); },
            squared};
}

// A setting by name, as its kind of layer lists it.
EditorSetting named(const cnn::LayerKind& kind, const cnn::LayerSetting& s) {
    const float scale = s.percent ? 100 : 1;
    const double step = std::round(1e4 * double{scale * s.step}) / 1e4;
    const auto shown = [scale](float v) { return std::round(1e6 * double{scale * v}) / 1e6; };
    return {PlanEditor::tr(s.label),
            [&s, shown, step](const QString& title) {
                const double low = shown(s.low), high = shown(s.offered);
                if (!s.choices.empty()) return choice(title, s.choices, static_cast<int>(high));
                if (step == 1) return Stepper::whole(title, static_cast<int>(low), static_cast<int>(high));
                return Stepper::fraction(title, low, high, step);
            },
            [&kind](const LayerInfo& i) { return i.kind == kind.kind; },
            [&s, shown](const LayerInfo& i) { return shown(i.setting(s.key, s.missing)); },
            [&s, scale](LayerInfo& i, double v) {
                i = cnn::withAllSettings(std::move(i));
                for (cnn::NamedSetting& one : i.settings)
                    if (one.key == s.key) one.value = static_cast<float>(v) / scale;
            }};
}

// THE list of what the editor can set: what windows and weights have, and what kinds of layer say of themselves.
std::vector<EditorSetting> allSettings() {
    std::vector<EditorSetting> all{
        whole(
            QT_TRANSLATE_NOOP("ui::PlanEditor", "Channels"), 1, 256,
            [](const LayerInfo& i) { return choosesOutputs(i) && hasWindow(i); },
            [](const LayerInfo& i) { return i.outputs; }, [](LayerInfo& i, int v) { i.outputs = v; }),
        whole(
            QT_TRANSLATE_NOOP("ui::PlanEditor", "Units"), 1, 1024,
            [](const LayerInfo& i) { return choosesOutputs(i) && !hasWindow(i); },
            [](const LayerInfo& i) { return i.outputs; }, [](LayerInfo& i, int v) { i.outputs = v; }),
        whole(
            QT_TRANSLATE_NOOP("ui::PlanEditor", "Kernel"), 1, 15, hasWindow,
            [](const LayerInfo& i) { return i.window->y.kernel; }, setKernel, true),
        whole(
            QT_TRANSLATE_NOOP("ui::PlanEditor", "Layer stride"), 1, 8, hasWindow,
            [](const LayerInfo& i) { return i.window->y.stride; },
            [](LayerInfo& i, int v) { i.window->y.stride = i.window->x.stride = v; }),
        whole(
            QT_TRANSLATE_NOOP("ui::PlanEditor", "Layer padding"), 0, 8, hasWindow,
            [](const LayerInfo& i) { return i.window->y.padBefore; }, setPadding),
        whole(
            QT_TRANSLATE_NOOP("ui::PlanEditor", "Layer dilation"), 1, 8, hasWindow,
            [](const LayerInfo& i) { return i.window->y.dilation; },
            [](LayerInfo& i, int v) { i.window->y.dilation = i.window->x.dilation = v; }),
    };
    for (const cnn::LayerKind& kind : cnn::layerKinds())
        for (const cnn::LayerSetting& setting : kind.settings) all.push_back(named(kind, setting));
    return all;
}

const std::vector<EditorSetting>& settingList() {
    static const std::vector<EditorSetting> all = allSettings();
    return all;
}

// As high as its rows, names on two lines among them; beyond 16 rows it scrolls.
void fitHeight(QTreeWidget& list) {
    list.doItemsLayout();
    int height = list.header()->sizeHint().height() + 6;
    for (int i = 0; i < std::clamp(list.topLevelItemCount(), 4, 16); ++i)
        height += i < list.topLevelItemCount() ? list.visualItemRect(list.topLevelItem(i)).height() : 20;
    list.setFixedHeight(height);
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
    m_name->setWordWrap(true);
    column->addWidget(m_name);
    makeSettings();
}

void PlanEditor::select(int layer) {
    if (QTreeWidgetItem* row = m_list->topLevelItem(layer)) m_list->setCurrentItem(row);
}

void PlanEditor::makeList() {
    m_list->setAccessibleName(tr("Layers"));
    m_list->setColumnCount(3);
    m_list->setHeaderLabels({tr("Layer"), tr("gives"), tr("holds")});
    m_list->setRootIsDecorated(false);
    m_list->setWordWrap(true); // no name is cut
    m_list->setTextElideMode(Qt::ElideNone);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    for (const int i : {1, 2}) m_list->header()->setSectionResizeMode(i, QHeaderView::ResizeToContents);
    connect(m_list, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
        if (!item) return;
        m_row = m_list->indexOfTopLevelItem(item);
        showSettings();
    });
    connect(m_list->header(), &QHeaderView::sectionResized, this, [this](int section) {
        if (section == 0) fitHeight(*m_list);
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
    for (const cnn::LayerKind* kind : addableKinds())
        kinds->addAction(QString(kind->title), this, [this, k = kind->kind] { add(k); });
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
    m_reads = new ReadsButton;
    layout()->addWidget(settingRow(tr("Reads"), m_reads));
    connect(m_reads, &ReadsButton::chosen, this, [this](const std::vector<std::size_t>& values) {
        if (chosen() >= 0)
            tell(cnn::withReads(m_plan, static_cast<std::size_t>(chosen()), values), tr("what a layer reads"),
                 chosen());
    });
    for (std::size_t i = 0; i < settingList().size(); ++i) {
        const EditorSetting& setting = settingList()[i];
        auto* stepper = setting.make(setting.name);
        auto* row = settingRow(setting.name, stepper);
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

void PlanEditor::add(const char* kind) {
    const auto [next, layer] = withLayerAt(m_plan, m_checked, m_input, chosen() + 1, kind);
    tell(next, tr("add a layer"), layer);
}

void PlanEditor::remove() {
    if (chosen() < 0) return;
    const auto [next, layer] = withoutLayerAt(m_plan, chosen());
    tell(next, tr("remove a layer"), layer);
}

void PlanEditor::move(int by) {
    const int from = chosen(), to = from + by;
    if (from < 0 || to < 0 || to >= static_cast<int>(m_plan.layers.size())) return;
    tell(withLayerMoved(m_plan, from, to).plan, tr("move a layer"), to);
}

void PlanEditor::change(int setting, double value) {
    if (chosen() < 0) return;
    cnn::NetworkPlan next = m_plan;
    LayerInfo& info = next.layers[static_cast<std::size_t>(chosen())].info;
    const EditorSetting& s = settingList()[static_cast<std::size_t>(setting)];
    s.write(info, value);
    // The last layer goes on having one unit a class when the images change.
    if (is(info, LayerRole::Dense) && chosen() + 1 == static_cast<int>(next.layers.size()) && info.outputs == m_classes)
        info.outputs = 0;
    tell(std::move(next), s.name.toLower(), chosen(),
         keyBase + chosen() * static_cast<int>(settingList().size()) + setting);
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

// Where there are branches the rows have numbers, by which they name each other: "5  Addition ← 4, 1".
QString PlanEditor::rowWords(std::size_t layer, const LayerInfo& info) const {
    if (std::ranges::all_of(m_plan.layers, [](const cnn::LayerPlan& l) { return l.reads.empty(); }))
        return layerWords(info);
    const QString words = tr("%1  %2", "number and words of a layer").arg(layer + 1).arg(layerWords(info));
    const QString reads = readsMark(m_plan, layer);
    return reads.isEmpty() ? words : tr("%1 ← %2", "a layer, and the numbers of those it reads").arg(words, reads);
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
        item->setText(0, rowWords(i, info));
        item->setToolTip(0, item->text(0));
        item->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
        if (fits) {
            item->setText(1, shapeWords(m_checked.layers[i].out));
            if (const auto count = m_checked.layers[i].parameters; count > 0)
                item->setText(2, grouped(static_cast<qint64>(count)));
        } else {
            item->setText(1, i == fine ? tr("does not fit") : QString("–"));
            if (i == fine) item->setToolTip(1, sentenceOf(*m_checked.error));
            for (const int column : {0, 1}) item->setForeground(column, i == fine ? c.error : c.dim);
        }
    }
    m_list->setCurrentItem(m_list->topLevelItem(m_row));
    fitHeight(*m_list);
    if (m_checked.error) {
        const bool atEnd = fine == m_plan.layers.size();
        const QString why = sentenceOf(*m_checked.error);
        m_error->setText(
            atEnd
                ? tr("%1 Until this is mended, the last network that fitted stays.").arg(why)
                : tr("Layer %1: %2 Until this is mended, the last network that fitted stays.").arg(fine + 1).arg(why));
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
    m_reads->setPlan(m_plan, row);
    m_name->setText(row < 0 ? QString()
                            : tr("Layer %1: %2").arg(row + 1).arg(QString::fromStdString(cnn::layerTitle(info.kind))));
    for (std::size_t i = 0; i < m_settings.size(); ++i) {
        const bool has = settingList()[i].has(info);
        m_settings[i].second->setVisible(has);
        if (!has) continue;
        const bool oneAClass = is(info, LayerRole::Dense) && info.outputs == 0;
        m_settings[i].first->setValue(oneAClass ? m_classes : settingList()[i].read(info));
        const auto& w = info.window;
        if (w && settingList()[i].squared && w->y.kernel != w->x.kernel)
            m_settings[i].first->setText(QString("%1 × %2").arg(w->y.kernel).arg(w->x.kernel));
    }
}

void PlanEditor::setStyle(const Style& style) {
    m_style = style;
    for (const auto& [stepper, row] : m_settings) stepper->setFixedWidth(qRound(132 * style.controlScale()));
    m_reads->setMinimumWidth(qRound(132 * style.controlScale()));
    showRows();
}

} // namespace ui
