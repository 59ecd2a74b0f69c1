#include "ui/lessons/grids/grids_inspector.h"

#include "ui/figure/number_text.h"
#include "ui/pages/picture_setting.h"
#include "ui/tr.h"

#include <QFileInfo>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

// A number from a list by steps; any other in the row's range may be typed.
Stepper* rungs(const Setting<GridsScene>& row, const std::vector<double>& rungs, bool whole) {
    const double low = row.low, high = row.high;
    Stepper::Rules rules;
    rules.text = [whole](double v) { return whole ? grouped(static_cast<qint64>(v)) : QString::number(v, 'g', 6); };
    rules.read = [low, high, whole](const QString& typed) -> std::optional<double> {
        bool ok = false;
        const double v = QString(typed).remove(QChar(0x202f)).remove(' ').replace(',', '.').toDouble(&ok);
        return ok && v >= low && v <= high && (!whole || v == std::floor(v)) ? std::optional(v) : std::nullopt;
    };
    rules.step = [rungs](double v, int by) {
        const auto up = std::upper_bound(rungs.begin(), rungs.end(), v);
        const auto down = std::lower_bound(rungs.begin(), rungs.end(), v);
        if (by > 0) return up == rungs.end() ? v : *up;
        return down == rungs.begin() ? v : *(down - 1);
    };
    auto* stepper = new Stepper(row.label, std::move(rules));
    stepper->setToolTip(QString("%1 to %2").arg(low).arg(high));
    return stepper;
}

} // namespace

QString sourceName(const DataSource& source) {
    if (source.kind == DataSource::FashionMnist) return "Fashion-MNIST";
    if (source.kind == DataSource::DrawnDigits) return tr("drawn digits");
    if (source.kind == DataSource::DrawnObjects) return tr("drawn objects");
    return QFileInfo(source.folder).fileName();
}

GridsInspector::GridsInspector(GridsLab& lab, QWidget* parent)
    : SettingsPanel(parent), m_lab(lab), m_settings(*this, lab), m_pixel(new QLabel), m_sentence(paragraph()) {
    using Row = Setting<GridsScene>;
    const auto along = [this](std::vector<double> steps, bool whole) {
        return [this, steps, whole](const Row& row) { m_settings.add(row, rungs(row, steps, whole)); };
    };
    m_settings.add(gridsSettings(),
                   {{"data", [this](const Row& row) { addSource(row); }},
                    {"image", [this](const Row& row) { addImage(row); }},
                    {"picture",
                     [this](const Row& row) {
                         addPictureSetting(
                             *this, m_lab, row, [](const GridsScene& s) { return s.own && !s.given; },
                             [this] { emit pictureWanted(); });
                     }},
                    {"images", along({100, 1000, 2000, 5000, 10000, 20000, 60000}, true)},
                    {"learningRate", along({0.0001, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1}, false)},
                    {"batch", along({1, 8, 16, 32, 64, 128, 256, 512}, true)}});
    m_pixel->setStyleSheet("font-weight: 700");
    addSection(tr("This pixel"), m_pixel);
    add(m_sentence);
}

void GridsInspector::addSource(const Setting<GridsScene>& row) {
    auto* source = new DropDown;
    for (int kind = 0; kind < DataSource::Folder; ++kind)
        source->addItem(sourceName({static_cast<DataSource::Kind>(kind), {}}));
    connect(source, &QComboBox::activated, this, [this](int kind) {
        emit sourceChosen({static_cast<DataSource::Kind>(kind), m_lab.scene().source.folder});
    });
    addSetting(row.id, row.label, source, [this, source] {
        const DataSource& now = m_lab.scene().source;
        constexpr int folder = 2; // behind those that are there without one
        while (source->count() > folder) source->removeItem(folder);
        if (now.kind == DataSource::Folder) source->addItem(sourceName(now));
        source->setCurrentIndex(now.kind == DataSource::Folder ? folder : static_cast<int>(now.kind));
        return m_lab.scene().showsData();
    });
}

// Counted from 1, as far as there are images.
void GridsInspector::addImage(const Setting<GridsScene>& row) {
    auto* stepper = Stepper::whole(row.label, 1, static_cast<int>(row.high));
    connect(stepper, &Stepper::changed, this, [this, &row](double v) {
        emit refused({});
        GridsScene next = m_lab.scene();
        next.image = static_cast<int>(v) - 1;
        m_lab.edit(row.undoText(), next);
    });
    addSetting(row.id, row.label, stepper, [this, stepper] {
        const GridsScene& s = m_lab.scene();
        stepper->setValue((m_images > 0 ? s.image % m_images : s.image) + 1);
        return s.showsData();
    });
}

void GridsInspector::showPixel(const QString& name, const QString& sentence) {
    m_pixel->setText(name);
    m_sentence->setText(sentence);
}

} // namespace ui
