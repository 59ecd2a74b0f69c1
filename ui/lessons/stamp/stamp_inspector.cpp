#include "ui/lessons/stamp/stamp_inspector.h"

#include "ui/lessons/stamp/stamp_words.h"
#include "ui/view/controls.h"

#include <QFrame>

namespace ui {

StampInspector::StampInspector(StampLab& lab, QWidget* parent)
    : SettingsPanel(parent), m_lab(lab), m_settings(*this, lab), m_formula(new QLabel), m_step(paragraph()),
      m_counts(paragraph()), m_back(paragraph()), m_hover(paragraph()) {
    m_settings.add(stampSettings());
    auto* card = new QFrame;
    card->setObjectName("sunkenCard");
    auto* inCard = new QVBoxLayout(card);
    inCard->setContentsMargins(4, 8, 4, 8);
    m_formula->setTextFormat(Qt::RichText);
    m_formula->setWordWrap(true);
    inCard->addWidget(m_formula);
    addSection(tr("Output size"), card);
    for (QLabel* words : {m_counts, m_back, m_hover}) words->setObjectName("quiet");
    add(m_counts);
    m_step->setTextFormat(Qt::RichText);
    addSection(tr("This step"), m_step);
    add(m_back);
    add(m_hover);
    connect(&m_lab, &StampLab::sceneChanged, this, &StampInspector::refreshAll);
}

void StampInspector::setCovered(const QString& id) {
    m_sizeCovered = id == "size";
    refreshAll();
}

void StampInspector::setStyle(const Style& style) {
    SettingsPanel::setStyle(style);
    refreshAll();
}

void StampInspector::refreshAll() {
    refresh();
    setAsOpened(m_lab.asOpened());
    m_formula->setText(formula());
}

// The formula with letters, then with the numbers of rows and columns: n inputs, p padding, k kernel, a output padding.
QString StampInspector::formula() const {
    const Palette& c = style().colors();
    const cnn::StampTask task = m_lab.scene().task();
    const auto coloured = [](const QString& text, const QColor& colour) {
        return QString("<b style='color:%1'>%2</b>").arg(colour.name(), text);
    };
    QString rows = QString("<tr><td></td><td style='color:%1'>%2</td></tr>").arg(c.dim.name(), stampSizeLetters());
    const auto row = [&](const QString& name, const cnn::Axis& a, int n, int added) {
        const int result = (n - 1) * a.stride - 2 * a.padBefore + a.kernel + added;
        rows += QString("<tr><td style='color:%1; padding-right:4px'>%2</td><td "
                        "style='white-space:nowrap'>%3</td></tr>")
                    .arg(c.dim.name(), name,
                         stampSizeLine(coloured(QString::number(n), c.input), a, added,
                                       coloured(QString::number(a.kernel), c.kernel),
                                       m_sizeCovered ? QString("?")
                                                     : coloured(QString::number(result).replace('-', QChar(0x2212)),
                                                                result > 0 ? c.output : c.error)));
    };
    row(tr("rows"), task.window.y, task.input.shape().h, task.rowsAdded);
    row(tr("columns"), task.window.x, task.input.shape().w, task.columnsAdded);
    return "<table cellspacing='0' cellpadding='1'>" + rows + "</table>";
}

void StampInspector::showStep(const StampPicture& p) {
    m_step->setText(stepWords(stampPlace(p), stampSentence(p)));
    const auto show = [](QLabel* label, const QString& words) {
        label->setText(words);
        label->setVisible(!words.isEmpty());
    };
    show(m_counts, countsSentence(p));
    show(m_back, backSentence(p));
    show(m_hover, hoverSentence(p));
}

} // namespace ui
