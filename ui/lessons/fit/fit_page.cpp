#include "ui/lessons/fit/fit_page.h"

#include "core/walk/written_update.h"
#include "ui/lessons/fit/fit_figure.h"
#include "ui/lessons/fit/fit_inspector.h"
#include "ui/model/scene_value.h"
#include "ui/model/typed_number.h"
#include "ui/view/figure_view.h"
#include "ui/view/step_bar.h"

#include <QKeyEvent>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

// The chosen weight, from 1, and the step.
std::pair<int, int> standingFrom(const QJsonObject& scene) {
    const SceneValue from(scene);
    constexpr int mostWeights = FitScene::largestKernel * FitScene::largestKernel;
    return {from["weight"].whole(1, mostWeights, 1), from["step"].whole(0, FitScene::mostUpdates + 1, 1)};
}

cnn::Tensor gridOf(const std::vector<double>& values, int rows, int columns) {
    cnn::Tensor grid({1, rows, columns, 1});
    std::ranges::transform(values, grid.data(), [](double v) { return static_cast<float>(v); });
    return grid;
}

// What the scene is now that it is no longer the lesson's.
QString sceneSentence(const FitScene& s, const cnn::Shape& seen) {
    const bool random = s.input == FitScene::Input::Random;
    QString input = random ? FitPage::tr("a random %1 × %1 input").arg(s.size) : FitPage::tr("the striped 6 × 8 input");
    // A kernel smaller than the true one sees only the inner part of what made the target.
    if (seen.h != (random ? s.size : 6) || seen.w != (random ? s.size : 8))
        input = FitPage::tr("the inner %1 × %2 of %3").arg(seen.h).arg(seen.w).arg(input);
    QString sentence = FitPage::tr("A %1 × %2 kernel learns %3 from %4, learning rate %5")
                           .arg(s.rows)
                           .arg(s.columns)
                           .arg(QString::fromStdString(s.trueKernel().name), input, numberText(s.learningRate, 6));
    if (s.noise > 0) sentence += FitPage::tr(", noise %1").arg(numberText(s.noise));
    return sentence + ".";
}

// A number that is right when it is as near as what is shown: large ones are written with three digits.
Question nearQuestion(const QString& id, const QString& name, const QString& ask, double truth, const QString& text,
                      const QString& why, double tolerance) {
    const auto shown = typedNumber(text);
    const double rounding = shown ? std::abs(static_cast<double>(*shown) - truth) : 0;
    const double near = std::max({tolerance, 1e-3 * std::abs(truth), rounding * (1 + 1e-6)}) + 1e-9;
    return {id, name, ask, text, why, [truth, near](const QString& typed) -> std::optional<bool> {
                const auto number = typedNumber(typed);
                if (!number) return std::nullopt;
                return std::abs(static_cast<double>(*number) - truth) <= near;
            }};
}

Question yesNoQuestion(const QString& id, const QString& name, const QString& ask, bool truth, const QString& why) {
    return {id,
            name,
            ask,
            truth ? FitPage::tr("yes") : FitPage::tr("no"),
            why,
            [truth](const QString& typed) -> std::optional<bool> {
                const QString word = typed.trimmed().toLower();
                const bool yes = word == FitPage::tr("yes") || word == FitPage::tr("y"),
                           no = word == FitPage::tr("no") || word == FitPage::tr("n");
                if (!yes && !no) return std::nullopt;
                return yes == truth;
            },
            FitPage::tr("yes or no")};
}

} // namespace

FitPage::FitPage()
    : m_lab(*undoStack()), m_view(new FigureView), m_inspector(new FitInspector(m_lab)), m_bar(new StepBar) {
    m_view->setAccessibleName(tr("Input, prediction, target, error, kernel, loss"));
    m_bar->setGrainVisible(false);
    connect(&m_lab, &FitLab::positionChanged, this, &FitPage::refresh);
    connect(m_inspector, &SettingsPanel::refused, this, &Page::notice);
    connect(m_inspector, &FitInspector::startOver, this, [this](double rate) {
        FitScene next = m_lab.scene();
        next.learningRate = rate;
        m_lab.edit(tr("Start over with %1").arg(numberText(rate, 6)), next);
        m_lab.goTo(1);
    });
    connectBar();
    connectStage();
}

FitPage::~FitPage() = default;

void FitPage::connectBar() {
    connect(m_bar, &StepBar::first, this, [this] { m_lab.goTo(1); });
    connect(m_bar, &StepBar::back, this, [this] { m_lab.goTo(m_lab.step() - 1); });
    connect(m_bar, &StepBar::next, this, [this] { m_lab.goTo(m_lab.step() + 1); });
    connect(m_bar, &StepBar::last, this, [this] { m_lab.goTo(m_lab.steps()); });
    connect(m_bar, &StepBar::chosen, this, [this](int stop) { m_lab.goTo(stop + 1); });
    onClicker(m_bar, this, [this](int key) { handleKey(key); });
}

