#include "ui/view/reads_button.h"

#include "core/layers/catalog.h"
#include "ui/figure/layer_words.h"
#include "ui/tr.h"

#include <QMenu>
#include <algorithm>

namespace ui {
namespace {

bool joins(const cnn::LayerPlan& layer) {
    return cnn::factsOf(layer.info.kind).joins;
}

} // namespace

QString valueName(std::size_t value) {
    return value == 0 ? ui::tr("the image") : ui::tr("layer %1").arg(value);
}

QString readsMark(const cnn::NetworkPlan& plan, std::size_t layer) {
    if (plan.layers[layer].reads.empty()) return {};
    QStringList values;
    for (const std::size_t value : cnn::readsOf(plan, layer))
        values << (value == 0 ? ui::tr("image") : QString::number(value));
    return values.join(", ");
}

std::vector<std::size_t> usualReads(const std::string& kind, const std::vector<cnn::Shape>& values) {
    const std::size_t last = values.size() - 1;
    for (std::size_t value = last; value-- > 0;) {
        const cnn::Shape &a = values[last], &b = values[value];
        if (a.h == b.h && a.w == b.w && (a.c == b.c || kind == "concat")) return {last, value};
    }
    return {last};
}

ReadsButton::ReadsButton(QWidget* parent) : QPushButton(parent) {
    setAccessibleName(ui::tr("What the layer reads"));
    setMenu(new QMenu(this));
}

void ReadsButton::setPlan(const cnn::NetworkPlan& plan, int row) {
    m_plan = plan;
    m_row = row;
    if (row < 0 || row >= static_cast<int>(plan.layers.size())) return;
    const auto layer = static_cast<std::size_t>(row);
    m_reads = cnn::readsOf(plan, layer);
    QStringList names; // of many in few letters
    for (const std::size_t value : m_reads)
        names << (m_reads.size() < 3 ? valueName(value) : value == 0 ? ui::tr("image") : QString::number(value));
    const bool before = plan.layers[layer].reads.empty();
    setText(before ? ui::tr("the one before") : names.isEmpty() ? ui::tr("nothing that is there") : names.join(", "));
    setToolTip(joins(plan.layers[layer]) ? ui::tr("The values that this layer joins, in this order")
                                         : ui::tr("The value that this layer works on"));
    fill();
}

void ReadsButton::fill() {
    for (QAction* old : menu()->actions()) { // perhaps the one that was just chosen
        menu()->removeAction(old);
        old->deleteLater();
    }
    const auto layer = static_cast<std::size_t>(m_row);
    if (layer >= m_plan.layers.size()) return;
    for (std::size_t value = 0; value <= layer; ++value) {
        const QString what = value == 0 ? ui::tr("The image")
                                        : QString("%1  %2").arg(value).arg(layerWords(m_plan.layers[value - 1].info));
        QAction* action = menu()->addAction(what);
        action->setCheckable(true);
        action->setChecked(std::ranges::count(m_reads, value) > 0);
        connect(action, &QAction::triggered, this, [this, value](bool ticked) { pick(value, ticked); });
    }
}

void ReadsButton::pick(std::size_t value, bool ticked) {
    std::vector<std::size_t> values = m_reads;
    if (!joins(m_plan.layers[static_cast<std::size_t>(m_row)]))
        values = {value};
    else if (ticked)
        values.push_back(value);
    else if (values.size() > 1) // it reads one at least
        std::erase(values, value);
    if (values != m_reads) emit chosen(values);
}

} // namespace ui
