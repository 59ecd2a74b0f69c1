#include "ui/lessons/channels/channel_page.h"

#include "ui/figure/count.h"
#include "ui/lessons/channels/channel_code.h"
#include "ui/lessons/channels/channel_figure.h"
#include "ui/lessons/channels/channel_inspector.h"
#include "ui/lessons/channels/channel_questions.h"

namespace ui {
namespace {

// What the scene is now that it is no longer the lesson's.
QString sceneSentence(const ChannelScene& s) {
    const cnn::Shape& in = s.input.shape();
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
    connect(&m_lab, &ChannelLab::positionChanged, this, &ChannelPage::refresh);
}

EditableCells ChannelPage::editableCells() {
    EditableCells cells;
    cells.editable = [this](const CellRef& cell) { return editable(cell).has_value(); };
    cells.name = [this](const CellRef& cell) { return cellName(cell); };
    cells.value = [this](const CellRef& cell) { return *m_lab.scene().find(*editable(cell)); };
    cells.set = [this](const CellRef& cell, float value, bool merge) { setCell(cell, value, merge); };
    cells.after = [this](const CellRef& cell) { return cellAfter(cell); };
    cells.block = [this](const CellRef& cell) { return gridOf(cell); };
    cells.paste = [this](const CellRef& cell, const cnn::Tensor& block) {
        change(tr("Paste %1 × %2 numbers").arg(block.shape().h).arg(block.shape().w),
               withBlock(m_lab.scene(), *editable(cell), block));
    };
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

ChannelPicture ChannelPage::picture() const {
    const ChannelScene& scene = m_lab.scene();
    ChannelPicture p;
    p.headline = lesson().headline;
    // Either line may give away what is asked.
    if (m_covered.isEmpty()) p.line = m_lab.asOpened() ? lesson().line : sceneSentence(scene);
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
    p.cover = m_covered;
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
    LabPage::press(cell, button, keys);
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
    return openGrid(path, false, [this](const cnn::Tensor& channels) { return withInput(m_lab.scene(), channels); });
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
    return reelOf<ChannelFigure>(count, base, [cells](ChannelPicture& p, int index) {
        p.map = index / cells;
        p.cell = index % cells;
        p.shown = p.channels() * p.perChannel();
    });
}

std::vector<NamedNumbers> ChannelPage::numbers() const {
    std::vector<NamedNumbers> all;
    if (m_lab.walk()) all.push_back({tr("output"), m_lab.walk()->output()});
    all.push_back({tr("input"), m_lab.scene().input});
    for (int o = 0; o < m_lab.scene().maps(); ++o)
        all.push_back({tr("kernel %1").arg(o + 1), m_lab.scene().kernels[static_cast<std::size_t>(o)]});
    return all;
}

QString ChannelPage::code(CodeDialect dialect) const {
    if (!m_lab.walk()) return {};
    return channelCode(m_lab.scene(), dialect);
}

std::vector<Question> ChannelPage::questions() const {
    return channelQuestions(picture());
}

// The first product of the sum that was asked; of a whole map its first.
void ChannelPage::showStep(const QString& id) {
    const ChannelPicture p = picture();
    const int cells = p.walk->cells(), index = p.map * cells + (id == "map" ? 0 : p.cell);
    const int before = id == "channel" ? p.channel() * p.perChannel() : 0;
    m_lab.move([&](StepCounter& s) {
        s.setGrain(0);
        s.setPosition(index * p.walk->termsPerCell() + before);
    });
}

void ChannelPage::settle(int step) {
    if (step > 0) m_lab.goTo(step - 1);
}

} // namespace ui
