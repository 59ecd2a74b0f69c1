#include "ui/pages/backward_page.h"

#include "ui/figure/window_figure.h"
#include "ui/view/cell_hand.h"
#include "ui/view/figure_view.h"
#include "ui/view/step_bar.h"

#include <QKeyEvent>
#include <QShortcut>
#include <algorithm>

namespace ui {
BackwardPage::BackwardPage()
    : m_lab(*undoStack()), m_view(new FigureView), m_inspector(new BackwardInspector(m_lab)), m_bar(new StepBar),
      m_inputHand(makeHand("input", tr("the left grid"))), m_kernelHand(makeHand("kernel", tr("the middle grid"))),
      m_gradientHand(makeHand("gradient", tr("the output gradient"))) {
    m_view->setAccessibleName(tr("The gradient on its way back"));
    m_bar->setGrainVisible(false);
    connect(&m_lab, &BackwardLab::changed, this, &BackwardPage::sceneChanged);
    connect(m_inspector, &BackwardInspector::refused, this, &Page::notice);
    connect(m_bar, &StepBar::first, this, [this] { goTo(0); });
    connect(m_bar, &StepBar::back, this, [this] { goTo(m_cell - 1); });
    connect(m_bar, &StepBar::next, this, [this] { goTo(m_cell + 1); });
    connect(m_bar, &StepBar::last, this, [this] { goTo(steps() - 1); });
    connect(m_bar, &StepBar::chosen, this, &BackwardPage::goTo);
    // A presenter's clicker sends these wherever the focus is.
    for (const auto key : {Qt::Key_PageDown, Qt::Key_PageUp})
        connect(new QShortcut(key, m_bar), &QShortcut::activated, this, [this, key] { stepKey(key); });
    connectView();
    m_view->setBuilder([this](QSizeF size, const Style& style) { return figure(m_cell, true, size, style); });
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
        for (CellHand* hand : {m_inputHand, m_kernelHand, m_gradientHand}) hand->select(cell);
        if (cell.part == "output" && !pooling()) goTo(cell.y * m_walk->output().shape().w + cell.x);
    });
    connect(m_view, &FigureView::pressedNothing, this, [this] {
        for (CellHand* hand : {m_inputHand, m_kernelHand, m_gradientHand}) hand->select(std::nullopt);
    });
    for (CellHand* hand : {m_inputHand, m_kernelHand, m_gradientHand}) {
        connect(m_view, &FigureView::wheeled, hand, &CellHand::wheel);
        connect(hand, &CellHand::refused, this, &Page::notice);
        connect(hand, &CellHand::selectionChanged, m_view, &FigureView::refresh);
    }
    connect(m_view, &FigureView::keyPressed, this, &BackwardPage::handleKey);
}

CellHand* BackwardPage::makeHand(const QString& part, const QString& name) {
    return new CellHand(m_view, {part, name, [this, part]() -> const cnn::Tensor& { return shown(part); },
                                 [this, part](int y, int x, float v, bool merge) { setCell(part, y, x, v, merge); },
                                 [this, part](const cnn::Tensor& block) { replace(part, block); }});
}

void BackwardPage::open(const Lesson& lesson) {
    m_lesson = lesson;
    m_hover.reset();
    m_bar->setPlaying(false);
    m_inspector->setLesson(lesson);
    undoStack()->clear();
    m_cell = lesson.scene.value("step").toInt(1) - 1;
    m_lab.load(backwardSceneFrom(lesson.scene));
}

QJsonObject BackwardPage::scene() const {
    QJsonObject scene = toJson(m_lab.scene());
    scene["step"] = m_cell + 1;
    return scene;
}

void BackwardPage::setScene(const QJsonObject& scene, const QString& why) {
    const BackwardScene next = backwardSceneFrom(scene);
    m_bar->setPlaying(false);
    m_lab.edit(why, next);
    goTo(scene.value("step").toInt(1) - 1);
}

void BackwardPage::setStyle(const Style& style) {
    m_bar->setStyle(style);
    m_inspector->setStyle(style);
    for (CellHand* hand : {m_inputHand, m_kernelHand, m_gradientHand}) hand->setStyle(style);
    m_view->setStyle(style);
}

void BackwardPage::setActive(bool active) {
    if (!active) m_bar->setPlaying(false);
}

void BackwardPage::sceneChanged() {
    auto made = m_lab.scene().walk();
    m_walk = made ? std::make_shared<const cnn::WindowWalk>(*std::move(made)) : nullptr;
    m_misfit = made ? QString() : QString::fromUtf8(made.error().what());
    m_gradient = m_lab.scene().forwardWalk() ? m_lab.scene().outputGradient() : cnn::Tensor();
    m_hover.reset();
    goTo(m_cell);
}

void BackwardPage::goTo(int cell) {
    m_cell = std::clamp(cell, 0, std::max(0, steps() - 1));
    refresh();
}

void BackwardPage::refresh() {
    m_bar->setState(m_cell, steps(), m_walk ? m_walk->output().shape().w : 1, m_cell == 0, m_cell >= steps() - 1);
    if (!m_walk)
        m_inspector->showStep({}, m_misfit);
    else if (pooling())
        m_inspector->showStep(
            tr("Output row %1, column %2").arg(m_walk->at(m_cell).outY + 1).arg(m_walk->at(m_cell).outX + 1),
            poolPicture(m_cell).sentence());
    else
        m_inspector->showStep(stepPlace(windowPicture(m_cell)), stepSentence(windowPicture(m_cell)));
    m_view->refresh();
    emit stateChanged();
}

// ---- pictures ------------------------------------------------------------------------------------------------------

QString BackwardPage::headLine() const {
    if (m_inspector->asOpened()) return m_lesson.line;
    const auto& [y, x] = m_lab.scene().forward.window;
    const QString what = pooling()                                    ? tr("A %1 × %2 pooling window")
                         : m_lab.scene().pass == BackwardPass::Kernel ? tr("The gradient of a %1 × %2 kernel")
                                                                      : tr("The gradient behind a %1 × %2 kernel");
    return tr("%1, forward stride %2, padding %3, dilation %4.")
        .arg(what.arg(y.kernel).arg(x.kernel))
        .arg(y.stride)
        .arg(y.padBefore)
        .arg(y.dilation);
}

WindowPicture BackwardPage::windowPicture(int cell) const {
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
    p.shown = m_walk ? m_walk->termsPerStep() : 1;
    return p;
}

PoolGradientPicture BackwardPage::poolPicture(int cell) const {
    PoolGradientPicture p;
    p.headline = m_lesson.headline;
    p.line = headLine();
    p.walk = m_walk;
    p.gradient = m_gradient;
    p.cell = cell;
    return p;
}

std::unique_ptr<Figure> BackwardPage::figure(int cell, bool links, QSizeF size, const Style& style) const {
    const auto selected = [this]() -> std::optional<CellRef> {
        for (const CellHand* hand : {m_inputHand, m_kernelHand, m_gradientHand})
            if (auto chosen = hand->selected()) return chosen;
        return std::nullopt;
    };
    if (pooling() && m_walk) {
        PoolGradientPicture p = poolPicture(cell);
        if (links) p.selected = selected();
        return std::make_unique<PoolGradientFigure>(std::move(p), size, style);
    }
    WindowPicture p = windowPicture(cell);
    if (links && p.walk) {
        p.selected = selected();
        p.hover = m_hover;
    }
    return std::make_unique<WindowFigure>(std::move(p), size, style);
}

Reel BackwardPage::reel() const {
    return {std::max(1, steps()),
            [this](int index, QSizeF size, const Style& style) { return figure(index, false, size, style); }};
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
