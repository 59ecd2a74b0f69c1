#include "ui/lessons/window/window_page.h"

#include "ui/lessons/window/signal_figure.h"
#include "ui/lessons/window/window_code.h"
#include "ui/lessons/window/window_edit.h"
#include "ui/lessons/window/window_figure.h"
#include "ui/lessons/window/window_inspector.h"
#include "ui/lessons/window/window_loops.h"
#include "ui/lessons/window/window_questions.h"
#include "ui/model/size_words.h"

#include <QKeyEvent>

namespace ui {
namespace {

// What the scene is now that it is no longer the lesson's.
QString sceneSentence(const WindowScene& scene) {
    if (scene.bypassed()) return WindowPage::tr("No pooling: the output is the input.");
    const auto& [y, x] = scene.window;
    const auto both = [](int a, int b) { return a == b ? QString::number(a) : QString("%1 and %2").arg(a).arg(b); };
    QString sentence = scene.isConvolution() ? WindowPage::tr("A %1 × %2 kernel on a %3 × %4 input, stride %5")
                                             : WindowPage::tr("A %1 × %2 pooling window on a %3 × %4 input, stride %5");
    sentence = sentence.arg(y.kernel)
                   .arg(x.kernel)
                   .arg(scene.input.shape().h)
                   .arg(scene.input.shape().w)
                   .arg(both(y.stride, x.stride));
    if (const QString padding = paddingWords(scene.window); !padding.isEmpty()) sentence += ", " + padding;
    if (scene.isConvolution() && scene.padMode != cnn::PadMode::Zeros)
        sentence += WindowPage::tr(", filled by %1").arg(cnn::padModeNames[static_cast<std::size_t>(scene.padMode)]);
    if (y.dilation > 1 || x.dilation > 1) sentence += WindowPage::tr(", dilation %1").arg(both(y.dilation, x.dilation));
    if (scene.rectifies()) sentence += WindowPage::tr(", then ReLU");
    return sentence + ".";
}

std::unique_ptr<Figure> figureOf(WindowPicture picture, QSizeF size, const Style& style) {
    if (picture.signal) return std::make_unique<SignalFigure>(std::move(picture), size, style);
    return std::make_unique<WindowFigure>(std::move(picture), size, style);
}

QString cellName(const CellRef& cell) {
    return WindowPage::tr(cell.part == "kernel" ? "kernel row %1, column %2" : "input row %1, column %2")
        .arg(cell.y + 1)
        .arg(cell.x + 1);
}

} // namespace

WindowPage::WindowPage()
    : LabPage(tr("Input, kernel and output"), {tr("product"), tr("cell"), tr("row"), tr("layer")},
              static_cast<int>(Grain::Cell), Standing::table(windowGrains)) {
    useCursor(editableCells());
    connect(&m_lab, &WindowLab::positionChanged, this, &WindowPage::refresh);
    useBreakpoints({});
}

// "grain", "step" (an output cell, from 1) and, inside it, "products"; by layer: "layers" shown.
void WindowPage::standAt(const Standing& at) {
    m_lab.setGrain(static_cast<Grain>(at.grain));
    m_lab.goToCell(at.step - 1, at.products);
    if (m_lab.grain() == Grain::Layer) m_lab.goToStop(at.layers);
}

Standing WindowPage::place() const {
    const bool whole = !m_lab.walk() || m_lab.productsShown() >= m_lab.walk()->termsPerStep();
    return {static_cast<int>(m_lab.grain()), m_lab.cell() + 1, whole ? 0 : m_lab.productsShown(),
            m_lab.grain() == Grain::Layer ? m_lab.layersShown() : 0};
}

std::unique_ptr<Figure> WindowPage::figure(QSizeF size, const Style& style) const {
    return figureOf(picture(), size, style);
}

WindowPicture WindowPage::picture() const {
    const WindowScene& scene = m_lab.scene();
    WindowPicture p;
    p.headline = lesson().headline;
    p.line = lineOr(m_lab.asOpened(), [&] { return sceneSentence(scene); });
    p.walk = m_lab.walk();
    p.task = scene.task();
    p.misfit = m_lab.misfit();
    p.flipped = scene.flip;
    p.bypass = scene.bypassed();
    p.relu = scene.rectifies();
    p.uses = scene.uses;
    p.stacked = scene.stacked;
    p.fits = scene.comparesPaddings();
    p.byLayer = m_lab.grain() == Grain::Layer;
    p.layers = m_lab.layersShown();
    p.breakpoints = scene.breakpoints;
    p.covered = m_covered;
    p.signal = scene.signal;
    p.numbers = scene.show != ShowValues::Colour;
    p.colour = scene.show != ShowValues::Numbers;
    p.cell = m_lab.cell();
    p.shown = p.hidesKernel() && p.walk ? p.walk->termsPerStep() : m_lab.productsShown();
    const auto fits = [&](const std::optional<CellRef>& cell) {
        if (!cell) return false;
        if (cell->part == "fit") return p.fits;
        if (cell->part != "output") return cell->part == "input" || editable(scene, GridPart::Kernel, cell->y, cell->x);
        return p.walk && cell->y < p.walk->output().shape().h && cell->x < p.walk->output().shape().w;
    };
    if (fits(m_hover) && m_covered != "changes") p.hover = m_hover; // links would tell
    p.selected = m_cursor->selected();
    return p;
}

LessonPage::Steps WindowPage::steps() const {
    const auto walk = m_lab.walk();
    const int columns = walk ? walk->output().shape().w : 1;
    const int tick = m_lab.grain() == Grain::Cell      ? columns
                     : m_lab.grain() == Grain::Product ? m_lab.stops() / std::max(1, walk ? walk->size() : 1)
                                                       : 0;
    return {m_lab.stop(),
            m_lab.stops(),
            tick,
            !walk || m_lab.atFirst(),
            !walk || m_lab.atLast(),
            static_cast<int>(m_lab.grain()),
            m_covered == "size"};
}

void WindowPage::showState() {
    m_bar->setGrainOffered(static_cast<int>(Grain::Layer), m_lab.scene().stacked);
    LabPage::showState();
}

void WindowPage::showWords() {
    m_inspector->showStep(picture());
}

void WindowPage::step(StepWay way, bool far) {
    if (way == StepWay::Next && far)
        m_lab.goToNextBreakpoint();
    else if (way != StepWay::Next || !playing())
        m_lab.go(way);
    else if (m_lab.nextOrBreakpoint())
        setPlaying(false);
}

void WindowPage::press(const CellRef& cell, Qt::MouseButton button, Qt::KeyboardModifiers keys) {
    if (cell.part == "fit") return padAs(static_cast<Padding>(cell.x));
    if (cell.part != "output") return LabPage::press(cell, button, keys);
    if (m_covered == "changes") return; // it is part of an answer
    if (keys & Qt::ControlModifier) return toggleAt(cell.y, cell.x);
    m_cursor->select(std::nullopt);
    m_lab.goToCell(cell.y * m_lab.walk()->output().shape().w + cell.x);
}

void WindowPage::padAs(Padding padding) {
    WindowScene next = m_lab.scene();
    next.window = paddedAs(next.window, next.input.shape(), padding);
    m_lab.edit(tr("Set padding"), next);
}

// Where paddings are compared, 0 to 3 and the first letter of valid, same and full choose one.
bool WindowPage::handleKey(QKeyEvent* event) {
    const bool plain = !(event->modifiers() & ~Qt::KeyboardModifiers(Qt::KeypadModifier));
    const auto padding = paddingOfKey(event->key());
    if (!m_lab.scene().comparesPaddings() || !padding || !plain || m_cursor->selected())
        return LabPage::handleKey(event);
    padAs(*padding);
    return true;
}

// At the output cell that is pointed at, otherwise at the current one.
void WindowPage::toggleBreakpointHere() {
    if (!m_lab.walk()) return;
    const int columns = m_lab.walk()->output().shape().w;
    const WindowPicture p = picture();
    if (p.hover && p.hover->part == "output")
        toggleAt(p.hover->y, p.hover->x);
    else
        toggleAt(p.cell / columns, p.cell % columns);
}

std::vector<int> WindowPage::breakpoints() const {
    if (!m_lab.walk() || m_lab.grain() == Grain::Layer) return {};
    return m_lab.scene().breakpointStops(m_lab.walk()->output().shape(), m_lab.cellsPerStop());
}

// Its first cell.
void WindowPage::toggleBreakpoint(int stop) {
    if (!m_lab.walk() || m_lab.grain() == Grain::Layer) return;
    const int columns = m_lab.walk()->output().shape().w, cell = static_cast<int>(stop * m_lab.cellsPerStop());
    toggleAt(cell / columns, cell % columns);
}

void WindowPage::toggleAt(int row, int column) {
    WindowScene next = m_lab.scene();
    next.toggleBreakpoint(row, column);
    m_lab.edit(tr("Set or remove a breakpoint"), next);
}

// ---- cells ---------------------------------------------------------------------------------------------------------

EditableCells WindowPage::editableCells() {
    EditableCells cells;
    cells.editable = [this](const CellRef& c) {
        if (c.part == "kernel" && m_covered == "kernel") return false; // editing would show it
        return (c.part == "input" || c.part == "kernel") && editable(m_lab.scene(), gridPart(c.part), c.y, c.x);
    };
    cells.name = cellName;
    cells.value = [this](const CellRef& c) { return valueAt(m_lab.scene(), gridPart(c.part), c.y, c.x); };
    cells.set = [this](const CellRef& c, float value, bool merge) { setCell(c, value, merge); };
    cells.after = [this](const CellRef& c) { return cellAfter(c); };
    cells.block = [this](const CellRef& c) {
        return gridPart(c.part) == GridPart::Kernel ? m_lab.scene().kernel : m_lab.scene().input;
    };
    cells.paste = [this](const CellRef& c, const cnn::Tensor& block, const QString& what) { paste(c, block, what); };
    cells.first = CellRef{"input", 0, 0, 0};
    return cells;
}

// Right, then the next row, then the kernel, then out of the grids.
std::optional<CellRef> WindowPage::cellAfter(const CellRef& cell) const {
    const WindowScene& scene = m_lab.scene();
    const GridPart part = gridPart(cell.part);
    if (editable(scene, part, cell.y, cell.x + 1)) return CellRef{cell.part, 0, cell.y, cell.x + 1};
    if (editable(scene, part, cell.y + 1, 0)) return CellRef{cell.part, 0, cell.y + 1, 0};
    return part == GridPart::Input && scene.isConvolution() ? std::optional(CellRef{"kernel", 0, 0, 0}) : std::nullopt;
}

void WindowPage::setCell(const CellRef& cell, float value, bool merge) {
    const int key = (cell.part == "kernel" ? 1000 : 0) + cell.y * WindowScene::largestGrid + cell.x;
    change(tr("Set %1").arg(cellName(cell)), withCell(m_lab.scene(), gridPart(cell.part), cell.y, cell.x, value),
           merge ? key : -1);
}

// Without a selected cell the block becomes the input.
void WindowPage::paste(const CellRef& at, const cnn::Tensor& block, const QString& what) {
    change(what, withBlock(m_lab.scene(), gridPart(at.part), at.y, at.x, block, !m_cursor->selected()));
}

// ---- files, pictures -----------------------------------------------------------------------------------------------

bool WindowPage::openFile(const QString& path) {
    return openGrid(path, true, [&](const cnn::Tensor& grid) {
        if (grid.shape().c != 1)
            throw cnn::Error(
                cnn::ErrorCode::Mismatch,
                cnn::Message::tr(
                    "%1 holds %2 channels; this lesson has one. Several are shown by the lessons on channels.",
                    path.toStdString(), grid.shape().c));
        return withBlock(m_lab.scene(), GridPart::Input, 0, 0, grid, true);
    });
}

QString WindowPage::openFilter() const {
    return tr("Grids of numbers (*.csv *.tsv *.txt *.npy *.npz)");
}

// The numbers are the scene from then on: they can be changed as any others.
bool WindowPage::takePicture(const SharedPicture& given) {
    const WindowScene& s = m_lab.scene();
    if (s.signal) return false;
    m_lab.edit(tr("Take %1").arg(given->name), withPicture(s, given->image));
    emit news(tr("The input is the middle of %1, in grey at %2 × %3 cells: 0 is black, 255 is white.")
                  .arg(given->name)
                  .arg(s.input.shape().h)
                  .arg(s.input.shape().w));
    return true;
}

Reel WindowPage::reel() const {
    WindowPicture base = picture();
    base.hover.reset();
    base.selected.reset();
    const int count = base.walk ? base.walk->size() : 1;
    return {count, [base](int index, QSizeF size, const Style& style) {
                WindowPicture p = base;
                p.cell = index;
                p.shown = p.walk ? p.walk->termsPerStep() : 0;
                p.byLayer = false;
                return figureOf(std::move(p), size, style);
            }};
}

std::vector<NamedNumbers> WindowPage::numbers() const {
    std::vector<NamedNumbers> all;
    if (m_lab.walk()) all.push_back({tr("output"), m_lab.output()});
    all.push_back({tr("input"), m_lab.scene().input});
    if (m_lab.scene().isConvolution()) all.push_back({tr("kernel"), m_lab.scene().activeKernel()});
    return all;
}

QString WindowPage::code(CodeDialect dialect) const {
    if (!m_lab.walk()) return {};
    if (dialect == CodeDialect::Loops)
        return loopCode(m_lab.scene(), *m_lab.walk(), m_lab.cell(), m_lab.productsShown());
    return dialect == CodeDialect::PyTorch ? torchCode(m_lab.scene()) : numpyCode(m_lab.scene());
}

std::vector<Question> WindowPage::questions() const {
    return windowQuestions(m_lab);
}

void WindowPage::cover(const QString& id) {
    if (id == m_covered) return;
    m_covered = id;
    m_inspector->setCovered(id);
    m_cursor->select(std::nullopt);
    showState();
}

// The first product of the sum that was asked; of a whole map its first.
void WindowPage::showStep(const QString& id) {
    const int cell = id == "map" ? 0 : m_lab.cell();
    setPlaying(false);
    m_lab.setGrain(Grain::Product);
    m_lab.goToStop(cell * m_lab.walk()->termsPerStep());
}

void WindowPage::settle(int step) {
    if (step > 0) m_lab.goToCell(step - 1);
}

} // namespace ui
