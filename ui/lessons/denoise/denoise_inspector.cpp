#include "ui/lessons/denoise/denoise_inspector.h"

#include "ui/figure/number_text.h"
#include "ui/lessons/training/training_steppers.h"
#include "ui/model/typed_number.h"

#include <cmath>

namespace ui {
namespace {

// Of noise: 0 to 1 by twentieths. Where `asLearned`, below 0 is the strength that is learned.
Stepper* strengthStepper(const QString& name, bool asLearned) {
    const QString same = DenoiseInspector::tr("same");
    constexpr double step = 0.05;
    Stepper::Rules rules;
    rules.text = [same](double v) { return v < 0 ? same : written(v, 3); };
    rules.read = [same, asLearned](const QString& typed) -> std::optional<double> {
        if (asLearned && typed.trimmed().toLower() == same) return -1;
        const auto v = typedNumber(typed);
        if (!v || *v < 0 || *v > 1) return std::nullopt;
        return std::round(static_cast<double>(*v) * 1000) / 1000;
    };
    rules.step = [asLearned](double v, int by) {
        if (v < 0) return by > 0 ? 0.0 : v;
        if (by < 0 && v < 1e-9) return asLearned ? -1.0 : 0.0;
        const double place = v / step;
        const double next = by > 0 ? std::floor(place + 1e-6) + 1 : std::ceil(place - 1e-6) - 1;
        return std::clamp(std::round(next) / 20, 0.0, 1.0);
    };
    auto* stepper = new Stepper(name, std::move(rules));
    stepper->setToolTip(asLearned ? DenoiseInspector::tr("0 to 1, or the same as it is learned with")
                                  : DenoiseInspector::tr("0 to 1"));
    return stepper;
}

} // namespace

DenoiseInspector::DenoiseInspector(DenoiseLab& lab, QWidget* parent)
    : SettingsPanel(parent), m_lab(lab), m_settings(*this, lab), m_words(paragraph()), m_runs(new RunsList) {
    using Row = Setting<DenoiseScene>;
    m_settings.add(
        denoiseSettings(),
        {{"data", [this](const Row& row) { addDataChoice(row); }},
         {"strength", [this](const Row& row) { m_settings.add(row, strengthStepper(row.label, false)); }},
         {"tested", [this](const Row& row) { m_settings.add(row, strengthStepper(row.label, true)); }},
         {"learningRate", [this](const Row& row) { m_settings.add(row, learningRate(row.label, row.low, row.high)); }},
         {"batch", [this](const Row& row) { m_settings.add(row, powersOfTwo(row.label, row.low, row.high)); }}});
    m_words->setObjectName("quiet");
    addSection(tr("What it comes to"), m_words);
    placeNotice();
    add(m_runs);
    connect(&m_lab, &DenoiseLab::changed, this, [this] {
        refresh();
        setAsOpened(saysTheSame(m_lab.scene(), m_lab.opened()));
    });
}

void DenoiseInspector::addDataChoice(const Setting<DenoiseScene>& row) {
    m_data = new DropDown;
    m_data->addItems(row.choices);
    m_data->addItem(tr("File…"));
    m_data->setMinimumContentsLength(12);
    m_data->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    connect(m_data, &QComboBox::activated, this, [this](int index) {
        m_data->setCurrentIndex(m_lab.scene().source.kind); // until the images are there
        if (index > DataSource::Folder)
            emit fileWanted();
        else if (index == DataSource::Folder)
            emit folderWanted();
        else
            emit sourceChosen(
                {static_cast<DataSource::Kind>(index), {}, false, m_lab.scene().source.size, DataSource::Grey});
    });
    addSetting(row.id, row.label, m_data, [this] {
        m_data->setCurrentIndex(m_lab.scene().source.kind);
        return true;
    });
}

void DenoiseInspector::showScene(const QString& folderName) {
    const bool folder = m_lab.scene().source.kind == DataSource::Folder;
    m_data->setItemText(DataSource::Folder, folder ? folderName : tr("Folder…"));
}

void DenoiseInspector::setStyle(const Style& style) {
    SettingsPanel::setStyle(style);
    m_runs->setStyle(style);
}

} // namespace ui
