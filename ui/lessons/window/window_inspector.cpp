#include "ui/lessons/window/window_inspector.h"

#include "core/tensor/decimal.h"
#include "core/walk/window_facts.h"
#include "ui/lessons/window/window_settings.h"
#include "ui/lessons/window/window_words.h"
#include "ui/model/size_words.h"
#include "ui/view/controls.h"

#include <QFrame>
#include <algorithm>

namespace ui {
namespace {

QString coloured(const QString& text, const QColor& colour) {
    return QString("<b style='color:%1'>%2</b>").arg(colour.name(), text);
}

// How the two libraries place the padding that keeps the size.
QString sameSentence(const WindowScene& s) {
    const cnn::Window torch = samePadded(s, cnn::SameRule::PyTorch), flow = samePadded(s, cnn::SameRule::TensorFlow);
    const auto words = [](const cnn::Axis& a) {
        return WindowInspector::tr("%1 before, %2 after").arg(a.padBefore).arg(a.padAfter);
    };
    if (s.window.y.stride == 1 && s.window.x.stride == 1)
        return WindowInspector::tr("Same: both libraries pad rows by %1.").arg(words(torch.y));
    return WindowInspector::tr("TensorFlow's same pads rows by %1. PyTorch's refuses a stride; by hand one writes %2.")
        .arg(words(flow.y), words(torch.y));
}

} // namespace

WindowInspector::WindowInspector(WindowLab& lab, QWidget* parent)
    : SettingsPanel(parent), m_lab(lab), m_settings(*this, lab), m_formula(new QLabel), m_work(paragraph()),
      m_padding(paragraph()), m_uses(paragraph()), m_step(paragraph()), m_hover(paragraph()) {
    m_settings.add(windowSettings());
    auto* card = new QFrame;
    card->setObjectName("sunkenCard");
    auto* inCard = new QVBoxLayout(card);
    inCard->setContentsMargins(4, 8, 4, 8);
    m_formula->setTextFormat(Qt::RichText);
    m_formula->setWordWrap(true);
    inCard->addWidget(m_formula);
    addSection(tr("Output size"), card);
    m_work->setObjectName("quiet");
    add(m_work);
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
    static const QStringList forPlanes{"kernel",        "padding",  "stride",    "strideRows",   "strideColumns",
                                       "show",          "input",    "inputRows", "inputColumns", "kernelRows",
                                       "kernelColumns", "padTop",   "fit",       "padMode",      "sameRule",
                                       "uses",          "stacked",  "fits",      "relu",         "padBottom",
                                       "padLeft",       "padRight", "dilation",  "dilationRows", "dilationColumns"};
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
        rows += QString("<tr><td style='color:%1; padding-right:4px'>%2</td><td "
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
    const QString work = workSentence(picture);
    m_work->setText(work);
    m_work->setVisible(!work.isEmpty());
    QString padding = paddingSentence(picture);
    if (m_showsSame && padding.isEmpty()) padding = sameSentence(m_lab.scene());
    m_padding->setText(padding);
    m_padding->setVisible(!padding.isEmpty());
    const QString uses = picture.hidesSize() ? QString() : usesSentence(picture);
    m_uses->setText(uses);
    m_uses->setVisible(!uses.isEmpty());
}

} // namespace ui
