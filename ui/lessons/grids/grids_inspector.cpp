#include "ui/lessons/grids/grids_inspector.h"

#include "ui/figure/number_text.h"
#include "ui/tr.h"

#include <QFileInfo>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

// A number from a list by steps; any other in the range may be typed.
Stepper* rungs(const QString& name, std::vector<double> rungs, bool whole) {
    const double low = rungs.front(), high = rungs.back();
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
    auto* stepper = new Stepper(name, std::move(rules));
    stepper->setToolTip(QString("%1 to %2").arg(low).arg(high));
    return stepper;
}

} // namespace

QString sourceName(const DataSource& source) {
    if (source.kind == DataSource::FashionMnist) return "Fashion-MNIST";
    if (source.kind == DataSource::DrawnDigits) return tr("drawn digits");
    return QFileInfo(source.folder).fileName();
}

GridsInspector::GridsInspector(GridsLab& lab, QWidget* parent)
    : SettingsPanel(parent), m_lab(lab), m_settings(*this, lab), m_pixel(new QLabel), m_sentence(paragraph()) {
    addSettings();
    m_pixel->setStyleSheet("font-weight: 700");
    addSection(tr("This pixel"), m_pixel);
    add(m_sentence);
}

// THE list of settings; a lesson names those that are in sight by their ids.
void GridsInspector::addSettings() {
    using S = GridsScene;
    const auto numbers = [](const S& s) { return s.stage == S::Numbers; };
    const auto training = [](const S& s) { return s.stage == S::Training; };
    auto* source = new DropDown;
    source->addItems({sourceName({DataSource::FashionMnist, {}}), sourceName({DataSource::DrawnDigits, {}})});
    connect(source, &QComboBox::activated, this, [this](int kind) {
        emit sourceChosen({static_cast<DataSource::Kind>(kind), m_lab.scene().source.folder});
    });
    addSetting("data", tr("Images"), source, [this, source] {
        const DataSource& now = m_lab.scene().source;
        while (source->count() > DataSource::Folder) source->removeItem(DataSource::Folder);
        if (now.kind == DataSource::Folder) source->addItem(sourceName(now));
        source->setCurrentIndex(now.kind);
        return !m_lab.scene().inColour();
    });
    m_settings.whole(
        "image", tr("Test image"), 1, 1000000,
        [this](const S& s) { return (m_images > 0 ? s.image % m_images : s.image) + 1; },
        [](S& s, int v) { s.image = v - 1; }, {}, false, [](const S& s) { return !s.inColour(); });
    m_settings.choice(
        "picture", tr("Picture"), {tr("grey"), tr("colour")}, [](const S& s) { return s.colour ? 1 : 0; },
        [](S& s, int v) { s.colour = v == 1; }, numbers);
    m_settings.choice(
        "shuffle", tr("Shuffle pixels"), {tr("off"), tr("on")}, [](const S& s) { return s.shuffled ? 1 : 0; },
        [](S& s, int v) { s.shuffled = v == 1; }, numbers);
    m_settings.choice(
        "show", tr("Show"), {tr("numbers"), tr("training")}, [](const S& s) { return int{s.stage}; },
        [](S& s, int v) { s.stage = static_cast<S::Stage>(v); });
    m_settings.whole(
        "order", tr("Shuffled order"), 1, S::largestOrder, [](const S& s) { return s.order; },
        [](S& s, int v) { s.order = v; }, {}, false, [](const S& s) { return s.shuffled || s.stage == S::Training; });
    m_settings.number(
        "images", tr("Learn from"), rungs(tr("Learn from"), {100, 1000, 2000, 5000, 10000, 20000, 60000}, true),
        [](const S& s) { return s.trainImages; }, [](S& s, double v) { s.trainImages = static_cast<int>(v); },
        training);
    m_settings.whole(
        "epochs", tr("Epochs"), 1, 100, [](const S& s) { return s.settings.epochs; },
        [](S& s, int v) { s.settings.epochs = v; }, {}, false, training);
    m_settings.number(
        "learningRate", tr("Learning rate"),
        rungs(tr("Learning rate"), {0.0001, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1}, false),
        [](const S& s) { return s.settings.learningRate; }, [](S& s, double v) { s.settings.learningRate = v; },
        training);
    m_settings.number(
        "batch", tr("Batch"), rungs(tr("Batch"), {1, 8, 16, 32, 64, 128, 256, 512}, true),
        [](const S& s) { return s.settings.batch; }, [](S& s, double v) { s.settings.batch = static_cast<int>(v); },
        training);
    m_settings.whole(
        "seed", tr("Seed of weights"), 1, 9999, [](const S& s) { return static_cast<int>(s.settings.seed); },
        [](S& s, int v) { s.settings.seed = static_cast<std::uint64_t>(v); }, {}, false, training);
}

void GridsInspector::showPixel(const QString& name, const QString& sentence) {
    m_pixel->setText(name);
    m_sentence->setText(sentence);
}

} // namespace ui
