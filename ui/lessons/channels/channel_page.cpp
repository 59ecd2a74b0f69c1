#include "ui/lessons/channels/channel_page.h"

#include "ui/figure/count.h"
#include "ui/lessons/channels/channel_code.h"
#include "ui/lessons/channels/channel_edit.h"
#include "ui/lessons/channels/channel_figure.h"
#include "ui/lessons/channels/channel_inspector.h"
#include "ui/lessons/channels/channel_questions.h"
#include "ui/media/image_io.h"

#include <QKeyEvent>

namespace ui {
namespace {

// What the scene is now that it is no longer the lesson's.
QString sceneSentence(const ChannelScene& s) {
    const cnn::Shape& in = s.input.shape();
    if (s.split.cells)
        return ChannelPage::tr("Split into red, green and blue; the numbers in the frame are the input, %1 × %2 × %3.")
            .arg(in.c)
            .arg(in.h)
            .arg(in.w);
    const cnn::Shape& k = s.kernelShape();
    return ChannelPage::tr("%1 in, %2 out: %3 of %4 × %5 × %6 on %7 × %8 pixels.")
        .arg(count::channels(in.c))
        .arg(s.maps())
        .arg(count::kernels(s.maps()))
        .arg(k.c)
        .arg(k.h)
        .arg(k.w)
        .arg(in.h)
        .arg(in.w);
}

} // namespace

ChannelPage::ChannelPage()
    : LabPage(tr("Input channels, kernels and output channels"), {tr("product"), tr("channel"), tr("cell"), tr("row")},
              static_cast<int>(ChannelGrain::Cell), Standing::table(channelGrains)) {
    useCursor(editableCells());
    useBreakpoints(channelGrains);
    connect(&m_lab, &ChannelLab::positionChanged, this, &ChannelPage::refresh);
    connect(m_inspector, &ChannelInspector::pictureWanted, this, [this] { emit pictureWanted(false); });
    connect(m_view, &FigureView::released, this, [this] { m_moving = false; });
}

EditableCells ChannelPage::editableCells() {
    EditableCells cells;
    cells.editable = [this](const CellRef& cell) { return editable(cell).has_value(); };
    cells.name = [this](const CellRef& cell) { return cellName(cell); };
    cells.value = [this](const CellRef& cell) { return *m_lab.scene().find(*editable(cell)); };
    cells.set = [this](const CellRef& cell, float value, bool merge) { setCell(cell, value, merge); };
    cells.after = [this](const CellRef& cell) { return cellAfter(cell); };
    cells.block = [this](const CellRef& cell) { return gridOf(cell); };
    cells.paste = [this](const CellRef& cell, const cnn::Tensor& block, const QString& what) {
        if (!editable(cell))
            return void(emit notice(tr("The input's numbers are the picture's. To set your own, choose "
                                       "none for the picture.")));
        change(what, withBlock(m_lab.scene(), *editable(cell), block));
    };
    // A matrix holds numbers of several grids.
    cells.corner = [](const CellRef& cell) {
        return cell.part.startsWith("matrix") ? std::nullopt : std::optional(CellRef{cell.part, cell.map, 0, 0});
    };
    cells.all = [this] { return m_lab.scene().input.shape(); };
    cells.first = CellRef{"input", 0, 0, 0};
    return cells;
}

// "grain", "step" (over all cells of all output channels, from 1) and, inside a cell, "products".
void ChannelPage::standAt(const Standing& at) {
    setGrain(at.grain);
    m_lab.goTo(at.step - 1, at.products);
}

Standing ChannelPage::place() const {
    const bool whole = !m_lab.walk() || m_lab.productsShown() >= m_lab.walk()->termsPerCell();
    return {m_lab.steps().grain(), m_lab.index() + 1, whole ? 0 : m_lab.productsShown()};
}

void ChannelPage::setStyle(const Style& style) {
    LabPage::setStyle(style);
    showWords(); // with its colours
}

std::unique_ptr<Figure> ChannelPage::figure(QSizeF size, const Style& style) const {
    return std::make_unique<ChannelFigure>(picture(), size, style);
}

// Made anew when it is another picture or reduction; moving the window changes nothing of it.
std::shared_ptr<const SplitPicture> ChannelPage::split() const {
    const ChannelSplit& s = m_lab.scene().split;
    if (!s.cells) return nullptr;
    if (m_split && m_split->cells == s.cells && m_split->tinted == s.tinted) return m_split;
    auto made = std::make_shared<SplitPicture>();
    made->name = s.name();
    made->photo = colouredPicture(*s.pixels());
    made->cells = s.cells;
    made->reduction = s.reduction;
    made->tinted = s.tinted;
    for (int c = 0; c < 3; ++c) {
        QImage image(s.cells->shape().w, s.cells->shape().h, QImage::Format_RGB32);
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                image.setPixel(x, y, made->colour(c, static_cast<double>(s.cells->at(c, y, x))).rgb());
        made->channels[static_cast<std::size_t>(c)] = image;
    }
    return m_split = made;
}

ChannelPicture ChannelPage::picture() const {
    const ChannelScene& scene = m_lab.scene();
    ChannelPicture p;
    p.headline = lesson().headline;
    // Either line may give away what is asked.
    if (m_covered.isEmpty()) p.line = m_lab.asOpened() ? lesson().line : sceneSentence(scene);
    p.walk = m_lab.walk();
    p.task = scene.task();
    p.misfit = m_lab.misfit();
    p.split = split();
    p.top = scene.split.top;
    p.left = scene.split.left;
    p.rgb = scene.rgb || p.split;
    p.matrix = scene.matrix;
    p.mixes = scene.mixes;
    p.perMap = scene.perMap;
    p.numbers = scene.show != ShowValues::Colour;
    p.colour = scene.show != ShowValues::Numbers;
    p.map = m_lab.map();
    p.cell = m_lab.cell();
    p.shown = std::max(1, m_lab.productsShown());
    p.cover = m_covered;
    p.selected = m_cursor->selected();
    const auto exists = [&](const CellRef& c) {
        if (c.part == "input") return c.map < p.channels();
        if (c.part == "photo" || c.part == "channel")
            return p.split && c.y < p.split->shape().h && c.x < p.split->shape().w;
        if (c.part != "output") return numberAt(c).has_value() || (c.part == "matrixOutput" && p.showsMatrix());
        return p.walk && !p.hidesShape() && c.map < p.maps() && c.y < p.outputRows() && c.x < p.outputColumns();
    };
    if (m_hover && exists(*m_hover)) p.hover = m_hover;
    if (p.hover && p.hover->part == "matrixOutput" &&
        (p.hover->y >= p.maps() || p.hover->x >= p.outputRows() * p.outputColumns()))
        p.hover.reset();
    return p;
}

LessonPage::Steps ChannelPage::steps() const {
    const StepCounter& steps = m_lab.steps();
    const auto walk = m_lab.walk();
    // Ticks: a cell apart for products and channels, a row for cells, an output channel for rows.
    const cnn::Shape out = walk ? walk->output().shape() : cnn::Shape{};
    const int unit = !walk                ? 0
                     : steps.grain() <= 1 ? walk->termsPerCell()
                     : steps.grain() == 2 ? walk->termsPerCell() * out.w
                                          : walk->termsPerCell() * out.w * out.h;
    return {
        steps.stop(),  steps.stops(),         unit / steps.perStop(), !walk || steps.atFirst(), !walk || steps.atLast(),
        steps.grain(), picture().hidesShape()};
}

void ChannelPage::showState() {
    if (m_cursor->selected() && !editable(*m_cursor->selected())) m_cursor->select(std::nullopt);
    LabPage::showState();
}

void ChannelPage::showWords() {
    m_inspector->showStep(picture());
}

// ---- keys and cells ------------------------------------------------------------------------------------------------

void ChannelPage::goToStop(int stop) {
    m_lab.move([stop](StepCounter& s) { s.goToStop(stop); });
}

void ChannelPage::step(StepWay way, bool) {
    m_lab.move([way](StepCounter& s) { s.go(way); });
}

void ChannelPage::setGrain(int grain) {
    m_lab.move([grain](StepCounter& s) { s.setGrain(grain); });
}

void ChannelPage::press(const CellRef& cell, Qt::MouseButton button, Qt::KeyboardModifiers keys) {
    if (cell.part == "photo" || cell.part == "channel") {
        m_cursor->select(std::nullopt);
        ++m_strokes;
        m_moving = true;
        return centreWindow(cell);
    }
    const bool shown = m_lab.walk() && !picture().hidesShape();
    const cnn::Shape out = shown ? m_lab.walk()->output().shape() : cnn::Shape{};
    if (shown && cell.part == "output" && keys & Qt::ControlModifier)
        return toggleBreakpointAt((cell.map * out.h + cell.y) * out.w + cell.x);
    LabPage::press(cell, button, keys);
    if (m_cursor->selected() || !shown) return;
    if (cell.part == "output") m_lab.goTo((cell.map * out.h + cell.y) * out.w + cell.x);
    if (cell.part == "matrixOutput") m_lab.goTo(cell.y * out.h * out.w + cell.x);
}

// At the stop with the last product of this cell of all output channels.
void ChannelPage::toggleBreakpointAt(int index) {
    const int last = (index + 1) * m_lab.walk()->termsPerCell() - 1;
    toggleBreakpoint(last / m_lab.steps().perStop());
}

void ChannelPage::drag(const CellRef& cell) {
    if (m_moving && (cell.part == "photo" || cell.part == "channel")) centreWindow(cell);
}

void ChannelPage::centreWindow(const CellRef& cell) {
    constexpr int firstStroke = 1 << 20; // beyond the keys of cells
    const cnn::Shape& in = m_lab.scene().input.shape();
    moveWindow(cell.y - in.h / 2, cell.x - in.w / 2, firstStroke + m_strokes);
}

void ChannelPage::moveWindow(int top, int left, int mergeKey) {
    ChannelScene next = m_lab.scene();
    next.moveWindow(top, left);
    m_lab.edit(tr("Move the window on the picture"), next, mergeKey);
}

// With Shift the arrows move the window on the picture. Its numbers are not typed, so the cursor begins in the kernel.
bool ChannelPage::handleKey(QKeyEvent* event) {
    constexpr int moveKey = 1 << 19;
    const ChannelSplit& s = m_lab.scene().split;
    if (!s.isOn()) return LabPage::handleKey(event);
    const int key = event->key();
    const int dx = (key == Qt::Key_Right) - (key == Qt::Key_Left), dy = (key == Qt::Key_Down) - (key == Qt::Key_Up);
    if (event->modifiers() & Qt::ShiftModifier && (dx != 0 || dy != 0))
        return moveWindow(s.top + dy, s.left + dx, moveKey), true;
    const bool enters = dy != 0 || key == Qt::Key_Return || key == Qt::Key_Enter;
    if (enters && !m_cursor->selected()) return m_cursor->select(CellRef{"kernel", 0, 0, 0}), true;
    return LabPage::handleKey(event);
}

std::optional<ChannelCell> ChannelPage::editable(const CellRef& cell) const {
    const auto found = numberAt(cell);
    return found && found->part == ChannelCell::Input && m_lab.scene().split.isOn() ? std::nullopt : found;
}

std::optional<ChannelCell> ChannelPage::numberAt(const CellRef& cell) const {
    ChannelCell found{ChannelCell::Input, m_lab.map(), cell.map, cell.y, cell.x};
    if (cell.part == "kernel")
        found.part = ChannelCell::Kernel;
    else if (cell.part == "bias")
        found = {ChannelCell::Bias, cell.y == 0 && cell.x == 0 ? m_lab.map() : -1};
    else if (cell.part == "matrixKernel")
        found = {ChannelCell::Kernel, cell.y, unrolled(cell.x, 0).c, unrolled(cell.x, 0).ky, unrolled(cell.x, 0).kx};
    else if (cell.part == "matrixBias")
        found = {ChannelCell::Bias, cell.x == 0 ? cell.y : -1};
    else if (cell.part == "matrixInput")
        found = {ChannelCell::Input, 0, unrolled(cell.y, cell.x).c, unrolled(cell.y, cell.x).inY,
                 unrolled(cell.y, cell.x).inX};
    else if (cell.part != "input")
        return std::nullopt;
    return m_lab.scene().find(found) ? std::optional(found) : std::nullopt;
}

// Number r of window i; of none that there is: no cell.
cnn::Term ChannelPage::unrolled(int r, int i) const {
    const auto walk = m_lab.walk();
    if (!walk || r < 0 || i < 0 || r >= walk->termsPerCell() || i >= walk->cells()) return {-1, -1, -1, -1, -1};
    return walk->map(0).at(i).terms[static_cast<std::size_t>(r)];
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
    const int key = (((at.part * 8 + at.out) * 8 + at.in) * 16 + at.y) * 16 + at.x;
    change(tr("Set %1").arg(cellName(cell)), withCell(m_lab.scene(), at, value), merge ? key : -1);
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
    const auto [part, out, in, y, x] = *numberAt(cell);
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
    return openGrid(path, false, [this](const cnn::Tensor& channels) { return withInput(m_lab.scene(), channels); });
}

QString ChannelPage::openFilter() const {
    return tr("Channels of numbers, as an array (channels, rows, columns) (*.npy *.npz)");
}

ChannelScene ChannelPage::read(const QJsonObject& object) const {
    ChannelScene scene = channelSceneFrom(object);
    scene.split.given = madeReadable(scene.split.given, m_lab.scene().split.given);
    if (scene.split.source != ChannelSplit::Given) return scene;
    scene.split.update();
    scene.cut();
    return scene;
}

bool ChannelPage::takePicture(const SharedPicture& given) {
    ChannelScene next = m_lab.scene();
    next.split.given = given;
    next.setPicture(ChannelSplit::Given);
    m_lab.edit(tr("Take %1").arg(given->name), next);
    return true;
}

Reel ChannelPage::reel() const {
    ChannelPicture base = picture();
    base.hover.reset();
    base.selected.reset();
    const int cells = base.walk ? base.walk->cells() : 1;
    const int count = base.walk ? cells * base.maps() : 1;
    return reelOf<ChannelFigure>(count, base, [cells](ChannelPicture& p, int index) {
        p.map = index / cells;
        p.cell = index % cells;
        p.shown = p.slices() * p.perChannel();
    });
}

std::vector<NamedNumbers> ChannelPage::numbers() const {
    std::vector<NamedNumbers> all;
    if (m_lab.walk()) all.push_back({tr("output"), m_lab.walk()->output()});
    all.push_back({tr("input"), m_lab.scene().input});
    if (const auto& cells = m_lab.scene().split.cells) all.push_back({tr("picture"), *cells});
    for (int o = 0; o < m_lab.scene().maps(); ++o)
        all.push_back({tr("kernel %1").arg(o + 1), m_lab.scene().kernels[static_cast<std::size_t>(o)]});
    return all;
}

QString ChannelPage::code(CodeDialect dialect) const {
    if (!m_lab.walk()) return {};
    return channelCode(picture(), dialect);
}

std::vector<Question> ChannelPage::questions() const {
    return channelQuestions(picture());
}

// The first product of the sum that was asked; of a whole map its first.
void ChannelPage::showStep(const QString& id) {
    const ChannelPicture p = picture();
    const int cells = p.walk->cells(), index = p.map * cells + (id == "map" ? 0 : p.cell);
    const int before = id == "channel" ? (p.channel() - p.first()) * p.perChannel() : 0;
    m_lab.move([&](StepCounter& s) {
        s.setGrain(0);
        s.setPosition(index * p.walk->termsPerCell() + before);
    });
}

void ChannelPage::settle(int step) {
    if (step > 0) m_lab.goTo(step - 1);
}

} // namespace ui
