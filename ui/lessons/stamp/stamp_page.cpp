#include "ui/lessons/stamp/stamp_page.h"

#include "ui/lessons/stamp/stamp_code.h"
#include "ui/lessons/stamp/stamp_figure.h"
#include "ui/lessons/stamp/stamp_inspector.h"
#include "ui/lessons/stamp/stamp_questions.h"
#include "ui/lessons/stamp/stamp_words.h"

namespace ui {
namespace {

// What the scene is now that it is no longer the lesson's.
QString sceneSentence(const StampScene& s) {
    return StampPage::tr("A %1 × %2 kernel stamped by a %3 × %4 input, stride %5, padding %6, output padding %7.")
        .arg(s.kernel.shape().h)
        .arg(s.kernel.shape().w)
        .arg(s.input.shape().h)
        .arg(s.input.shape().w)
        .arg(s.stride)
        .arg(s.padding)
        .arg(s.outputPadding);
}

QString cellName(const CellRef& cell) {
    return StampPage::tr(cell.part == "kernel" ? "kernel row %1, column %2" : "input row %1, column %2")
        .arg(cell.y + 1)
        .arg(cell.x + 1);
}

} // namespace

StampPage::StampPage()
    : LabPage(tr("Input, kernel and output"), {tr("product"), tr("stamp"), tr("row")}, StampLab::stampGrain,
              Standing::table(stampGrains)) {
    useCursor(editableCells());
    useBreakpoints(stampGrains);
    connect(&m_lab, &StampLab::positionChanged, this, &StampPage::refresh);
}

// "grain", "step" (an input cell, from 1) and, inside its stamp, "products".
void StampPage::standAt(const Standing& at) {
    setGrain(at.grain);
    m_lab.goTo(at.step - 1, at.products);
}

Standing StampPage::place() const {
    const int shown = m_lab.productsShown();
    return {m_lab.steps().grain(), m_lab.cell() + 1, shown < m_lab.products() ? shown : 0};
}

// ---- steps and cells -----------------------------------------------------------------------------------------------

LessonPage::Steps StampPage::steps() const {
    const StepCounter& steps = m_lab.steps();
    const int unit = steps.grain() == 0                      ? m_lab.products()
                     : steps.grain() == StampLab::stampGrain ? m_lab.scene().input.shape().w
                                                             : 0;
    return {steps.stop(),
            m_lab.walk() ? steps.stops() : 0,
            unit,
            !m_lab.walk() || steps.atFirst(),
            !m_lab.walk() || steps.atLast(),
            steps.grain()};
}

void StampPage::goToStop(int stop) {
    m_lab.move([stop](StepCounter& s) { s.goToStop(stop); });
}

void StampPage::step(StepWay way, bool) {
    m_lab.move([way](StepCounter& s) { s.go(way); });
}

void StampPage::setGrain(int grain) {
    m_lab.move([grain](StepCounter& s) { s.setGrain(grain); });
}

// An input cell's stamp is the step that shows it.
void StampPage::press(const CellRef& cell, Qt::MouseButton button, Qt::KeyboardModifiers keys) {
    const int index = cell.y * m_lab.scene().input.shape().w + cell.x;
    const bool stamps = cell.part == "input" && m_lab.walk();
    if (stamps && keys & Qt::ControlModifier) // at its last product
        return toggleBreakpoint(((index + 1) * m_lab.products() - 1) / m_lab.steps().perStop());
    LabPage::press(cell, button, keys);
    if (stamps) m_lab.goTo(index);
}

const cnn::Tensor& StampPage::gridOf(const QString& part) const {
    return part == "kernel" ? m_lab.scene().kernel : m_lab.scene().input;
}

bool StampPage::editable(const CellRef& cell) const {
    const cnn::Shape& s = gridOf(cell.part).shape();
    return (cell.part == "input" || cell.part == "kernel") && cell.y >= 0 && cell.x >= 0 && cell.y < s.h &&
           cell.x < s.w;
}

// Right, then the next row, then the kernel, then out of the grids.
std::optional<CellRef> StampPage::cellAfter(const CellRef& cell) const {
    for (const CellRef& next : {CellRef{cell.part, 0, cell.y, cell.x + 1}, CellRef{cell.part, 0, cell.y + 1, 0}})
        if (editable(next)) return next;
    return cell.part == "input" ? std::optional(CellRef{"kernel", 0, 0, 0}) : std::nullopt;
}

EditableCells StampPage::editableCells() {
    EditableCells cells;
    cells.editable = [this](const CellRef& c) { return editable(c); };
    cells.name = cellName;
    cells.value = [this](const CellRef& c) { return gridOf(c.part).at(0, c.y, c.x); };
    cells.set = [this](const CellRef& c, float value, bool merge) {
        const int key = (c.part == "kernel" ? 100 : 0) + c.y * StampScene::largestInput + c.x;
        m_lab.edit(tr("Set %1").arg(cellName(c)), withCell(m_lab.scene(), c.part, c.y, c.x, value), merge ? key : -1);
    };
    cells.after = [this](const CellRef& c) { return cellAfter(c); };
    cells.block = [this](const CellRef& c) { return gridOf(c.part); };
    cells.paste = [this](const CellRef& c, const cnn::Tensor& block, const QString& what) {
        change(what, withBlock(m_lab.scene(), c.part, block));
    };
    cells.first = CellRef{"input", 0, 0, 0};
    cells.largest = StampScene::largestValue;
    return cells;
}

void StampPage::cover(const QString& id) {
    if (id == m_covered) return;
    m_covered = id;
    m_inspector->setCovered(id);
    m_cursor->select(std::nullopt);
    showState();
}

// The first product of the stamp that was asked; of a whole map its first.
void StampPage::showStep(const QString& id) {
    const int first = id == "map" ? 0 : m_lab.cell();
    m_lab.move([&](StepCounter& s) {
        s.setGrain(0);
        s.setPosition(first * m_lab.products());
    });
}

// ---- pictures ------------------------------------------------------------------------------------------------------

StampPicture StampPage::picture() const {
    const StampScene& scene = m_lab.scene();
    StampPicture p;
    p.headline = lesson().headline;
    p.line = lineOr(m_lab.asOpened(), [&] { return sceneSentence(scene); });
    p.walk = m_lab.walk();
    p.task = scene.task();
    p.misfit = m_lab.misfit();
    p.counts = scene.counts;
    p.back = scene.back;
    p.cell = m_lab.cell();
    p.shown = m_lab.productsShown();
    p.covered = m_covered;
    p.selected = m_cursor->selected();
    if (m_hover && (editable(*m_hover) || (m_hover->part == "output" && p.walk && p.drawn(m_hover->y, m_hover->x))))
        p.hover = m_hover;
    return p;
}

std::unique_ptr<Figure> StampPage::figure(QSizeF size, const Style& style) const {
    return std::make_unique<StampFigure>(picture(), size, style);
}

void StampPage::showWords() {
    m_inspector->showStep(picture());
}

Reel StampPage::reel() const {
    StampPicture base = picture();
    base.hover.reset();
    base.selected.reset();
    const int count = base.walk ? base.walk->size() : 1;
    return reelOf<StampFigure>(count, base, [](StampPicture& p, int index) {
        p.cell = index;
        p.shown = p.walk ? p.products() : 1;
    });
}

std::vector<NamedNumbers> StampPage::numbers() const {
    std::vector<NamedNumbers> all;
    if (const auto walk = m_lab.walk()) {
        all.push_back({tr("output"), walk->output()});
        all.push_back({tr("stamps that meet"), walk->counts()});
        if (m_lab.scene().back) all.push_back({tr("convolved back"), walk->convolvedBack()});
    }
    all.push_back({tr("input"), m_lab.scene().input});
    all.push_back({tr("kernel"), m_lab.scene().kernel});
    return all;
}

QString StampPage::code(CodeDialect dialect) const {
    return m_lab.walk() ? stampCode(picture(), dialect) : QString();
}

std::vector<Question> StampPage::questions() const {
    return stampQuestions(picture());
}

bool StampPage::openFile(const QString& path) {
    return openGrid(path, true, [&](const cnn::Tensor& grid) -> cnn::Expected<StampScene> {
        if (grid.shape().c != 1)
            return cnn::Error(cnn::ErrorCode::Mismatch,
                              cnn::Message::tr("it holds %1 channels; this lesson has one.", grid.shape().c));
        return withBlock(m_lab.scene(), "input", grid);
    });
}

QString StampPage::openFilter() const {
    return tr("Grids of numbers (*.csv *.tsv *.txt *.npy *.npz)");
}

void StampPage::settle(int step) {
    if (step > 0) m_lab.goTo(step - 1);
}

} // namespace ui
