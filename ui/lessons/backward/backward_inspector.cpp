#include "ui/lessons/backward/backward_inspector.h"

#include "ui/model/size_words.h"

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
    if (!walk) return QString::fromUtf8(walk.error().what());
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
    addSettings();
    addSection(tr("The way back"), m_rule);
    m_forward->setObjectName("quiet");
    add(m_forward);
    m_step->setTextFormat(Qt::RichText);
    addSection(tr("This step"), m_step);
    connect(&m_lab, &BackwardLab::changed, this, &BackwardInspector::refreshAll);
}

void BackwardInspector::addSettings() {
    using S = BackwardScene;
    const auto pooling = [](const S& s) { return s.pass == BackwardPass::Pooling; };
    const auto convolution = [](const S& s) { return s.pass != BackwardPass::Pooling; };
    const auto both = [](cnn::Window& w, auto set) {
        set(w.y);
        set(w.x);
    };
    m_settings.choice(
        "gradientOf", tr("Gradient of the"), {tr("kernel"), tr("input")},
        [](const S& s) { return s.pass == BackwardPass::Input ? 1 : 0; },
        [](S& s, int v) { s.pass = v == 1 ? BackwardPass::Input : BackwardPass::Kernel; }, convolution);
    m_settings.choice(
        "operation", tr("Takes the"), {tr("maximum"), tr("average")},
        [](const S& s) { return s.forward.operation == cnn::WindowOperation::AvgPool ? 1 : 0; },
        [](S& s, int v) {
            s.forward.operation = v == 1 ? cnn::WindowOperation::AvgPool : cnn::WindowOperation::MaxPool;
        },
        pooling);
    m_settings.whole(
        "kernel", tr("Window"), 1, S::largestSide, [](const S& s) { return s.forward.window.y.kernel; },
        [](S& s, int v) { s.forward.resizeKernel(v, v); }, [](const S& s) { return s.forward.window.x.kernel; }, true);
    m_settings.whole(
        "stride", tr("Stride"), 1, S::largestSetting, [](const S& s) { return s.forward.window.y.stride; },
        [both](S& s, int v) { both(s.forward.window, [v](cnn::Axis& a) { a.stride = v; }); },
        [](const S& s) { return s.forward.window.x.stride; });
    m_settings.whole(
        "padding", tr("Padding"), 0, S::largestSetting, [](const S& s) { return s.forward.window.y.padBefore; },
        [both](S& s, int v) { both(s.forward.window, [v](cnn::Axis& a) { a.padBefore = a.padAfter = v; }); }, {}, false,
        {}, [](const S& s) { return mixedPadding(s.forward.window); });
    m_settings.whole(
        "dilation", tr("Dilation"), 1, S::largestSetting, [](const S& s) { return s.forward.window.y.dilation; },
        [both](S& s, int v) { both(s.forward.window, [v](cnn::Axis& a) { a.dilation = v; }); },
        [](const S& s) { return s.forward.window.x.dilation; });
    m_settings.whole(
        "input", tr("Input size"), 1, S::largestSide, [](const S& s) { return s.forward.input.shape().h; },
        [](S& s, int v) { s.forward.resizeInput(v, v); }, [](const S& s) { return s.forward.input.shape().w; }, true);
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
