#include "ui/lessons/window/window_page.h"

#include "core/base/save_file.h"
#include "core/tensor/npy.h"
#include "core/tensor/npz.h"
#include "core/tensor/tensor_text.h"
#include "ui/lessons/window/signal_figure.h"
#include "ui/lessons/window/window_code.h"
#include "ui/lessons/window/window_edit.h"
#include "ui/lessons/window/window_figure.h"
#include "ui/lessons/window/window_inspector.h"
#include "ui/lessons/window/window_questions.h"
#include "ui/model/size_words.h"
#include "ui/view/figure_view.h"
#include "ui/view/step_bar.h"

#include <QApplication>
#include <QKeyEvent>
#include <QShortcut>
#include <array>

namespace ui {
namespace {

const QStringList grains{"product", "cell", "row", "layer"}; // in the order of Grain

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

} // namespace

WindowPage::WindowPage()
    : m_lab(*undoStack()), m_view(new FigureView), m_inspector(new WindowInspector(m_lab)),
      m_bar(new StepBar({tr("product"), tr("cell"), tr("row"), tr("layer")}, static_cast<int>(Grain::Cell))),
      m_cursor(new GridCursor(m_view, door())) {
    m_view->setAccessibleName(tr("Input, kernel and output"));
    connect(&m_lab, &WindowLab::positionChanged, this, &WindowPage::refresh);
    connect(m_inspector, &WindowInspector::refused, this, &Page::notice);

    connect(m_bar, &StepBar::first, this, [this] { m_lab.goToStop(0); });
    connect(m_bar, &StepBar::back, this, [this] { m_lab.back(); });
    connect(m_bar, &StepBar::next, this,
            [this] { stepOn(!m_bar->playing() && QApplication::keyboardModifiers() & Qt::ShiftModifier); });
    connect(m_bar, &StepBar::last, this, [this] { m_lab.goToStop(m_lab.stops() - 1); });
    connect(m_bar, &StepBar::chosen, this, [this](int stop) { m_lab.goToStop(stop); });
    connect(m_bar, &StepBar::grainChosen, this, [this](int grain) { m_lab.setGrain(static_cast<Grain>(grain)); });

    onClicker(m_bar, this, [this](int key) { stepKey(key, false); });
    connect(new QShortcut(Qt::Key_F8, m_bar), &QShortcut::activated, this, [this] { toggleBreakpoint(); });

    connect(m_view, &FigureView::hovered, this, [this](const std::optional<CellRef>& cell) {
        m_hover = cell;
        refreshStage();
        m_inspector->showStep(picture());
    });
    connect(m_view, &FigureView::pressed, this, [this](const CellRef& cell, auto, Qt::KeyboardModifiers keys) {
        if (cell.part == "output" && keys & Qt::ControlModifier) {
            toggleBreakpoint(cell.y, cell.x);
        } else if (cell.part == "output") {
            m_cursor->select(std::nullopt);
            m_lab.goToCell(cell.y * m_lab.walk()->output().shape().w + cell.x);
        } else
            m_cursor->select(cell);
    });
    connect(m_view, &FigureView::pressedNothing, this, [this] { m_cursor->select(std::nullopt); });
    connect(m_cursor, &GridCursor::selectionChanged, this, &WindowPage::refreshStage);
    connect(m_cursor, &GridCursor::refused, this, &Page::notice);
    connect(m_view, &FigureView::keyPressed, this, &WindowPage::handleKey);
    m_view->setBuilder([this](QSizeF size, const Style& style) { return figureOf(picture(), size, style); });
}

WindowPage::~WindowPage() = default;

QWidget* WindowPage::stage() {
    return m_view;
}
QWidget* WindowPage::inspector() {
    return m_inspector;
}
QWidget* WindowPage::bar() {
    return m_bar;
}

void WindowPage::open(const Lesson& lesson) {
    m_lesson = lesson;
    m_cursor->select(std::nullopt);
    m_hover.reset();
    m_bar->setPlaying(false);
    m_inspector->setLesson(lesson);
    undoStack()->clear();
    m_lab.load(windowSceneFrom(lesson.scene), 0);
    standAt(Standing::from(lesson.scene, grains, "cell"));
}

// "grain", "step" (an output cell, from 1) and, inside it, "products"; by layer: "layers" shown.
void WindowPage::standAt(const Standing& at) {
    m_lab.setGrain(static_cast<Grain>(at.grain));
    m_lab.goToCell(at.step - 1, at.products);
    if (m_lab.grain() == Grain::Layer) m_lab.goToStop(at.layers);
}

QJsonObject WindowPage::scene() const {
    QJsonObject scene = toJson(m_lab.scene());
    scene["grain"] = grains[static_cast<int>(m_lab.grain())];
    scene["step"] = m_lab.cell() + 1;
    if (m_lab.grain() == Grain::Layer) scene["layers"] = m_lab.layersShown();
    if (m_lab.walk() && m_lab.productsShown() < m_lab.walk()->termsPerStep()) scene["products"] = m_lab.productsShown();
    return scene;
}

void WindowPage::setScene(const QJsonObject& scene, const QString& why) {
    const WindowScene next = windowSceneFrom(scene);
    const Standing at = Standing::from(scene, grains, "cell");
    m_cursor->select(std::nullopt);
    m_bar->setPlaying(false);
    m_lab.edit(why, next);
    standAt(at);
}

void WindowPage::setStyle(const Style& style) {
    m_style = style;
    m_bar->setStyle(style);
    m_inspector->setStyle(style);
    m_cursor->setStyle(style);
    m_view->setStyle(style);
}

void WindowPage::setActive(bool active) {
    if (!active) m_bar->setPlaying(false);
}

WindowPicture WindowPage::picture() const {
    const WindowScene& scene = m_lab.scene();
    WindowPicture p;
    p.headline = m_lesson.headline;
    // A lesson's words may give away what is asked.
    p.line = m_inspector->asOpened() && m_covered.isEmpty() ? m_lesson.line : sceneSentence(scene);
    p.walk = m_lab.walk();
    p.task = scene.task();
    p.misfit = m_lab.misfit();
    p.flipped = scene.flip;
    p.bypass = scene.bypassed();
    p.relu = scene.rectifies();
    p.uses = scene.uses;
    p.stacked = scene.stacked;
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
        if (cell->part != "output") return cell->part == "input" || editable(scene, GridPart::Kernel, cell->y, cell->x);
        return p.walk && cell->y < p.walk->output().shape().h && cell->x < p.walk->output().shape().w;
    };
    if (fits(m_hover)) p.hover = m_hover;
    p.selected = m_cursor->selected();
    return p;
}

