#include "ui/lessons/backward/backward_page.h"

#include "ui/lessons/backward/backward_code.h"
#include "ui/lessons/backward/backward_edit.h"
#include "ui/lessons/backward/backward_inspector.h"
#include "ui/lessons/backward/backward_loops.h"
#include "ui/lessons/backward/backward_questions.h"
#include "ui/lessons/window/window_figure.h"
#include "ui/lessons/window/window_words.h"
#include "ui/model/size_words.h"

namespace ui {
namespace {

// What the scene is now that it is no longer the lesson's.
QString sceneSentence(const BackwardScene& scene) {
    const cnn::Window& window = scene.forward.window;
    const auto& [y, x] = window;
    const auto both = [](int a, int b) {
        return a == b ? QString::number(a) : BackwardPage::tr("%1 and %2").arg(a).arg(b);
    };
    const QString padding = paddingWords(window);
    const QString what = scene.pass == BackwardPass::Pooling ? BackwardPage::tr("A %1 × %2 pooling window")
                         : scene.pass == BackwardPass::Kernel
                             ? BackwardPage::tr("The gradient of a %1 × %2 kernel")
                             : BackwardPage::tr("The gradient behind a %1 × %2 kernel");
    return BackwardPage::tr("%1, forward stride %2, %3, dilation %4.")
        .arg(what.arg(y.kernel).arg(x.kernel), both(y.stride, x.stride),
             padding.isEmpty() ? BackwardPage::tr("no padding") : padding, both(y.dilation, x.dilation));
}

} // namespace

BackwardPage::BackwardPage()
    : LabPage(tr("The gradient on its way back"), {tr("product"), tr("cell"), tr("row")}, BackwardLab::cellGrain,
              Standing::table(backwardGrains)) {
    useCursor(editableCells());
    useBreakpoints({});
    connect(&m_lab, &BackwardLab::sceneChanged, this, [this] { m_hover.reset(); });
    connect(&m_lab, &BackwardLab::positionChanged, this, &BackwardPage::refresh);
}

// "grain", "step" (a gradient cell, from 1) and, inside it, "products".
void BackwardPage::standAt(const Standing& at) {
    setGrain(at.grain);
    m_lab.goTo(at.step - 1, at.products);
}

Standing BackwardPage::place() const {
    const int shown = m_lab.productsShown();
    return {m_lab.steps().grain(), m_lab.cell() + 1, shown < m_lab.terms() ? shown : 0};
}

// ---- steps and cells -----------------------------------------------------------------------------------------------

void BackwardPage::goToStop(int stop) {
    m_lab.move([stop](StepCounter& s) { s.goToStop(stop); });
}

void BackwardPage::step(StepWay way, bool) {
    m_lab.move([way](StepCounter& s) { s.go(way); });
}

void BackwardPage::setGrain(int grain) {
    m_lab.move([grain](StepCounter& s) { s.setGrain(grain); });
}

// The cells that the scene keeps, of the gradient or, of pooling, of the output that hands it back.
std::vector<int> BackwardPage::breakpoints() const {
    if (!m_lab.walk()) return {};
    const double cells = static_cast<double>(m_lab.steps().perStop()) / m_lab.terms();
    return m_lab.scene().forward.breakpointStops(m_lab.walk()->output().shape(), cells);
}

void BackwardPage::toggleBreakpoint(int stop) {
    if (!m_lab.walk() || stop < 0) return;
    const int columns = m_lab.walk()->output().shape().w, cell = stop * m_lab.steps().perStop() / m_lab.terms();
    toggleAt(cell / columns, cell % columns);
}

void BackwardPage::toggleAt(int row, int column) {
    BackwardScene next = m_lab.scene();
    next.forward.toggleBreakpoint(row, column);
    m_lab.edit(tr("Set or remove a breakpoint"), next);
}

void BackwardPage::press(const CellRef& cell, Qt::MouseButton button, Qt::KeyboardModifiers keys) {
    const bool steps = cell.part == "output" && m_lab.walk() && !m_lab.pooling();
    if (steps && keys & Qt::ControlModifier) return toggleAt(cell.y, cell.x);
    LabPage::press(cell, button, keys);
    if (steps) m_lab.goTo(cell.y * m_lab.walk()->output().shape().w + cell.x);
}

EditableCells BackwardPage::editableCells() {
    EditableCells cells;
    cells.editable = [this](const CellRef& c) {
        const cnn::Shape& s = gridOf(m_lab, c.part).shape();
        return c.y >= 0 && c.x >= 0 && c.y < s.h && c.x < s.w;
    };
    cells.name = [](const CellRef& c) {
        const QString grid = c.part == "input"    ? tr("the left grid")
                             : c.part == "kernel" ? tr("the middle grid")
                                                  : tr("the output gradient");
        return tr("row %1, column %2 of %3").arg(c.y + 1).arg(c.x + 1).arg(grid);
    };
    cells.value = [this](const CellRef& c) { return gridOf(m_lab, c.part).at(0, c.y, c.x); };
    cells.set = [this](const CellRef& c, float value, bool merge) { setCell(c, value, merge); };
    cells.block = [this](const CellRef& c) { return gridOf(m_lab, c.part); };
    cells.paste = [this](const CellRef& c, const cnn::Tensor& block, const QString& what) {
        change(what, withBlock(m_lab.scene(), c.part, block));
    };
    cells.first = CellRef{"input", 0, 0, 0};
    cells.largest = 1e6F;
    return cells;
}

void BackwardPage::setCell(const CellRef& cell, float value, bool merge) {
    const BackwardChange made = withCell(m_lab, cell.part, cell.y, cell.x, value);
    if (made.scene) emit notice({});
    change(tr("Set %1").arg(made.what), made.scene, merge ? made.key : -1);
}

void BackwardPage::cover(const QString& id) {
    if (id == m_covered) return;
    m_covered = id;
    m_cursor->select(std::nullopt);
    showState();
}

// The sum of the gradient that was asked, product by product; of a whole gradient its first.
void BackwardPage::showStep(const QString& id) {
    const int first = id == "map" ? 0 : m_lab.cell();
    m_lab.move([&](StepCounter& s) {
        s.setGrain(m_lab.pooling() ? s.grain() : 0);
        s.setPosition(first * m_lab.terms());
    });
}

// ---- pictures ------------------------------------------------------------------------------------------------------

LessonPage::Steps BackwardPage::steps() const {
    const StepCounter& steps = m_lab.steps();
    const auto walk = m_lab.walk();
    const int unit = steps.grain() == 0                                ? m_lab.terms()
                     : walk && steps.grain() == BackwardLab::cellGrain ? walk->output().shape().w
                                                                       : 0;
    return {steps.stop(),
            walk ? steps.stops() : 0,
            unit,
            steps.atFirst(),
            steps.atLast(),
            steps.grain(),
            m_covered == "size" && !m_lab.pooling()};
}

void BackwardPage::showState() {
    m_bar->setGrainVisible(!m_lab.pooling());
    LabPage::showState();
}

void BackwardPage::showWords() {
    if (!m_lab.walk()) return m_inspector->showStep({}, m_lab.misfit());
    if (!m_lab.pooling()) return m_inspector->showStep(stepPlace(windowPicture()), stepSentence(windowPicture()));
    const cnn::WindowStep step = m_lab.walk()->at(m_lab.cell());
    m_inspector->showStep(tr("Output row %1, column %2").arg(step.outY + 1).arg(step.outX + 1),
                          poolPicture(m_lab.cell()).shownSentence());
}

WindowPicture BackwardPage::windowPicture(int cell, int shown) const {
    const BackwardScene& s = m_lab.scene();
    WindowPicture p;
    p.headline = lesson().headline;
    p.line = lineOr(m_lab.asOpened(), [&] { return sceneSentence(m_lab.scene()); });
    p.walk = m_lab.pooling() ? nullptr : m_lab.walk();
    p.task = m_lab.walk() ? m_lab.walk()->task() : s.forward.task();
    p.misfit = m_lab.misfit();
    if (m_lab.walk() && s.pass == BackwardPass::Kernel) {
        p.kernelName = tr("Output gradient");
        p.outputName = tr("Kernel gradient");
        p.kernelRole = GridRole::Output;
        p.outputRole = GridRole::Kernel;
    } else if (m_lab.walk()) {
        p.flipped = true;
        p.inputName = tr("Output gradient");
        p.outputName = tr("Input gradient");
        p.inputRole = GridRole::Output;
        p.outputRole = GridRole::Input;
    }
    p.breakpoints = s.forward.breakpoints;
    p.cell = cell;
    p.shown = shown;
    p.covered = m_covered;
    return p;
}

PoolGradientPicture BackwardPage::poolPicture(int cell) const {
    PoolGradientPicture p;
    p.headline = lesson().headline;
    p.line = lineOr(m_lab.asOpened(), [&] { return sceneSentence(m_lab.scene()); });
    p.walk = m_lab.walk();
    p.gradient = m_lab.gradient();
    p.cell = cell;
    p.covered = m_covered;
    return p;
}

std::unique_ptr<Figure> BackwardPage::figure(QSizeF size, const Style& style) const {
    if (m_lab.pooling() && m_lab.walk()) {
        PoolGradientPicture p = poolPicture(m_lab.cell());
        p.selected = m_cursor->selected();
        return std::make_unique<PoolGradientFigure>(std::move(p), size, style);
    }
    WindowPicture p = windowPicture();
    if (p.walk) {
        p.selected = m_cursor->selected();
        p.hover = m_hover;
    }
    return std::make_unique<WindowFigure>(std::move(p), size, style);
}

Reel BackwardPage::reel() const {
    const int count = std::max(1, m_lab.cells());
    if (m_lab.pooling() && m_lab.walk())
        return reelOf<PoolGradientFigure>(count, poolPicture(0), [](PoolGradientPicture& p, int i) { p.cell = i; });
    return reelOf<WindowFigure>(count, windowPicture(0, m_lab.terms()), [](WindowPicture& p, int i) { p.cell = i; });
}

std::vector<NamedNumbers> BackwardPage::numbers() const {
    const BackwardScene& s = m_lab.scene();
    std::vector<NamedNumbers> all;
    if (m_lab.walk())
        all.push_back({s.pass == BackwardPass::Kernel ? tr("kernel gradient") : tr("input gradient"), s.result()});
    if (!m_lab.gradient().empty()) all.push_back({tr("output gradient"), m_lab.gradient()});
    all.push_back({tr("input"), s.forward.input});
    if (s.forward.isConvolution()) all.push_back({tr("kernel"), s.forward.activeKernel()});
    return all;
}

QString BackwardPage::code(CodeDialect dialect) const {
    if (!m_lab.walk()) return {};
    if (dialect == CodeDialect::Loops)
        return backwardLoopCode(m_lab.scene(), *m_lab.walk(), m_lab.cell(), m_lab.productsShown());
    return dialect == CodeDialect::PyTorch ? backwardTorchCode(m_lab.scene()) : backwardNumpyCode(m_lab.scene());
}

std::vector<Question> BackwardPage::questions() const {
    return backwardQuestions(m_lab, poolPicture(m_lab.cell()));
}

void BackwardPage::settle(int step) {
    if (step > 0) m_lab.goTo(step - 1);
}

} // namespace ui
