#include "ui/lessons/norm/norm_page.h"

#include "ui/lessons/norm/norm_code.h"
#include "ui/lessons/norm/norm_questions.h"

namespace ui {
namespace {

// Which picture a cell belongs to: the first stands in both batches.
std::size_t pictureAt(const CellRef& cell) {
    return cell.part == "picture" ? 0 : static_cast<std::size_t>(cell.map) + 1;
}

} // namespace

NormPage::NormPage() : LabPage(tr("One picture in two batches"), {}, 0, NormStanding::table()) {
    useBreakpoints();
    useCursor(cells());
    connect(&m_lab, &NormLab::changed, this, [this] {
        m_cell = std::min(m_cell, lastCell());
        refresh();
    });
}

EditableCells NormPage::cells() {
    EditableCells cells;
    cells.editable = [this](const CellRef& c) {
        const cnn::Shape& s = m_lab.scene().size();
        return (c.part == "picture" || c.part == "other") && c.y >= 0 && c.x >= 0 && c.y < s.h && c.x < s.w;
    };
    cells.name = [](const CellRef& c) {
        const QString which = c.part == "picture" ? tr("the picture")
                              : c.map == 0        ? tr("the other picture of batch 1")
                                                  : tr("the other picture of batch 2");
        return tr("row %1, column %2 of %3").arg(c.y + 1).arg(c.x + 1).arg(which);
    };
    cells.value = [this](const CellRef& c) { return m_lab.scene().pictures[pictureAt(c)].at(0, c.y, c.x); };
    cells.set = [this](const CellRef& c, float value, bool merge) {
        NormScene next = m_lab.scene();
        next.pictures[pictureAt(c)].at(0, c.y, c.x) = value;
        const int key = 100 * static_cast<int>(pictureAt(c)) + 10 * c.y + c.x;
        m_lab.edit(tr("Set a number"), next, merge ? key : -1);
    };
    cells.block = [this](const CellRef& c) { return m_lab.scene().pictures[pictureAt(c)]; };
    cells.paste = [this](const CellRef& c, const cnn::Tensor& block, const QString& what) {
        NormScene next = m_lab.scene();
        cnn::Tensor& to = next.pictures[pictureAt(c)];
        for (int y = 0; y < std::min(block.shape().h, to.shape().h - c.y); ++y)
            for (int x = 0; x < std::min(block.shape().w, to.shape().w - c.x); ++x)
                to.at(0, c.y + y, c.x + x) = block.at(0, y, x);
        m_lab.edit(what, next);
    };
    cells.first = CellRef{"picture", 0, 0, 0};
    cells.largest = NormScene::largestValue;
    return cells;
}

void NormPage::press(const CellRef& cell, Qt::MouseButton button, Qt::KeyboardModifiers keys) {
    LabPage::press(cell, button, keys);
    if (cell.part == "picture" || cell.part == "output") goToStop(cell.y * m_lab.scene().size().w + cell.x);
}

void NormPage::standAt(const NormStanding& at) {
    m_cell = std::clamp(at.cell - 1, 0, lastCell());
    refresh();
}

void NormPage::goToStop(int stop) {
    m_cell = std::clamp(stop, 0, lastCell());
    refresh();
}

LessonPage::Steps NormPage::steps() const {
    return {m_cell, lastCell() + 1, 1, m_cell == 0, m_cell == lastCell(), 0};
}

NormPicture NormPage::picture() const {
    const NormScene& s = m_lab.scene();
    NormPicture p{lesson().headline, {}, s, {normBatch(s, 0), normBatch(s, 1)}, m_cell, m_covered, {}, {}};
    p.line = lineOr(m_lab.asOpened() && m_cell == 0, [&] { return normVerdict(p); });
    p.hover = m_hover;
    p.selected = m_cursor->selected();
    return p;
}

std::unique_ptr<Figure> NormPage::figure(QSizeF size, const Style& style) const {
    return std::make_unique<NormFigure>(picture(), size, style);
}

void NormPage::showWords() {
    m_inspector->showWords(m_covered.isEmpty() ? normVerdict(picture()) : QString());
}

Reel NormPage::reel() const {
    NormPicture base = picture();
    base.hover.reset();
    base.selected.reset();
    return reelOf<NormFigure>(lastCell() + 1, base, [cell = m_cell](NormPicture& p, int index) {
        if (index == cell) return;
        p.cell = index;
        p.line = p.covered.isEmpty() ? normVerdict(p) : QString();
    });
}

std::vector<NamedNumbers> NormPage::numbers() const {
    std::vector<NamedNumbers> all;
    for (const int batch : {0, 1}) {
        const NormBatch b = normBatch(m_lab.scene(), batch);
        cnn::Tensor picture(m_lab.scene().size());
        for (std::size_t i = 0; i < picture.size(); ++i) picture.data()[i] = b.out.data()[2 * i];
        all.push_back({batch == 0 ? tr("picture in batch 1") : tr("picture in batch 2"), picture});
    }
    return all;
}

QString NormPage::code(CodeDialect dialect) const {
    return normCode(m_lab.scene(), dialect);
}

std::vector<Question> NormPage::questions() const {
    return normQuestions(m_lab.scene(), m_cell);
}

void NormPage::settle(int step) {
    if (step > 0) goToStop(step - 1);
}

} // namespace ui
