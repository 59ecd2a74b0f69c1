#include "ui/lessons/channels/channel_inspector.h"

#include "ui/lessons/channels/channel_words.h"
#include "ui/model/size_words.h"
#include "ui/pages/picture_setting.h"

#include <QFrame>

namespace ui {
namespace {

using S = ChannelScene;

QString coloured(const QString& text, const QColor& colour) {
    return QString("<b style='color:%1'>%2</b>").arg(colour.name(), text);
}
QString coloured(int number, const QColor& colour) {
    return coloured(QString::number(number), colour);
}

// A label with rich text on a sunken card.
QFrame* card(QLabel* label) {
    auto* frame = new QFrame;
    frame->setObjectName("sunkenCard");
    auto* inside = new QVBoxLayout(frame);
    inside->setContentsMargins(8, 8, 8, 8);
    label->setTextFormat(Qt::RichText);
    label->setWordWrap(true);
    inside->addWidget(label);
    return frame;
}

} // namespace

ChannelInspector::ChannelInspector(ChannelLab& lab, QWidget* parent)
    : SettingsPanel(parent), m_lab(lab), m_settings(*this, lab), m_sizes(new QLabel), m_step(paragraph()),
      m_hover(paragraph()), m_pad(new QPushButton) {
    m_settings.add(channelSettings(), {{"picture", [this](const auto& row) {
                                            addPictureSetting(
                                                *this, m_lab, row, [](const S& s) { return s.split.lacksPicture(); },
                                                [this] { emit pictureWanted(); });
                                        }}});
    addSizes();
    m_step->setTextFormat(Qt::RichText);
    addSection(tr("This step"), m_step);
    m_hover->setObjectName("quiet");
    add(m_hover);
    addRepair();
    connect(&m_lab, &ChannelLab::sceneChanged, this, &ChannelInspector::refreshAll);
}

void ChannelInspector::addSizes() {
    m_sizes->setAccessibleName(tr("Output size, depth, parameters"));
    addSection(tr("Output size, depth, parameters"), card(m_sizes));
}

void ChannelInspector::addRepair() {
    add(m_pad);
    m_pad->setText(tr("Use kernels of 1 × 1"));
    connect(m_pad, &QPushButton::clicked, this, [this] {
        S next = m_lab.scene();
        next.resizeKernels(1, 1);
        m_lab.edit(tr("Use kernels of 1 × 1"), next);
    });
}

void ChannelInspector::setStyle(const Style& style) {
    SettingsPanel::setStyle(style);
    refreshAll();
}

void ChannelInspector::refreshAll() {
    refresh();
    setAsOpened(m_lab.asOpened());
    m_pad->setVisible(!m_lab.walk());
}

// The formula with letters, then with the numbers of rows and columns; the depth is the number of kernels.
QString ChannelInspector::sizes(const ChannelPicture& p) const {
    const Palette& c = style().colors();
    const auto line = [&](const QString& name, const QString& value) {
        return QString("<tr><td style='color:%1; padding-right:6px'>%2</td><td style='white-space:nowrap'>%3</td></tr>")
            .arg(c.dim.name(), name, value);
    };
    const auto axis = [&](const cnn::Axis& a, int n) {
        const bool fits = a.padded(n) >= a.extent();
        const QString result =
            p.hidesShape() ? coloured("?", c.dim) : coloured(sizeResult(a, n), fits ? c.output : c.error);
        return sizeLine(a, true, coloured(n, c.input), coloured(a.kernel, c.kernel), result);
    };
    const bool hidden = p.cover == "depth";
    const QString depth =
        hidden ? QString("?")
               : (p.maps() == 1 ? tr("%1 kernel → %2 channel") : tr("%1 kernels → %2 channels", nullptr, p.maps()))
                     .arg(coloured(p.maps(), c.kernel),
                          p.hidesShape() ? coloured("?", c.dim) : coloured(p.maps(), c.output));
    const cnn::Shape& in = p.task.input.shape();
    return "<table cellspacing='0' cellpadding='2'>" +
           line({}, QString("<span style='color:%1'>%2</span>").arg(c.dim.name(), sizeLetters(true))) +
           line(tr("rows"), axis(p.task.window.y, in.h)) + line(tr("columns"), axis(p.task.window.x, in.w)) +
           line(tr("depth"), depth) + "</table>" + parameters(p) + multiplications(p) + separable(p);
}

// The input channels that one output channel reads: "4 ÷ 2".
QString ChannelInspector::read(const ChannelPicture& p) const {
    const QString in = coloured(p.channels(), style().colors().input);
    return p.grouped() ? QString("%1 ÷ %2").arg(in, QString::number(p.task.groups)) : in;
}

// What a 1 x 1 convolution behind it adds, and what one ordinary layer in place of both would take.
QString ChannelInspector::separable(const ChannelPicture& p) const {
    if (!p.mixes || !p.walk || p.hidesShape() || p.cover == "parameters") return {};
    const Palette& c = style().colors();
    const int out = p.maps(), here = p.task.parameters(), mix = out * (out + 1),
              pixels = p.outputRows() * p.outputColumns();
    const int products = pixels * out * p.walk->termsPerCell(), mixed = pixels * out * out;
    const int whole = out * (p.channels() * p.perChannel() + 1), all = pixels * out * p.channels() * p.perChannel();
    return QString("<table cellspacing='0' cellpadding='2'><tr><td style='color:%1'>%2</td></tr><tr><td>%3</td></tr>"
                   "<tr><td>%4</td></tr></table>")
        .arg(c.dim.name(), tr("with a 1 × 1 behind it, out × out + out more; in brackets one ordinary layer"),
             tr("parameters %1 + %2 = <b>%3</b> (%4)").arg(here).arg(mix).arg(here + mix).arg(whole),
             tr("multiplications %1 + %2 = <b>%3</b> (%4)").arg(products).arg(mixed).arg(products + mixed).arg(all));
}

QString ChannelInspector::parameters(const ChannelPicture& p) const {
    const Palette& c = style().colors();
    const QString total = p.cover == "parameters" ? QString("?") : QString::number(p.task.parameters());
    const QString maps = p.cover == "depth" || p.cover == "size" ? coloured("?", c.dim) : coloured(p.maps(), c.output);
    const bool hidden = p.cover == "depth" || p.cover == "size";
    return QString("<table cellspacing='0' cellpadding='2'><tr><td style='color:%1'>%2</td></tr>"
                   "<tr><td>%3 × (%4 × %5 × %6) + %3 = <b>%7</b></td></tr></table>")
        .arg(c.dim.name(),
             p.grouped() ? tr("parameters: out × (in ÷ groups × k × k) + out")
                         : tr("parameters: out × (in × k × k) + out"),
             maps, read(p), coloured(p.task.window.y.kernel, c.kernel), coloured(p.task.window.x.kernel, c.kernel),
             hidden ? QString("?") : total);
}

QString ChannelInspector::multiplications(const ChannelPicture& p) const {
    if (!p.walk) return {};
    const Palette& c = style().colors();
    const auto ofOutput = [&](int count) { return p.hidesShape() ? coloured("?", c.dim) : coloured(count, c.output); };
    const auto ofKernel = [&](int count) { return coloured(count, c.kernel); };
    const int all = p.outputRows() * p.outputColumns() * p.maps() * p.walk->termsPerCell();
    const bool hidden = p.hidesShape() || p.cover == "parameters";
    return QString("<table cellspacing='0' cellpadding='2'><tr><td style='color:%1'>%2</td></tr>"
                   "<tr><td>%3 × %4 × %5 × (%6 × %7 × %8) = <b>%9</b></td></tr></table>")
        .arg(c.dim.name(),
             p.grouped() ? tr("multiplications: rows × columns × out × (in ÷ groups × k × k)")
                         : tr("multiplications: rows × columns × out × (in × k × k)"),
             ofOutput(p.outputRows()), ofOutput(p.outputColumns()), ofOutput(p.maps()), read(p),
             ofKernel(p.task.window.y.kernel), ofKernel(p.task.window.x.kernel),
             hidden ? QString("?") : QString::number(all));
}

void ChannelInspector::showStep(const ChannelPicture& picture) {
    m_sizes->setText(sizes(picture));
    m_step->setText(stepWords(stepPlace(picture), stepSentence(picture)));
    const QString hover = hoverSentence(picture);
    m_hover->setText(hover);
    m_hover->setVisible(!hover.isEmpty());
}

} // namespace ui
