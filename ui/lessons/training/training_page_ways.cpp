// Where the training page leads on: its views, down to a pixel, runs and images, a clicker through the parts of a view,
// and ways out of what does not go well.
#include "core/explain/inside.h"
#include "ui/lessons/training/beside/beside_view.h"
#include "ui/lessons/training/dive/dive_view.h"
#include "ui/lessons/training/shown_image.h"
#include "ui/lessons/training/training_page.h"
#include "ui/model/drawing.h"
#include "ui/model/run_commands.h"
#include "ui/model/typed_number.h"
#include "ui/sentence.h"

#include <algorithm>

namespace ui {
namespace {

constexpr int imageKey = 100; // merge key: leafing through the test images is one undo step

} // namespace

// ---- views ---------------------------------------------------------------------------------------------------------

// Whoever goes down or comes back up changes nothing: that is no step of undo.
void TrainingPage::goThrough(const TrainingScene& scene) {
    emit notice({});
    if (!(scene == trainingScene())) write(scene);
}

void TrainingPage::showView(const QString& id) {
    TrainingScene next = trainingScene();
    const bool leaves = std::exchange(next.view, id) == diveViewId;
    if (!leaves) return edit(next, tr("view"));
    next.choices.remove(diveViewId);
    goThrough(next);
    m_stage->setFocus();
}

void TrainingPage::showChoices(const QString& view, const QJsonObject& choices, const QString& what, int key) {
    TrainingScene next = trainingScene();
    const bool opens = std::exchange(next.view, view) != view;
    next.choices[view] = choices;
    if (view != diveViewId) return edit(next, what, key);
    goThrough(next);
    if (opens) m_stage->setFocus();
}

// From a cell of the strip; not while its answer is asked for.
void TrainingPage::openDive(const CellRef& cell) {
    if (!m_covered.isEmpty() || !m_picture) return;
    const cnn::Network& network = *m_picture->network;
    const NetworkPart& part = m_picture->part(cell.part);
    std::size_t value = part.value;
    cnn::ValuePlace place{cell.map, cell.y, cell.x};
    const bool kernel = part.kind == NetworkPart::Kernels;
    if (part.kind == NetworkPart::Classes) value = cnn::scoreValue(network);
    if (kernel) {
        value = cnn::activatedValue(network, part.layer);
        place = cnn::strongest(cnn::Tensor(m_picture->trace.values[value]));
        place.c = cell.map;
    }
    const cnn::Shape& s = network.valueShape(value);
    if (s.h * s.w == 1) place = {cell.map, 0, 0};
    showChoices(diveViewId, diveChoices(network, value, place, {}, kernel ? 1 : 0), {}, -1);
}

// ---- runs ----------------------------------------------------------------------------------------------------------

void TrainingPage::startOver() {
    emit notice({}); // what was said was of the run that ends
    ui::startOver(m_run, *undoStack(), [this] { write(TrainingScene(trainingScene())); });
}

// What RunsList calls them, of those whose network is at hand; -1 is the run under way.
std::vector<int> TrainingPage::comparedRuns() const {
    std::vector<int> all{-1};
    for (std::size_t i = 0; i < m_run.kept().size(); ++i)
        if (m_run.kept()[i].state) all.push_back(static_cast<int>(i));
    return all;
}

std::pair<int, int> TrainingPage::compared() const {
    const std::vector<int> all = comparedRuns();
    const auto [left, right] =
        besideChosen(trainingScene().choices[besideViewId].toObject(), static_cast<qsizetype>(all.size()));
    return {all[static_cast<std::size_t>(left)], all[static_cast<std::size_t>(right)]};
}

// It comes to the right; what was there stands at its left.
void TrainingPage::compare(int index) {
    const std::vector<int> all = comparedRuns();
    const auto runs = static_cast<qsizetype>(all.size());
    const QJsonObject choices = trainingScene().choices[besideViewId].toObject();
    const auto [left, right] = besideChosen(choices, runs);
    const auto chosen = static_cast<int>(std::ranges::find(all, index) - all.begin());
    const bool there = chosen == left || chosen == right;
    if (there) return showView(besideViewId);
    showChoices(besideViewId, besideChoices(choices, {right, chosen}, runs), tr("runs to compare"), -1);
}

// ---- a weight that is typed over -----------------------------------------------------------------------------------

void TrainingPage::askForWeight(const TypableWeight& weight, const QString& text) {
    emit notice(m_run.whyNotTyped());
    if (m_run.whyNotTyped().isEmpty()) m_views.typeInto(weight, text);
}

void TrainingPage::typeWeight(const TypableWeight& weight, const QString& text) {
    const cnn::Expected<float> typed = typedNumber(text);
    if (!typed) return void(emit notice(sentenceOf(typed.error())));
    if (!(std::abs(static_cast<double>(*typed)) <= largestTypedWeight))
        return void(
            emit notice(tr("%1 is no weight: type a number from −%2 to %2.").arg(text).arg(largestTypedWeight)));
    if (*typed == weight.value) return;
    if (const QString why = m_run.whyNotTyped(); !why.isEmpty()) return void(emit notice(why));
    const KeptRun before = m_run.standing();
    undoStack()->push(new BranchCommand(tr("%1: another weight").arg(weight.weight.of), m_run, before,
                                        m_run.branch(weight.weight, *typed),
                                        [this] { write(TrainingScene(trainingScene())); }));
}

// ---- ways out ------------------------------------------------------------------------------------------------------

void TrainingPage::takeWayOut() {
    if (m_run.diverged())
        slowDown();
    else
        switchToDigits();
}

// ---- what goes through ---------------------------------------------------------------------------------------------

void TrainingPage::nextImage(int by) {
    if (!images()) return;
    const int count = static_cast<int>(images()->test.size());
    showTestImage((trainingScene().testImage % count + by + count) % count);
}

void TrainingPage::showTestImage(int index) {
    edit(withTestImage(trainingScene(), index), tr("test image %1").arg(index + 1), imageKey);
}

// Dark is 0, the pattern's brightest 1. It has a name, so that it goes through as it is.
void TrainingPage::fill(cnn::GridPattern pattern, quint64 seed, const QString& what) {
    cnn::Tensor image = cnn::gridPattern(pattern, shapeOf(images().get()), seed);
    const float brightest = *std::ranges::max_element(image.values());
    if (brightest > 0) image.array() /= brightest;
    const QString name = tr("A pattern, %1").arg(QString(what).remove(tr("Fill with")).remove(':').trimmed().toLower());
    edit(withDrawing(trainingScene(), Drawing::from(image), name), what.toLower());
}

void TrainingPage::slowDown() {
    TrainingScene next = trainingScene();
    next.settings.learningRate = m_run.slowerRate();
    edit(next, tr("learning rate %1").arg(QString::number(next.settings.learningRate, 'g', 6)));
    m_run.beginAgain(true);
}

// Most people draw a digit, which a network that was taught clothes can only call one of these.
bool TrainingPage::drawsBesideClothes() const {
    const TrainingScene& scene = trainingScene();
    return scene.source.kind == DataSource::FashionMnist && !scene.drawing.isEmpty() && !scene.drawnOver &&
           scene.picture.isEmpty() && scene.network.isEmpty();
}

// With the drawing, and as many batches learned as make it answer.
void TrainingPage::switchToDigits() {
    constexpr int enough = 300;
    TrainingScene next = trainingScene();
    next.source = {DataSource::DrawnDigits, {}};
    next.learned = std::max(next.learned, enough);
    edit(next, tr("switch to digits"));
}

Page::Stops TrainingPage::stops() const {
    const TrainingView* shown = m_views.view();
    const std::vector<QString> parts = shown ? shown->parts() : std::vector<QString>{};
    if (parts.empty()) return {};
    const QJsonObject choices = trainingScene().choices[trainingScene().view].toObject();
    return {chosen(choices, stepPartOption, std::ssize(parts)), static_cast<int>(parts.size()), true};
}

// Where one stands is nothing to undo.
void TrainingPage::goToStopAt(int stop) {
    const int last = stops().count - 1;
    if (last < 1) return;
    TrainingScene next = trainingScene();
    QJsonObject choices = next.choices[next.view].toObject();
    const int part = std::clamp(stop, 0, last);
    choices[stepPartOption] = part;
    if (part == 0) choices.remove(stepPartOption); // as usual, which is not written
    next.choices[next.view] = choices;
    if (choices.isEmpty()) next.choices.remove(next.view);
    write(next);
}

} // namespace ui
