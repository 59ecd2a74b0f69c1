#include "ui/lessons/fit/fit_page.h"

#include "ui/lessons/fit/fit_code.h"
#include "ui/lessons/fit/fit_figure.h"
#include "ui/lessons/fit/fit_inspector.h"
#include "ui/lessons/fit/fit_questions.h"
#include "ui/lessons/fit/fit_words.h"
#include "ui/model/scene_value.h"

#include <QKeyEvent>
#include <algorithm>

namespace ui {
namespace {

cnn::Tensor gridOf(const std::vector<double>& values, int rows, int columns) {
    cnn::Tensor grid({1, rows, columns, 1});
    std::ranges::transform(values, grid.data(), [](double v) { return static_cast<float>(v); });
    return grid;
}

// What the scene is now that it is no longer the lesson's.
QString sceneSentence(const FitScene& s, const cnn::Shape& seen) {
    const bool sized = s.input != FitScene::Input::Stripes;
    QString input = s.input == FitScene::Input::Random ? FitPage::tr("a random %1 × %1 input").arg(s.size)
                    : sized                            ? FitPage::tr("a %1 × %1 input").arg(s.size)
                                                       : FitPage::tr("the striped 6 × 8 input");
    // A kernel smaller than the true one sees only the inner part of what made the target.
    if (seen.h != (sized ? s.size : 6) || seen.w != (sized ? s.size : 8))
        input = FitPage::tr("the inner %1 × %2 of %3").arg(seen.h).arg(seen.w).arg(input);
    QString sentence = FitPage::tr("A %1 × %2 kernel learns %3 from %4, learning rate %5")
                           .arg(s.rows)
                           .arg(s.columns)
                           .arg(QString::fromStdString(s.trueKernel().name), input, numberText(s.learningRate, 6));
    if (s.noise > 0) sentence += FitPage::tr(", noise %1").arg(numberText(s.noise));
    return sentence + ".";
}

} // namespace

FitPage::FitPage() : LabPage(tr("Input, prediction, target, error, kernel, loss"), {}, 0, FitPlace::table()) {
    useBreakpoints();
    connect(&m_lab, &FitLab::positionChanged, this, &FitPage::refresh);
    connect(m_inspector, &FitInspector::startOver, this, [this](double rate) {
        FitScene next = m_lab.scene();
        next.learningRate = rate;
        m_lab.edit(tr("Start over with %1").arg(numberText(rate, 6)), next);
        m_lab.goTo(1);
    });
}

void FitPage::standAt(const FitPlace& place) {
    m_lab.choose(place.weight - 1);
    m_lab.goTo(place.step);
}

void FitPage::leave() {
    LabPage::leave();
    m_hover.reset();
}

std::unique_ptr<Figure> FitPage::figure(QSizeF size, const Style& style) const {
    return std::make_unique<FitFigure>(picture(), size, style);
}

FitPicture FitPage::picture() const {
    const FitScene& scene = m_lab.scene();
    FitPicture p;
    p.headline = lesson().headline;
    p.line = lineOr(m_lab.asOpened(), [&] { return sceneSentence(scene, m_lab.fit()->task().input.shape()); });
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

LessonPage::Steps FitPage::steps() const {
    const int steps = m_lab.steps();
    return {m_lab.step() - 1, steps, steps > 24 ? 10 : 0, m_lab.step() == 1, m_lab.step() == steps};
}

void FitPage::showWords() {
    m_inspector->showMoment(picture());
}

bool FitPage::handleKey(QKeyEvent* event) {
    const int key = event->key();
    if (key != Qt::Key_Up && key != Qt::Key_Down) return LabPage::handleKey(event);
    m_lab.choose(m_lab.weight() + (key == Qt::Key_Up ? -1 : 1));
    return true;
}

// A weight is chosen; a place among the contours is where the descent starts anew.
void FitPage::press(const CellRef& cell, Qt::MouseButton, Qt::KeyboardModifiers) {
    if (cell.part == "kernel") m_lab.choose(cell.y * m_lab.scene().columns + cell.x);
    const auto* figure = static_cast<const FitFigure*>(m_view->figure());
    if (cell.part == "plot" && figure) startFrom(figure->weightsAt(cell));
}

void FitPage::startFrom(const std::vector<double>& weights) {
    FitScene next = m_lab.scene();
    next.start = weights;
    for (double& weight : next.start) // what no scene can hold, no click sets: a diverged path reaches far
        weight = std::clamp(weight, -FitScene::largestStart, FitScene::largestStart);
    setPlaying(false);
    m_lab.edit(tr("Start from %1, %2").arg(numberText(next.start[0]), numberText(next.start[1])), next);
}

// ---- pictures, numbers, questions --------------------------------------------------------------------------------

Reel FitPage::reel() const {
    FitPicture base = picture();
    base.hover.reset();
    return reelOf<FitFigure>(m_lab.steps(), base, [](FitPicture& p, int index) { p.step = index + 1; });
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
    return fitQuestions(picture());
}

void FitPage::settle(int step) {
    if (step > 0) m_lab.goTo(step);
}

} // namespace ui
