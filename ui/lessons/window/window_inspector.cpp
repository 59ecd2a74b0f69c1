#include "ui/lessons/window/window_inspector.h"

#include "core/samples/kernel_library.h"
#include "core/samples/neural_trace.h"
#include "core/tensor/decimal.h"
#include "core/walk/window_facts.h"
#include "ui/model/size_words.h"
#include "ui/view/controls.h"

#include <QFrame>
#include <algorithm>

namespace ui {
namespace {

QString coloured(const QString& text, const QColor& colour) {
    return QString("<b style='color:%1'>%2</b>").arg(colour.name(), text);
}

cnn::Window sameWindow(const WindowScene& s, cnn::SameRule rule) {
    return {cnn::withSamePadding(s.window.y, s.input.shape().h, rule),
            cnn::withSamePadding(s.window.x, s.input.shape().w, rule)};
}

// 0 PyTorch, 1 TensorFlow, -1 neither.
int sameRuleOf(const WindowScene& s) {
    if (s.window == sameWindow(s, cnn::SameRule::PyTorch)) return 0;
    return s.window == sameWindow(s, cnn::SameRule::TensorFlow) ? 1 : -1;
}

// Valid: none; full: every window that touches a pixel.
cnn::Window filled(cnn::Window window, bool full) {
    for (cnn::Axis* axis : {&window.y, &window.x})
        axis->padBefore = axis->padAfter = full ? std::min(axis->extent() - 1, WindowScene::largestPadding) : 0;
    return window;
}

// 0 valid, 1 same, 2 full, -1 none of them.
int fitOf(const WindowScene& s) {
    if (s.window == filled(s.window, false)) return 0;
    if (sameRuleOf(s) >= 0) return 1;
    return s.isConvolution() && s.window == filled(s.window, true) ? 2 : -1;
}

void setFit(WindowScene& s, int fit) {
    s.window = fit == 1 ? sameWindow(s, s.window.y.stride > 1 || s.window.x.stride > 1 ? cnn::SameRule::TensorFlow
                                                                                       : cnn::SameRule::PyTorch)
                        : filled(s.window, fit == 2);
}

// How the two libraries place the padding that keeps the size.
QString sameSentence(const WindowScene& s) {
    const cnn::Window torch = sameWindow(s, cnn::SameRule::PyTorch), flow = sameWindow(s, cnn::SameRule::TensorFlow);
    const auto words = [](const cnn::Axis& a) {
        return WindowInspector::tr("%1 before, %2 after").arg(a.padBefore).arg(a.padAfter);
    };
    if (s.window.y.stride == 1 && s.window.x.stride == 1)
        return WindowInspector::tr("Same: both libraries pad rows by %1.").arg(words(torch.y));
    return WindowInspector::tr("TensorFlow's same pads rows by %1. PyTorch's refuses a stride; by hand one writes %2.")
        .arg(words(flow.y), words(torch.y));
}

bool isGlobal(const WindowScene& s) {
    const auto& [y, x] = s.window;
    return y.extent() == s.input.shape().h && x.extent() == s.input.shape().w &&
           y.padBefore + y.padAfter + x.padBefore + x.padAfter == 0;
}

// One window over the whole input, or two by two again.
void setGlobal(WindowScene& s, bool global) {
    const int rows = global ? s.input.shape().h : 2, columns = global ? s.input.shape().w : 2;
    s.window = {};
    s.window.y.stride = s.window.x.stride = global ? 1 : 2;
    s.resizeKernel(rows, columns);
}

} // namespace

WindowInspector::WindowInspector(WindowLab& lab, QWidget* parent)
    : SettingsPanel(parent), m_lab(lab), m_settings(*this, lab), m_formula(new QLabel), m_padding(paragraph()),
      m_uses(paragraph()), m_step(paragraph()), m_hover(paragraph()) {
    addSettings();
    addSignalSettings();
    auto* card = new QFrame;
    card->setObjectName("sunkenCard");
    auto* inCard = new QVBoxLayout(card);
    inCard->setContentsMargins(4, 8, 4, 8);
    m_formula->setTextFormat(Qt::RichText);
    m_formula->setWordWrap(true);
    inCard->addWidget(m_formula);
    addSection(tr("Output size"), card);
    m_padding->setObjectName("quiet");
    add(m_padding);
    m_uses->setObjectName("quiet");
    add(m_uses);
    m_step->setTextFormat(Qt::RichText);
    addSection(tr("This step"), m_step);
    m_hover->setObjectName("quiet");
    add(m_hover);
    addRepairs();
    connect(&m_lab, &WindowLab::sceneChanged, this, &WindowInspector::refreshAll);
}

// THE list of settings; a lesson names those that are in sight by their ids.
void WindowInspector::addSettings() {
    using S = WindowScene;
    const auto convolution = [](const S& s) { return s.isConvolution(); };
    const auto pooling = [](const S& s) { return !s.isConvolution(); };
    m_settings.choice(
        "operation", tr("Pooling"), {tr("max"), tr("average"), tr("none")},
        [](const S& s) { return s.bypass                                       ? 2
                                : s.operation == cnn::WindowOperation::AvgPool ? 1
                                                                               : 0; },
        [](S& s, int v) {
            s.bypass = v == 2;
            if (v < 2) s.operation = v == 1 ? cnn::WindowOperation::AvgPool : cnn::WindowOperation::MaxPool;
        },
        pooling);
    m_settings.choice(
        "global", tr("Covers"), {tr("a part"), tr("all (global)")}, [](const S& s) { return isGlobal(s) ? 1 : 0; },
        [](S& s, int v) { setGlobal(s, v == 1); }, pooling);
    m_settings.whole(
        "kernel", tr("Kernel"), 1, S::largestGrid, [](const S& s) { return s.window.y.kernel; },
        [](S& s, int v) { s.resizeKernel(v, v); }, [](const S& s) { return s.window.x.kernel; }, true, convolution);
    m_settings.whole( // pooling has no kernel
        "kernel", tr("Window"), 1, S::largestGrid, [](const S& s) { return s.window.y.kernel; },
        [](S& s, int v) { s.resizeKernel(v, v); }, [](const S& s) { return s.window.x.kernel; }, true, pooling);
    m_settings.whole(
        "padding", tr("Padding"), 0, S::largestPadding, [](const S& s) { return s.window.y.padBefore; },
        [](S& s, int v) {
            s.window.y.padBefore = s.window.y.padAfter = s.window.x.padBefore = s.window.x.padAfter = v;
        },
        {}, false, {}, [](const S& s) { return mixedPadding(s.window); });
    m_settings.choice(
        "fit", tr("Padding as"), {tr("valid"), tr("same"), tr("full")}, [](const S& s) { return fitOf(s); },
        [](S& s, int v) { setFit(s, v); }, convolution);
    m_settings.choice( // a pooling window must see a pixel
        "fit", tr("Padding as"), {tr("valid"), tr("same")}, [](const S& s) { return fitOf(s); },
        [](S& s, int v) { setFit(s, v); }, pooling);
    m_settings.list(
        "padMode", tr("Filled with"), {tr("zeros"), tr("replicate"), tr("reflect"), tr("circular")},
        [](const S& s) { return static_cast<int>(s.padMode); },
        [](S& s, int v) { s.padMode = static_cast<cnn::PadMode>(v); }, convolution);
    m_settings.choice(
        "sameRule", tr("Same as"), {tr("PyTorch"), tr("TensorFlow")}, [](const S& s) { return sameRuleOf(s); },
        [](S& s, int v) { s.window = sameWindow(s, static_cast<cnn::SameRule>(v)); });
    m_settings.whole(
        "stride", tr("Stride"), 1, S::largestStride, [](const S& s) { return s.window.y.stride; },
        [](S& s, int v) { s.window.y.stride = s.window.x.stride = v; }, [](const S& s) { return s.window.x.stride; });
    m_settings.whole(
        "strideRows", tr("Stride down"), 1, S::largestStride, [](const S& s) { return s.window.y.stride; },
        [](S& s, int v) { s.window.y.stride = v; });
    m_settings.whole(
        "strideColumns", tr("Stride across"), 1, S::largestStride, [](const S& s) { return s.window.x.stride; },
        [](S& s, int v) { s.window.x.stride = v; });
    m_settings.choice(
        "flip", tr("Kernel is"), {tr("as it is"), tr("flipped")}, [](const S& s) { return s.flip ? 1 : 0; },
        [](S& s, int v) { s.flip = v == 1; }, convolution);
    m_settings.choice(
        "relu", tr("Afterwards"), {tr("nothing"), tr("ReLU")}, [](const S& s) { return s.relu ? 1 : 0; },
        [](S& s, int v) { s.relu = v == 1; }, convolution);
    m_settings.choice(
        "uses", tr("Count uses"), {tr("off"), tr("on")}, [](const S& s) { return s.uses ? 1 : 0; },
        [](S& s, int v) { s.uses = v == 1; });
    m_settings.choice(
        "stacked", tr("Below"), {tr("sum"), tr("layers")}, [](const S& s) { return s.stacked ? 1 : 0; },
        [](S& s, int v) { s.stacked = v == 1; });
    m_settings.choice(
        "show", tr("Values as"), {tr("numbers"), tr("colour"), tr("both")},
        [](const S& s) { return static_cast<int>(s.show); }, [](S& s, int v) { s.show = static_cast<ShowValues>(v); });
    m_settings.whole(
        "input", tr("Input size"), 1, S::largestGrid, [](const S& s) { return s.input.shape().h; },
        [](S& s, int v) { s.resizeInput(v, v); }, [](const S& s) { return s.input.shape().w; }, true);
    m_settings.whole(
        "inputRows", tr("Input rows"), 1, S::largestGrid, [](const S& s) { return s.input.shape().h; },
        [](S& s, int v) { s.resizeInput(v, s.input.shape().w); });
    m_settings.whole(
        "inputColumns", tr("Input columns"), 1, S::largestGrid, [](const S& s) { return s.input.shape().w; },
        [](S& s, int v) { s.resizeInput(s.input.shape().h, v); });
    m_settings.whole(
        "kernelRows", tr("Window rows"), 1, S::largestGrid, [](const S& s) { return s.window.y.kernel; },
        [](S& s, int v) { s.resizeKernel(v, s.window.x.kernel); });
    m_settings.whole(
        "kernelColumns", tr("Window columns"), 1, S::largestGrid, [](const S& s) { return s.window.x.kernel; },
        [](S& s, int v) { s.resizeKernel(s.window.y.kernel, v); });
    m_settings.whole(
        "padTop", tr("Padding top"), 0, S::largestPadding, [](const S& s) { return s.window.y.padBefore; },
        [](S& s, int v) { s.window.y.padBefore = v; });
    m_settings.whole(
        "padBottom", tr("Padding bottom"), 0, S::largestPadding, [](const S& s) { return s.window.y.padAfter; },
        [](S& s, int v) { s.window.y.padAfter = v; });
    m_settings.whole(
        "padLeft", tr("Padding left"), 0, S::largestPadding, [](const S& s) { return s.window.x.padBefore; },
        [](S& s, int v) { s.window.x.padBefore = v; });
    m_settings.whole(
        "padRight", tr("Padding right"), 0, S::largestPadding, [](const S& s) { return s.window.x.padAfter; },
        [](S& s, int v) { s.window.x.padAfter = v; });
    m_settings.whole(
        "dilation", tr("Dilation"), 1, S::largestDilation, [](const S& s) { return s.window.y.dilation; },
        [](S& s, int v) { s.window.y.dilation = s.window.x.dilation = v; },
        [](const S& s) { return s.window.x.dilation; });
    m_settings.whole(
        "dilationRows", tr("Dilation down"), 1, S::largestDilation, [](const S& s) { return s.window.y.dilation; },
        [](S& s, int v) { s.window.y.dilation = v; });
    m_settings.whole(
        "dilationColumns", tr("Dilation across"), 1, S::largestDilation, [](const S& s) { return s.window.x.dilation; },
        [](S& s, int v) { s.window.x.dilation = v; });
}

// A signal has one row: its settings stand for columns only.
void WindowInspector::addSignalSettings() {
    using S = WindowScene;
    const auto signal = [](const S& s) { return s.signal; };
    QStringList names;
    for (const cnn::NamedKernel& k : cnn::signalKernels()) names << QString::fromStdString(k.name);
    names << tr("Your own");
    m_settings.list(
        "signalKernel", tr("Kernel shape"), names,
        [](const S& s) {
            const auto all = cnn::signalKernels();
            return static_cast<int>(std::ranges::find(all, s.kernel, &cnn::NamedKernel::values) - all.begin());
        },
        [](S& s, int v) {
            if (v >= static_cast<int>(cnn::signalKernels().size())) return; // "Your own": what is there
            const cnn::Tensor& kernel = cnn::signalKernels()[static_cast<std::size_t>(v)].values;
            s.resizeKernel(1, kernel.shape().w);
            s.kernel = kernel;
        },
        signal);
    m_settings.whole(
        "signalPadding", tr("Padding at each end"), 0, S::largestPadding,
        [](const S& s) { return s.window.x.padBefore; },
        [](S& s, int v) { s.window.x.padBefore = s.window.x.padAfter = v; }, {}, false, signal,
        [](const S& s) {
            return mixedPadding({s.window.x, s.window.x});
        });
    m_settings.whole(
        "signalStride", tr("Stride in samples"), 1, S::largestStride, [](const S& s) { return s.window.x.stride; },
        [](S& s, int v) { s.window.x.stride = v; }, {}, false, signal);
    m_settings.whole(
        "trace", tr("Made-up trace"), 1, 999, [](const S& s) { return std::max(1, s.trace); },
        [](S& s, int v) {
            s.trace = v;
            s.input = cnn::neuralTrace(S::traceSamples, static_cast<std::uint64_t>(v));
        },
        {}, false, signal);
    m_settings.whole(
        "signalKernelSize", tr("Kernel samples"), 1, S::largestGrid, [](const S& s) { return s.window.x.kernel; },
        [](S& s, int v) { s.resizeKernel(1, v); }, {}, false, signal);
    m_settings.whole(
        "signalDilation", tr("Dilation in samples"), 1, S::largestDilation,
        [](const S& s) { return s.window.x.dilation; }, [](S& s, int v) { s.window.x.dilation = v; }, {}, false,
        signal);
}

void WindowInspector::addRepairs() {
    m_smaller = new QPushButton;
    m_pad = new QPushButton;
    add(m_smaller);
    add(m_pad);
    connect(m_smaller, &QPushButton::clicked, this, [this] {
        WindowScene next = m_lab.scene();
        const cnn::Shape& in = next.input.shape();
        next.window.y.dilation = next.window.x.dilation = 1;
        next.resizeKernel(std::min(next.window.y.kernel, next.window.y.padded(in.h)),
                          std::min(next.window.x.kernel, next.window.x.padded(in.w)));
        m_lab.edit(tr("Fit the window"), next);
    });
    connect(m_pad, &QPushButton::clicked, this, [this] {
        WindowScene next = m_lab.scene();
        for (auto* axis : {&next.window.y, &next.window.x}) axis->padBefore = ++axis->padAfter;
        m_lab.edit(tr("Pad by 1 more"), next);
    });
}

// Up to two buttons that make the window fit.
void WindowInspector::showRepairs() {
    const WindowScene& s = m_lab.scene();
    const cnn::Shape& in = s.input.shape();
    const auto& [y, x] = s.window;
    const int rows = std::min(y.kernel, y.padded(in.h)), columns = std::min(x.kernel, x.padded(in.w));
    const bool tooLarge = y.extent() > y.padded(in.h) || x.extent() > x.padded(in.w);
    m_smaller->setVisible(!m_lab.walk() && tooLarge);
    const QString use = s.isConvolution() ? tr("Use a %1 × %2 kernel") : tr("Use a %1 × %2 window");
    m_smaller->setText(use.arg(rows).arg(columns));
    WindowScene padded = s;
    for (auto* axis : {&padded.window.y, &padded.window.x}) axis->padBefore = ++axis->padAfter;
    m_pad->setVisible(!m_lab.walk() && padded.window.y.padBefore <= WindowScene::largestPadding &&
                      padded.window.x.padBefore <= WindowScene::largestPadding &&
                      bool(cnn::WindowWalk::make(padded.task())));
    m_pad->setText(tr("Pad by %1").arg(padded.window.y.padBefore));
}

void WindowInspector::setWords(const QStringList& inSight, const QString& notice) {
    m_showsSame = inSight.contains("sameRule");
    SettingsPanel::setWords(inSight, notice);
    refreshAll();
}

void WindowInspector::setCovered(const QString& id) {
    m_sizeCovered = id == "size";
    refreshAll();
}

void WindowInspector::setStyle(const Style& style) {
    SettingsPanel::setStyle(style);
    refreshAll();
}

void WindowInspector::refreshAll() {
    static const QStringList forPlanes{"kernel",        "padding",  "stride",       "strideRows",     "strideColumns",
                                       "show",          "input",    "inputRows",    "inputColumns",   "kernelRows",
                                       "kernelColumns", "padTop",   "fit",          "padMode",        "sameRule",
                                       "uses",          "stacked",  "relu",         "padBottom",      "padLeft",
                                       "padRight",      "dilation", "dilationRows", "dilationColumns"};
    setHidden(m_lab.opened().signal ? forPlanes : QStringList());
    refresh();
    setAsOpened(m_lab.asOpened());
    m_formula->setText(formula());
    showRepairs();
}

namespace {

// "7 ÷ 2 = 3.5, rounded down": where there is something to divide; and what k is when it is not the kernel's size.
QString sizeRemark(const cnn::Axis& a, int n, bool covered) {
    QStringList words;
    const int room = a.padded(n) - a.extent();
    // Covered: the division would be the answer.
    if (!covered && room < 0) words << WindowInspector::tr("no window fits");
    if (!covered && room >= 0 && a.stride > 1) {
        bool exact = true;
        const cnn::Decimal quotient = cnn::Decimal(room, 0).dividedBy(a.stride, 2, exact);
        words << QString("%1 ÷ %2 %3 %4, %5")
                     .arg(room)
                     .arg(a.stride)
                     .arg(exact ? "=" : "≈", QString::fromStdString(quotient.text()),
                          room % a.stride == 0 ? WindowInspector::tr("nothing left over")
                                               : WindowInspector::tr("rounded down"));
    }
    if (a.dilation > 1)
        words
            << WindowInspector::tr("k = %1 × (%2 − 1) + 1 = %3, dilated").arg(a.dilation).arg(a.kernel).arg(a.extent());
    return words.join("<br>");
}

} // namespace

// The formula with letters, then with the numbers of rows and columns, then the division in words.
QString WindowInspector::formula() const {
    const Palette& c = style().colors();
    const WindowScene& s = m_lab.scene();
    const QString dim = c.dim.name();
    const cnn::Window window = s.activeWindow();
    const bool even = padsEvenly(window);
    QString rows = QString(even ? "<tr><td></td><td style='color:%1'>%2</td></tr>"
                                : "<tr><td colspan='2' style='color:%1'>%2</td></tr>") // longer than its column
                       .arg(dim, sizeLetters(even));
    const auto row = [&](const QString& name, const cnn::Axis& a, int n) {
        const bool fits = a.padded(n) >= a.extent();
        const QString result = m_sizeCovered ? "?" : coloured(sizeResult(a, n), fits ? c.output : c.error);
        rows += QString("<tr><td style='color:%1; padding-right:4px'><small>%2</small></td><td "
                        "style='white-space:nowrap'>%3</td></tr>")
                    .arg(dim, name,
                         sizeLine(a, even, coloured(QString::number(n), c.input),
                                  coloured(QString::number(a.extent()), c.kernel), result));
        const QString words = sizeRemark(a, n, m_sizeCovered);
        if (!words.isEmpty()) rows += QString("<tr><td></td><td style='color:%1'>%2</td></tr>").arg(dim, words);
    };
    if (!s.signal) row(tr("rows"), window.y, s.input.shape().h);
    row(s.signal ? QString() : tr("columns"), window.x, s.input.shape().w);
    return "<table cellspacing='0' cellpadding='1'>" + rows + "</table>";
}

void WindowInspector::showStep(const WindowPicture& picture) {
    m_step->setText(stepWords(picture.walk ? stepPlace(picture) : QString(), stepSentence(picture)));
    const QString hover = hoverSentence(picture);
    m_hover->setText(hover);
    m_hover->setVisible(!hover.isEmpty());
    QString padding = paddingSentence(picture);
    if (m_showsSame && padding.isEmpty()) padding = sameSentence(m_lab.scene());
    m_padding->setText(padding);
    m_padding->setVisible(!padding.isEmpty());
    const QString uses = picture.hidesSize() ? QString() : usesSentence(picture);
    m_uses->setText(uses);
    m_uses->setVisible(!uses.isEmpty());
}

} // namespace ui