void FitPage::connectStage() {
    connect(m_view, &FigureView::hovered, this, [this](const std::optional<CellRef>& cell) {
        m_hover = cell;
        m_view->refresh();
        m_inspector->showMoment(picture());
    });
    connect(m_view, &FigureView::pressed, this, [this](const CellRef& cell) { press(cell); });
    connect(m_view, &FigureView::keyPressed, this,
            [this](QKeyEvent* event) { event->setAccepted(handleKey(event->key())); });
    m_view->setBuilder(
        [this](QSizeF size, const Style& style) { return std::make_unique<FitFigure>(picture(), size, style); });
}

QWidget* FitPage::stage() {
    return m_view;
}
QWidget* FitPage::inspector() {
    return m_inspector;
}
QWidget* FitPage::bar() {
    return m_bar;
}

void FitPage::open(const Lesson& lesson) {
    m_lesson = lesson;
    m_hover.reset();
    m_covered.clear();
    m_bar->setPlaying(false);
    undoStack()->clear();
    const auto [weight, step] = standingFrom(lesson.scene);
    m_lab.load(fitSceneFrom(lesson.scene), step, weight - 1);
    m_inspector->setLesson(lesson);
    refresh();
}

QJsonObject FitPage::scene() const {
    QJsonObject scene = toJson(m_lab.scene());
    scene["step"] = m_lab.step();
    scene["weight"] = m_lab.weight() + 1;
    return scene;
}

void FitPage::setScene(const QJsonObject& scene, const QString& why) {
    const FitScene next = fitSceneFrom(scene);
    const auto [weight, step] = standingFrom(scene);
    m_bar->setPlaying(false);
    m_hover.reset();
    m_lab.replace(why, next);
    m_lab.choose(weight - 1);
    m_lab.goTo(step);
}

void FitPage::setStyle(const Style& style) {
    m_bar->setStyle(style);
    m_inspector->setStyle(style);
    m_view->setStyle(style);
}

void FitPage::setActive(bool active) {
    if (!active) m_bar->setPlaying(false);
}

FitPicture FitPage::picture() const {
    const FitScene& scene = m_lab.scene();
    FitPicture p;
    p.headline = m_lesson.headline;
    p.line = m_inspector->asOpened() && m_covered.isEmpty() ? m_lesson.line
                                                            : sceneSentence(scene, m_lab.fit()->task().input.shape());
    p.fit = m_lab.fit();
    p.truth = scene.trueKernel().values;
    p.step = m_lab.step();
    p.weight = static_cast<std::size_t>(m_lab.weight());
    p.logarithmic = scene.logarithmic;
    p.noisy = scene.noise > 0;
    p.covered = m_covered;
    // A change may have made a grid smaller under the pointer.
    const auto inside = [&](const cnn::Shape& s) { return m_hover->y < s.h && m_hover->x < s.w; };
    const cnn::FitTask& task = p.fit->task();
    if (m_hover && (m_hover->part == "plot"     ? p.twoWeights()
                    : m_hover->part == "input"  ? inside(task.input.shape())
                    : m_hover->part == "truth"  ? inside(p.truth.shape())
                    : m_hover->part == "kernel" ? inside({1, p.rows(), p.columns(), 1})
                                                : inside(task.target.shape())))
        p.hover = m_hover;
    return p;
}

void FitPage::refresh() {
    const int steps = m_lab.steps();
    m_bar->setState(m_lab.step() - 1, steps, steps > 24 ? 10 : 0, m_lab.step() == 1, m_lab.step() == steps);
    m_view->refresh();
    m_inspector->showMoment(picture());
    emit stateChanged();
}

bool FitPage::handleKey(int key) {
    switch (key) {
    case Qt::Key_Right:
    case Qt::Key_PageDown:
        m_lab.goTo(m_lab.step() + 1);
        return true;
    case Qt::Key_Left:
    case Qt::Key_Backspace:
    case Qt::Key_PageUp:
        m_lab.goTo(m_lab.step() - 1);
        return true;
    case Qt::Key_Home:
        m_lab.goTo(1);
        return true;
    case Qt::Key_End:
        m_lab.goTo(m_lab.steps());
        return true;
    case Qt::Key_Up:
    case Qt::Key_Down:
        m_lab.choose(m_lab.weight() + (key == Qt::Key_Up ? -1 : 1));
        return true;
    case Qt::Key_Space:
        m_bar->setPlaying(!m_bar->playing());
        return true;
    default:
        return false;
    }
}

