#include "ui/lessons/fit/fit_inspector.h"

#include "core/walk/written_update.h"
#include "ui/lessons/fit/fit_words.h"
#include "ui/model/typed_number.h"

#include <QFrame>
#include <cmath>

namespace ui {
namespace {

// A number between low and high; a step changes its second figure, and 0 (where allowed) is below `first`.
Stepper* numberStepper(const QString& name, double low, double high, double first) {
    const auto unit = [](double v) { return std::pow(10.0, std::floor(std::log10(v) + 1e-9) - 1); };
    const auto clean = [](double v) { return std::round(v * 1e9) / 1e9; };
    Stepper::Rules rules;
    rules.text = [](double v) { return numberText(v, 6); };
    rules.read = [low, high](const QString& typed) -> std::optional<double> {
        const auto v = typedNumber(typed);
        if (!v) return std::nullopt;
        const double value = std::round(static_cast<double>(*v) * 1e6) / 1e6;
        return value >= low && value <= high ? std::optional(value) : std::nullopt;
    };
    rules.step = [=](double v, int by) {
        if (by > 0) return v <= 0 ? first : clean(std::min(high, v + unit(v)));
        if (v <= first) return low;
        return clean(std::max(low, v - unit(v * (1 - 1e-6))));
    };
    auto* stepper = new Stepper(name, std::move(rules));
    stepper->setToolTip(FitInspector::tr("%1 to %2").arg(numberText(low, 6), numberText(high, 6)));
    return stepper;
}

// 0 stands for given weights: the lesson's, or those clicked in the plot.
Stepper* startStepper(const QString& name) {
    Stepper::Rules rules;
    rules.text = [](double v) { return v < 1 ? FitInspector::tr("given") : FitInspector::tr("seed %1").arg(v); };
    rules.read = [](QString typed) -> std::optional<double> {
        bool ok = false;
        const int v = typed.remove(FitInspector::tr("seed")).trimmed().toInt(&ok);
        return ok && v >= 1 && v <= FitScene::largestSeed ? std::optional<double>(v) : std::nullopt;
    };
    rules.step = [](double v, int by) {
        return by > 0 ? std::min(v + 1, 1.0 * FitScene::largestSeed) : v < 1 ? v : std::max(v - 1, 1.0);
    };
    auto* stepper = new Stepper(name, std::move(rules));
    stepper->setToolTip(FitInspector::tr("a seed from 1 to %1").arg(FitScene::largestSeed));
    return stepper;
}

} // namespace

FitInspector::FitInspector(FitLab& lab, QWidget* parent)
    : SettingsPanel(parent), m_lab(lab), m_settings(*this, lab), m_rate(new QLabel), m_fitWords(paragraph()),
      m_step(paragraph()), m_hover(paragraph()), m_startOver(new QPushButton) {
    using Row = Setting<FitScene>;
    const auto number = [this](double first) {
        return
            [this, first](const Row& row) { m_settings.add(row, numberStepper(row.label, row.low, row.high, first)); };
    };
    m_settings.add(fitSettings(),
                   {{"learningRate", number(FitScene::lowestRate)},
                    {"noise", number(0.1)},
                    {"start", [this](const Row& row) { m_settings.add(row, startStepper(row.label)); }}});
    add(m_startOver);
    auto* card = new QFrame;
    card->setObjectName("sunkenCard");
    auto* inCard = new QVBoxLayout(card);
    inCard->setContentsMargins(8, 8, 8, 8);
    m_rate->setTextFormat(Qt::RichText);
    m_rate->setWordWrap(true);
    inCard->addWidget(m_rate);
    addSection(tr("Update"), card);
    m_fitWords->setObjectName("quiet");
    add(m_fitWords);
    m_step->setTextFormat(Qt::RichText);
    addSection(tr("This step"), m_step);
    m_hover->setObjectName("quiet");
    add(m_hover);
    connect(m_startOver, &QPushButton::clicked, this,
            [this] { emit startOver(safeLearningRate(m_lab.fit()->bowl().largestLearningRate())); });
    connect(&m_lab, &FitLab::sceneChanged, this, &FitInspector::refreshAll);
}

void FitInspector::setStyle(const Style& style) {
    SettingsPanel::setStyle(style);
    refreshAll();
}

void FitInspector::refreshAll() {
    refresh();
    setAsOpened(m_lab.asOpened());
    const QString words = fitText();
    m_fitWords->setText(words);
    m_fitWords->setVisible(!words.isEmpty());
}

QString FitInspector::rateText(const FitPicture& p) const {
    const Palette& c = style().colors();
    const cnn::LossBowl& bowl = m_lab.fit()->bowl();
    const QString dim = c.dim.name(), w = QString("<b style='color:%1'>w</b>").arg(c.kernel.name());
    QString text =
        QString("%1 ← %1 − rate × gradient<br><span style='color:%2'>gradient = 2 × Σ error × input</span><br>")
            .arg(w, dim);
    if (p.covers("rate")) return text + tr("diverges above <b>?</b>"); // a line of its own
    const QString limit = limitText(*m_lab.fit()), curvature = numberText(bowl.curvatures.back());
    const bool exact = std::abs(limit.toDouble() * curvature.toDouble() - 2) < 1e-12;
    return text + tr("diverges above <b>%1</b><br><span style='color:%2'>%3 2 ÷ %4, the steepest curvature</span>")
                      .arg(limit, dim, exact ? "=" : "≈", curvature);
}

// What the data can tell about the kernel.
QString FitInspector::fitText() const {
    const cnn::LossBowl& bowl = m_lab.fit()->bowl();
    if (bowl.flat > 0)
        return tr("Many kernels fit equally well: this input cannot tell them apart. The path leads to the one nearest "
                  "to the "
                  "start.");
    if (bowl.lowest > 1e-6)
        return tr("No kernel of this size fits exactly: the loss cannot fall below %1.").arg(lossText(bowl.lowest));
    return {};
}

void FitInspector::showMoment(const FitPicture& p) {
    const bool trouble = p.fit->diverges() && !p.covers("rate");
    m_startOver->setText(
        tr("Start over with %1").arg(numberText(safeLearningRate(p.fit->bowl().largestLearningRate()), 6)));
    m_startOver->setVisible(trouble);
    m_rate->setText(rateText(p));
    const QString place = momentName(p);
    m_step->setText(stepWords(place.left(1).toUpper() + place.mid(1), updateSentence(p)));
    const QString hover = hoverSentence(p);
    m_hover->setText(hover);
    m_hover->setVisible(!hover.isEmpty());
}

} // namespace ui
