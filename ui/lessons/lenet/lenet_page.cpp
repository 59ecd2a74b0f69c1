#include "ui/lessons/lenet/lenet_page.h"

#include "ui/figure/number_text.h"
#include "ui/lessons/lenet/lenet_code.h"
#include "ui/lessons/lenet/lenet_questions.h"

namespace ui {

LenetPage::LenetPage() : LabPage(tr("LeNet-5, layer by layer"), {}, 0, LenetStanding::table()) {
    useBreakpoints();
    connect(&m_lab, &LenetLab::changed, this, &LenetPage::sceneChanged);
    m_stages = lenetStages(m_lab.scene()); // a figure may be asked for before a lesson is opened
}

void LenetPage::sceneChanged() {
    m_stages = lenetStages(m_lab.scene());
    m_stage = std::clamp(m_stage, 0, m_stages.last());
    refresh();
}

void LenetPage::standAt(const LenetStanding& at) {
    goToStop(at.stage - 1);
}

void LenetPage::goToStop(int stop) {
    m_stage = std::clamp(stop, 0, m_stages.last());
    refresh();
}

LessonPage::Steps LenetPage::steps() const {
    return {m_stage, m_stages.last() + 1, 1, m_stage == 0, m_stage == m_stages.last(), 0};
}

// Where one stands already: down into that layer of a network that has learned.
void LenetPage::press(const CellRef& cell, Qt::MouseButton, Qt::KeyboardModifiers) {
    if (cell.map != m_stage || !m_covered.isEmpty()) return goToStop(cell.map);
    if (const auto scene = lenetDive(m_lab.scene(), m_stage))
        emit stepWanted(
            "lenet-live", *scene,
            tr("%1 of a LeNet-5 that learns digits.").arg(m_stages.all[static_cast<std::size_t>(m_stage)].name));
}

LenetPicture LenetPage::picture() const {
    LenetPicture p{lesson().headline, {}, m_lab.scene().form, m_stages, m_stage, m_covered, {}};
    p.line = lineOr(m_lab.asOpened(), [&] {
        if (m_stages.misfit) return tr("It goes no further than %1.").arg(m_stages.all.back().name);
        return m_covered.isEmpty()
                   ? tr("%1 parameters in all.").arg(grouped(m_stages.parametersUpTo(m_stages.all.size())))
                   : QString();
    });
    if (m_hover && m_hover->map <= m_stages.last()) p.hover = m_hover->map;
    return p;
}

std::unique_ptr<Figure> LenetPage::figure(QSizeF size, const Style& style) const {
    return std::make_unique<LenetFigure>(picture(), size, style);
}

void LenetPage::showWords() {
    const LenetPicture p = picture();
    const bool below = m_covered.isEmpty() && lenetDive(m_lab.scene(), m_stage);
    m_inspector->showWords(lenetSpoken(p, p.hover.value_or(p.stage)) +
                           (below ? tr(" Click it to go down into it, number by number.") : QString()));
}

Reel LenetPage::reel() const {
    LenetPicture base = picture();
    base.hover.reset();
    return reelOf<LenetFigure>(m_stages.last() + 1, base, [](LenetPicture& p, int index) { p.stage = index; });
}

// A row a layer: channels, rows, columns of what it gives, and its parameters.
std::vector<NamedNumbers> LenetPage::numbers() const {
    if (m_stages.last() == 0) return {};
    cnn::Tensor table({1, m_stages.last(), 4, 1});
    for (int i = 1; i <= m_stages.last(); ++i) {
        const LenetStage& s = m_stages.all[static_cast<std::size_t>(i)];
        const int row[] = {s.out.c, s.out.h, s.out.w, static_cast<int>(s.parameters)};
        for (int k = 0; k < 4; ++k) table.at(0, i - 1, k) = static_cast<float>(row[k]);
    }
    return {{tr("channels, rows, columns, parameters"), std::move(table)}};
}

QString LenetPage::code(CodeDialect dialect) const {
    return lenetCode(m_lab.scene(), dialect);
}

std::vector<Question> LenetPage::questions() const {
    return lenetQuestions(m_stages, m_stage);
}

void LenetPage::settle(int step) {
    if (step > 0) goToStop(step - 1);
}

} // namespace ui