// A weight is chosen; a place among the contours is where the descent starts anew.
void FitPage::press(const CellRef& cell) {
    if (cell.part == "kernel") m_lab.choose(cell.y * m_lab.scene().columns + cell.x);
    const auto* figure = static_cast<const FitFigure*>(m_view->figure());
    if (cell.part != "plot" || !figure) return;
    FitScene next = m_lab.scene();
    next.start = figure->weightsAt(cell);
    for (double& weight : next.start) // what no scene can hold, no click sets: a diverged path reaches far
        weight = std::clamp(weight, -FitScene::largestStart, FitScene::largestStart);
    m_bar->setPlaying(false);
    m_lab.edit(tr("Start from %1, %2").arg(numberText(next.start[0]), numberText(next.start[1])), next);
}

// ---- pictures, numbers, questions ----------------------------------------------------------------------------------

Reel FitPage::reel() const {
    FitPicture base = picture();
    base.hover.reset();
    return {m_lab.steps(), [base](int index, QSizeF size, const Style& style) {
                FitPicture p = base;
                p.step = index + 1;
                return std::make_unique<FitFigure>(p, size, style);
            }};
}

std::vector<NamedNumbers> FitPage::numbers() const {
    const cnn::KernelFit& fit = *m_lab.fit();
    const cnn::FitTask& task = fit.task();
    const cnn::FitMoment now = fit.at(m_lab.step());
    const cnn::Shape& out = task.target.shape();
    std::vector<double> losses, table;
    for (int i = 1; i <= m_lab.steps(); ++i) {
        losses.push_back(fit.lossAt(i));
        table.push_back(i);
        table.push_back(losses.back());
        table.insert(table.end(), fit.kernelAt(i).begin(), fit.kernelAt(i).end());
    }
    return {{tr("final kernel"), gridOf(fit.kernelAt(m_lab.steps()), task.rows, task.columns)},
            {tr("kernel"), gridOf(now.kernel, task.rows, task.columns)},
            {tr("gradient"), gridOf(now.gradient, task.rows, task.columns)},
            {tr("prediction"), gridOf(now.prediction, out.h, out.w)},
            {tr("error"), gridOf(now.error, out.h, out.w)},
            {tr("target"), task.target},
            {tr("input"), task.input},
            {tr("table of epoch, loss, weights"), gridOf(table, m_lab.steps(), task.rows * task.columns + 2)},
            {tr("losses"), gridOf(losses, 1, m_lab.steps())}};
}

QString FitPage::code(CodeDialect dialect) const {
    return fitCode(*m_lab.fit(), dialect);
}

std::vector<Question> FitPage::questions() const {
    const cnn::KernelFit& fit = *m_lab.fit();
    const cnn::FitMoment now = fit.at(m_lab.step());
    const auto k = static_cast<std::size_t>(m_lab.weight());
    const QString w = weightName(m_lab.scene().rows, m_lab.scene().columns, k);
    const cnn::WrittenUpdate update = cnn::writeUpdate(fit, now, k);
    const double next = now.kernel[k] - fit.task().learningRate * now.gradient[k];
    const QString limit = limitText(fit);
    const QString why = fit.diverges() ? tr("It is above %1, 2 divided by the steepest curvature.")
                                       : tr("It is not above %1, 2 divided by the steepest curvature.");
    return {nearQuestion("next", tr("The next %1").arg(w),
                         tr("What does %1 become in update %2?").arg(w).arg(m_lab.step()), next,
                         QString::fromStdString(update.nextText), QString::fromStdString(update.line()), 5e-4),
            nearQuestion("loss", tr("The loss"), tr("What is the loss %1?").arg(momentName(picture())), now.loss,
                         lossText(now.loss), tr("The squares of all errors, added."), 5e-4),
            nearQuestion("gradient", tr("The gradient of %1").arg(w), tr("What is the gradient of %1?").arg(w),
                         now.gradient[k], QString::fromStdString(update.gradientText),
                         QString::fromStdString(cnn::writeGradient(fit, now, k).totalLine()), 5e-3),
            yesNoQuestion("rate", tr("Whether it diverges"),
                          tr("Does learning rate %1 diverge, yes or no?").arg(numberText(fit.task().learningRate, 6)),
                          fit.diverges(), why.arg(limit))};
}

void FitPage::cover(const QString& id) {
    if (id == m_covered) return;
    m_covered = id;
    m_view->refresh();
    m_inspector->showMoment(picture());
}

void FitPage::settle(int step) {
    if (step > 0) m_lab.goTo(step);
}

} // namespace ui
