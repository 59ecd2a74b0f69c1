#include "ui/lessons/backward/backward_page.h"

#include "ui/lessons/window/window_figure.h"
#include "ui/model/size_words.h"
#include "ui/view/figure_view.h"
#include "ui/view/step_bar.h"

#include <QKeyEvent>
#include <algorithm>
#include <array>

namespace ui {
namespace {

const QStringList grains{"product", "cell", "row"};
constexpr int cellGrain = 1;

} // namespace

BackwardPage::BackwardPage()
    : m_lab(*undoStack()), m_view(new FigureView), m_inspector(new BackwardInspector(m_lab)), m_bar(new StepBar),
      m_cursor(new GridCursor(m_view, door())) {
    m_view->setAccessibleName(tr("The gradient on its way back"));
    m_steps.setGrain(cellGrain);
    connect(&m_lab, &BackwardLab::changed, this, &BackwardPage::sceneChanged);
    connect(m_inspector, &BackwardInspector::refused, this, &Page::notice);
    connect(m_bar, &StepBar::first, this, [this] { stepKey(Qt::Key_Home); });
    connect(m_bar, &StepBar::back, this, [this] { stepKey(Qt::Key_Left); });
    connect(m_bar, &StepBar::next, this, [this] { stepKey(Qt::Key_Right); });
    connect(m_bar, &StepBar::last, this, [this] { stepKey(Qt::Key_End); });
    connect(m_bar, &StepBar::chosen, this, [this](int stop) { move([stop](StepCounter& s) { s.goToStop(stop); }); });
    connect(m_bar, &StepBar::grainChosen, this,
            [this](int grain) { move([grain](StepCounter& s) { s.setGrain(grain); }); });
    onClicker(m_bar, this, [this](int key) { stepKey(key); });
    connectView();
    m_view->setBuilder(
        [this](QSizeF size, const Style& style) { return figure(cell(), productsShown(), true, size, style); });
}

BackwardPage::~BackwardPage() = default;

QWidget* BackwardPage::stage() {
    return m_view;
}
QWidget* BackwardPage::inspector() {
    return m_inspector;
}
QWidget* BackwardPage::bar() {
    return m_bar;
}

void BackwardPage::connectView() {
    connect(m_view, &FigureView::hovered, this, [this](const std::optional<CellRef>& cell) {
        m_hover = cell;
        m_view->refresh();
    });
    connect(m_view, &FigureView::pressed, this, [this](const CellRef& cell) {
        m_cursor->select(cell);
        if (cell.part == "output" && m_walk && !pooling()) goTo(cell.y * m_walk->output().shape().w + cell.x);
    });
    connect(m_view, &FigureView::pressedNothing, this, [this] { m_cursor->select(std::nullopt); });
    connect(m_cursor, &GridCursor::refused, this, &Page::notice);
    connect(m_cursor, &GridCursor::selectionChanged, m_view, &FigureView::refresh);
    connect(m_view, &FigureView::keyPressed, this, &BackwardPage::handleKey);
}

void BackwardPage::open(const Lesson& lesson) {
    m_lesson = lesson;
    m_hover.reset();
    m_bar->setPlaying(false);
    m_inspector->setLesson(lesson);
    undoStack()->clear();
    m_lab.load(backwardSceneFrom(lesson.scene));
    standAt(Standing::from(lesson.scene, grains, "cell"));
}

// "grain", "step" (a gradient cell, from 1) and, inside it, "products".
void BackwardPage::standAt(const Standing& at) {
    m_steps.setGrain(at.grain);
    const int products = at.products == 0 ? terms() : std::min(at.products, terms());
    m_steps.setPosition((at.step - 1) * terms() + products - 1);
    refresh();
}

QJsonObject BackwardPage::scene() const {
    QJsonObject scene = toJson(m_lab.scene());
    scene["grain"] = grains[m_steps.grain()];
    scene["step"] = cell() + 1;
    if (productsShown() < terms()) scene["products"] = productsShown();
    return scene;
}

void BackwardPage::setScene(const QJsonObject& scene, const QString& why) {
    const BackwardScene next = backwardSceneFrom(scene);
    const Standing at = Standing::from(scene, grains, "cell");
    m_bar->setPlaying(false);
    m_lab.edit(why, next);
    standAt(at);
}

void BackwardPage::setStyle(const Style& style) {
    m_bar->setStyle(style);
    m_inspector->setStyle(style);
    m_cursor->setStyle(style);
    m_view->setStyle(style);
}

void BackwardPage::setActive(bool active) {
    if (!active) m_bar->setPlaying(false);
}

void BackwardPage::sceneChanged() {
    const int stoodAt = cell();
    auto made = m_lab.scene().walk();
    m_walk = made ? std::make_shared<const cnn::WindowWalk>(*std::move(made)) : nullptr;
    m_misfit = made ? QString() : QString::fromUtf8(made.error().what());
    m_gradient = m_lab.scene().forwardWalk() ? m_lab.scene().outputGradient() : cnn::Tensor();
    m_hover.reset();
    m_steps.setLength(cells() * terms(), {1, terms(), m_walk ? terms() * m_walk->output().shape().w : 1});
    m_bar->setGrainVisible(!pooling());
    goTo(stoodAt);
}

void BackwardPage::goTo(int cell) {
    m_steps.setPosition((cell + 1) * terms() - 1);
    refresh();
}

void BackwardPage::refresh() {
    showState();
    emit stateChanged();
}

void BackwardPage::showState() {
    const int unit = m_steps.grain() == 0                     ? terms()
                     : m_walk && m_steps.grain() == cellGrain ? m_walk->output().shape().w
                                                              : 0;
    m_bar->setCountCovered(m_covered == "size" && !pooling());
    m_bar->setState(m_steps.stop(), m_walk ? m_steps.stops() : 0, unit, m_steps.atFirst(), m_steps.atLast());
    m_bar->setGrain(m_steps.grain());
    if (!m_walk)
        m_inspector->showStep({}, m_misfit);
    else if (pooling())
        m_inspector->showStep(
            tr("Output row %1, column %2").arg(m_walk->at(cell()).outY + 1).arg(m_walk->at(cell()).outX + 1),
            poolPicture(cell()).shownSentence());
    else
        m_inspector->showStep(stepPlace(windowPicture()), stepSentence(windowPicture()));
    m_view->refresh();
}

// ---- pictures ------------------------------------------------------------------------------------------------------

QString BackwardPage::headLine() const {
    // A lesson's words may give away what is asked.
    if (m_inspector->asOpened() && m_covered.isEmpty()) return m_lesson.line;
    const cnn::Window& window = m_lab.scene().forward.window;
    const auto& [y, x] = window;
    const auto both = [](int a, int b) { return a == b ? QString::number(a) : tr("%1 and %2").arg(a).arg(b); };
    const QString padding = paddingWords(window);
    const QString what = pooling()                                    ? tr("A %1 × %2 pooling window")
                         : m_lab.scene().pass == BackwardPass::Kernel ? tr("The gradient of a %1 × %2 kernel")
                                                                      : tr("The gradient behind a %1 × %2 kernel");
    return tr("%1, forward stride %2, %3, dilation %4.")
        .arg(what.arg(y.kernel).arg(x.kernel), both(y.stride, x.stride), padding.isEmpty() ? tr("no padding") : padding,
             both(y.dilation, x.dilation));
}

WindowPicture BackwardPage::windowPicture(int cell, int shown) const {
    const BackwardScene& s = m_lab.scene();
    WindowPicture p;
    p.headline = m_lesson.headline;
    p.line = headLine();
    p.walk = pooling() ? nullptr : m_walk;
    p.task = m_walk ? m_walk->task() : s.forward.task();
    p.misfit = m_misfit;
    if (m_walk && s.pass == BackwardPass::Kernel) {
        p.kernelName = tr("Output gradient");
        p.outputName = tr("Kernel gradient");
        p.kernelRole = GridRole::Output;
        p.outputRole = GridRole::Kernel;
    } else if (m_walk) {
        p.flipped = true;
        p.inputName = tr("Output gradient");
        p.outputName = tr("Input gradient");
        p.inputRole = GridRole::Output;
        p.outputRole = GridRole::Input;
    }
    p.cell = cell;
    p.shown = shown;
    p.covered = m_covered;
    return p;
}

PoolGradientPicture BackwardPage::poolPicture(int cell) const {
    PoolGradientPicture p;
    p.headline = m_lesson.headline;
    p.line = headLine();
    p.walk = m_walk;
    p.gradient = m_gradient;
    p.cell = cell;
    p.covered = m_covered;
    return p;
}

std::unique_ptr<Figure> BackwardPage::figure(int cell, int shown, bool links, QSizeF size, const Style& style) const {
    if (pooling() && m_walk) {
        PoolGradientPicture p = poolPicture(cell);
        if (links) p.selected = m_cursor->selected();
        return std::make_unique<PoolGradientFigure>(std::move(p), size, style);
    }
    WindowPicture p = windowPicture(cell, shown);
    if (links && p.walk) {
        p.selected = m_cursor->selected();
        p.hover = m_hover;
    }
    return std::make_unique<WindowFigure>(std::move(p), size, style);
}

Reel BackwardPage::reel() const {
    return {std::max(1, cells()),
            [this](int index, QSizeF size, const Style& style) { return figure(index, terms(), false, size, style); }};
}

std::vector<NamedNumbers> BackwardPage::numbers() const {
    const BackwardScene& s = m_lab.scene();
    std::vector<NamedNumbers> all;
    if (m_walk)
        all.push_back({s.pass == BackwardPass::Kernel ? tr("kernel gradient") : tr("input gradient"), s.result()});
    if (!m_gradient.empty()) all.push_back({tr("output gradient"), m_gradient});
    all.push_back({tr("input"), s.forward.input});
    if (s.forward.isConvolution()) all.push_back({tr("kernel"), s.forward.activeKernel()});
    return all;
}

QString BackwardPage::code(CodeDialect dialect) const {
    if (!m_walk) return {};
    return dialect == CodeDialect::PyTorch ? backwardTorchCode(m_lab.scene()) : backwardNumpyCode(m_lab.scene());
}

void BackwardPage::settle(int step) {
    if (step > 0) goTo(step - 1);
}

} // namespace ui
