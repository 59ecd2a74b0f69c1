#include "ui/lessons/channels/channel_page.h"

#include "core/base/save_file.h"
#include "core/tensor/npy.h"
#include "core/tensor/npz.h"
#include "ui/lessons/channels/channel_figure.h"
#include "ui/lessons/channels/channel_inspector.h"
#include "ui/view/figure_view.h"
#include "ui/view/grid_cursor.h"
#include "ui/view/step_bar.h"

namespace ui {
namespace {

const QStringList grains{"product", "channel", "cell", "row"};

// What the scene is now that it is no longer the lesson's.
QString sceneSentence(const ChannelScene& s) {
    const cnn::Shape& in = s.input.shape();
    const cnn::Shape& k = s.kernelShape();
    const auto many = [](int n, const QString& one, const QString& more) {
        return QString::number(n) + " " + (n == 1 ? one : more);
    };
    return ChannelPage::tr("%1 in, %2 out: %3 of %4 × %5 × %6 on %7 × %8 pixels.")
        .arg(many(in.c, ChannelPage::tr("channel"), ChannelPage::tr("channels")))
        .arg(s.maps())
        .arg(many(s.maps(), ChannelPage::tr("kernel"), ChannelPage::tr("kernels")))
        .arg(k.c)
        .arg(k.h)
        .arg(k.w)
        .arg(in.h)
        .arg(in.w);
}

} // namespace

ChannelPage::ChannelPage()
    : m_lab(*undoStack()), m_view(new FigureView), m_inspector(new ChannelInspector(m_lab)),
      m_bar(new StepBar({tr("product"), tr("channel"), tr("cell"), tr("row")}, 2)) {
    m_view->setAccessibleName(tr("Input channels, kernels and output channels"));
    GridDoor door;
    door.editable = [this](const CellRef& cell) { return editable(cell).has_value(); };
    door.name = [this](const CellRef& cell) { return cellName(cell); };
    door.value = [this](const CellRef& cell) { return *m_lab.scene().find(*editable(cell)); };
    door.set = [this](const CellRef& cell, float value, bool merge) { setCell(cell, value, merge); };
    door.after = [this](const CellRef& cell) { return cellAfter(cell); };
    door.block = [this](const CellRef& cell) { return gridOf(cell); };
    door.paste = [this](const CellRef& cell, const cnn::Tensor& block) { paste(cell, block); };
    door.first = CellRef{"input", 0, 0, 0};
    m_cursor = new GridCursor(m_view, std::move(door));
    connect(m_cursor, &GridCursor::selectionChanged, this, &ChannelPage::refreshStage);
    connect(m_cursor, &GridCursor::refused, this, &Page::notice);
    connect(m_inspector, &ChannelInspector::refused, this, &Page::notice);
    connect(&m_lab, &ChannelLab::positionChanged, this, &ChannelPage::refresh);
    connectBar();
    connectView();
}

void ChannelPage::connectBar() {
    const auto steps = [this](auto change) { return [this, change] { m_lab.move(change); }; };
    connect(m_bar, &StepBar::first, this, steps([](StepCounter& s) { s.goToStop(0); }));
    connect(m_bar, &StepBar::back, this, steps([](StepCounter& s) { s.back(); }));
    connect(m_bar, &StepBar::next, this, steps([](StepCounter& s) { s.next(); }));
    connect(m_bar, &StepBar::last, this, steps([](StepCounter& s) { s.goToStop(s.stops() - 1); }));
    connect(m_bar, &StepBar::chosen, this,
            [this](int stop) { m_lab.move([stop](StepCounter& s) { s.goToStop(stop); }); });
    connect(m_bar, &StepBar::grainChosen, this,
            [this](int grain) { m_lab.move([grain](StepCounter& s) { s.setGrain(grain); }); });
    onClicker(m_bar, this, [this](int key) { stepKey(key); });
}

void ChannelPage::connectView() {
    connect(m_view, &FigureView::hovered, this, [this](const std::optional<CellRef>& cell) {
        m_hover = cell;
        refreshStage();
        m_inspector->showStep(picture());
    });
    connect(m_view, &FigureView::pressed, this, &ChannelPage::press);
    connect(m_view, &FigureView::pressedNothing, this, [this] { m_cursor->select(std::nullopt); });
    connect(m_view, &FigureView::keyPressed, this,
            [this](QKeyEvent* event) { event->setAccepted(m_cursor->handleKey(event) || stepKey(event->key())); });
    m_view->setBuilder(
        [this](QSizeF size, const Style& style) { return std::make_unique<ChannelFigure>(picture(), size, style); });
}

QWidget* ChannelPage::stage() {
    return m_view;
}
QWidget* ChannelPage::inspector() {
    return m_inspector;
}
QWidget* ChannelPage::bar() {
    return m_bar;
}

void ChannelPage::open(const Lesson& lesson) {
    m_lesson = lesson;
    m_hover.reset();
    m_cursor->select(std::nullopt);
    m_bar->setPlaying(false);
    m_inspector->setLesson(lesson);
    undoStack()->clear();
    m_lab.load(channelSceneFrom(lesson.scene));
    standAt(Standing::from(lesson.scene, grains, "cell"));
}

// "grain", "step" (over all cells of all output channels, from 1) and, inside a cell, "products".
void ChannelPage::standAt(const Standing& at) {
    m_lab.move([&](StepCounter& s) { s.setGrain(at.grain); });
    m_lab.goTo(at.step - 1, at.products);
}

QJsonObject ChannelPage::scene() const {
    QJsonObject scene = toJson(m_lab.scene());
    scene["grain"] = grains[m_lab.steps().grain()];
    scene["step"] = m_lab.index() + 1;
    if (m_lab.walk() && m_lab.productsShown() < m_lab.walk()->termsPerCell()) scene["products"] = m_lab.productsShown();
    return scene;
}

void ChannelPage::setScene(const QJsonObject& scene, const QString& why) {
    const ChannelScene next = channelSceneFrom(scene);
    const Standing at = Standing::from(scene, grains, "cell");
    m_cursor->select(std::nullopt);
    m_bar->setPlaying(false);
    m_lab.edit(why, next);
    standAt(at);
}

void ChannelPage::setStyle(const Style& style) {
    m_bar->setStyle(style);
    m_inspector->setStyle(style);
    m_cursor->setStyle(style);
    m_view->setStyle(style);
    m_inspector->showStep(picture());
}

void ChannelPage::setActive(bool active) {
    if (!active) m_bar->setPlaying(false);
}

ChannelPicture ChannelPage::picture() const {
    const ChannelScene& scene = m_lab.scene();
    ChannelPicture p;
    p.headline = m_lesson.headline;
    // Either line may give away what is asked.
    if (m_cover.isEmpty()) p.line = m_inspector->asOpened() ? m_lesson.line : sceneSentence(scene);
    p.walk = m_lab.walk();
    p.task = scene.task();
    p.misfit = m_lab.misfit();
    p.rgb = scene.rgb;
    p.matrix = scene.matrix;
    p.numbers = scene.show != ShowValues::Colour;
    p.colour = scene.show != ShowValues::Numbers;
    p.map = m_lab.map();
    p.cell = m_lab.cell();
    p.shown = std::max(1, m_lab.productsShown());
    p.cover = m_cover;
    p.selected = m_cursor->selected();
    const auto exists = [&](const CellRef& c) {
        if (c.part == "input") return c.map < p.channels();
        if (c.part != "output") return editable(c).has_value() || (c.part == "matrixOutput" && p.showsMatrix());
        return p.walk && !p.hidesShape() && c.map < p.maps() && c.y < p.outputRows() && c.x < p.outputColumns();
    };
    if (m_hover && exists(*m_hover)) p.hover = m_hover;
    if (p.hover && p.hover->part == "matrixOutput" &&
        (p.hover->y >= p.maps() || p.hover->x >= p.outputRows() * p.outputColumns()))
        p.hover.reset();
    return p;
}

void ChannelPage::refreshStage() {
    m_view->refresh();
}

void ChannelPage::refresh() {
    showState();
    emit stateChanged();
}

void ChannelPage::showState() {
    const StepCounter& steps = m_lab.steps();
    const auto walk = m_lab.walk();
    // Ticks: a cell apart for products and channels, a row for cells, an output channel for rows.
    const cnn::Shape out = walk ? walk->output().shape() : cnn::Shape{};
    const int unit = !walk                ? 0
                     : steps.grain() <= 1 ? walk->termsPerCell()
                     : steps.grain() == 2 ? walk->termsPerCell() * out.w
                                          : walk->termsPerCell() * out.w * out.h;
    m_bar->setCountCovered(picture().hidesShape());
    m_bar->setState(steps.stop(), steps.stops(), unit / steps.perStop(), !walk || steps.atFirst(),
                    !walk || steps.atLast());
    m_bar->setGrain(steps.grain());
    if (m_cursor->selected() && !editable(*m_cursor->selected())) m_cursor->select(std::nullopt);
    refreshStage();
    m_inspector->showStep(picture());
}

// ---- keys and cells ------------------------------------------------------------------------------------------------

bool ChannelPage::stepKey(int key) {
    const auto move = [this](auto change) {
        m_lab.move(change);
        return true;
    };
    switch (key) {
    case Qt::Key_Right:
    case Qt::Key_PageDown:
        return move([](StepCounter& s) { s.next(); });
    case Qt::Key_Left:
    case Qt::Key_Backspace:
    case Qt::Key_PageUp:
        return move([](StepCounter& s) { s.back(); });
    case Qt::Key_Home:
        return move([](StepCounter& s) { s.goToStop(0); });
    case Qt::Key_End:
        return move([](StepCounter& s) { s.goToStop(s.stops() - 1); });
    case Qt::Key_Space:
        m_bar->setPlaying(!m_bar->playing());
        return true;
    default:
        return false;
    }
}

void ChannelPage::press(const CellRef& cell) {
    m_cursor->select(cell);
    if (m_cursor->selected() || !m_lab.walk() || picture().hidesShape()) return;
    const cnn::Shape& out = m_lab.walk()->output().shape();
    if (cell.part == "output") m_lab.goTo((cell.map * out.h + cell.y) * out.w + cell.x);
    if (cell.part == "matrixOutput") m_lab.goTo(cell.y * out.h * out.w + cell.x);
}

std::optional<ChannelCell> ChannelPage::editable(const CellRef& cell) const {
    const int columns = m_lab.scene().input.shape().w;
    ChannelCell found{ChannelCell::Input, m_lab.map(), cell.map, cell.y, cell.x};
    if (cell.part == "kernel")
        found.part = ChannelCell::Kernel;
    else if (cell.part == "bias")
        found = {ChannelCell::Bias, cell.y == 0 && cell.x == 0 ? m_lab.map() : -1};
    else if (cell.part == "matrixKernel")
        found = {ChannelCell::Kernel, cell.y, cell.x};
    else if (cell.part == "matrixBias")
        found = {ChannelCell::Bias, cell.x == 0 ? cell.y : -1};
    else if (cell.part == "matrixInput")
        found = {ChannelCell::Input, 0, cell.y, cell.x < 0 ? -1 : cell.x / columns, cell.x < 0 ? -1 : cell.x % columns};
    else if (cell.part != "input")
        return std::nullopt;
    return m_lab.scene().find(found) ? std::optional(found) : std::nullopt;
}

QString ChannelPage::cellName(const CellRef& cell) const {
    const auto [part, out, in, y, x] = *editable(cell);
    if (part == ChannelCell::Bias) return tr("bias of output channel %1").arg(out + 1);
    const QString name = part == ChannelCell::Input
                             ? tr("input channel %1, row %2, column %3").arg(in + 1)
                             : tr("kernel %1, slice %2, row %3, column %4").arg(out + 1).arg(in + 1);
    return name.arg(y + 1).arg(x + 1);
}

void ChannelPage::setCell(const CellRef& cell, float value, bool merge) {
    const ChannelCell at = *editable(cell);
    const auto next = withCell(m_lab.scene(), at, value);
    if (!next) {
        emit notice(next.error().what());
        return;
    }
    const int key = (((at.part * 8 + at.out) * 8 + at.in) * 16 + at.y) * 16 + at.x;
    m_lab.edit(tr("Set %1").arg(cellName(cell)), *next, merge ? key : -1);
}

void ChannelPage::paste(const CellRef& cell, const cnn::Tensor& block) {
    const auto next = withBlock(m_lab.scene(), *editable(cell), block);
    if (next)
        m_lab.edit(tr("Paste %1 × %2 numbers").arg(block.shape().h).arg(block.shape().w), *next);
    else
        emit notice(next.error().what());
}

// Right, then the next row, then the next channel; after the input the kernel, after the kernel the bias.
std::optional<CellRef> ChannelPage::cellAfter(const CellRef& cell) const {
    const auto& [part, map, y, x] = cell;
    for (const CellRef& next : {CellRef{part, map, y, x + 1}, CellRef{part, map, y + 1, 0},
                                CellRef{part, map + 1, 0, 0}, CellRef{part == "input" ? "kernel" : "bias", 0, 0, 0}})
        if (editable(next) && part != "bias" && !(next.map > map && part.startsWith("matrix"))) return next;
    return std::nullopt;
}

cnn::Tensor ChannelPage::gridOf(const CellRef& cell) const {
    const auto [part, out, in, y, x] = *editable(cell);
    if (part == ChannelCell::Bias)
        return cnn::Tensor({1, 1, 1, 1}, std::vector<float>{m_lab.scene().biases[static_cast<std::size_t>(out)]});
    const cnn::Tensor& all =
        part == ChannelCell::Input ? m_lab.scene().input : m_lab.scene().kernels[static_cast<std::size_t>(out)];
    const cnn::Shape& s = all.shape();
    return cnn::Tensor({1, s.h, s.w, 1},
                       all.values().subspan(all.offset(in, 0, 0), static_cast<std::size_t>(s.h * s.w)));
}

// ---- files, pictures -----------------------------------------------------------------------------------------------

bool ChannelPage::openFile(const QString& path) {
    const bool npz = path.endsWith(".npz", Qt::CaseInsensitive);
    if (!npz && !path.endsWith(".npy", Qt::CaseInsensitive)) return false;
    const std::string name = path.toStdString();
    std::string bytes = cnn::readFile(name, 1U << 20U), note;
    if (npz) bytes = cnn::arrayFromNpz(bytes, name, {}, cnn::Several::First, note);
    const auto next = withInput(m_lab.scene(), cnn::gridFromNpy(bytes, name, note));
    if (!next) throw cnn::Error(next.error().code(), name + ": " + next.error().what());
    m_lab.edit(tr("Open %1").arg(path.section('/', -1)), *next);
    if (!note.empty()) emit notice(path.section('/', -1) + ":" + QString::fromStdString(note));
    return true;
}

QString ChannelPage::openFilter() const {
    return tr("Channels of numbers, as an array (channels, rows, columns) (*.npy *.npz)");
}

Reel ChannelPage::reel() const {
    ChannelPicture base = picture();
    base.hover.reset();
    base.selected.reset();
    const int cells = base.walk ? base.walk->cells() : 1;
    const int count = base.walk ? cells * base.maps() : 1;
    return {count, [base, cells](int index, QSizeF size, const Style& style) {
                ChannelPicture p = base;
                p.map = index / cells;
                p.cell = index % cells;
                p.shown = p.channels() * p.perChannel();
                return std::make_unique<ChannelFigure>(p, size, style);
            }};
}

std::vector<NamedNumbers> ChannelPage::numbers() const {
    std::vector<NamedNumbers> all;
    if (m_lab.walk()) all.push_back({tr("output"), m_lab.walk()->output()});
    all.push_back({tr("input"), m_lab.scene().input});
    for (int o = 0; o < m_lab.scene().maps(); ++o)
        all.push_back({tr("kernel %1").arg(o + 1), m_lab.scene().kernels[static_cast<std::size_t>(o)]});
    return all;
}

void ChannelPage::cover(const QString& id) {
    m_cover = id;
    showState();
}

void ChannelPage::settle(int step) {
    if (step > 0) m_lab.goTo(step - 1);
}

} // namespace ui
