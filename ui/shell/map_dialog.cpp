#include "ui/shell/map_dialog.h"

#include "ui/view/controls.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {
namespace {

Stepper::Rules cellRules() {
    return {[](double value) { return value == 0 ? MapDialog::tr("fitting") : QString::number(value); },
            [](const QString& typed) -> std::optional<double> {
                bool ok = false;
                const int value = typed.toInt(&ok);
                return ok && value >= 1 && value <= largestMapCell ? std::optional<double>(value) : std::nullopt;
            },
            [](double value, int by) { return std::clamp(value + by, 0.0, double{largestMapCell}); }};
}

} // namespace

MapDialog::MapDialog(std::shared_ptr<const cnn::Network> network, const MapWish& wish, QWidget* parent)
    : QDialog(parent), m_network(std::move(network)), m_layer(new DropDown), m_colours(new DropDown),
      m_what(new Segmented(tr("Export"), {tr("Maps"), tr("Filters")})),
      m_scale(new Segmented(tr("Largest value"), {tr("In the layer"), tr("In each map")})),
      m_cell(new Stepper(tr("Pixels a value"), cellRules())) {
    setWindowTitle(tr("Export maps and filters"));
    m_layer->addItems(mapLayers(*m_network));
    m_layer->setCurrentText(wish.layer.isEmpty() ? QString::fromStdString(m_network->name(0)) : wish.layer);
    m_what->setCurrent(wish.weights ? 1 : 0);
    m_colours->addItems({tr("By the numbers"), tr("Blue, white, red"), tr("Viridis"), tr("Grey")});
    m_colours->setCurrentIndex(wish.look.colours);
    m_scale->setCurrent(wish.look.scale);
    m_cell->setValue(wish.look.cell);
    for (const MapFormat& format : mapFormats()) {
        auto* box = new QCheckBox(tr(format.label));
        box->setChecked(wish.formats.contains(format.id));
        connect(box, &QCheckBox::toggled, this, &MapDialog::offer);
        m_formats << box;
    }
    build();
    connect(m_layer, &QComboBox::currentTextChanged, this, &MapDialog::offer);
    offer();
}

void MapDialog::build() {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(10);
    column->addWidget(settingRow(tr("Layer"), m_layer));
    column->addWidget(settingRow(tr("Export"), m_what));
    column->addWidget(settingRow(tr("Colours"), m_colours));
    column->addWidget(settingRow(tr("Largest value"), m_scale));
    column->addWidget(settingRow(tr("Pixels a value"), m_cell));
    column->addWidget(heading(tr("Files")));
    for (QCheckBox* box : m_formats) column->addWidget(box);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_export = buttons->addButton(tr("Export…"), QDialogButtonBox::AcceptRole);
    m_export->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
}

void MapDialog::offer() {
    const bool weights = hasWeights(*m_network, m_layer->currentText());
    m_what->setOffered(1, weights);
    if (!weights && m_what->current() == 1) m_what->setCurrent(0);
    m_export->setEnabled(!wish().formats.isEmpty());
}

MapWish MapDialog::wish() const {
    MapWish wish;
    wish.layer = m_layer->currentText();
    wish.weights = m_what->current() == 1;
    wish.look.colours = static_cast<MapLook::Colours>(m_colours->currentIndex());
    wish.look.scale = static_cast<MapLook::Scale>(m_scale->current());
    wish.look.cell = static_cast<int>(m_cell->value());
    wish.formats.clear();
    for (qsizetype i = 0; i < m_formats.size(); ++i)
        if (m_formats[i]->isChecked()) wish.formats << mapFormats()[static_cast<std::size_t>(i)].id;
    return wish;
}

} // namespace ui
