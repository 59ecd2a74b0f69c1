#include "ui/pages/window_inspector.h"

#include "ui/view/controls.h"

#include <QFrame>

namespace ui {
namespace {

QLabel* paragraph() {
    auto* label = new QLabel;
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

QString coloured(const QString& text, const QColor& colour) {
    return QString("<b style='color:%1'>%2</b>").arg(colour.name(), text);
}

} // namespace

WindowInspector::WindowInspector(WindowLab& lab, QWidget* parent)
    : QScrollArea(parent), m_lab(lab), m_frontRows(new QVBoxLayout), m_moreRows(new QVBoxLayout),
      m_moreBox(new QWidget), m_more(new QPushButton), m_formula(new QLabel), m_padding(paragraph()),
      m_place(new QLabel), m_step(paragraph()), m_hover(paragraph()), m_notice(paragraph()) {
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    auto* panel = new QWidget;
    panel->setObjectName("panel");
    auto* column = new QVBoxLayout(panel);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(10);
    column->addWidget(heading(tr("Settings")));
    column->addLayout(m_frontRows);
    m_more->setObjectName("link");
    m_more->setCheckable(true);
    column->addWidget(m_more);
    m_moreRows->setContentsMargins(0, 0, 0, 0);
    m_moreBox->setLayout(m_moreRows);
    m_moreBox->hide();
    column->addWidget(m_moreBox);
    column->addSpacing(10);
    column->addWidget(heading(tr("Output size")));
    auto* card = new QFrame;
    card->setObjectName("sunkenCard");
    auto* inCard = new QVBoxLayout(card);
    inCard->setContentsMargins(8, 8, 8, 8);
    m_formula->setTextFormat(Qt::RichText);
    m_formula->setWordWrap(true);
    inCard->addWidget(m_formula);
    column->addWidget(card);
    m_padding->setObjectName("quiet");
    column->addWidget(m_padding);
    column->addSpacing(10);
    column->addWidget(heading(tr("This step")));
    m_place->setStyleSheet("font-weight: 700");
    column->addWidget(m_place);
    column->addWidget(m_step);
    m_hover->setObjectName("quiet");
    column->addWidget(m_hover);
    addRepairs(column);
    column->addSpacing(10);
    m_noticeHeading = heading(tr("Notice"));
    column->addWidget(m_noticeHeading);
    column->addWidget(m_notice);
    column->addStretch(1);
    setWidget(panel);
    addSettings();
    connect(m_more, &QPushButton::toggled, this, [this](bool open) {
        m_moreBox->setVisible(open);
        m_more->setText(open ? tr("Fewer settings  ‹") : tr("More settings  ›"));
    });
    m_more->setText(tr("More settings  ›"));
    connect(&m_lab, &WindowLab::sceneChanged, this, &WindowInspector::refresh);
}

void WindowInspector::addWhole(const QString& id, const QString& label, int low, int high, Read read, Write write,
                               Read other) {
    auto* stepper = Stepper::whole(label, low, high, bool(other) && (id == "kernel" || id == "input"));
    m_steppers.push_back(stepper);
    connect(stepper, &Stepper::changed, this, [this, label, write](double v) {
        WindowScene next = m_lab.scene();
        write(next, static_cast<int>(v));
        m_lab.edit(tr("Set %1").arg(label.toLower()), next);
    });
    connect(stepper, &Stepper::refused, this, &WindowInspector::refused);
    const auto show = [stepper, read, other](const WindowScene& s) {
        stepper->setValue(read(s));
        if (other && other(s) != read(s)) stepper->setText(QString("%1 × %2").arg(read(s)).arg(other(s)));
    };
    m_settings.push_back({id, settingRow(label, stepper), show});
    m_settings.back().row->setParent(widget());
}

void WindowInspector::addChoice(const QString& id, const QString& label, const QStringList& choices, Read read,
                                Write write) {
    auto* choice = new Segmented(label, choices);
    connect(choice, &Segmented::changed, this, [this, label, write](int v) {
        WindowScene next = m_lab.scene();
        write(next, v);
        m_lab.edit(tr("Change %1").arg(label.toLower()), next);
    });
    m_settings.push_back(
        {id, settingRow(label, choice), [choice, read](const WindowScene& s) { choice->setCurrent(read(s)); }});
    m_settings.back().row->setParent(widget());
}

// THE list of settings; a lesson names those that are in sight by their ids.
void WindowInspector::addSettings() {
    using S = WindowScene;
    addChoice(
        "operation", tr("Takes the"), {tr("maximum"), tr("average")},
        [](const S& s) { return s.operation == cnn::WindowOperation::AvgPool ? 1 : 0; },
        [](S& s, int v) { s.operation = v == 1 ? cnn::WindowOperation::AvgPool : cnn::WindowOperation::MaxPool; });
    m_settings.back().forConvolution = false;
    addWhole(
        "kernel", tr("Kernel"), 1, S::largestGrid, [](const S& s) { return s.window.y.kernel; },
        [](S& s, int v) { s.resizeKernel(v, v); }, [](const S& s) { return s.window.x.kernel; });
    m_settings.back().forPooling = false;
    addWhole( // pooling has no kernel
        "kernel", tr("Window"), 1, S::largestGrid, [](const S& s) { return s.window.y.kernel; },
        [](S& s, int v) { s.resizeKernel(v, v); }, [](const S& s) { return s.window.x.kernel; });
    m_settings.back().forConvolution = false;
    addWhole(
        "padding", tr("Padding"), 0, S::largestPadding, [](const S& s) { return s.window.y.padBefore; },
        [](S& s, int v) {
            s.window.y.padBefore = s.window.y.padAfter = s.window.x.padBefore = s.window.x.padAfter = v;
        });
    addWhole(
        "stride", tr("Stride"), 1, S::largestStride, [](const S& s) { return s.window.y.stride; },
        [](S& s, int v) { s.window.y.stride = s.window.x.stride = v; }, [](const S& s) { return s.window.x.stride; });
    addWhole(
        "strideRows", tr("Stride down"), 1, S::largestStride, [](const S& s) { return s.window.y.stride; },
        [](S& s, int v) { s.window.y.stride = v; });
    addWhole(
        "strideColumns", tr("Stride across"), 1, S::largestStride, [](const S& s) { return s.window.x.stride; },
        [](S& s, int v) { s.window.x.stride = v; });
    addChoice(
        "flip", tr("Kernel is"), {tr("as it is"), tr("flipped")}, [](const S& s) { return s.flip ? 1 : 0; },
        [](S& s, int v) { s.flip = v == 1; });
    m_settings.back().forPooling = false;
    addChoice(
        "show", tr("Values as"), {tr("numbers"), tr("colour"), tr("both")},
        [](const S& s) { return static_cast<int>(s.show); }, [](S& s, int v) { s.show = static_cast<ShowValues>(v); });
    addWhole(
        "input", tr("Input size"), 1, S::largestGrid, [](const S& s) { return s.input.shape().h; },
        [](S& s, int v) { s.resizeInput(v, v); }, [](const S& s) { return s.input.shape().w; });
    addWhole(
        "inputRows", tr("Input rows"), 1, S::largestGrid, [](const S& s) { return s.input.shape().h; },
        [](S& s, int v) { s.resizeInput(v, s.input.shape().w); });
    addWhole(
        "inputColumns", tr("Input columns"), 1, S::largestGrid, [](const S& s) { return s.input.shape().w; },
        [](S& s, int v) { s.resizeInput(s.input.shape().h, v); });
    addWhole(
        "kernelRows", tr("Window rows"), 1, S::largestGrid, [](const S& s) { return s.window.y.kernel; },
        [](S& s, int v) { s.resizeKernel(v, s.window.x.kernel); });
    addWhole(
        "kernelColumns", tr("Window columns"), 1, S::largestGrid, [](const S& s) { return s.window.x.kernel; },
        [](S& s, int v) { s.resizeKernel(s.window.y.kernel, v); });
    addWhole(
        "padTop", tr("Padding top"), 0, S::largestPadding, [](const S& s) { return s.window.y.padBefore; },
        [](S& s, int v) { s.window.y.padBefore = v; });
    addWhole(
        "padBottom", tr("Padding bottom"), 0, S::largestPadding, [](const S& s) { return s.window.y.padAfter; },
        [](S& s, int v) { s.window.y.padAfter = v; });
    addWhole(
        "padLeft", tr("Padding left"), 0, S::largestPadding, [](const S& s) { return s.window.x.padBefore; },
        [](S& s, int v) { s.window.x.padBefore = v; });
    addWhole(
        "padRight", tr("Padding right"), 0, S::largestPadding, [](const S& s) { return s.window.x.padAfter; },
        [](S& s, int v) { s.window.x.padAfter = v; });
    addWhole(
        "dilation", tr("Dilation"), 1, S::largestDilation, [](const S& s) { return s.window.y.dilation; },
        [](S& s, int v) { s.window.y.dilation = s.window.x.dilation = v; },
        [](const S& s) { return s.window.x.dilation; });
    addWhole(
        "dilationRows", tr("Dilation down"), 1, S::largestDilation, [](const S& s) { return s.window.y.dilation; },
        [](S& s, int v) { s.window.y.dilation = v; });
    addWhole(
        "dilationColumns", tr("Dilation across"), 1, S::largestDilation, [](const S& s) { return s.window.x.dilation; },
        [](S& s, int v) { s.window.x.dilation = v; });
}

void WindowInspector::addRepairs(QVBoxLayout* column) {
    m_smaller = new QPushButton;
    m_pad = new QPushButton;
    column->addWidget(m_smaller);
    column->addWidget(m_pad);
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

void WindowInspector::setLesson(const Lesson& lesson) {
    m_front = lesson.controls;
    m_notice->setText(lesson.notice);
    m_asOpened = windowSceneFrom(lesson.scene);
    m_more->setChecked(false);
    arrange();
    refresh();
}

void WindowInspector::arrange() {
    for (Setting& s : m_settings) {
        m_frontRows->removeWidget(s.row);
        m_moreRows->removeWidget(s.row);
    }
    const auto place = [&](const Setting& s) {
        const bool front = m_front.contains(s.id);
        (front ? m_frontRows : m_moreRows)->addWidget(s.row);
    };
    for (const QString& id : m_front) // in the lesson's order
        for (const Setting& s : m_settings)
            if (s.id == id) place(s);
    for (const Setting& s : m_settings)
        if (!m_front.contains(s.id)) place(s);
}

void WindowInspector::setStyle(const Style& style) {
    m_style = style;
    for (Stepper* stepper : m_steppers) stepper->setFixedWidth(qRound(132 * style.controlScale()));
    refresh();
}

void WindowInspector::refresh() {
    const WindowScene& scene = m_lab.scene();
    for (const Setting& s : m_settings) {
        s.show(scene);
        s.row->setVisible(scene.isConvolution() ? s.forConvolution : s.forPooling);
    }
    m_formula->setText(formula());
    m_noticeHeading->setText(asOpened() ? tr("Notice") : tr("Notice, in the scene as it opened"));
    showRepairs();
}

// ⌊(n + p − k) ÷ s⌋ + 1 with letters, then with the numbers of rows and columns, then the division in words.
QString WindowInspector::formula() const {
    const Palette& c = m_style.colors();
    const WindowScene& s = m_lab.scene();
    const QString dim = c.dim.name();
    QString rows = QString("<tr><td></td><td style='color:%1'>⌊(n + p − k) ÷ s⌋ + 1</td></tr>").arg(dim);
    const auto row = [&](const QString& name, const cnn::Axis& a, int n) {
        const int room = a.padded(n) - a.extent();
        const int out = room >= 0 ? room / a.stride + 1 : 0;
        rows += QString("<tr><td style='color:%1; padding-right:8px'>%2</td><td style='white-space:nowrap'>⌊(%3 + %4 − "
                        "%5) ÷ %6⌋ + 1 = %7</td></tr>")
                    .arg(dim, name, coloured(QString::number(n), c.input))
                    .arg(a.padBefore + a.padAfter)
                    .arg(coloured(QString::number(a.extent()), c.kernel))
                    .arg(a.stride)
                    .arg(room >= 0 ? coloured(QString::number(out), c.output) : coloured(tr("none"), c.error));
        QString words;
        if (room >= 0 && a.stride > 1 && room % a.stride != 0)
            words = tr("%1 ÷ %2 = %3, rounded down").arg(room).arg(a.stride).arg(double(room) / a.stride, 0, 'g', 3);
        else if (room >= 0 && a.stride > 1)
            words = tr("%1 ÷ %2 = %3, nothing left over").arg(room).arg(a.stride).arg(room / a.stride);
        if (a.dilation > 1)
            words += (words.isEmpty() ? "" : "<br>") +
                     tr("k = %1 · (%2 − 1) + 1 with dilation").arg(a.dilation).arg(a.kernel);
        if (!words.isEmpty()) rows += QString("<tr><td></td><td style='color:%1'>%2</td></tr>").arg(dim, words);
    };
    row(tr("rows"), s.window.y, s.input.shape().h);
    row(tr("columns"), s.window.x, s.input.shape().w);
    return "<table cellspacing='0' cellpadding='2'>" + rows + "</table>";
}

void WindowInspector::showStep(const WindowPicture& picture) {
    m_place->setText(stepPlace(picture));
    m_place->setVisible(picture.walk != nullptr);
    m_step->setText(stepSentence(picture));
    const QString hover = hoverSentence(picture);
    m_hover->setText(hover);
    m_hover->setVisible(!hover.isEmpty());
    const QString padding = paddingSentence(picture);
    m_padding->setText(padding);
    m_padding->setVisible(!padding.isEmpty());
}

} // namespace ui
