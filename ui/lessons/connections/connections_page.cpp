#include "ui/lessons/connections/connections_page.h"

#include "ui/figure/number_text.h"
#include "ui/lessons/connections/connections_code.h"
#include "ui/lessons/connections/connections_questions.h"

namespace ui {

ConnectionsPage::ConnectionsPage() : LabPage(tr("What an output reads"), {}, 0, ConnectionsStanding::table()) {
    useBreakpoints();
    connect(&m_lab, &ConnectionsLab::changed, this, [this] {
        m_counted = connectionsPicture(m_lab.scene(), 0);
        goToStop(m_unit);
    });
    m_counted = connectionsPicture(m_lab.scene(), 0); // a figure may be asked for before a lesson is opened
}

void ConnectionsPage::goToStop(int stop) {
    m_unit = std::clamp(stop, 0, last());
    refresh();
}

LessonPage::Steps ConnectionsPage::steps() const {
    return {m_unit, last() + 1, 1, m_unit == 0, m_unit == last(), 0};
}

void ConnectionsPage::press(const CellRef& cell, Qt::MouseButton, Qt::KeyboardModifiers) {
    if (cell.part == "output") goToStop(cell.x);
}

int ConnectionsPage::unit() const {
    return m_hover && m_hover->part == "output" ? std::clamp(m_hover->x, 0, last()) : m_unit;
}

ConnectionsPicture ConnectionsPage::picture() const {
    ConnectionsPicture p = m_counted;
    p.unit = unit();
    p.covered = m_covered;
    p.headline = lesson().headline;
    const ConnectionsScene& s = m_lab.scene();
    p.line = lineOr(m_lab.asOpened(), [&] {
        return tr("From %1 to %2 maps of that size: %3 pixels, %4 outputs.")
            .arg(times(s.side, s.side))
            .arg(s.maps)
            .arg(grouped(s.inputs()), grouped(s.outputs()));
    });
    return p;
}

std::unique_ptr<Figure> ConnectionsPage::figure(QSizeF size, const Style& style) const {
    return std::make_unique<ConnectionsFigure>(picture(), size, style);
}

void ConnectionsPage::showWords() {
    m_inspector->showWords(unitSentence(m_lab.scene(), unit()));
}

Reel ConnectionsPage::reel() const {
    return reelOf<ConnectionsFigure>(last() + 1, picture(), [](ConnectionsPicture& p, int index) { p.unit = index; });
}

// The three counts; and the numbers of the weights that the output of the step reads with, a row a wiring, 0: none.
std::vector<NamedNumbers> ConnectionsPage::numbers() const {
    cnn::Tensor counts({1, 3, 1, 1}), weights({1, 3, last() + 1, 1});
    for (int w = 0; w < 3; ++w) {
        counts.at(0, w, 0) = static_cast<float>(m_counted.counts[static_cast<std::size_t>(w)]);
        for (int i = 0; i <= last(); ++i)
            weights.at(0, w, i) = static_cast<float>(
                weightBetween(m_lab.scene(), wirings[static_cast<std::size_t>(w)], m_unit, i).value_or(0));
    }
    return {{tr("parameters"), std::move(counts)}, {tr("weights of this output"), std::move(weights)}};
}

QString ConnectionsPage::code(CodeDialect dialect) const {
    return connectionsCode(m_lab.scene(), dialect);
}

std::vector<Question> ConnectionsPage::questions() const {
    return connectionsQuestions(m_lab.scene());
}

void ConnectionsPage::settle(int step) {
    if (step > 0) goToStop(step - 1);
}

} // namespace ui