void WindowPage::refreshStage() {
    m_view->refresh();
}

void WindowPage::refresh() {
    showState();
    emit stateChanged();
}

void WindowPage::showState() {
    const int columns = m_lab.walk() ? m_lab.walk()->output().shape().w : 1;
    const int tick = m_lab.grain() == Grain::Cell ? columns
                     : m_lab.grain() == Grain::Product
                         ? m_lab.stops() / std::max(1, m_lab.walk() ? m_lab.walk()->size() : 1)
                         : 0;
    m_bar->setState(m_lab.stop(), m_lab.stops(), tick, !m_lab.walk() || m_lab.atFirst(),
                    !m_lab.walk() || m_lab.atLast());
    m_bar->setGrainOffered(static_cast<int>(Grain::Layer), m_lab.scene().stacked);
    m_bar->setGrain(static_cast<int>(m_lab.grain()));
    refreshStage();
    m_inspector->showStep(picture());
}

// ---- files, pictures -----------------------------------------------------------------------------------------------

bool WindowPage::openFile(const QString& path) {
    const bool npz = path.endsWith(".npz", Qt::CaseInsensitive), npy = path.endsWith(".npy", Qt::CaseInsensitive);
    if (!npy && !npz && !path.endsWith(".csv", Qt::CaseInsensitive) && !path.endsWith(".txt", Qt::CaseInsensitive) &&
        !path.endsWith(".tsv", Qt::CaseInsensitive))
        return false;
    const std::string bytes = cnn::readFile(path.toStdString(), 1U << 20U);
    const std::string name = path.toStdString();
    std::string note;
    const auto read = [&]() -> cnn::Tensor {
        if (npz) return cnn::gridFromNpy(cnn::arrayFromNpz(bytes, name, {}, cnn::Several::First, note), name, note);
        if (npy) return cnn::gridFromNpy(bytes, name, note);
        auto grid = cnn::tableFromCsv(bytes, note);
        if (!grid) throw cnn::Error(grid.error().code(), name + ", " + grid.error().what());
        return *std::move(grid);
    };
    const cnn::Tensor grid = read();
    if (grid.shape().c != 1)
        throw cnn::Error(cnn::ErrorCode::Mismatch, name + " holds " + std::to_string(grid.shape().c) +
                                                       " channels; this lesson has one. Several are shown by the "
                                                       "lessons on channels.");
    const auto next = withBlock(m_lab.scene(), GridPart::Input, 0, 0, grid, true);
    if (!next) throw cnn::Error(next.error().code(), name + ": " + next.error().what());
    m_lab.edit(tr("Open %1").arg(path.section('/', -1)), *next);
    if (!note.empty()) emit notice(path.section('/', -1) + ":" + QString::fromStdString(note));
    return true;
}

QString WindowPage::openFilter() const {
    return tr("Grids of numbers (*.csv *.tsv *.txt *.npy *.npz)");
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
    return dialect == CodeDialect::PyTorch ? torchCode(m_lab.scene()) : numpyCode(m_lab.scene());
}

std::vector<Question> WindowPage::questions() const {
    return windowQuestions(m_lab);
}

void WindowPage::cover(const QString& id) {
    if (id == m_covered) return;
    m_covered = id;
    m_bar->setCountCovered(id == "size");
    m_inspector->setCovered(id);
    m_cursor->select(std::nullopt);
    showState();
}

// The first product of the sum that was asked; of a whole map its first.
void WindowPage::showStep(const QString& id) {
    const int cell = id == "map" ? 0 : m_lab.cell();
    m_bar->setPlaying(false);
    m_lab.setGrain(Grain::Product);
    m_lab.goToStop(cell * m_lab.walk()->termsPerStep());
}

void WindowPage::settle(int step) {
    if (step > 0) m_lab.goToCell(step - 1);
}

} // namespace ui
