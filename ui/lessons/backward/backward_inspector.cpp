#include "ui/lessons/backward/backward_inspector.h"

#include "ui/model/size_words.h"
#include "ui/sentence.h"

namespace ui {
namespace {

// What is computed, as people read it aloud.
QString ruleOf(const BackwardScene& s) {
    switch (s.pass) {
    case BackwardPass::Kernel:
        return BackwardInspector::tr("The gradient of a weight: every input it met, times the gradient of the output "
                                     "that came of it, added up.");
    case BackwardPass::Input:
        return BackwardInspector::tr("The gradient of an input: the gradient of every output it fed, times the weight "
                                     "that it met there, added up.");
    case BackwardPass::Pooling:
        break;
    }
    return s.forward.operation == cnn::WindowOperation::MaxPool
               ? BackwardInspector::tr("Each output hands its gradient to the one input that won its window.")
               : BackwardInspector::tr(
                     "Each output shares its gradient equally among the cells of its window; what padding "
                     "gets is lost.");
}

QString forwardOf(const BackwardScene& s) {
    const auto walk = s.forwardWalk();
    if (!walk) return sentenceOf(walk.error());
    const cnn::Shape &in = s.forward.input.shape(), &out = walk->output().shape();
    const auto& [y, x] = s.forward.window;
    const bool even = padsEvenly(s.forward.window);
    return BackwardInspector::tr("Forward, a %1 × %2 window over a %3 × %4 input made a %5 × %6 output: %7 rows, %8 "
                                 "columns.")
        .arg(y.kernel)
        .arg(x.kernel)
        .arg(in.h)
        .arg(in.w)
        .arg(out.h)
        .arg(out.w)
        .arg(sizeLine(y, even, in.h), sizeLine(x, even, in.w));
}

} // namespace

BackwardInspector::BackwardInspector(BackwardLab& lab, QWidget* parent)
    : SettingsPanel(parent), m_lab(lab), m_settings(*this, lab), m_rule(paragraph()), m_forward(paragraph()),
      m_step(paragraph()) {
    m_settings.add(backwardSettings());
    addSection(tr("The way back"), m_rule);
    m_forward->setObjectName("quiet");
    add(m_forward);
    m_step->setTextFormat(Qt::RichText);
    addSection(tr("This step"), m_step);
    connect(&m_lab, &BackwardLab::changed, this, &BackwardInspector::refreshAll);
}

void BackwardInspector::refreshAll() {
    refresh();
    setAsOpened(m_lab.asOpened());
    m_rule->setText(ruleOf(m_lab.scene()));
    m_forward->setText(forwardOf(m_lab.scene()));
}

void BackwardInspector::showStep(const QString& place, const QString& sentence) {
    m_step->setText(stepWords(place, sentence));
}

} // namespace ui
